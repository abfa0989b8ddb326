/** The events of child executions of Distributed Maps, among those of the history that has started them, by their moments. */
import { kindOf } from '../../history/eventKinds';
import type { Machine } from '../../model/machine';
import type { Envelope, RunEvent } from '../historyEvent';
import { earlierEvents } from './earlierEvents';
import { envelopesOf } from './placedHistory';
import type { SavedChild } from './strandPoint';

export function withChildren(
  machine: Machine,
  told: readonly RunEvent[],
  children: readonly SavedChild[],
): readonly RunEvent[] {
  if (children.length === 0) return told;
  const all: RunEvent[] = [];
  let waiting: readonly RunEvent[][] = [];
  for (const event of told) {
    if (event.kind === 'history') {
      const now = Date.parse(event.event.timestamp);
      const isDue = ([first]: RunEvent[]): boolean => momentOf(first!) <= now;
      for (const each of waiting.filter(isDue)) all.push(...each);
      waiting = waiting.filter((each) => !isDue(each));
      const { mapRunStartedEventDetails, mapRunRedrivenEventDetails } = event.event;
      const { mapRunArn } = mapRunStartedEventDetails ?? mapRunRedrivenEventDetails ?? {};
      const begun = mapRunArn === undefined ? [] : children.filter((child) => child.mapRunArn === mapRunArn);
      waiting = [...waiting, ...begun.flatMap((child) => steps(placed(machine, event.envelope, child)))].sort(
        ([one], [other]) => momentOf(one!) - momentOf(other!),
      );
    }
    all.push(event);
  }
  return [...all, ...waiting.flat()];
}

/** A history of AWS's own has nothing of child executions: each has a history for itself. */
export function withoutChildren(told: readonly RunEvent[]): readonly RunEvent[] {
  return told.flatMap((event) => {
    const { envelope } = event;
    const begins = event.kind === 'history' && kindOf(event.event.type)?.meaning === 'map run started';
    return begins ? [event, { kind: 'note', note: { type: 'ChildrenNotSaved' }, envelope }] : [event];
  });
}

/** In the iteration that the child is. */
function placed(machine: Machine, map: Envelope, { executionArn, index, events }: SavedChild): RunEvent[] {
  const scope = machine.byPath.get(map.statePath ?? '')?.scopes[0];
  const envelopes = scope && envelopesOf(scope, events);
  if (!envelopes) return [];
  const inside = (envelope: Envelope): Envelope => ({
    ...envelope,
    strand: `${map.strand}/${map.statePath}#1:${index}${envelope.strand}`,
    iterations: [...map.iterations, index, ...envelope.iterations],
  });
  return earlierEvents(machine, { events, envelopes }).map((told): RunEvent => {
    const envelope = inside(told.envelope);
    return told.kind === 'note'
      ? { ...told, envelope }
      : { kind: 'childHistory', executionArn, event: told.event, envelope };
  });
}

/** Each event with the notes behind it, which have no moment of their own. */
function steps(told: readonly RunEvent[]): RunEvent[][] {
  const found: RunEvent[][] = [];
  for (const event of told) {
    if (event.kind === 'note') found.at(-1)?.push(event);
    else found.push([event]);
  }
  return found;
}

function momentOf(event: RunEvent): number {
  return event.kind === 'note' ? Number.NaN : Date.parse(event.event.timestamp);
}
