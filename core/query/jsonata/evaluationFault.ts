/** What an evaluation can fail of, in AWS's words, however the library or JavaScript put it. */
import type jsonata from 'jsonata';
import { EndlessMatch } from '../limitedRegExp';

/** The bounds of AWS's own evaluator, in its words (measured; the last by its siblings). */
export const STACK_OVERFLOW = 'Stack overflow error: Check for non-terminating recursive function';
export const MEMORY_EXCEEDED = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';
export const TIME_EXCEEDED = 'Expression evaluation timeout: Check for infinite loop';

/** What is no error of JSONata, in AWS's words or ours: a bound, or what there is not. */
export class EvaluationFault extends Error {}

/** Also for functions that must not even begin. */
export function tooLarge(): EvaluationFault {
  return new EvaluationFault(MEMORY_EXCEEDED);
}

/** Also for functions that would not end. */
export function tooLong(): EvaluationFault {
  return new EvaluationFault(TIME_EXCEEDED);
}

/** An error of JSONata, such as T0410: the library finds the words by the code, and puts the values into them. */
export function jsonataError(
  code: string,
  details: {
    readonly index?: number;
    readonly value?: unknown;
    readonly value2?: unknown;
    readonly message?: string;
  } = {},
): unknown {
  return { code, stack: '', ...details };
}

const CODE = /^[SDTU]\d{4}$/;

/**
 * What stands behind `specified for the field '…'` in the cause. JavaScript's own words never do (measured): what is no
 * error of JSONata is an internal one.
 */
export function faultText(error: unknown): string {
  const words = jsonataWords(error);
  return words === undefined ? 'threw an internal error during evaluation.' : thrown(words);
}

const THROWN = 'threw an error during evaluation. ';

export function thrown(words: string): string {
  return `${THROWN}${words}`;
}

/** A value that there is not, and one that no JSON can hold. */
export const NOTHING = 'returned nothing (undefined).';
export const NO_JSON = 'returned an unsupported result type.';

/** What stands behind the name of the field, as a sentence of its own. */
export function sentenceOf(fault: string): string {
  return fault.startsWith(THROWN) ? fault.slice(THROWN.length) : `The expression ${fault}`;
}

function jsonataWords(error: unknown): string | undefined {
  if (error instanceof EvaluationFault) return error.message;
  if (error instanceof EndlessMatch) return `${TIME_EXCEEDED}. ${error.message}`;
  const { code, message } = (error ?? {}) as Partial<jsonata.JsonataError>;
  if (typeof code === 'string' && CODE.test(code)) return `${code}: ${message}`;
  if (!(error instanceof RangeError)) return undefined;
  if (error.message.includes('call stack')) return STACK_OVERFLOW;
  return /^Invalid (string|array) length/.test(error.message) ? MEMORY_EXCEEDED : undefined;
}
