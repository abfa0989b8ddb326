import { integrationNamed } from '../catalog/integrations';
import { isDeployTime, valueOf } from '../syntax/value';
import type { Rule } from './rule';
import { taskCalls } from '../facts/tasks';
import { phrase } from '../l10n/phrase';

/**
 * The call fails without this argument. Without Parameters or Arguments the state's whole input is passed on, so
 * nothing is reported.
 *
 * Source: AWS: the page of each integration, named in the catalogue.
 */
export const missingArgument: Rule = {
  code: 'missing-argument',
  severity: 'warning',
  check(context, report) {
    for (const { state, resource } of taskCalls(context)) {
      if (resource?.kind !== 'integration' || resource.sdk) continue;
      const field = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
      const given = valueOf(state.node, field);
      if (given?.kind !== 'object' || isDeployTime(given)) continue;
      const names = new Set(given.properties.map(({ key }) => key.value.replace(/\.\$$/, '')));
      if ([...names].some((name) => name.includes('${'))) continue;
      for (const required of integrationNamed(resource.service, resource.action)?.required ?? []) {
        const alternatives = typeof required === 'string' ? [required] : required;
        if (alternatives.some((name) => names.has(name))) continue;
        report(
          given,
          phrase`"${resource.service}:${resource.action}" needs ${alternatives.join(' or ')} in its ${field}.`,
          {
            data: { missing: alternatives[0] },
          },
        );
      }
    }
  },
};
