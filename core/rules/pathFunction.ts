import { pathsIn } from '../facts/expressions';
import { phrase, type Phrase } from '../l10n/phrase';
import { isPathFunction, type ParsedPath } from '../query';
import type { Rule } from './rule';

/**
 * A path that ends in a function, such as `$.items.length()`. The dialect has them and a run here evaluates them, but executions on
 * AWS have failed of them: nobody has recorded one that did not. A name that is no function of the dialect is `fails-always`.
 *
 * Source: https://github.com/awsdocs/aws-step-functions-developer-guide/pull/5 (`$.list.length()` as InputPath),
 * https://repost.aws/questions/QUYiQKP0XfThWEc_ahsMnLOA (`$.Jobs.sum()` in Parameters).
 */
export const pathFunction: Rule = {
  code: 'path-function',
  severity: 'warning',
  check({ paths }, report) {
    for (const use of paths) {
      for (const { path, offset, length } of pathsIn(use)) {
        const last = path.steps.at(-1);
        if (last?.kind !== 'function') continue;
        if (!isPathFunction(last.name)) continue;
        report(
          use.node,
          phrase`Executions on AWS have failed at a path with ${last.name}(), which works here.${instead(path, last.name)}`,
          { part: { offset, length } },
        );
      }
    }
  },
};

/** What gives the same without a function; it begins with a space. */
function instead({ text, definite }: ParsedPath, name: string): Phrase | '' {
  const before = text.slice(0, text.lastIndexOf(`.${name}(`));
  switch (name) {
    case 'length':
    case 'size':
      return phrase` States.ArrayLength(${before}) counts items.`;
    // Behind a range or a filter a number would be asked of each item.
    case 'first':
      return definite ? phrase` ${before}[0] is the first item.` : '';
    case 'last':
      return definite ? phrase` ${before}[-1] is the last item.` : '';
    case 'index':
      return phrase` States.ArrayGetItem takes an item by its number.`;
    case 'concat':
      return phrase` States.Format puts texts together.`;
    default: {
      const similar = IN_JSONATA[name];
      return similar === undefined ? '' : phrase` In a JSONata state there is $${similar}().`;
    }
  }
}

const IN_JSONATA: { readonly [name: string]: string } = {
  append: 'append',
  avg: 'average',
  keys: 'keys',
  max: 'max',
  min: 'min',
  sum: 'sum',
};
