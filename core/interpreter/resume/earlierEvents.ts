/**
 * What an earlier run told its views, as far as its history tells: each event with its place, and the transitions between
 * states, which no event names.
 */
import { kindOf } from '../../history/eventKinds';
import type { Machine } from '../../model/machine';
import type { Envelope, HistoryEvent, RunEvent, RunNote } from '../historyEvent';
import type { Checkpoint } from './strandPoint';

export function earlierEvents(machine: Machine, history: Pick<Checkpoint, 'events' | 'envelopes'>): RunEvent[] {
  const { events, envelopes } = history;
  const following = statesAfter(history);
  const byId = new Map(events.map((event) => [event.id, event]));
  const isCaught = ({ previousEventId = 0 }: HistoryEvent): boolean =>
    kindOf(byId.get(previousEventId)?.type ?? '')?.isFailure === true;
  return events.flatMap((event, index): RunEvent[] => {
    const envelope = envelopes[index];
    if (!envelope) return [];
    const told: RunEvent = { kind: 'history', event, envelope };
    const note = hasExited(event) && wayOut(machine, envelope, following.get(index), isCaught(event));
    return note ? [told, { kind: 'note', note, envelope }] : [told];
  });
}

const hasExited = ({ type }: HistoryEvent): boolean => kindOf(type)?.meaning === 'state exited';

/** By the index of the event that a state was left with: the path of the state that its strand entered then, if any. */
function statesAfter({ events, envelopes }: Pick<Checkpoint, 'events' | 'envelopes'>): ReadonlyMap<number, string> {
  const left = new Map<string, number>();
  const after = new Map<number, string>();
  for (const [index, event] of events.entries()) {
    const { statePath, strand } = envelopes[index] ?? {};
    if (statePath === undefined || strand === undefined) continue;
    if (hasExited(event)) left.set(strand, index);
    if (kindOf(event.type)?.meaning !== 'state entered') continue;
    const from = left.get(strand);
    if (from !== undefined) after.set(from, statePath);
    left.delete(strand);
  }
  return after;
}

/** Undefined where a state is not known to have ended its strand, and nothing follows. */
function wayOut(
  machine: Machine,
  { statePath = '' }: Envelope,
  to: string | undefined,
  isCaught: boolean,
): RunNote | undefined {
  const state = machine.byPath.get(statePath);
  if (!state) return undefined;
  const told = { type: 'TransitionTaken', from: state.path } as const;
  if (to === undefined) {
    const ends = state.type === 'Succeed' || state.definition['End'] === true;
    return ends && !isCaught ? { ...told, transition: 'end', index: 0 } : undefined;
  }
  const name = machine.byPath.get(to)?.name;
  const ways = state.transitions.filter(({ target }) => target === name);
  const way = ways.find(({ kind }) => (kind === 'catch') === isCaught) ?? ways[0];
  return way && { ...told, to, transition: way.kind, index: way.index };
}
