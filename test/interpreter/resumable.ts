/** Runs a machine that can be cut at any event and gone on with: the only place of the resume tests that touches the interface. */
import { buildMachine, type Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import {
  readEvents,
  redrivePoint,
  resumePoint,
  runMachine,
  VirtualClock,
  type Checkpoint,
  type ExecutionResult,
  type HistoryEvent,
  type Host,
  type RunEvent,
  type SavedChild,
  type TaskCall,
  type TaskOutcome,
} from '../../core/interpreter';
import type { Json } from '../../core/json';

export const START = Date.parse('2030-01-01T00:00:00Z');

const EVERY_PART = { has: () => true } as unknown as ReadonlySet<string>;

/** How a task ends, and after how many seconds. */
export interface Answer {
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly afterSeconds?: number;
  readonly never?: boolean;
}

/** Services outside, which live on while a run is killed: a task that was asked before is answered when it would have been. */
export class World {
  readonly calls: string[] = [];
  private readonly due = new Map<string, number>();

  constructor(readonly answer: (call: TaskCall) => Answer) {}

  async run(call: TaskCall, clock: VirtualClock, signal: AbortSignal): Promise<TaskOutcome> {
    const name = `${call.state.path}|${call.iterations.join()}|${call.attempt}`;
    this.calls.push(name);
    const { output = null, error, cause, afterSeconds = 0, never } = this.answer(call);
    // The line tells the attempts of the states around apart.
    const request = `${name}|${call.strand}`;
    const due = this.due.get(request) ?? clock.now() + afterSeconds * 1000;
    this.due.set(request, due);
    if (never) return new Promise(() => {});
    if (due > clock.now()) await clock.sleep(due - clock.now(), signal);
    return error === undefined ? { type: 'success', output } : { type: 'failure', error, ...(cause && { cause }) };
  }
}

export interface Ran {
  readonly result: ExecutionResult;
  /** The whole history: what stood before and what was added. */
  readonly events: readonly HistoryEvent[];
  readonly children: readonly SavedChild[];
  readonly all: readonly RunEvent[];
}

export function machineOf(definition: Json): Machine {
  const machine = buildMachine(parseDocument('test.asl.json', JSON.stringify(definition), 'json'));
  if (!machine) throw new Error('no machine');
  return machine;
}

export interface Start {
  readonly machine: Json;
  readonly input?: Json;
  readonly world: World;
  readonly from?: Checkpoint;
  readonly abortAfter?: number;
  /** Every part of a state is announced to it. */
  readonly pause?: Host['pause'];
}

export async function run({ machine, input, world, from, abortAfter, pause }: Start): Promise<Ran> {
  const clock = new VirtualClock({ start: from ? Date.parse(from.lastTime) : START, whenIdle: setImmediate });
  const all: RunEvent[] = [];
  const children = new Map<
    string,
    { executionArn: string; mapRunArn: string; index: number; events: HistoryEvent[] }
  >();
  for (const child of from?.children ?? []) children.set(child.executionArn, { ...child, events: [...child.events] });
  let mapRunArn = '';
  const controller = new AbortController();
  if (abortAfter !== undefined) {
    void clock.sleep(abortAfter * 1000).then(() => controller.abort({ error: 'Stop', cause: 'enough' }));
  }
  let ids = 0;
  const result = await runMachine(
    machineOf(machine),
    {
      now: () => clock.now(),
      random: () => 0.5,
      // The same ones for the same execution, whatever was drawn before.
      uuid: () => `id-${from ? 'r' : ''}${ids++}`,
      sleep: (ms, signal) => clock.sleep(ms, signal),
      runTask: (call) => world.run(call, clock, call.signal),
      ...(pause && { pause, watches: () => EVERY_PART }),
      emit: (event) => {
        all.push(event);
        if (event.kind === 'history' && event.event.mapRunStartedEventDetails) {
          ({ mapRunArn } = event.event.mapRunStartedEventDetails);
        }
        if (event.kind !== 'childHistory') return;
        const { executionArn, envelope } = event;
        const known = children.get(executionArn);
        if (known) {
          // A child that goes on may record its last events anew.
          known.events.length = event.event.id - 1;
          known.events.push(event.event);
        } else
          children.set(executionArn, {
            executionArn,
            mapRunArn,
            index: envelope.iterations.at(-1)!,
            events: [event.event],
          });
      },
    },
    {
      input: from?.input ?? JSON.stringify(input ?? {}),
      stateMachineName: 'Machine',
      executionName: 'run',
      signal: controller.signal,
      ...(from && { resume: from }),
    },
  );
  const added = all.flatMap((event) => (event.kind === 'history' ? [event.event] : []));
  return { result, events: [...(from?.events ?? []), ...added], children: [...children.values()], all };
}

/** The checkpoint of a history that went through a file. */
export function checkpoint(
  how: 'resume' | 'redrive',
  definition: Json,
  events: readonly HistoryEvent[],
  children: readonly SavedChild[] = [],
): Checkpoint {
  const read = readEvents(JSON.parse(JSON.stringify({ events })) as Json);
  if ('problem' in read) throw new Error(read.problem);
  const point = { resume: resumePoint, redrive: redrivePoint }[how](machineOf(definition).root, {
    events: read,
    children,
  });
  if ('problem' in point) throw new Error(point.problem);
  return point;
}
