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
};

/** Reads the items; throws `States.ItemReaderFailed`. */
export async function readItems(line: Line, request: ItemsRequest): Promise<Json[]> {
  const fetch: Fetch = (arguments_) => fetchFrom(line, { ...request, arguments: arguments_ });
  if (request.maxItems < 0) throw itemReaderFailed('field MaxItems must be positive');
  const fetched = await fetch(request.arguments);
  const items = await itemsOf(fetched, request, fetch);
  const limit = request.maxItems === 0 ? MAXIMUM_ITEMS : Math.min(request.maxItems, MAXIMUM_ITEMS);
  return items.length > limit ? items.slice(0, limit) : items;
}

async function itemsOf(fetched: Json, { config, arguments: arguments_ }: ItemsRequest, fetch: Fetch): Promise<Json[]> {
  // An object listing is an array already.
  if (Array.isArray(fetched)) return fetched;
  if (typeof fetched !== 'string') throw itemReaderFailed('Attempting to map over non-iterable node.');
  const inputType = typeof config.InputType === 'string' ? config.InputType : 'JSON';
  const reader = READERS[inputType];
  if (!reader) throw itemReaderFailed(`The InputType ${inputType} cannot be read.`);
  return reader(fetched, config, fetch, arguments_);
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
