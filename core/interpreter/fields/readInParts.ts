/** A template under the eyes of a debugger: expression by expression where somebody waits for one, else at one go. */
import type { Json, JsonObject } from '../../json';
import type { MaybePromise } from '../../query';
import { andThen } from '../maybePromise';
import type { StatePart } from '../statePart';
import type { Strand } from '../strand';

type Reader = (strand: Strand, input: Json, more?: JsonObject) => MaybePromise<Json>;

/** An expression of a template, and where it stands. */
export interface ExpressionPart {
  readonly at: StatePart;
  readonly read: Reader;
}

/** @param read the whole template */
export function readInParts(
  parts: readonly ExpressionPart[],
  assemble: (values: readonly Json[]) => Json,
  read: Reader,
): Reader {
  for (const { at } of parts) at.declare();
  return (strand, input, more) =>
    parts.some(({ at }) => at.isAwaited(strand)) ? inTurn([], strand, input, more) : read(strand, input, more);

  /** @param values of the expressions before; grows */
  function inTurn(values: Json[], strand: Strand, input: Json, more: JsonObject | undefined): MaybePromise<Json> {
    const part = parts[values.length];
    if (!part) return assemble(values);
    const waited = part.at.reached(strand, input, more, { rereads: true });
    const readFrom = (read: Json): MaybePromise<Json> =>
      andThen(part.read(strand, read, more), (known) => {
        values.push(known);
        return inTurn(values, strand, read, more);
      });
    // What is changed at one expression those behind it read too.
    return waited ? waited.then((reads) => readFrom(reads.input)) : readFrom(input);
  }
}
