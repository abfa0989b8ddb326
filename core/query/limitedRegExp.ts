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

/** Does a piece of work, or gives up and answers undefined where it takes too long. */
export type TimeLimit = <T>(work: () => T) => { readonly done: T } | undefined;

let timeLimit: TimeLimit = (work) => ({ done: work() });

/** For the process that hosts the language, once: how it stops what does not end. Default: it does not. */
export function limitMatches(limit: TimeLimit): void {
  timeLimit = limit;
}

/** Shorter texts are matched in no time by any pattern a person may have meant. */
const SHORT_TEXT = 12;

/** Throws {@link EndlessMatch} where the host stops a match. */
export class LimitedRegExp extends RegExp {
  /** It takes two repetitions to backtrack for long. */
  private readonly repeats = /[*+{][^]*[*+{]/.test(this.source);

  override exec(text: string): RegExpExecArray | null {
    if (!this.repeats || text.length < SHORT_TEXT) return super.exec(text);
    const match = timeLimit(() => super.exec(text));
    if (!match) throw new EndlessMatch(this.source);
    return match.done;
  }
}
