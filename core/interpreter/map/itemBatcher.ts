/** ItemBatcher: several items to one child execution. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import { jsonText, type MaybePromise } from '../../query';
import { compileJsonataFields, compileJsonataField } from '../fields/jsonataFields';
import { compileJsonPathFields, compileTemplateField } from '../fields/jsonPathFields';
import type { Line } from '../line';
import { andThen } from '../maybePromise';
import { readCount } from './mapFields';

export type Batcher = (line: Line, input: Json, items: readonly Json[]) => MaybePromise<Json[]>;

/** Undefined where the state has none. */
export function compileItemBatcher(state: State): Batcher | undefined {
  const { ItemBatcher: definition } = state.definition;
  if (!isJsonObject(definition)) return undefined;
  const jsonata = state.queryLanguage === 'JSONata';
  const fields = jsonata ? compileJsonataFields(definition, 'ItemBatcher/') : compileJsonPathFields(definition);
  const maxItems = fields.scalar('MaxItemsPerBatch');
  const maxBytes = fields.scalar('MaxInputBytesPerBatch');
  const batchInput = jsonata
    ? compileJsonataField(definition.BatchInput, 'ItemBatcher/BatchInput')
    : compileTemplateField(definition.BatchInput);
  return (line, input, items) =>
    andThen(readCount(line, maxItems, input, 0), (itemLimit) =>
      andThen(readCount(line, maxBytes, input, 0), (byteLimit) =>
        andThen(batchInput?.(line, input), (shared) => batches(items, itemLimit, byteLimit, shared)),
      ),
    );
}

/** A batch is never empty: an item beyond the byte limit still makes one of its own. */
function batches(items: readonly Json[], itemLimit: number, byteLimit: number, shared: Json | undefined): Json[] {
  const made: Json[] = [];
  const fixedBytes = byteSize(batch([], shared));
  let current: Json[] = [];
  let bytes = fixedBytes;
  for (const item of items) {
    const size = byteLimit > 0 ? byteSize(item) + 1 : 0;
    const full = (itemLimit > 0 && current.length >= itemLimit) || (byteLimit > 0 && bytes + size > byteLimit);
    if (full && current.length > 0) {
      made.push(batch(current, shared));
      current = [];
      bytes = fixedBytes;
    }
    current.push(item);
    bytes += size;
  }
  if (current.length > 0) made.push(batch(current, shared));
  return made;
}

function batch(items: Json[], shared: Json | undefined): JsonObject {
  return shared === undefined ? { Items: items } : { BatchInput: shared, Items: items };
}

function byteSize(value: Json): number {
  return new TextEncoder().encode(jsonText(value)).length;
}
