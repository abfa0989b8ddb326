import { SDK_PATTERNS, integrationNamed } from '../catalog/integrations';
import type { IntegrationPattern } from '../catalog/integrations';
import type { Rule } from './rule';
import { taskCalls } from '../facts/tasks';
import { phrase } from '../l10n/phrase';

const PATTERN_TEXT: Record<IntegrationPattern, () => string> = {
  requestResponse: () => phrase`calls without a suffix`,
  sync: () => '.sync',
  'sync:2': () => '.sync:2',
  waitForTaskToken: () => '.waitForTaskToken',
};

/**
 * The integration does not offer this way of waiting: `.sync` waits for a job and exists only where an
 * action starts one, `.waitForTaskToken` only where the token can be handed on.
 *
 * Source: AWS: Integrating services, the table of integration patterns.
 */
export const unsupportedPattern: Rule = {
  code: 'unsupported-pattern',
  severity: 'error',
  mayRun: true,
  check(context, report) {
    for (const { node, resource } of taskCalls(context)) {
      if (resource?.kind !== 'integration') continue;
      const { service, action, pattern, suffix, sdk } = resource;
      const patterns = sdk ? SDK_PATTERNS : integrationNamed(service, action)?.patterns;
      if (!patterns || (pattern && patterns.includes(pattern))) continue;
      const offered = patterns.map((one) => PATTERN_TEXT[one]()).join(', ');
      const name = `${sdk ? 'aws-sdk:' : ''}${service}:${action}`;
      report(
        node,
        suffix
          ? phrase`"${name}" does not support "${suffix}". It supports ${offered}.`
          : phrase`"${name}" needs a suffix. It supports ${offered}.`,
      );
    }
  },
};
