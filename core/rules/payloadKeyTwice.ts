import { phrase } from '../l10n/phrase';
import { isDeployTime } from '../syntax/value';
import type { SyntaxNode } from '../syntax/tree';
import type { Report, Rule } from './rule';

/**
 * `"order"` and `"order.$"` in one payload template both set the field `order`, so one of them is lost.
 *
 * Source: States Language, "Payload Template": an object must not have duplicate names after the suffix is stripped.
 */
export const payloadKeyTwice: Rule = {
  code: 'payload-key-twice',
  severity: 'error',
  mayRun: true,
  check({ fields }, report) {
    for (const { spec, value, object } of fields) {
      if (object.queryLanguage === 'JSONPath' && spec.value === 'payloadTemplate') checkKeys(value, report);
    }
  },
};

function checkKeys(node: SyntaxNode, report: Report): void {
  if (node.kind === 'array') {
    for (const item of node.items) checkKeys(item, report);
    return;
  }
  if (node.kind !== 'object' || isDeployTime(node)) return;
  const names = new Set(node.properties.map(({ key }) => key.value));
  for (const { key, value } of node.properties) {
    if (names.has(`${key.value}.$`)) {
      report(key, phrase`"${key.value}" and "${key.value}.$" set the same field: keep one of the two.`);
    }
    if (value && !key.value.endsWith('.$')) checkKeys(value, report);
  }
}
