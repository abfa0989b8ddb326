/**
 * The parts of a state that are evaluated each for itself: fields, the expressions in them, rules, retriers, catchers.
 * A machine that somebody watches is compiled so that every part is announced before it is evaluated; in any other no
 * trace of this is left.
 */
import type { Json, JsonObject } from '../json';
import { pathSegment } from '../model';
import type { MaybePromise } from '../query';
import type { ErrorDetails } from './historyEvent';
import type { PartPath } from './host';
import { JsonData } from './jsonData';
import { andThen } from './maybePromise';
import { pauseData, pausePlace } from './pausePoint';
import type { Strand } from './strand';

/** A part as a key of {@link Host.watches}: the steps of its path, escaped and joined as in JSON Pointer. */
export function partKey(path: PartPath): string {
  return path.map((step) => pathSegment(String(step))).join('/');
}

/** A part as AWS names it in causes: `Choices[1]/Condition`. */
export function partLocation(path: PartPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}/${step}`;
  }, '');
}

/** Reads a part: `input` is what `$` means in it, `more` what `$states` holds beside input and context. */
type Reader<Input extends Json | JsonData, Value> = (
  strand: Strand,
  input: Input,
  more?: JsonObject,
) => MaybePromise<Value>;

/** Where in its state something stands that is being compiled. */
export class StatePart {
  private readonly key: string;

  /** @param found is told every part that can be announced; absent: none will be */
  constructor(
    readonly path: PartPath = [],
    private readonly found?: (path: PartPath) => void,
  ) {
    this.key = found ? partKey(path) : '';
  }

  at(...steps: PartPath): StatePart {
    return new StatePart([...this.path, ...steps], this.found);
  }

  get isWatched(): boolean {
    return this.found !== undefined;
  }

  /** Its {@link partLocation}. */
  get location(): string {
    return partLocation(this.path);
  }

  /** The same reader; where somebody watches, one that lets them wait before it reads. */
  announced<Input extends Json | JsonData, Value>(read: Reader<Input, Value>): Reader<Input, Value> {
    if (!this.found) return read;
    this.declare();
    return (strand, input, more) =>
      andThen(this.reached(strand, input instanceof JsonData ? input.value : (input as Json), more), () =>
        read(strand, input, more),
      );
  }

  /** Says that the part is announced. */
  declare(): void {
    this.found?.(this.path);
  }

  /** Whether somebody waits for this part now. */
  isAwaited({ state, execution, recalls }: Strand): boolean {
    return (
      this.found !== undefined &&
      !recalls &&
      state !== undefined &&
      (execution.host.watches?.(state)?.has(this.key) ?? false)
    );
  }

  /** Resolves when whoever waits for this part lets the strand go on. */
  reached(strand: Strand, input: Json, more?: JsonObject, error?: ErrorDetails): Promise<void> | undefined {
    if (!this.isAwaited(strand)) return undefined;
    const { host } = strand.execution;
    const waited = host.pause?.({
      when: 'evaluate',
      part: this.path,
      reads: { input, ...more },
      ...pausePlace(strand),
      data: pauseData(strand),
      ...(error && { error }),
    });
    return waited?.then(() => strand.mustRun());
  }
}

/** A whole state that nobody watches. */
export const UNWATCHED = new StatePart();
