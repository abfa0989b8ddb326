/** An error as a person writes it, for a mock. */
import { isJsonObject, type Json } from '../../json';
import { jsonValue } from '../../jsonText';
import type { TestStateRequest } from './testStateCall';

export type ErrorOutput = NonNullable<NonNullable<TestStateRequest['mock']>['errorOutput']>;

/**
 * `ERROR`, `ERROR:CAUSE`, or JSON with `error` and `cause` (or `Error` and `Cause`, as a Catch sees them).
 *
 * @returns the error, or what is wrong as the end of a sentence: `is no JSON: {oops`
 */
export function readWrittenError(text: string): ErrorOutput | { readonly problem: string } {
  if (!/^\s*\{/.test(text)) {
    const [error = '', ...cause] = text.split(':');
    return { error, ...(cause.length > 0 && { cause: cause.join(':') }) };
  }
  const value = parsed(text);
  if (!isJsonObject(value)) return { problem: `is no JSON: ${text}` };
  const output: { error?: string; cause?: string } = {};
  for (const [name, content] of Object.entries(value)) {
    const field = name.toLowerCase();
    if (field !== 'error' && field !== 'cause') return { problem: `has error and cause, not "${name}".` };
    if (typeof content !== 'string') return { problem: `must have a string as ${name}.` };
    output[field] = content;
  }
  return output;
}

function parsed(text: string): Json {
  try {
    return jsonValue(text);
  } catch {
    return null;
  }
}
