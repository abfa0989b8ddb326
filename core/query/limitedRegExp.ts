/**
 * Regular expressions of users. Some backtrack for years on a short text, and nothing inside this room can stop a match;
 * whoever hosts it may be able to.
 */

/** A match that was stopped, since it took too long. */
export class EndlessMatch extends Error {
  constructor(pattern: string) {
    super(`The regular expression /${pattern}/ takes too long on this text. Check it for nested repetitions.`);
  }
}

/** Does a piece of work, or gives up and answers undefined where it takes too long: the host's limit, or less. */
export type TimeLimit = <T>(work: () => T, milliseconds?: number) => { readonly done: T } | undefined;

/** What was found beside this thread: as `exec` has it, and where the next match begins. */
export interface MatchElsewhere {
  readonly groups: readonly string[];
  readonly index: number;
  readonly lastIndex: number;
}

/** A match that goes on beside this thread. */
export interface SlowMatch {
  /** Null: nothing was found; undefined: it was stopped, since it took too long. */
  readonly found: Promise<MatchElsewhere | null | undefined>;
  stop(): void;
}

/** Begins a match beside this thread, from the pattern's `lastIndex`. */
export type BeginMatch = (pattern: RegExp, text: string) => SlowMatch;

let timeLimit: TimeLimit = (work) => ({ done: work() });
let beginElsewhere: BeginMatch | undefined;

/**
 * For the process that hosts the language, once: how it stops what does not end, and where a long match goes on so that this
 * thread hears of a stop meanwhile. Default: it does not, and nowhere.
 */
export function limitMatches(limit: TimeLimit, elsewhere?: BeginMatch): void {
  timeLimit = limit;
  beginElsewhere = elsewhere;
}

/** What a host can stop, done; undefined where it took too long. */
export function underTimeLimit<T>(work: () => T, milliseconds?: number): { readonly done: T } | undefined {
  return timeLimit(work, milliseconds);
}

/** Shorter texts are matched in no time by any pattern a person may have meant. */
const SHORT_TEXT = 12;
/** Milliseconds that a match may keep this thread where it can go on beside it. */
const LONGEST_HERE = 60;

/** What gives a match more than one way to go on: repetitions, what may be absent, alternatives. */
const FORKS = /[*+{?|]/g;
/** One fork alone makes a match look at every character from every place before it, at worst. */
const SHORT_FOR_ONE_FORK = 2000;

/** Throws {@link EndlessMatch} where the host stops a match. */
export class LimitedRegExp extends RegExp {
  private readonly forks = this.source.match(FORKS)?.length ?? 0;

  override exec(text: string): RegExpExecArray | null {
    if (this.isSoon(text)) return super.exec(text);
    const match = timeLimit(() => super.exec(text));
    if (!match) throw new EndlessMatch(this.source);
    return match.done;
  }

  /** The same; a match that goes on beside this thread where it takes long. */
  execOrBegin(text: string): RegExpExecArray | SlowMatch | null {
    if (!beginElsewhere || this.isSoon(text)) return this.exec(text);
    const { lastIndex } = this;
    const match = timeLimit(() => super.exec(text), LONGEST_HERE);
    if (match) return match.done;
    this.lastIndex = lastIndex;
    return beginElsewhere(this, text);
  }

  /** Whether any match of it in the text is found in no time. */
  isSoon(text: string): boolean {
    if (this.forks === 0 || text.length < SHORT_TEXT) return true;
    return this.forks === 1 && text.length < SHORT_FOR_ONE_FORK;
  }
}
