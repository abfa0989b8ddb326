/** What a mapping template sees of a request. Source: API Gateway, "Mapping template and access logging variable reference". */
import { objectOf, type Json, type JsonObject } from '../../core/json';
import { jsonText, parsedJson } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { decodeBase64 } from '../../core/query/hash/bytes';
import { base64Of } from '../fresh';
import { atPath } from '../passing/eventPath';
import { TemplateFault } from './parse';
import type { Value } from './render';

/** @param event as a REST API hands it to a function */
export function requestVariables(event: JsonObject): { readonly [name: string]: Value } {
  const body = typeof event.body === 'string' ? event.body : '';
  const params = {
    path: objectOf(event.pathParameters),
    querystring: objectOf(event.queryStringParameters),
    header: objectOf(event.headers),
  };
  const read = (path: Value): Json | undefined => {
    const parsed = body === '' ? {} : parsedJson(body);
    const found = atPath(parsed === undefined ? body : parsed, String(path as string));
    if ('problem' in found) throw new TemplateFault(found.problem);
    return found.value;
  };
  return {
    input: {
      body,
      json: (path) => jsonText(read(path) ?? ''),
      path: (path) => read(path) as Value,
      params: (name) => {
        if (name === undefined) return params as Value;
        const key = String(name as string);
        const found = [params.path, params.querystring, params.header].find((each) => Object.hasOwn(each, key));
        return (found?.[key] ?? '') as Value;
      },
    },
    context: objectOf(event.requestContext) as Value,
    stageVariables: objectOf(event.stageVariables) as Value,
    util: {
      escapeJavaScript: (text) => escapeJavaScript(textOf(text)),
      urlEncode: (text) => encodeURIComponent(textOf(text)).replaceAll('%20', '+'),
      urlDecode: (text) => urlDecoded(textOf(text)),
      base64Encode: (text) => base64Of(textOf(text)),
      base64Decode: (text) => {
        const decoded = decodeBase64(textOf(text));
        if (decoded === undefined) throw new TemplateFault(phrase`It decodes a text that is not base64.`);
        return decoded;
      },
      parseJson: (text) => {
        const value = parsedJson(textOf(text));
        if (value === undefined) throw new TemplateFault(phrase`It parses a text that is not JSON.`);
        return value as Value;
      },
    },
  };
}

function textOf(value: Value): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? jsonText(value as Json) : String(value);
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new TemplateFault(phrase`It decodes a text that is not encoded for a URL.`);
  }
}

const NAMED: { readonly [char: string]: string } = { '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** As Commons Lang does it: a quote becomes `\'`, which JSON does not take. */
function escapeJavaScript(text: string): string {
  return text.replace(/["'\\/]|[^\x20-\x7e]/g, (char) =>
    /["'\\/]/.test(char)
      ? `\\${char}`
      : (NAMED[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`),
  );
}
