import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';
import { shownValue } from '../values';

const FORMS: readonly RegExp[] = [
  /^The (\w+) parameter cannot be parsed as a long value: (\$\S*) == /,
  /^The (\w+) field refers to value "[\s\S]*" which is not a valid (?:integer|float): (\$\S*)$/,
];

/** A path to what is no whole number, such as SecondsPath to `"30 s"` or `1.5`. */
export const wholeNumber: Explain = (failure) => {
  const cause = bareCause(failure.cause);
  for (const form of FORMS) {
    const [, field, path] = form.exec(cause) ?? [];
    if (field === undefined || path === undefined) continue;
    const value = valueAtPath(path, failure);
    if (value === undefined) return undefined;
    return { sentence: phrase`${path} is ${shownValue(value)}: ${field} takes a whole number.` };
  }
  return undefined;
};
