import type { DefinitionObject } from '../facts/definitionObjects';
import { errorNameList, handlesErrors } from '../facts/errorNames';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * Every error this retrier or catcher names is matched by an earlier one in the list, so it is never tried.
 *
 * Source: States Language, "Retrying after error": the list is scanned in order.
 */
export const unreachableHandler: Rule = {
  code: 'unreachable-handler',
  severity: 'hint',
  check({ objects }, report) {
    const taken = new Map<unknown, Set<string>>();
    for (const object of objects.filter(handlesErrors)) {
      const list = errorNameList(object.node);
      if (!list) continue;
      const earlier = earlierNames(taken, object);
      const unseen = list.names.filter(({ value }) => !earlier.has(value) && !isTaskError(earlier, value));
      if (list.names.length > 0 && unseen.length === 0 && !list.open) {
        report(list.node, phrase`An earlier ${object.owner} in this list already matches every error named here.`);
      }
      for (const { value } of list.names) earlier.add(value);
    }
  },
};

/** The names of the handlers before this one in the same list. */
function earlierNames(taken: Map<unknown, Set<string>>, { node }: DefinitionObject): Set<string> {
  let names = taken.get(node.parent);
  if (!names) taken.set(node.parent, (names = new Set()));
  return names;
}

/** `States.TaskFailed` takes every error but the timeout; of AWS's own names some end the execution first. */
function isTaskError(earlier: ReadonlySet<string>, name: string): boolean {
  return earlier.has('States.TaskFailed') && !name.startsWith('States.');
}
