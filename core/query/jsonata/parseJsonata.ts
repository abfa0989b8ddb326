import jsonata from 'jsonata';
import { LimitedRegExp } from '../limitedRegExp';

/**
 * Reads an expression. Throws the library's errors.
 *
 * The library keeps the kind of regular expression for all expressions together and forgets it at each call that names
 * none: so nobody else calls it.
 */
export function parseJsonata(source: string): jsonata.Expression {
  return jsonata(source, { RegexEngine: LimitedRegExp as unknown as RegExp });
}
