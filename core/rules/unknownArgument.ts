import { callName, memberNamed, writtenMember } from '../catalog/services/calledOperation';
import { argumentValues, serviceCalls } from '../facts/serviceArguments';
import { phrase } from '../l10n/phrase';
import { hasPlaceholder } from '../syntax/tree';
import { nameOfSameWord, nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';

/**
 * The service’s model has no argument of that name: AWS refuses it (“The field … is not supported by Step Functions”). Names
 * that differ in case alone are not reported.
 *
 * Source: AWS’s models, on the day that is named; AWS: Passing parameters to a service API in Step Functions.
 */
export const unknownArgument: Rule = {
  code: 'unknown-argument',
  severity: 'warning',
  check(context, report) {
    const { services } = context.options;
    for (const call of serviceCalls(context, services)) {
      for (const { node, shape } of argumentValues(call)) {
        if (node.kind !== 'object' || shape.kind !== 'structure') continue;
        for (const { key } of node.properties) {
          const name = key.value.replace(/\.\$$/, '');
          if (hasPlaceholder(name) || memberNamed(shape, name)) continue;
          const names = [...shape.members.keys()].map((each) => writtenMember(call.called, each));
          const near = nearestName(name, names) ?? nameOfSameWord(name, names);
          const words = call.called.isOwn
            ? phrase`"${callName(call.called)}" has no argument "${name}".${suggestionText(near)}`
            : phrase`"${callName(call.called)}" has no argument "${name}" in AWS’s models of ${services!.date}.${suggestionText(near)}`;
          report(key, words, { data: { suggestion: near && key.value.replace(name, near) } });
        }
      }
    }
  },
};
