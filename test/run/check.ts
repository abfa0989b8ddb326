import path from 'node:path';
import { expect } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter/historyEvent';
import type { Json } from '../../core/json';
import type { InvokeOutcome, LambdaHost } from '../../lambda/lambda';
import { readProject } from '../../project';
import { loadMachine, startRun } from '../../run';
import type { MockQuestion, StartRunOptions } from '../../run';
import { temporaryFolder } from '../harness/temporaryFolder';

/** What a fake handler does: returns a value, or fails as Python would print it. */
export type Handler = (
  event: Json,
) => { readonly returns: Json } | { readonly fails: string; readonly payload: string };

export interface RunCase {
  /** The states of `machine.asl.json`, which begins at the first; or a whole template. */
  readonly states?: { readonly [name: string]: object };
  readonly definition?: object;
  readonly template?: string;
  readonly settings?: object;
  readonly files?: { readonly [file: string]: string | Uint8Array };
  readonly input?: Json;
  readonly handlers?: { readonly [name: string]: Handler };
  readonly options?: Partial<StartRunOptions>;
}

export interface RunReport {
  readonly status: string;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly events: readonly HistoryEvent[];
  readonly unanswered: readonly MockQuestion[];
  /** Function and event text of every invocation. */
  readonly invoked: readonly string[];
}

/** Runs a case on the virtual clock with fake handlers, and compares what came of it. */
export async function check(runCase: RunCase, expected: object): Promise<RunReport> {
  const report = await run(runCase);
  expect(report).toMatchObject(expected);
  return report;
}

/** As {@link check}, for tables of cases, which take no result. */
export async function checkOnly(runCase: RunCase, expected: object): Promise<void> {
  await check(runCase, expected);
}

async function run({
  states,
  definition,
  template,
  settings,
  files,
  input,
  handlers,
  options,
}: RunCase): Promise<RunReport> {
  const machineDefinition = definition ?? { StartAt: Object.keys(states ?? {})[0], States: states };
  const folder = temporaryFolder({
    'machine.asl.json': JSON.stringify(machineDefinition),
    ...(template === undefined ? {} : { 'template.yaml': template }),
    ...(settings === undefined ? {} : { '.vscode/stepwise.json': JSON.stringify(settings) }),
    ...files,
  });
  const file = path.join(
    folder,
    template !== undefined && !states && !definition ? 'template.yaml' : 'machine.asl.json',
  );
  const project = readProject(folder, { definition: file });
  const loaded = loadMachine(file, { project });
  if ('problem' in loaded) throw new Error(loaded.problem);
  const events: HistoryEvent[] = [];
  const invoked: string[] = [];
  const { result, unanswered } = startRun({
    ...loaded,
    project,
    input: JSON.stringify(input ?? {}),
    lambda: fakeLambda(handlers ?? {}, invoked),
    clock: 'skip',
    seed: 1,
    emit: (event) => event.kind === 'history' && events.push(event.event),
    ...options,
  });
  const { output, ...rest } = await result;
  return {
    ...rest,
    output: output === undefined ? undefined : (JSON.parse(output) as Json),
    events,
    unanswered,
    invoked,
  };
}

export function fakeLambda(handlers: { readonly [name: string]: Handler }, invoked: string[]): LambdaHost {
  return {
    invoke({ name }, eventText): Promise<InvokeOutcome> {
      invoked.push(`${name} ${eventText}`);
      const answer = handlers[name]!(JSON.parse(eventText) as Json);
      if ('returns' in answer) {
        return Promise.resolve({ type: 'success', payload: JSON.stringify(answer.returns), durationMs: 1 });
      }
      const { fails: errorType, payload } = answer;
      return Promise.resolve({
        type: 'error',
        errorType,
        errorMessage: '',
        stackTrace: [],
        payload,
        reason: 'handler',
        durationMs: 1,
      });
    },
    dispose: () => Promise.resolve(),
  };
}
