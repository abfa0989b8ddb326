/** Answers that were recorded, and that the machine no longer asks for. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Machine } from '../../core/model/machine';
import type { Mock, MockAnswer } from '../../project';
import type { Mocks } from '../mockStore';

/**
 * The states of such answers: they are gone, or do not call anything any more.
 *
 * @param names of the machine, as mocks may have it
 */
export function unreadRecordings(machine: Machine, names: readonly string[], tables: readonly Mocks[]): string[] {
  const isRead = (state: string): boolean => {
    const known = machine.states.find((each) => each.name === state || each.path === state);
    return known !== undefined && (known.type === 'Task' || known.type === 'Map');
  };
  const unread = tables.flatMap((table) =>
    names.flatMap((name) =>
      Object.entries(Object.hasOwn(table, name) ? table[name]! : {}).flatMap(([state, mock]) =>
        answersOf(mock).some(({ recorded }) => recorded !== undefined) && !isRead(state) ? [state] : [],
      ),
    ),
  );
  return [...new Set(unread)];
}

/** What is said of them; undefined: there are none. */
export function unreadWords(machine: string, unread: readonly string[]): Phrase | undefined {
  if (unread.length === 0) return undefined;
  const states = unread.map((state) => `"${state}"`).join(', ');
  return phrase`${machine} no longer calls anything in ${states}, whose answers were recorded. Remove them from the mocks.`;
}

function answersOf(mock: Mock): readonly MockAnswer[] {
  return Array.isArray(mock) ? (mock as readonly MockAnswer[]) : [mock as MockAnswer];
}
