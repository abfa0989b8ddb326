import type { Rule } from './rule';
import { taskCalls } from '../facts/tasks';
import { phrase } from '../l10n/phrase';
import { hasFiller } from '../values';

const PARTITION = /^arn:[a-z][a-z0-9-]*:/;
const QUALIFIER = /^(\$LATEST(\.PUBLISHED)?|[A-Za-z0-9_-]+)$/;

/**
 * A Task's Resource must be the ARN of a Lambda function, an activity or a service integration
 * (`arn:aws:states:::SERVICE:ACTION`). AWS refuses anything else.
 *
 * Source: States Language, "Task State"; recorded refusal "The value is not a valid resource ARN".
 */
export const resourceNotArn: Rule = {
  code: 'resource-not-arn',
  severity: 'error',
  check(context, report) {
    for (const { node, resource } of taskCalls(context)) {
      const text = node.value;
      // What only a deployment knows may be any ARN.
      if (hasFiller(text)) continue;
      if (!resource || !(PARTITION.test(text) || text.startsWith('arn:${'))) {
        report(
          node,
          phrase`A Task cannot call this. Resource must be the ARN of a Lambda function or an activity, or arn:aws:states:::SERVICE:ACTION.`,
        );
      } else if (
        resource.kind === 'lambda' &&
        resource.qualifier !== undefined &&
        !QUALIFIER.test(resource.qualifier)
      ) {
        report(node, phrase`"${resource.qualifier}" is not a valid version or alias of a Lambda function.`);
      }
    }
  },
};
