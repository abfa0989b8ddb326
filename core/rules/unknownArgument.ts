import { callName, memberNamed, writtenMember, type CalledOperation } from '../catalog/services/calledOperation';
import type { Shape } from '../catalog/services/serviceTable';
import { argumentValues, serviceCalls } from '../facts/serviceArguments';
import { phrase } from '../l10n/phrase';
import { hasPlaceholder } from '../syntax/tree';
import { nameOfSameWord, nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';

/**
 * The service’s model has no argument of that name: AWS refuses it (“The field … is not supported by Step Functions”). Names
 * that differ in case alone are not reported. Where the model lists the names of a map, such as the attributes of a queue, those are held against its list.
 *
 * Source: AWS’s models, on the day that is named; AWS: Passing parameters to a service API in Step Functions.
 */
export const unknownArgument: Rule = {
  code: 'unknown-argument',
  severity: 'warning',
  check(context, report) {
    const { services } = context.options;
    for (const call of serviceCalls(context, services)) {
      for (const { node, shape, name: outer } of argumentValues(call)) {
        const names = namesIn(shape, call.called);
        if (node.kind !== 'object' || !names) continue;
        for (const { key } of node.properties) {
          const name = key.value.replace(/\.\$$/, '');
          if (hasPlaceholder(name) || names.includes(name)) continue;
          if (shape.kind === 'structure' && memberNamed(shape, name)) continue;
          const near = nearestName(name, names) ?? nameOfSameWord(name, names);
          const suggestion = suggestionText(near);
          const words =
            shape.kind === 'map'
              ? phrase`"${name}" is not a valid name in "${outer}" in AWS’s models of ${services!.date}.${suggestion}`
              : call.called.isOwn
                ? phrase`"${callName(call.called)}" has no argument "${name}".${suggestion}`
                : phrase`"${callName(call.called)}" has no argument "${name}" in AWS’s models of ${services!.date}.${suggestion}`;
          report(key, words, { data: { suggestion: near && key.value.replace(name, near) } });
        }
      }
    }
  },
};

/** Undefined: names of the user's own. */
function namesIn(shape: Shape, called: CalledOperation): readonly string[] | undefined {
  if (shape.kind === 'structure') return [...shape.members.keys()].map((each) => writtenMember(called, each));
  return shape.kind === 'map' && shape.keys.kind === 'enum' ? shape.keys.values : undefined;
}
