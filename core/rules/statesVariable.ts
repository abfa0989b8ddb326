import { STATES_MEMBERS } from '../catalog/contextObject';
import { isQueryProblem } from '../query';
import type { FieldUse } from '../facts/definitionObjects';
import { phrase } from '../l10n/phrase';
import { nearestName, suggestionText } from './didYouMean';
import type { Rule } from './rule';

const MEMBERS = STATES_MEMBERS.map((member) => member.name as string);
const WITH_RESULT = ['Task', 'Parallel', 'Map'];
const AFTERWARDS = ['Output', 'Assign'];

/**
 * `$states` has only the members input, context, result and errorOutput. `result` exists only in Output and Assign of
 * a Task, Parallel or Map, `errorOutput` only in those of a catcher.
 *
 * Source: States Language, "Reserved variable: $states".
 */
export const statesVariable: Rule = {
  code: 'states-variable',
  severity: 'error',
  check({ expressions }, report) {
    for (const { node, field, offset, read } of expressions) {
      if (isQueryProblem(read)) continue;
      for (const { name, offset: start, length } of read.states) {
        const details = { part: { offset: offset + start, length } };
        if (!MEMBERS.includes(name)) {
          const suggestion = nearestName(name, MEMBERS);
          const advice = suggestion ? suggestionText(suggestion) : phrase` It has ${MEMBERS.join(', ')}.`;
          report(node, phrase`$states has no member "${name}".${advice}`, { ...details, data: { suggestion } });
        } else if (name === 'result' && !hasResult(field)) {
          report(
            node,
            phrase`$states.result exists only in Output and Assign of a Task, Parallel or Map state.`,
            details,
          );
        } else if (name === 'errorOutput' && !hasErrorOutput(field)) {
          report(node, phrase`$states.errorOutput exists only in Output and Assign of a catcher.`, details);
        }
      }
    }
  },
};

function hasResult({ spec, object }: FieldUse): boolean {
  return WITH_RESULT.includes(object.owner) && AFTERWARDS.includes(spec.name);
}

function hasErrorOutput({ spec, object }: FieldUse): boolean {
  return object.owner === 'catcher' && AFTERWARDS.includes(spec.name);
}
