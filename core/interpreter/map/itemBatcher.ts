/** ItemBatcher: several items to one child execution. Source: "ItemBatcher (Map)". */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import { jsonText } from '../../jsonText';
import { type MaybePromise } from '../../query';
import { compileJsonataFields, compileJsonataField } from '../fields/jsonataFields';
import { compileJsonPathFields, compileTemplateField } from '../fields/jsonPathFields';
import type { ScalarField } from '../fields';
import { MAXIMUM_DATA_BYTES } from '../jsonData';
import type { Strand } from '../strand';
import { andThen } from '../maybePromise';
import type { StatePart } from '../statePart';
import { readCount, refuseCount } from './mapFields';

/** Inputs of child executions, and how many items each holds; undefined where each is an item. */
export interface ChildInputs {
  readonly inputs: Json[];
  readonly sizes?: readonly number[];
}

export type MakeBatches = (items: readonly Json[]) => ChildInputs;

/** Evaluates the batcher's fields; what it gives makes the batches. */
export type Batcher = (strand: Strand, input: Json) => MaybePromise<MakeBatches>;

/** Undefined where the state has none. */
export function compileItemBatcher(state: State, part: StatePart): Batcher | undefined {
  const { ItemBatcher: definition } = state.definition;
  if (!isJsonObject(definition)) return undefined;
  const jsonata = state.queryLanguage === 'JSONata';
  const fields = jsonata ? compileJsonataFields(definition, part) : compileJsonPathFields(definition, part);
  const maxItems = fields.scalar('MaxItemsPerBatch');
  const maxBytes = fields.scalar('MaxInputBytesPerBatch');
  const inputPart = part.at('BatchInput');
  const batchInput = jsonata
    ? compileJsonataField(definition.BatchInput, inputPart)
    : compileTemplateField(definition.BatchInput, inputPart);
  return (strand, input) =>
    andThen(readLimit(strand, maxItems, input), (itemLimit) =>
      andThen(readLimit(strand, maxBytes, input), (byteLimit) =>
        andThen(
          batchInput?.(strand, input),
          (shared) => (items) => batches(items, itemLimit, Math.min(byteLimit, MAXIMUM_DATA_BYTES), shared),
        ),
      ),
    );
}

/** 0, like no field at all, is no limit. */
function readLimit(strand: Strand, field: ScalarField | undefined, input: Json): MaybePromise<number> {
  return andThen(readCount(strand, field, input, 0), (limit) => {
    refuseCount(field?.name.replace(/^ItemBatcher\/|Path$/g, '') ?? '', limit);
    return limit || Number.POSITIVE_INFINITY;
  });
}

/** A batch is never empty: an item beyond the byte limit still makes one of its own. */
function batches(items: readonly Json[], itemLimit: number, byteLimit: number, shared: Json | undefined): ChildInputs {
  const inputs: Json[] = [];
  const sizes: number[] = [];
  const fixedBytes = byteSize(jsonText(batch([], shared)));
  let current: Json[] = [];
  let bytes = fixedBytes;
  const close = (): void => {
    inputs.push(batch(current, shared));
    sizes.push(current.length);
    current = [];
    bytes = fixedBytes;
  };
  for (const item of items) {
    const size = byteSize(jsonText(item));
    const comma = current.length > 0 ? 1 : 0;
    if (comma > 0 && (current.length >= itemLimit || bytes + comma + size > byteLimit)) close();
    bytes += size + (current.length > 0 ? 1 : 0);
    current.push(item);
  }
  if (current.length > 0) close();
  return { inputs, sizes };
}

function batch(items: Json[], shared: Json | undefined): JsonObject {
  return shared === undefined ? { Items: items } : { BatchInput: shared, Items: items };
}

/** Bytes of UTF-8. */
export function byteSize(text: string): number {
  return new TextEncoder().encode(text).length;
}
