/**
 * Items behind a manifest: Athena's data manifest (a list of object URLs) or S3 Inventory's (JSON that names
 * CSV files). Source: "ItemReader (Map)" in the Step Functions guide.
 */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { csvItems, csvRows } from './csvItems';
import { itemReaderFailed } from './itemReaderFailed';
import { jsonLinesItems } from './jsonItems';

export async function manifestItems(
  body: string,
  config: JsonObject,
  fetch: (arguments_: JsonObject) => Promise<Json>,
  arguments_: JsonObject,
): Promise<Json[]> {
  return config.ManifestType === 'ATHENA_DATA'
    ? athenaItems(body, config, fetch)
    : inventoryItems(body, fetch, String(arguments_.Bucket ?? ''));
}

async function athenaItems(
  body: string,
  config: JsonObject,
  fetch: (arguments_: JsonObject) => Promise<Json>,
): Promise<Json[]> {
  const items: Json[] = [];
  for (const url of body.split('\n').map((line) => line.trim())) {
    if (url === '') continue;
    const match = /^s3:\/\/([^/]+)\/(.+)$/i.exec(url);
    if (!match) throw itemReaderFailed(`The manifest names "${url}", which is no S3 URL.`);
    const file = await fetch({ Bucket: match[1] ?? '', Key: match[2] ?? '' });
    const text = typeof file === 'string' ? file : '';
    if (config.InputType === 'PARQUET') {
      throw itemReaderFailed(
        `Stepwise does not read Parquet files, such as ${url}. Write the query's results as JSONL or CSV.`,
      );
    }
    const read = config.InputType === 'CSV' ? csvItems(text, config) : jsonLinesItems(text);
    for (const item of read) items.push(item);
  }
  return items;
}

async function inventoryItems(
  body: string,
  fetch: (arguments_: JsonObject) => Promise<Json>,
  bucket: string,
): Promise<Json[]> {
  const manifest = parseManifest(body);
  const schema =
    typeof manifest.fileSchema === 'string' ? manifest.fileSchema.split(',').map((name) => name.trim()) : [];
  const items: Json[] = [];
  for (const file of Array.isArray(manifest.files) ? manifest.files.filter(isJsonObject) : []) {
    const text = await fetch({ Bucket: bucket, Key: String(file.key) });
    for (const row of csvRows(typeof text === 'string' ? text : '', ',')) {
      items.push(Object.fromEntries(schema.map((name, column) => [name, row[column] ?? ''])));
    }
  }
  return items;
}

function parseManifest(body: string): JsonObject {
  try {
    const manifest = JSON.parse(body) as Json;
    if (isJsonObject(manifest)) return manifest;
  } catch {
    // Said below.
  }
  throw itemReaderFailed('The manifest is not a JSON object.');
}
