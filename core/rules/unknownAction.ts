import { actionsOf, operationName } from '../catalog/services/calledOperation';
import { actionInDefinition } from '../catalog/services/javaNames';
import { taskCalls } from '../facts/tasks';
import { phrase, type Phrase } from '../l10n/phrase';
import { nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';

/**
 * `arn:aws:states:::aws-sdk:SERVICE:ACTION` must name a service and an action as the AWS SDK for Java does: `sfn`, never
 * `stepfunctions`, and an action with a small first letter. AWS refuses both (error). Other names that AWS’s models did not have
 * on the day they were read may be newer than they are, or of a service that has ended (warning).
 *
 * Source: AWS: Learning to use AWS service SDK integrations; AWS’s models, on the day that is named.
 */
export const unknownAction: Rule = {
  code: 'unknown-action',
  severity: 'warning',
  hasErrors: true,
  check(context, report) {
    const { services } = context.options;
    for (const { node, resource } of taskCalls(context)) {
      if (resource?.kind !== 'integration' || !resource.sdk) continue;
      const { service, action, suffix } = resource;
      const found = (words: Phrase, better: string | undefined, severity?: 'error'): void => {
        const suggestion = better && node.value.replace(`${service}:${action}${suffix}`, `${better}${suffix}`);
        report(node, words, { ...(severity && { severity }), data: { suggestion } });
      };
      const renamed = RENAMED[service];
      if (renamed !== undefined) {
        found(phrase`The AWS SDK calls this service "${renamed}", not "${service}".`, `${renamed}:${action}`, 'error');
        continue;
      }
      if (/^[A-Z]/.test(action)) {
        const better = actionInDefinition(action);
        found(phrase`An action begins with a small letter.${suggestionText(better)}`, `${service}:${better}`, 'error');
        continue;
      }
      if (!services) continue;
      const { date } = services;
      const table = services.table(service);
      if (!table) {
        const names = services.services.map(({ name }) => name);
        const near = nearestName(service, names);
        found(
          phrase`AWS’s models of ${date} have no service "${service}".${suggestionText(near)}`,
          near && `${near}:${action}`,
        );
      } else if (!table.operations.has(operationName(action))) {
        const near = nearestName(action, actionsOf(table));
        found(
          phrase`AWS’s models of ${date} have no action "${action}" of "${service}".${suggestionText(near)}`,
          near && `${service}:${near}`,
        );
      }
    }
  },
};

/** What people call services that the SDK has another name for. */
const RENAMED: { readonly [service: string]: string } = { stepfunctions: 'sfn' };
