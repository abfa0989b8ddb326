import { INTEGRATIONS, integrationNamed, isOptimizedService } from '../catalog/integrations';
import { nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';
import { taskCalls } from '../facts/tasks';
import { phrase } from '../l10n/phrase';

/** Services whose few optimized actions are surely all in the catalogue; elsewhere AWS may know more than it. */
const COMPLETE = new Set([
  'lambda',
  'sqs',
  'sns',
  'events',
  'dynamodb',
  'states',
  'batch',
  'ecs',
  'glue',
  'http',
  'apigateway',
]);

/**
 * Step Functions has no optimized integration of that name. Most other actions are called through the SDK:
 * `arn:aws:states:::aws-sdk:dynamodb:query`.
 *
 * Source: AWS: Integrating optimized services; recorded refusal for `dynamodb:query`, "The resource provided
 * … is not recognized".
 */
export const unknownIntegration: Rule = {
  code: 'unknown-integration',
  severity: 'error',
  check(context, report) {
    for (const { node, resource } of taskCalls(context)) {
      if (resource?.kind !== 'integration' || resource.sdk) continue;
      const { service, action } = resource;
      if (integrationNamed(service, action)) continue;
      const known = isOptimizedService(service);
      const actions = INTEGRATIONS.filter((one) => one.service === service).map((one) => one.action);
      const near = known
        ? nearestName(action, actions)
        : nearestName(
            service,
            INTEGRATIONS.map((one) => one.service),
          );
      const suggestion = near && (known ? `${service}:${near}` : `${near}:${action}`);
      const advice = suggestion
        ? suggestionText(suggestion)
        : phrase` To call it through the AWS SDK, write "aws-sdk:${service}:${action}".`;
      report(node, phrase`Step Functions has no optimized integration "${service}:${action}".${advice}`, {
        severity: COMPLETE.has(service) ? 'error' : 'warning',
        data: { suggestion },
      });
    }
  },
};
