import { phrase, type Phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';

/** What Step Functions has instead of a function of Jayway's. */
const INSTEAD: Readonly<Record<string, (path: string) => Phrase>> = {
  length: (path) => phrase`States.ArrayLength(${path}) counts items.`,
  count: (path) => phrase`States.ArrayLength(${path}) counts items.`,
  size: (path) => phrase`States.ArrayLength(${path}) counts items.`,
  concat: () => phrase`States.Format joins texts.`,
  sum: () => phrase`JSONata has $sum.`,
  min: () => phrase`JSONata has $min.`,
  max: () => phrase`JSONata has $max.`,
  avg: () => phrase`JSONata has $average.`,
};

/** `$.jobs.count()`: a function that paths do not have. */
export const pathFunction: Explain = ({ cause }) => {
  const [, path, name] = /^(?:The JSONPath|Invalid path) '(\$[^']*)\.(\w+)\(\)'/.exec(bareCause(cause)) ?? [];
  if (path === undefined || name === undefined) return undefined;
  const instead = Object.hasOwn(INSTEAD, name) ? INSTEAD[name]!(path) : '';
  return {
    sentence: phrase`Paths have no function called ${name}: ${path}.${name}() leads nowhere. ${instead}`.trimEnd(),
  };
};
