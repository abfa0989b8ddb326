import { errorNamed } from '../catalog/errors';
import { errorNameList, handlesErrors } from '../facts/errorNames';
import { tasksWithin } from '../facts/tasks';
import { phrase } from '../l10n/phrase';
import { hasPlaceholder, type StringNode } from '../syntax/tree';
import { nearestName } from './didYouMean';
import type { RaisedBy, Report, ReportDetails, Rule } from './rule';

/**
 * A name in ErrorEquals that no error of the called function has, though one is called almost so. In JavaScript an error goes by its
 * `name`, which is "Error" for a class that sets none: a catcher of the class's name never gets it. What a handler's packages raise
 * does not show in its code, so nothing is said of a name that resembles none in it.
 *
 * Source: Lambda, "Lambda function errors in Node.js" (errorType); Step Functions, "Handling errors": a function's errorType is what
 * ErrorEquals is held against.
 */
export const errorNotRaised: Rule = {
  code: 'error-not-raised',
  severity: 'warning',
  check({ objects, options: { raisedBy } }, report) {
    if (!raisedBy) return;
    for (const { node, state } of objects.filter(handlesErrors)) {
      const names = (errorNameList(node)?.names ?? []).filter(({ value }) => isOwn(value));
      if (names.length === 0 || !state) continue;
      const raised = tasksWithin(state).flatMap((task) => raisedBy(task) ?? []);
      for (const name of names) reportName(name, raised, report);
    }
  },
};

function isOwn(name: string): boolean {
  return !name.startsWith('States.') && !errorNamed(name) && !hasPlaceholder(name);
}

function reportName(node: StringNode, raised: readonly RaisedBy[], report: Report): void {
  const name = node.value;
  if (raised.some(({ names }) => names.includes(name))) return;
  for (const { function: called, misnamed } of raised) {
    const found = misnamed.find(({ className }) => className === name);
    if (!found) continue;
    const { reported } = found;
    return report(
      node,
      phrase`${called} raises ${name} under the name "${reported}". Set this.name = '${name}' in the class, or catch "${reported}".`,
    );
  }
  for (const { function: called, names } of raised) {
    const suggestion = nearestName(name, names);
    if (suggestion === undefined) continue;
    const details: ReportDetails = { data: { suggestion }, ...(isLonger(name, suggestion) && { severity: 'hint' }) };
    return report(node, phrase`No "${name}" shows in the code of ${called}. Did you mean "${suggestion}"?`, details);
  }
}

/** What the handler's packages raise may be called so, with `Exception` behind it. */
function isLonger(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
