import { phrase } from '../l10n/phrase';
import { isDeployTime } from '../syntax/value';
import type { SyntaxNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import type { Report, Rule } from './rule';

/**
 * A key that ends in `.$` says that its value is evaluated, so the value must be a string with a path or an intrinsic
 * call. AWS refuses anything else.
 *
 * Source: States Language, "Payload Template"; recorded refusal "The value for the field 'parsed.$' must be a valid
 * JSONPath or a valid intrinsic function call".
 */
export const pathExpected: Rule = {
  code: 'path-expected',
  severity: 'error',
  check({ fields }, report) {
    for (const { spec, value, object } of fields) {
      if (object.queryLanguage === 'JSONPath' && spec.value === 'payloadTemplate') checkTemplate(value, report);
    }
  },
};

function checkTemplate(node: SyntaxNode, report: Report): void {
  if (node.kind === 'array') {
    for (const item of node.items) checkTemplate(item, report);
    return;
  }
  if (node.kind !== 'object' || isDeployTime(node)) return;
  for (const { key, value } of node.properties) {
    if (!value) continue;
    if (!key.value.endsWith('.$')) checkTemplate(value, report);
    else if (!isDeployTime(value) && !looksEvaluated(value)) {
      report(
        value,
        phrase`"${key.value}" ends in .$, so its value must be a path such as "$.order" or an intrinsic call such as "States.UUID()". For a fixed value, write the key without .$.`,
      );
    }
  }
}

/** Whether the value begins as what it should be; what is wrong inside it is said by the rules of paths and calls. */
function looksEvaluated(value: SyntaxNode): boolean {
  return (
    value.kind === 'string' && (/^\s*(\$|States\.|[A-Za-z]\w*\.\w+\()/.test(value.value) || hasPlaceholder(value.value))
  );
}
