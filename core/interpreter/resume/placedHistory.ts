/** A saved history as views take it: each event with its place in a machine, ended or not, whether or not it fits in all. */
import { kindOf } from '../../history/eventKinds';
import type { Machine, Scope } from '../../model/machine';
import type { Envelope, HistoryEvent, RunEvent } from '../historyEvent';
import { earlierEvents } from './earlierEvents';
import { MisplacedEvent } from './eventDetails';
import { foldHistory } from './foldHistory';
import type { SavedChild } from './strandPoint';

export function placedHistory(
  machine: Machine,
  events: readonly HistoryEvent[],
  children: readonly SavedChild[] = [],
): RunEvent[] {
  const envelopes = envelopesOf(machine.root, events, children) ?? events.map((event) => byName(machine, event));
  return earlierEvents(machine, { events, envelopes });
}

/** Undefined: no execution can have such a history. */
export function envelopesOf(
  scope: Scope,
  events: readonly HistoryEvent[],
  children: readonly SavedChild[] = [],
): readonly Envelope[] | undefined {
  try {
    return foldHistory(scope, events, children).envelopes;
  } catch (thrown) {
    if (thrown instanceof MisplacedEvent) return undefined;
    throw thrown;
  }
}

/** The state that the event names, wherever in the machine it is. */
function byName(machine: Machine, event: HistoryEvent): Envelope {
  const name = nameIn(event);
  const state = name === undefined ? undefined : [...machine.byPath.values()].find((each) => each.name === name);
  return { ...(state && { statePath: state.path }), strand: '', iterations: [] };
}

/** The state that an event names. */
export function nameIn(event: HistoryEvent): string | undefined {
  const kind = kindOf(event.type);
  if (kind?.details === undefined || kind.nameIn === undefined) return undefined;
  return (event[kind.details] as { readonly name?: string; readonly state?: string } | undefined)?.[kind.nameIn];
}
