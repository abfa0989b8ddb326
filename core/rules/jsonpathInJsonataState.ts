import type { ValueKind } from '../catalog/types';
import type { FieldUse } from '../facts/definitionObjects';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';
import { looksEvaluated, visit } from './staticPath';

/**
 * A path or an intrinsic function call of JSONPath in a JSONata state is plain text: nothing evaluates it, under a key that ends in
 * `.$` neither. JSONata stands between `{%` and `%}`, and has the state's input at `$states.input`, its result at `$states.result` and
 * the context object at `$states.context`.
 *
 * Source: States Language, "Query languages"; "JSONata".
 */
export const jsonpathInJsonataState: Rule = {
  code: 'jsonpath-in-jsonata-state',
  severity: 'warning',
  check({ fields }, report) {
    for (const use of fields) {
      const { spec, value, object } = use;
      if (object.queryLanguage !== 'JSONata' || !spec.jsonata || !TAKES_TEXT.has(spec.value)) continue;
      visit(value, spec.name, false, (node) => {
        const what = looksEvaluated(node);
        if (!what) return;
        const example = what === 'path' ? asJsonata(node.value, isOfResult(use)) : undefined;
        const advice =
          example === undefined
            ? phrase`To have it evaluated, write JSONata between {% and %}.`
            : phrase`To have it evaluated, write "{% ${example} %}".`;
        report(
          node,
          what === 'path'
            ? phrase`This state uses JSONata, so this path is passed on as text. ${advice}`
            : phrase`This state uses JSONata, so this call is passed on as text. ${advice}`,
        );
      });
    }
  },
};

/** Where a text is a value; elsewhere its own kind is missed. */
const TAKES_TEXT: ReadonlySet<ValueKind> = new Set(['payloadTemplate', 'jsonataTemplate', 'string']);

/** Output and Assign of a state that calls or runs something come after its result. */
function isOfResult({ spec, object }: FieldUse): boolean {
  return (spec.name === 'Output' || spec.name === 'Assign') && ['Task', 'Parallel', 'Map'].includes(object.owner);
}

/** A path of plain names in JSONata; undefined for any other, whose JSONata a person must choose. */
function asJsonata(path: string, isOfResult: boolean): string | undefined {
  const [, root, names] = /^(\$\$?)((?:\.[A-Za-z_]\w*)+)$/.exec(path) ?? [];
  if (names === undefined) return undefined;
  return `$states.${root === '$$' ? 'context' : isOfResult ? 'result' : 'input'}${names}`;
}
