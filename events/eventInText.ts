/** The event in whatever a person has copied: JSON, JSON within a text, a line of a log, or what Python prints of a dictionary. */
import { isContainer, isJsonObject, type Json, type JsonObject } from '../core/json';
import { jsonValue } from '../core/jsonText';
import { pythonLiteral } from './pythonLiteral';

/** A clipboard may hold a film. */
const LONGEST = 6 * 1024 * 1024;
/** Begins of objects that are tried: a line of a log has few. */
const MOST_TRIES = 50;

/** Undefined: there is no object and no list in it. */
export function eventInText(text: string): JsonObject | Json[] | undefined {
  if (text.length > LONGEST) return undefined;
  const trimmed = text.trim();
  const whole = parsed(trimmed);
  if (typeof whole === 'string') return whole === trimmed ? undefined : eventInText(whole);
  const found = isContainer(whole) ? whole : within(trimmed);
  return found && unwrapped(found);
}

/** The first that can be read of what begins with a bracket, up to where that closes. */
function within(text: string): JsonObject | Json[] | undefined {
  let tries = 0;
  for (const { index } of text.matchAll(/[{[]/g)) {
    if (++tries > MOST_TRIES) return undefined;
    const rest = text.slice(index);
    // In a text within JSON every quote is escaped.
    for (const each of [rest, unescaped(rest)]) {
      const value = parsed(each.slice(0, endOf(each)));
      if (isContainer(value) && Object.keys(value).length > 0) return value;
    }
  }
  return undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:(["\\/])|n)/g, (_, sign: string | undefined) => sign ?? '\n');
}

/** Behind the bracket that closes the one at the beginning. */
function endOf(text: string): number {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quote !== '') {
      if (sign === '\\') at++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1;
  }
  return text.length;
}

function parsed(text: string): Json | undefined {
  try {
    return jsonValue(text);
  } catch {
    return pythonLiteral(text);
  }
}

/** Members that a logger puts beside what was logged. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
const OF_A_LOGGER = ['timestamp', '@timestamp', 'level', 'requestId', 'AWSRequestId', 'cold_start'];
const LOGGED = ['message', '@message', 'event', 'msg'];

/** What was logged, where it is a record of a logger. */
function unwrapped(value: JsonObject | Json[]): JsonObject | Json[] {
  if (!isJsonObject(value)) return value;
  const isRecord = '@message' in value || OF_A_LOGGER.filter((name) => name in value).length >= 2;
  if (!isRecord) return value;
  for (const name of LOGGED) {
    const logged = value[name];
    if (isContainer(logged)) return unwrapped(logged);
    const inside = typeof logged === 'string' ? eventInText(logged) : undefined;
    if (inside) return inside;
  }
  return value;
}
