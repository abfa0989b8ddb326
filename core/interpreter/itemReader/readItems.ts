/** The items of a Distributed Map with an ItemReader: the host fetches, this reads. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import type { Line } from '../line';
import { StateFailure } from '../stateFailure';
import { csvItems } from './csvItems';
import { itemReaderFailed } from './itemReaderFailed';
import { jsonItems, jsonLinesItems } from './jsonItems';
import { manifestItems } from './manifestItems';

/** At most this many items are read (quotas page). */
const MAXIMUM_ITEMS = 100_000_000;

export interface ItemsRequest {
  readonly state: State;
  readonly resource: string;
  /** Evaluated Parameters or Arguments: Bucket, Key, Prefix … */
  readonly arguments: JsonObject;
  readonly config: JsonObject;
  /** 0: all. */
  readonly maxItems: number;
}

type Fetch = (arguments_: JsonObject) => Promise<Json>;
type Reader = (body: string, config: JsonObject, fetch: Fetch, arguments_: JsonObject) => Json[] | Promise<Json[]>;

const READERS: Record<string, Reader> = {
  CSV: csvItems,
  JSON: jsonItems,
  JSONL: jsonLinesItems,
  MANIFEST: manifestItems,
  PARQUET() {
    throw itemReaderFailed('Stepwise does not read Parquet files. For local runs convert the items to JSONL or CSV.');
  },
};

/** Reads the items; throws `States.ItemReaderFailed`. */
export async function readItems(line: Line, request: ItemsRequest): Promise<Json[]> {
  // What a listing or a manifest names is always a file.
  const file = { ...request, resource: request.resource.replace(/:listObjectsV2$/, ':getObject') };
  const fetch: Fetch = (arguments_) => fetchFrom(line, { ...file, arguments: arguments_ });
  if (request.maxItems < 0) throw itemReaderFailed('field MaxItems must be positive');
  const fetched = await fetchFrom(line, request);
  const items = await itemsOf(fetched, request, fetch);
  const limit = request.maxItems === 0 ? MAXIMUM_ITEMS : Math.min(request.maxItems, MAXIMUM_ITEMS);
  return items.length > limit ? items.slice(0, limit) : items;
}

async function itemsOf(fetched: Json, { config, arguments: arguments_ }: ItemsRequest, fetch: Fetch): Promise<Json[]> {
  // An object listing is an array already.
  if (Array.isArray(fetched)) {
    return config.Transformation === 'LOAD_AND_FLATTEN' ? loadAndFlatten(fetched, config, fetch, arguments_) : fetched;
  }
  if (typeof fetched !== 'string') throw itemReaderFailed('Attempting to map over non-iterable node.');
  // A ManifestType makes the file a manifest; InputType then tells of the files it names.
  const inputType = typeof config.ManifestType === 'string' ? 'MANIFEST' : config.InputType;
  return readerOf(inputType)(fetched, config, fetch, arguments_);
}

function readerOf(inputType: Json | undefined): Reader {
  const name = typeof inputType === 'string' ? inputType : 'JSON';
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (!reader) throw itemReaderFailed(`The InputType ${name} cannot be read.`);
  return reader;
}

/** The items of all listed files in place of the list ("ItemReader (Map)" in the Step Functions guide). */
async function loadAndFlatten(
  objects: readonly Json[],
  config: JsonObject,
  fetch: Fetch,
  arguments_: JsonObject,
): Promise<Json[]> {
  const reader = readerOf(config.InputType);
  const items: Json[] = [];
  for (const object of objects) {
    const key = isJsonObject(object) ? object.Key : undefined;
    // Folders are listed as empty objects.
    if (typeof key !== 'string' || key.endsWith('/')) continue;
    const file = { ...arguments_, Key: key };
    const body = await fetch(file);
    if (typeof body !== 'string') throw itemReaderFailed('Attempting to map over non-iterable node.');
    for (const item of await reader(body, config, fetch, file)) items.push(item);
  }
  return items;
}

async function fetchFrom(line: Line, request: ItemsRequest): Promise<Json> {
  const { host } = line.execution;
  if (!host.readItems) throw itemReaderFailed(`Nothing here reads items from ${request.resource}.`);
  const fetch = host.readItems.bind(host);
  const outcome = await line.waitFor((signal) =>
    fetch(
      { state: request.state, resource: request.resource, input: request.arguments, readerConfig: request.config },
      signal,
    ),
  );
  if (outcome.type === 'success') return outcome.output;
  throw new StateFailure({
    error: outcome.error ?? 'States.ItemReaderFailed',
    ...(outcome.cause !== undefined && { cause: outcome.cause }),
  });
}

/** `S3://bucket/key` as `$$.Map.Item.Source` names it. */
export function itemSource(arguments_: Json): string {
  if (!isJsonObject(arguments_)) return 'STATE_DATA';
  const { Bucket: bucket, Key: key } = arguments_;
  return typeof key === 'string' ? `S3://${String(bucket)}/${key}` : `S3://${String(bucket)}`;
}
