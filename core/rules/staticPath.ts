import { fieldNamed } from '../catalog/fields';
import { INTRINSIC_BY_NAME } from '../catalog/intrinsics';
import type { FieldUse } from '../facts/definitionObjects';
import { parsedPath } from '../facts/expressions';
import { phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { StringNode, SyntaxNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { isDeployTime } from '../syntax/value';
import type { Rule } from './rule';

/**
 * A value that looks like a path or an intrinsic function call, under a key without `.$`: it is passed on as that text
 * (`NO_DOLLAR`).
 *
 * Source: AWS: ValidateStateMachineDefinition, list of warning codes.
 */
export const noDollar: Rule = {
  code: 'no-dollar',
  severity: 'warning',
  aws: 'NO_DOLLAR',
  check({ fields }, report) {
    for (const { spec, value, object } of fields) {
      if (object.queryLanguage !== 'JSONPath' || spec.value !== 'payloadTemplate' || spec.name === 'Result') continue;
      visit(value, undefined, true, (node, key) => {
        const what = looksEvaluated(node);
        if (!what) return;
        const example = key === undefined ? undefined : `"${key}.$"`;
        const advice = example
          ? phrase`To have it evaluated, write ${example}.`
          : phrase`To have it evaluated, make the whole list with "States.Array(…)" under a key that ends in .$.`;
        report(
          node,
          what === 'path'
            ? phrase`This is passed on as text, not as the value at that path. ${advice}`
            : phrase`This is passed on as text: the function is not called. ${advice}`,
        );
      });
    }
  },
};

/**
 * A value that looks like a path in a field that takes none: it is taken as that text (`NO_PATH`). The field with `Path` at its
 * end reads one.
 *
 * Source: AWS: ValidateStateMachineDefinition, list of warning codes.
 */
export const noPath: Rule = {
  code: 'no-path',
  severity: 'warning',
  aws: 'NO_PATH',
  check({ fields }, report) {
    for (const use of fields) {
      const { spec, value, object } = use;
      if (object.queryLanguage !== 'JSONPath' || !takesText(use) || value.kind !== 'string') continue;
      if (looksEvaluated(value) !== 'path') continue;
      const other = fieldNamed(object.owner, `${spec.name}Path`)?.name;
      const advice = other ? phrase` To compare with or use the value at that path, write "${other}".` : '';
      report(value, phrase`"${spec.name}" takes this as text, not as a path.${advice}`);
    }
  },
};

/**
 * The Result of a Pass state is passed on as it is written: paths in it are text (`PASS_RESULT_IS_STATIC`). Parameters evaluate.
 *
 * Source: AWS: ValidateStateMachineDefinition, list of warning codes; recorded: `.$` keys inside Result are literal.
 */
export const passResultIsStatic: Rule = {
  code: 'pass-result-is-static',
  severity: 'warning',
  aws: 'PASS_RESULT_IS_STATIC',
  check({ fields }, report) {
    for (const { spec, value, object } of fields) {
      if (spec.name !== 'Result' || object.owner !== 'Pass' || object.queryLanguage !== 'JSONPath') continue;
      visit(value, spec.name, false, (node, key) => {
        if (!looksEvaluated(node)) return;
        const name = key?.endsWith('.$') ? phrase` The key "${key}" stays as it is, too.` : '';
        report(
          node,
          phrase`Result is passed on as it is written, this text too.${name} To have it evaluated, use Parameters.`,
        );
      });
    }
  },
};

/** Fields whose text AWS takes for itself; of the others its own rules say more. */
function takesText({ spec }: FieldUse): boolean {
  return spec.value === 'string' && spec.name !== 'Comment' && !spec.values && !spec.name.endsWith('Path');
}

/**
 * Calls `found` with every text that is a value and whose key does not say that it takes a path.
 *
 * @param isEvaluated what stands under a key that ends in `.$` is left out: it is no text there
 */
export function visit(
  node: SyntaxNode,
  key: string | undefined,
  isEvaluated: boolean,
  found: (node: StringNode, key: string | undefined) => void,
): void {
  if (isDeployTime(node)) return;
  if (node.kind === 'string') found(node, key);
  else if (node.kind === 'array') for (const item of node.items) visit(item, undefined, isEvaluated, found);
  else if (node.kind === 'object') {
    for (const { key: said, value } of node.properties) {
      const name = said.value;
      if (!value || (isEvaluated && name.endsWith('.$')) || TAKES_PATH.test(name)) continue;
      visit(value, name, isEvaluated, found);
    }
  }
}

/** What other services read paths from themselves: `InputPath` of a target, `InputPathsMap`, a definition of a state machine. */
const TAKES_PATH = /Path(sMap|s)?$|JsonPath|^Definition$/;

/** What a text looks like; a dollar before a figure is money. */
export function looksEvaluated({ value }: StringNode): 'path' | 'call' | undefined {
  if (hasPlaceholder(value)) return undefined;
  const call = /^(States\.[A-Za-z0-9]+)\(.*\)$/s.exec(value.trim());
  if (call) return INTRINSIC_BY_NAME.has(call[1]!) ? 'call' : undefined;
  return /^\$\$?(\.[A-Za-z_]|\[)/.test(value) && !/\s/.test(value) && !isQueryProblem(parsedPath(value))
    ? 'path'
    : undefined;
}
