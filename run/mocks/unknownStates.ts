/** Mocks of states that a machine does not have: a name that was mistyped, or a state that is gone. Such a mock answers nothing. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Machine } from '../../core/model/machine';
import { nearestName } from '../../core/nearestName';
import type { Mocks } from '../mockStore';

/**
 * A sentence for each.
 *
 * @param names of the machine, as mocks may have it
 * @param told states of which another sentence says it
 */
export function unknownStates(
  machine: Machine,
  names: readonly string[],
  tables: readonly Mocks[],
  told: readonly string[] = [],
): Phrase[] {
  const known = new Set(machine.states.flatMap(({ name, path }) => [name, path]));
  const mocked = tables.flatMap((table) =>
    names.flatMap((name) => (Object.hasOwn(table, name) ? Object.keys(table[name]!) : [])),
  );
  const unknown = [...new Set(mocked)].filter((state) => !known.has(state) && !told.includes(state));
  return unknown.map((state) => {
    const meant = nearestName(state, known);
    return meant === undefined
      ? phrase`The mock of the state "${state}" answers nothing: ${names[0] ?? ''} has no such state.`
      : phrase`The mock of the state "${state}" answers nothing: ${names[0] ?? ''} has no such state. Did you mean "${meant}"?`;
  });
}
