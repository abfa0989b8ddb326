import { ERRORS } from '../catalog/errors';
import { textOf } from '../syntax/value';
import { nearestName, suggestionText } from './didYouMean';
import { errorNameList, handlesErrors } from '../facts/errorNames';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

const KNOWN = ERRORS.map((error) => error.name);
const STATUS_CODE = /^States\.Http\.StatusCode\.\d{3}$/;

/**
 * Names that begin with `States.` belong to AWS. One that AWS does not know matches nothing, unless a
 * Fail state of the machine raises it; nor does one with a slip before the dot, such as `State.Timeout`.
 *
 * Source: States Language, "Appendix A: Predefined Error Codes". AWS takes any name, so this is a warning.
 */
export const unknownStatesError: Rule = {
  code: 'unknown-states-error',
  severity: 'warning',
  check({ machine, objects }, report) {
    const raised = new Set(
      machine.states.filter(({ type }) => type === 'Fail').map(({ node }) => textOf(node, 'Error')),
    );
    for (const object of objects.filter(handlesErrors)) {
      for (const node of errorNameList(object.node)?.names ?? []) {
        const name = node.value;
        if (!isMeantForAws(name) || KNOWN.includes(name) || STATUS_CODE.test(name) || raised.has(name)) continue;
        const suggestion = nearestName(name, KNOWN);
        report(node, phrase`AWS has no error "${name}".${suggestionText(suggestion)}`, { data: { suggestion } });
      }
    }
  },
};

function isMeantForAws(name: string): boolean {
  const [prefix = '', ...rest] = name.split('.');
  return (
    prefix === 'States' || (nearestName(prefix, ['States']) !== undefined && KNOWN.includes(`States.${rest.join('.')}`))
  );
}
