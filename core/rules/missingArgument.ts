import { integrationNamed } from '../catalog/integrations';
import { callName, membersInOrder, writtenMember } from '../catalog/services/calledOperation';
import { madeBySdk } from '../catalog/services/leniency';
import { argumentsField, argumentValues, namesIn, serviceCalls } from '../facts/serviceArguments';
import { taskCalls, type TaskCall } from '../facts/tasks';
import { phrase } from '../l10n/phrase';
import { isDeployTime, valueOf } from '../syntax/value';
import type { Report, Rule, RuleContext } from './rule';

/**
 * The call fails without this argument. Without Parameters or Arguments the state's whole input is passed on, so
 * nothing is reported.
 *
 * Source: AWS: the page of each integration, named in the catalogue; of other calls, and of what lies deeper, AWS’s models.
 */
export const missingArgument: Rule = {
  code: 'missing-argument',
  severity: 'warning',
  check(context, report) {
    for (const call of taskCalls(context)) checkIntegration(call, report);
    checkModels(context, report);
  },
};

function checkIntegration({ state, resource }: TaskCall, report: Report): void {
  if (resource?.kind !== 'integration' || resource.sdk) return;
  const field = argumentsField(state);
  const given = valueOf(state.node, field);
  if (given?.kind !== 'object' || isDeployTime(given)) return;
  const names = namesIn(given);
  if (!names) return;
  for (const required of integrationNamed(resource.service, resource.action)?.required ?? []) {
    const alternatives = typeof required === 'string' ? [required] : required;
    if (alternatives.some((name) => names.includes(name))) continue;
    const call = `${resource.service}:${resource.action}`;
    report(given, phrase`"${call}" needs ${alternatives.join(' or ')} in its ${field}.`, {
      data: { missing: alternatives[0] },
    });
  }
}

function checkModels(context: RuleContext, report: Report): void {
  for (const call of serviceCalls(context, context.options.services)) {
    const { called, state } = call;
    for (const { node, shape, name } of argumentValues(call)) {
      // What an integration needs at the top stands in its row.
      if (node.kind !== 'object' || shape.kind !== 'structure' || (name === '' && !called.isSdk)) continue;
      const names = namesIn(node)?.map((each) => each.toLowerCase());
      if (!names) continue;
      for (const member of membersInOrder(shape)) {
        const written = writtenMember(called, member.name);
        if (!member.required || madeBySdk(written) || names.includes(written.toLowerCase())) continue;
        if (name === '') {
          const words = phrase`"${callName(called)}" needs ${written} in its ${argumentsField(state)}.`;
          report(node, words, { data: { missing: written } });
        } else report(node, phrase`"${name}" of "${callName(called)}" needs ${written}.`);
      }
    }
  }
}
