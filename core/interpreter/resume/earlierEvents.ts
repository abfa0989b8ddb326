/**
 * What an earlier run told its views, as far as its history tells: each event with its place, and the transitions between
 * states, which no event names.
 */
import { kindOf } from '../../history/eventKinds';
import type { Machine } from '../../model/machine';
import type { RunEvent } from '../historyEvent';
import type { Checkpoint } from './strandPoint';

export function earlierEvents(
  machine: Machine,
  { events, envelopes }: Pick<Checkpoint, 'events' | 'envelopes'>,
): RunEvent[] {
  const told: RunEvent[] = [];
  /** By strand: the state that was left last. */
  const left = new Map<string, string>();
  for (const [index, event] of events.entries()) {
    const envelope = envelopes[index];
    if (!envelope) continue;
    const { statePath, strand } = envelope;
    const meaning = kindOf(event.type)?.meaning;
    if (meaning === 'state entered' && statePath !== undefined) {
      const from = machine.byPath.get(left.get(strand) ?? '');
      const name = machine.byPath.get(statePath)?.name;
      const way = from?.transitions.find(({ target }) => target === name);
      if (from && way) {
        const { kind: transition, index: place } = way;
        told.push({
          kind: 'note',
          note: { type: 'TransitionTaken', from: from.path, to: statePath, transition, index: place },
          envelope: { statePath: from.path, strand, iterations: envelope.iterations },
        });
      }
    }
    if (meaning === 'state exited' && statePath !== undefined) left.set(strand, statePath);
    told.push({ kind: 'history', event, envelope });
  }
  return told;
}
