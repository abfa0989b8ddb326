/**
 * The parts of a state that are evaluated each for itself: fields, the expressions in them, rules, retriers, catchers.
 * A machine that somebody watches is compiled so that every part is announced before it is evaluated; in any other no
 * trace of this is left.
 */
import type { Json, JsonObject } from '../json';
import { pathSegment } from '../model';
import type { MaybePromise } from '../query';
import type { ErrorDetails } from './historyEvent';
import type { PartPath, PausePoint } from './host';
import { JsonData } from './jsonData';
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

type Reads = NonNullable<PausePoint['reads']>;

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

  /**
   * The same reader; where somebody watches, one that lets them wait before it reads, and change what it reads.
   * @param isConstant reads nothing
   */
  announced<Input extends Json | JsonData, Value>(
    read: Reader<Input, Value>,
    isConstant = false,
  ): Reader<Input, Value> {
    if (!this.found) return read;
    this.declare();
    return (strand, input, more) => {
      const value = input instanceof JsonData ? input.value : (input as Json);
      const waited = this.reached(strand, value, more, { rereads: !isConstant });
      if (!waited) return read(strand, input, more);
      return waited.then((reads) => {
        const changed = input instanceof JsonData ? new JsonData(reads.input) : reads.input;
        return read(strand, reads.input === value ? input : (changed as Input), more);
      });
    };
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

  /**
   * Resolves when whoever waits for this part lets the strand go on, with what the part reads then.
   * @param more a changed result stands in it too: what is evaluated after this part reads the same
   */
  reached(
    strand: Strand,
    input: Json,
    more?: JsonObject,
    { error, rereads = false }: { readonly error?: ErrorDetails; readonly rereads?: boolean } = {},
  ): Promise<Reads> | undefined {
    if (!this.isAwaited(strand)) return undefined;
    const { host } = strand.execution;
    const reads: Reads = { input, ...more };
    const waited = host.pause?.({
      when: 'evaluate',
      part: this.path,
      reads,
      ...(rereads && { rereads }),
      ...pausePlace(strand),
      data: pauseData(strand),
      ...(error && { error }),
    });
    return waited?.then(() => {
      strand.mustRun();
      if (more && reads.result !== undefined) more.result = reads.result;
      return reads;
    });
  }
}

/** A whole state that nobody watches. */
export const UNWATCHED = new StatePart();
