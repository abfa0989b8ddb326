/** What a browser would get of a handler behind HTTP: the body of its answer, as what the headers call it. */
import { isContainer, isJsonObject, type Json } from '../core/json';
import { jsonValue, prettyJsonText } from '../core/jsonText';

export interface HandlerBody {
  readonly kind: 'page' | 'json' | 'text';
  readonly text: string;
}

/** @param answer JSON text; one that is no response of HTTP is shown as it is */
export function bodyOf(answer: string): HandlerBody {
  const value = valueOf(answer);
  if (!isJsonObject(value) || !('statusCode' in value) || typeof value.body !== 'string') return shown(value, answer);
  const { body, isBase64Encoded } = value;
  const text = isBase64Encoded === true ? new TextDecoder().decode(Buffer.from(body, 'base64')) : body;
  const type = headerOf(value.headers, 'content-type') ?? headerOf(value.multiValueHeaders, 'content-type') ?? '';
  if (/^\s*(text\/html|application\/xhtml|image\/svg)/i.test(type)) return { kind: 'page', text };
  return shown(valueOf(text), text);
}

function shown(value: Json | undefined, text: string): HandlerBody {
  return isContainer(value) ? { kind: 'json', text: prettyJsonText(value) } : { kind: 'text', text };
}

/** Names of headers have no case. */
function headerOf(headers: Json | undefined, wanted: string): string | undefined {
  if (!isJsonObject(headers)) return undefined;
  const [, found] = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted) ?? [];
  const [first] = [found ?? null].flat() as Json[];
  return typeof first === 'string' ? first : undefined;
}

function valueOf(text: string): Json | undefined {
  try {
    return jsonValue(text);
  } catch {
    return undefined;
  }
}

/**
 * A page of the user's own handler, as a webview may show it: without scripts, and with nothing that is loaded from elsewhere.
 * Inside a frame that may do nothing, so that it cannot leave by itself either.
 */
export function framedPage(html: string): string {
  const source = html.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>html, body, iframe { margin: 0; padding: 0; border: 0; width: 100%; height: 100%; background: white; }</style>
</head>
<body><iframe sandbox="" srcdoc="${source}"></iframe></body>
</html>`;
}
