import { phrase } from '../../l10n/phrase';
import { isPathFunction } from '../../query';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';
import { shownValue } from '../values';

/** Functions that find an item. All others that fail find numbers. */
const OF_ITEMS = ['first', 'last'];

/** `$.jobs.count()`: a function that paths do not have; `$.jobs.sum()`: one that found nothing. */
export const pathFunction: Explain = (failure) => {
  const [, path, name] = /^(?:The JSONPath|Invalid path) '(\$[^']*)\.(\w+)\(\)'/.exec(bareCause(failure.cause)) ?? [];
  if (path === undefined || name === undefined) return undefined;
  if (isPathFunction(name)) {
    const value = valueAtPath(path, failure);
    if (value === undefined) return { sentence: phrase`There is no ${path} to ask for its ${name}().` };
    const what = OF_ITEMS.includes(name) ? phrase`an array with items` : phrase`an array with numbers`;
    return { sentence: phrase`${path} is ${shownValue(value)}, and ${name}() takes ${what}.` };
  }
  const wrong = phrase`Paths have no function called ${name}: ${path}.${name}() leads nowhere.`;
  return { sentence: name === 'count' ? phrase`${wrong} States.ArrayLength(${path}) counts items.` : wrong };
};
