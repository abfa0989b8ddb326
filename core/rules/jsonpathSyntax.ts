import { isQueryProblem } from '../query';
import { insideFilter } from '../facts/expressions';
import { pathFault } from './pathFault';
import type { Rule } from './rule';

/**
 * The text is not a valid JSONPath. AWS refuses the definition.
 *
 * Inside a filter it is a warning: AWS takes definitions with filters that its evaluation then refuses, such as
 * `[?(@.status==OK)]` without quotes, and machines with such filters are deployed.
 *
 * Source: States Language, "Paths"; the dialect is that of Jayway's JsonPath.
 */
export const jsonpathSyntax: Rule = {
  code: 'jsonpath-syntax',
  severity: 'error',
  check({ paths }, report) {
    for (const { node, parsed, isIntrinsic, templateKey } of paths) {
      if (!isQueryProblem(parsed) || isIntrinsic) continue;
      // A `.$` value that does not even begin like a path is another rule's.
      if (templateKey !== undefined && !node.value.trimStart().startsWith('$')) continue;
      report(node, pathFault(parsed, node.value), {
        part: { offset: parsed.offset, length: parsed.length },
        severity: insideFilter(node, parsed) ? 'warning' : undefined,
      });
    }
  },
};
