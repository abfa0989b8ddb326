/**
 * What an earlier run told its views, as far as its history tells: each event with its place, and the transitions between
 * states, which no event names.
 */
import { kindOf } from '../../history/eventKinds';
import type { Machine } from '../../model/machine';
import type { Envelope, RunEvent, RunNote } from '../historyEvent';
import type { Checkpoint } from './strandPoint';

type Taken = Extract<RunNote, { type: 'TransitionTaken' }>;

export function earlierEvents(
  machine: Machine,
  { events, envelopes }: Pick<Checkpoint, 'events' | 'envelopes'>,
): RunEvent[] {
  const told: RunEvent[] = [];
  /** By strand: the state that was left last, and in which iterations. */
  const left = new Map<string, Envelope>();
  const take = (from: Envelope, way: Pick<Taken, 'to' | 'transition' | 'index'>): void => {
    const note = { type: 'TransitionTaken', from: from.statePath!, ...way } as const;
    told.push({ kind: 'note', note, envelope: from });
  };
  for (const [index, event] of events.entries()) {
    const envelope = envelopes[index];
    if (!envelope) continue;
    const { statePath, strand } = envelope;
    const meaning = kindOf(event.type)?.meaning;
    if (meaning === 'state entered' && statePath !== undefined) {
      const before = left.get(strand);
      const name = machine.byPath.get(statePath)?.name;
      const ways = machine.byPath.get(before?.statePath ?? '')?.transitions;
      const way = ways?.find(({ target }) => target === name);
      if (before && way) take(before, { to: statePath, transition: way.kind, index: way.index });
    }
    const last = left.get(strand);
    if (meaning === 'execution succeeded' && last) take(last, { transition: 'end', index: 0 });
    if (meaning === 'state exited' && statePath !== undefined) left.set(strand, envelope);
    told.push({ kind: 'history', event, envelope });
  }
  return told;
}
