/** An expression of JSONata that threw, out of AWS's sentence. */
import type { Failure } from './explanation';
import { bareCause } from './missing';

const THREW =
  /^The JSONata expression '([\s\S]+)' specified for the field '[^']*' threw an error during evaluation\. ([\s\S]+)$/;

/**
 * The expression and what the fault's groups found; undefined of any other failure.
 *
 * @param fault what JSONata says, its code first: `/^T2001: …$/`
 */
export function thrownIn(
  { cause }: Pick<Failure, 'cause'>,
  fault: RegExp,
): readonly (string | undefined)[] | undefined {
  const [, expression, said = ''] = THREW.exec(bareCause(cause)) ?? [];
  const found = fault.exec(said);
  return found ? [expression, ...found.slice(1)] : undefined;
}
