/** What a function's URL makes of an answer that its handler streams. Source: Lambda, "Response streaming for Lambda functions". */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Trigger } from '../../project';

/** By the word that a deployment file has for a function's URL: the member that has its mode. */
const MODES: { readonly [type: string]: string } = {
  'Lambda.Url': 'InvokeMode',
  aws_lambda_function_url: 'invoke_mode',
};

/** `BUFFERED`, where nothing else is written, or `RESPONSE_STREAM`; undefined where the function has no URL. */
export function urlMode(triggers: readonly Trigger[]): string | undefined {
  const url = triggers.find(({ type }) => Object.hasOwn(MODES, type));
  const mode = url && (url.properties[MODES[url.type]!] ?? 'BUFFERED');
  return typeof mode === 'string' ? mode : undefined;
}

/** Of a streamed answer where the mode is `BUFFERED`. */
export function notStreamed(): Phrase {
  return phrase`The function's URL does not stream: its InvokeMode is BUFFERED. Clients get the answer as a whole, of at most 6 MB. To stream it, set InvokeMode to RESPONSE_STREAM.`;
}

/** As a client gets what is streamed without status and headers. @param payload JSON of the text @returns JSON text */
export function responseOfUrl(payload: string, type: string): string {
  return `{"statusCode":200,"headers":{"content-type":${JSON.stringify(type)}},"body":${payload}}`;
}
