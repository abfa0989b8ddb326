/** What is true of every history, as functions that tell what breaks the law. */
import { kindOf } from '../../core/history/eventKinds';
import type { HistoryEvent } from '../../core/interpreter';
import { START, type Run } from './check';

/** An event and the strand it belongs to. */
interface Placed {
  readonly event: HistoryEvent;
  readonly line: string;
}

const ENDS: Record<string, string> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  ABORTED: 'ExecutionAborted',
  TIMED_OUT: 'ExecutionTimedOut',
};

/** What may follow nothing, behind ExecutionStarted and the first StateEntered. */
const FOLLOWS_NOTHING = /^(EvaluationFailed|ExecutionAborted|ExecutionTimedOut)$/;

/** Each gives the events, or words, that break it. */
export const laws: Record<string, (made: Run) => readonly unknown[]> = {
  'one last event tells how it ended': ({ result, events }) => {
    const last = events[events.length - 1];
    const ends = events.filter(({ type }) => Object.values(ENDS).includes(type));
    const told = last?.executionSucceededEventDetails?.output ?? result.output;
    const failure = last?.executionFailedEventDetails ?? { error: result.error, cause: result.cause };
    const agrees =
      ends.length === 1 &&
      last?.type === ENDS[result.status] &&
      told === result.output &&
      failure.error === result.error &&
      failure.cause === result.cause;
    return agrees ? [] : [result, last];
  },

  'ids are 1 to n, and every event stands behind the one it follows': (made) =>
    histories(made).flatMap((placed) =>
      placed.filter(({ event }, index) => event.id !== index + 1 || event.previousEventId >= event.id),
    ),

  'from every event the links lead back to the start': (made) =>
    histories(made).flatMap((placed) =>
      placed
        .filter(({ event }) => event.previousEventId === 0)
        .slice(2)
        .filter(({ event }) => !FOLLOWS_NOTHING.test(event.type)),
    ),

  'an event follows one of its own line, of a line around or inside it, or of the iteration before': (made) =>
    histories(made).flatMap((placed) =>
      placed.filter(({ event, line }) => {
        const before = placed[event.previousEventId - 1];
        // What is stopped follows the event that failed a sibling (recorded).
        return before !== undefined && !event.type.endsWith('Aborted') && !related(line, before.line);
      }),
    ),

  'time never goes back': (made) =>
    histories(made).flatMap((placed) =>
      placed.filter(({ event }, index) => {
        const before = placed[index - 1]?.event.timestamp ?? new Date(START).toISOString();
        return event.timestamp < before;
      }),
    ),

  'an event has the details that the table of event types names, and no others': (made) =>
    histories(made).flatMap((placed) =>
      placed.filter(({ event }) => {
        const members = Object.keys(event).filter((member) => member.endsWith('EventDetails'));
        const { details, nameIn } = kindOf(event.type) ?? {};
        const named = details && nameIn && (event[details] as unknown as Record<string, unknown>)[nameIn];
        return members.join() !== (details ?? '') || (nameIn !== undefined && typeof named !== 'string');
      }),
    ),

  'the states of a line are entered and left one after another': (made) =>
    histories(made).flatMap((placed) => {
      const open = new Map<string, string>();
      return placed.filter(({ event, line }) => {
        const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
        const inside = open.get(line);
        if (entered) open.set(line, entered.name);
        if (exited) open.delete(line);
        return (entered && inside !== undefined) || (exited && inside !== exited.name);
      });
    }),

  'every attempt of a task is scheduled once': (made) => {
    const scheduled = count(histories(made).flat(), /Scheduled$/);
    return scheduled === made.calls.length ? [] : [{ scheduled, calls: made.calls.length }];
  },

  'what began has ended, unless the execution was cut short': (made) => {
    if (made.result.status === 'ABORTED' || made.result.status === 'TIMED_OUT') return [];
    const [own = []] = histories(made);
    const begun = count(own, /^MapIterationStarted$/);
    const ended = count(own, /^MapIteration(Succeeded|Failed|Aborted)$/);
    const main = own.filter(({ line }) => line === '');
    const left = count(main, /StateEntered$/) - count(main, /StateExited$/);
    // The main line stops at most in the state that failed it.
    const most = made.result.status === 'SUCCEEDED' ? 0 : 1;
    return begun === ended && left >= 0 && left <= most ? [] : [{ begun, ended, left }];
  },
};

/** The execution's own history first, then that of each child execution. */
function histories({ all }: Run): readonly (readonly Placed[])[] {
  const byExecution = new Map<string, Placed[]>([['', []]]);
  for (const event of all) {
    if (event.kind === 'note') continue;
    const name = event.kind === 'history' ? '' : event.executionArn;
    const placed = byExecution.get(name) ?? [];
    placed.push({ event: event.event, line: event.envelope.strand });
    byExecution.set(name, placed);
  }
  return [...byExecution.values()];
}

function related(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one) || around(one) === around(other);
}

/** What the iterations of one attempt of a Map have in common: `/M#0` of `/M#0:3`. */
function around(line: string): string {
  return line.slice(0, line.lastIndexOf(':'));
}

function count(placed: readonly Placed[], pattern: RegExp): number {
  return placed.filter(({ event }) => pattern.test(event.type)).length;
}
