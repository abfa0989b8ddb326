import { type Json, type JsonObject, isJsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';

/** How the items of a list are written; `INDICES` is the default. */
export type ArrayFormat = 'INDICES' | 'BRACKETS' | 'COMMAS' | 'REPEAT';

/** Form data: `a[b]=1&list[0]=x`. Source: AWS, "Call HTTPS APIs in Step Functions workflows", URL-encoding of the body. */
export function urlEncoded(body: JsonObject, arrays: ArrayFormat): string {
  return Object.entries(body)
    .flatMap(([name, value]) => pairsOf(name, value, arrays))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
}

function pairsOf(name: string, value: Json, arrays: ArrayFormat): [string, string][] {
  if (Array.isArray(value)) {
    if (arrays === 'COMMAS') return [[name, value.map(plain).join(',')]];
    return value.flatMap((item, index) => pairsOf(ITEM[arrays](name, index), item, arrays));
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, each]) => pairsOf(`${name}[${key}]`, each, arrays));
  }
  return [[name, plain(value)]];
}

const ITEM: Record<Exclude<ArrayFormat, 'COMMAS'>, (name: string, index: number) => string> = {
  INDICES: (name, index) => `${name}[${index}]`,
  BRACKETS: (name) => `${name}[]`,
  REPEAT: (name) => name,
};

function plain(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : jsonText(value);
}

/** Brackets and commas are part of the notation and stay as they are. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/%5B/g, '[').replace(/%5D/g, ']').replace(/%2C/g, ',').replace(/%20/g, '+');
}
