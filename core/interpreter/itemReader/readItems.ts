/** The items of a Distributed Map with an ItemReader: the host fetches, this reads. Source: "ItemReader (Map)". */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { State } from '../../model/machine';
import type { ItemFile } from '../host';
import type { Strand } from '../strand';
import { StateFailure } from '../stateFailure';
import { csvItems } from './csvItems';
import { fileBody, type FileBody } from './fileBody';
import { itemReaderFailed } from './itemReaderFailed';
import { jsonItems, jsonLinesItems } from './jsonItems';
import { fileNameOf, readAthenaManifest, readInventoryManifest, sourceOf, type FileName } from './manifestItems';
import { MapItems } from './mapItems';
import { parquetItems } from './parquetItems';
import type { Reading } from './reading';
import { Room } from './room';

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

type FileReader = (body: FileBody, reading: Reading) => Promise<void>;

/** By InputType. A manifest is no form of data: {@link readFile} knows it. */
const READERS: Record<string, FileReader> = {
  CSV: csvItems,
  JSON: jsonItems,
  JSONL: jsonLinesItems,
  PARQUET: parquetItems,
};

/** Reads the items; throws `States.ItemReaderFailed`. */
export async function readItems(line: Strand, request: ItemsRequest): Promise<MapItems> {
  if (request.maxItems < 0) throw itemReaderFailed('field MaxItems must be positive');
  const items = new MapItems(request.maxItems === 0 ? MAXIMUM_ITEMS : Math.min(request.maxItems, MAXIMUM_ITEMS));
  const { config, arguments: arguments_ } = request;
  if (config.InputType === 'PARQUET' && config.ManifestType === undefined && arguments_.VersionId !== undefined) {
    throw itemReaderFailed('S3 Version ID selection is not currently supported for PARQUET files');
  }
  const reading: Reading = { config, items, room: new Room(), host: line.execution.host };
  const content = await fetchFrom(line, request);
  if (Array.isArray(content)) await readListing(content);
  else await readFile(bodyOf(content, fileNameOf(arguments_), line));
  return items;

  async function readListing(objects: readonly Json[]): Promise<void> {
    if (config.Transformation !== 'LOAD_AND_FLATTEN') {
      items.begin(sourceOf({ bucket: fileNameOf(arguments_).bucket }));
      objects.every((object) => items.take(object));
      return;
    }
    const { bucket } = fileNameOf(arguments_);
    for (const object of objects) {
      const key = isJsonObject(object) ? object.Key : undefined;
      // Folders are listed as empty objects.
      if (typeof key !== 'string' || key.endsWith('/')) continue;
      await readData({ bucket, key });
      if (items.isFull) return;
    }
  }

  async function readFile(body: FileBody): Promise<void> {
    const named = fileNameOf(arguments_);
    if (config.ManifestType === 'ATHENA_DATA') return readAthenaManifest(body, items, readData);
    // Written before there was a ManifestType, MANIFEST alone means an inventory.
    if (config.ManifestType === 'S3_INVENTORY' || config.InputType === 'MANIFEST') {
      return readInventoryManifest(body, named.bucket, reading, fetchFile);
    }
    items.begin(sourceOf(named));
    return readerOf(config.InputType ?? 'JSON')(body, reading);
  }

  /** The items of one of several files. */
  async function readData(file: FileName): Promise<void> {
    // Beside Athena's manifest the InputType may say MANIFEST; UNLOAD writes JSON Lines then.
    const inputType = config.InputType === 'MANIFEST' ? 'JSONL' : config.InputType;
    const read = readerOf(inputType ?? 'JSON');
    const body = await fetchFile(file);
    items.begin(sourceOf(file));
    await read(body, reading);
  }

  async function fetchFile(file: FileName): Promise<FileBody> {
    const content = await fetchFrom(line, {
      ...request,
      // What a listing or a manifest names is always a file.
      resource: request.resource.replace(/:listObjectsV2$/, ':getObject'),
      arguments: { ...without(arguments_, LISTING_ONLY), Bucket: file.bucket, Key: file.key },
    });
    return bodyOf(content, file, line);
  }
}

/** Arguments of a listing that would be wrong beside a Key, or name another object's version. */
const LISTING_ONLY: ReadonlySet<string> = new Set(['Prefix', 'VersionId']);

function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}

function readerOf(inputType: Json): FileReader {
  const reader = typeof inputType === 'string' && Object.hasOwn(READERS, inputType) ? READERS[inputType] : undefined;
  if (!reader) {
    throw itemReaderFailed(
      `The InputType must be one of ${Object.keys(READERS).join(', ')}, MANIFEST, not ${String(inputType)}.`,
    );
  }
  return reader;
}

function bodyOf(content: Json | Uint8Array | ItemFile, file: FileName, line: Strand): FileBody {
  if (typeof content === 'string' || content instanceof Uint8Array || isItemFile(content)) {
    return fileBody(content, sourceOf(file), () => line.mustRun());
  }
  throw itemReaderFailed('Attempting to map over non-iterable node.');
}

/** JSON holds no functions. */
function isItemFile(content: Json | Uint8Array | ItemFile): content is ItemFile {
  return typeof (content as Partial<ItemFile> | null)?.pieces === 'function';
}

async function fetchFrom(line: Strand, request: ItemsRequest): Promise<Json | Uint8Array | ItemFile> {
  const { host } = line.execution;
  if (!host.readItems) throw itemReaderFailed(`Items cannot be read from ${request.resource} on this machine.`);
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
