/** What an API makes of a request: for StartExecution, or for a function that gets no requests themselves. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../core/json';
import { jsonValue, parsedJson } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import type { HandOver } from '../../core/triggers/handOver';
import { parseTemplate, TemplateFault } from '../vtl/parse';
import { render } from '../vtl/render';
import { requestVariables } from '../vtl/request';
import { atPath } from './eventPath';
import type { Handed } from './inputTemplate';

export function mappedRequest(
  event: JsonObject,
  { by, isProxy, isMapped, requestTemplates, parameter }: HandOver,
): Handed {
  if (by === 'http-api') return httpApi(event, parameter);
  if (isProxy) return { input: event, notes: [] };
  const called = isMapped ? invoked : started;
  const type = contentType(event);
  const templates = requestTemplates ?? {};
  const template = templates[type] ?? templates.$default;
  if (template === undefined) {
    const known = Object.keys(templates);
    // Without a template the request's own body is what is called with.
    return known.length === 0
      ? called(String(event.body ?? ''))
      : { problem: phrase`The API has no mapping template for ${type}. It has one for ${known.join(', ')}.` };
  }
  try {
    return called(render(parseTemplate(template), requestVariables(event)));
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return { problem: phrase`The mapping template cannot be filled in here. ${error.sentence}` };
  }
}

/** Source: Step Functions, "StartExecution": `input` is JSON text; without it, `{}`. */
function started(request: string): Handed {
  const mistake = templateMistake(request);
  if (mistake) return mistake;
  const asked = jsonValue(request);
  const input: Json = isJsonObject(asked) ? (asked.input ?? '{}') : null;
  if (typeof input !== 'string')
    return {
      problem: phrase`StartExecution needs the input as a JSON text, and the mapping template makes something else.`,
    };
  const wrong = jsonMistake(input);
  return wrong === undefined
    ? { input: jsonValue(input), notes: [] }
    : { problem: phrase`The input that the mapping template makes is not JSON. ${wrong}` };
}

/** Source: Lambda, "Invoke": the payload is JSON; without one, `{}`. */
function invoked(request: string): Handed {
  const payload = request.trim() === '' ? '{}' : request;
  return templateMistake(payload) ?? { input: jsonValue(payload), notes: [] };
}

function templateMistake(request: string): Handed | undefined {
  const mistake = jsonMistake(request);
  if (mistake === undefined) return undefined;
  return request.includes("\\'")
    ? {
        problem: phrase`The mapping template makes a text that is not JSON: $util.escapeJavaScript writes ' as \\'. Append .replaceAll("\\\\'", "'") to it.`,
      }
    : { problem: phrase`The mapping template makes a text that is not JSON. ${mistake}` };
}

function contentType({ headers }: JsonObject): string {
  const found = Object.entries(objectOf(headers)).find(([name]) => name.toLowerCase() === 'content-type');
  // What has none is taken for JSON.
  return String(found?.[1] ?? 'application/json')
    .split(';')[0]!
    .trim();
}

/** Source: API Gateway, "Transform API requests and responses for HTTP APIs": `$request.body.member`. */
function httpApi(event: JsonObject, parameter: string | undefined): Handed {
  if (parameter === undefined) return { input: {}, notes: [] };
  const [, name, rest = ''] = /^\$\{?request\.(body|path|querystring|header)((?:\.[^}]*)?)\}?$/.exec(parameter) ?? [];
  if (name === undefined) {
    const mistake = jsonMistake(parameter);
    return mistake === undefined && !parameter.includes('$')
      ? { input: jsonValue(parameter), notes: [] }
      : { problem: phrase`The parameter Input of the API is ${parameter}, which is not read here.` };
  }
  const body = typeof event.body === 'string' ? event.body : '';
  const parsed = parsedJson(body);
  const from: { readonly [name: string]: Json } = {
    body: parsed === undefined ? body : parsed,
    path: event.pathParameters ?? {},
    querystring: event.queryStringParameters ?? {},
    header: event.headers ?? {},
  };
  const found = atPath(from[name]!, `$${rest}`);
  if ('problem' in found) return found;
  return found.value === undefined || found.value === ''
    ? { problem: phrase`The request has nothing at ${parameter}.` }
    : { input: found.value, notes: [] };
}
