import { JSONATA_FUNCTION_BY_NAME } from '../../catalog/jsonataFunctions';
import { jsonataParts } from '../jsonataParts';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { thrownIn } from '../jsonataFault';

const WRONG = /^T100[56]: Attempted to invoke a non-function/;

/** Methods of JavaScript and Python by the function that does the same. */
const METHODS: { readonly [method: string]: string } = {
  toUpperCase: 'uppercase',
  upper: 'uppercase',
  toLowerCase: 'lowercase',
  lower: 'lowercase',
  strip: 'trim',
  includes: 'contains',
  toString: 'string',
  replaceAll: 'replace',
};

/** A function that is called as a method: `$states.input.name.toUpperCase()`. */
export const jsonataMethod: Explain = (failure) => {
  const [expression] = thrownIn(failure, WRONG) ?? [];
  const methods = expression === undefined ? [] : jsonataParts(expression).calls.filter((call) => call.of);
  const [method, ...more] = methods;
  if (!method || more.length > 0) return undefined;
  const name = Object.hasOwn(METHODS, method.name) ? METHODS[method.name]! : method.name;
  const what = phrase`JSONata has no methods: ${method.name} is looked for in the data.`;
  if (!JSONATA_FUNCTION_BY_NAME.has(name)) return { sentence: what };
  const of = method.of?.names ? `$${method.of.names.join('.')}` : '…';
  const right = `$${name}(${of}${method.args.length > 0 ? ', …' : ''})`;
  return { sentence: phrase`${what} Write ${right}.` };
};
