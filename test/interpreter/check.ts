/** The only place of this area's tests that touches the interpreter's interface. */
import { stringify as yamlText } from 'yaml';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import {
  runMachine,
  seededRandom,
  VirtualClock,
  type ExecutionResult,
  type HistoryEvent,
  type Host,
  type RunEvent,
  type RunOptions,
  type TaskCall,
  type TaskOutcome,
} from '../../core/interpreter';
import type { Json } from '../../core/json';

/** The moment every case starts at. */
export const START = Date.parse('2030-01-01T00:00:00Z');

/** A text too long to write down. */
export interface LongText {
  readonly repeat: string;
  readonly times: number;
}

/** One answer of a task: what it returns or how it fails, after how long. */
export interface Reply {
  readonly output?: Json;
  /** In place of `output`: a long text. */
  readonly outputText?: LongText;
  readonly error?: string;
  readonly cause?: string;
  readonly stage?: 'schedule' | 'start' | 'submit' | 'run' | 'timeout';
  readonly submitted?: Json;
  readonly afterSeconds?: number;
  /** Seconds after which the worker says that it lives. */
  readonly heartbeats?: readonly number[];
  /** Never answers. */
  readonly never?: boolean;
}

export interface Case {
  readonly machine: Json;
  /** How the machine is written down; JSON where nothing is said. */
  readonly form?: 'json' | 'yaml';
  readonly input?: Json;
  /** In place of `input`: a long text. */
  readonly inputText?: LongText;
  /** By state name, in order; the last one repeats. */
  readonly replies?: { readonly [state: string]: readonly Reply[] };
  /** Files of S3 by `bucket/key`. */
  readonly files?: { readonly [name: string]: string | Uint8Array };
  readonly seed?: number;
  /** Aborts the run after so many seconds. */
  readonly abortAfter?: number;
  readonly options?: Partial<RunOptions>;
  readonly pause?: Host['pause'];
  readonly watches?: Host['watches'];
}

export interface Run {
  readonly result: ExecutionResult;
  readonly events: readonly HistoryEvent[];
  readonly all: readonly RunEvent[];
  readonly calls: readonly TaskCall[];
  readonly written: readonly { readonly key: string; readonly body: string }[];
  readonly milliseconds: number;
}

export async function run(given: Case): Promise<Run> {
  const form = given.form ?? 'json';
  const text = form === 'json' ? JSON.stringify(given.machine) : yamlText(given.machine);
  const machine = buildMachine(parseDocument(`test.asl.${form}`, text, form));
  if (!machine) throw new Error('no machine');
  const clock = new VirtualClock({ start: START, whenIdle: setImmediate });
  const chance = seededRandom(given.seed ?? 1);
  const all: RunEvent[] = [];
  const calls: TaskCall[] = [];
  const written: { key: string; body: string }[] = [];
  const counters = new Map<string, number>();

  const answer = async (call: TaskCall): Promise<TaskOutcome> => {
    const { signal } = call;
    calls.push(call);
    const count = counters.get(call.state.name) ?? 0;
    counters.set(call.state.name, count + 1);
    const replies = given.replies?.[call.state.name] ?? [{ output: call.input }];
    const reply = replies[Math.min(count, replies.length - 1)] ?? {};
    if (reply.submitted !== undefined) call.submitted(reply.submitted);
    for (const seconds of reply.heartbeats ?? [])
      void clock.sleep(seconds * 1000, signal).then(
        () => call.heartbeat(),
        () => {},
      );
    if (reply.afterSeconds) await clock.sleep(reply.afterSeconds * 1000, signal);
    if (reply.never) return new Promise(() => {});
    const { error, cause, stage, outputText } = reply;
    const output = outputText?.repeat.repeat(outputText.times) ?? reply.output;
    if (error === undefined && cause === undefined && !stage) return { type: 'success', output: output ?? null };
    return { type: 'failure', error, cause, stage };
  };

  const controller = new AbortController();
  if (given.abortAfter !== undefined) void clock.sleep(given.abortAfter * 1000).then(() => controller.abort());
  const result = await runMachine(
    machine,
    {
      now: () => clock.now(),
      random: chance.random,
      uuid: chance.uuid,
      sleep: (ms, signal) => clock.sleep(ms, signal),
      runTask: answer,
      emit: (event) => void all.push(event),
      readItems: async ({ input, resource }) => {
        const {
          Bucket: bucket,
          Key: key,
          Prefix: prefix = '',
        } = input as { Bucket: string; Key: string; Prefix?: string };
        if (resource.endsWith(':listObjectsV2')) {
          const names = Object.keys(given.files ?? {}).filter((name) => name.startsWith(`${bucket}/${prefix}`));
          return { type: 'success', output: names.map((name) => ({ Key: name.slice(bucket.length + 1) })) };
        }
        const body = given.files?.[`${bucket}/${key}`];
        if (body !== undefined) return { type: 'success', output: body };
        return { type: 'failure', error: 'States.ItemReaderFailed', cause: 'no such file' };
      },
      writeResults: async ({ files }) => {
        written.push(...files.map(({ key, pieces }) => ({ key, body: pieces.join('') })));
        return { type: 'success', output: null };
      },
      ...(given.pause && { pause: given.pause }),
      ...(given.watches && { watches: given.watches }),
    },
    {
      input: JSON.stringify(given.inputText?.repeat.repeat(given.inputText.times) ?? given.input ?? {}),
      stateMachineName: 'Machine',
      executionName: 'run',
      signal: controller.signal,
      ...given.options,
    },
  );
  const events = all.flatMap((event) => (event.kind === 'history' ? [event.event] : []));
  return { result, events, all, calls, written, milliseconds: clock.now() - START };
}

/** `ID PREVIOUS TYPE NAME` per event. */
export function eventLines(events: readonly HistoryEvent[]): string[] {
  return events.map((event) => {
    const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as
      { name?: string; index?: number; length?: number; error?: string } | undefined;
    const what = [details?.name, details?.index, details?.length, details?.error].filter((part) => part !== undefined);
    return [event.id, event.previousEventId, event.type, ...what].join(' ');
  });
}

/** `ARN TYPE` per event of a child execution that begins or ends it. */
export function childLines({ all }: Run): string[] {
  return all.flatMap((event) =>
    event.kind === 'childHistory' && event.event.type.startsWith('Execution')
      ? [`${event.executionArn} ${event.event.type}`]
      : [],
  );
}

/** The files of a ResultWriter by key; what is JSON is read. */
export function writtenFiles({ written }: Run): Record<string, unknown> {
  return Object.fromEntries(
    written.map(({ key, body }) => [key, key.endsWith('.json') ? (JSON.parse(body) as unknown) : body]),
  );
}

/** What is not 0 of a Map Run's figures, items and executions, when it ended. */
export function lastFigures({ all }: Run): Record<string, number> {
  const notes = all.flatMap((event) =>
    event.kind === 'note' && event.note.type === 'MapRun' ? [event.note.mapRun] : [],
  );
  const last = notes.at(-1);
  const counted = (of: string, counts: object = {}): [string, number][] =>
    Object.entries(counts as Record<string, number>).flatMap(([name, count]) =>
      count ? [[`${of} ${name}`, count]] : [],
    );
  return Object.fromEntries([...counted('items', last?.itemCounts), ...counted('executions', last?.executionCounts)]);
}
