import { phrase } from '../l10n/phrase';
import { hasPlaceholder } from '../syntax/tree';
import type { Rule } from './rule';

/**
 * The Resource of an ItemReader or a ResultWriter must be one of a few S3 actions, in any partition.
 *
 * Source: AWS: ItemReader (Map), ResultWriter (Map). No refusal is recorded, so this is a warning.
 */
export const readerResource: Rule = {
  code: 'reader-resource',
  severity: 'warning',
  check({ fields }, report) {
    for (const { spec, value } of fields) {
      if (spec.value !== 'resource' || !spec.values || value.kind !== 'string') continue;
      const actions = spec.values.map(actionOf);
      const action = actionOf(value.value);
      if (actions.includes(action) || hasPlaceholder(action)) continue;
      report(value, phrase`This Resource must be one of ${spec.values.map((one) => `"${one}"`).join(', ')}.`);
    }
  },
};

/** `s3:getObject` of `arn:aws-cn:states:::s3:getObject`; the whole text where it has another form. */
function actionOf(resource: string): string {
  return /^arn:.*:states:::(.+)$/.exec(resource)?.[1] ?? resource;
}
