/** A template under the eyes of a debugger: expression by expression where somebody waits for one, else at one go. */
import type { Json, JsonObject } from '../../json';
import type { MaybePromise } from '../../query';
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
    parts.some(({ at }) => at.isAwaited(strand)) ? inTurn(strand, input, more) : read(strand, input, more);

  async function inTurn(strand: Strand, input: Json, more: JsonObject | undefined): Promise<Json> {
    const values: Json[] = [];
    for (const part of parts) {
      await part.at.reached(strand, input, more);
      values.push(await part.read(strand, input, more));
    }
    return assemble(values);
  }
}
