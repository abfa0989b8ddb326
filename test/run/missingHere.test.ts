/** A package that is missing on this machine alone ends the run: no Catch and no Retry may take that for a failure on AWS. */
import { expect, test } from 'vitest';
import type { TaskCall } from '../../core/interpreter/host';
import type { FailureFacts } from '../../core/handlers';
import type { InvokeOutcome } from '../../lambda/lambda';
import { refusal } from '../../run/runners/callFunction';
import type { CallableFunction } from '../../run/runners/calledFunction';
import type { MockQuestion, RunServices } from '../../run/run';

const call = {
  state: { name: 'Pack' },
  resource: 'arn:aws:states:::lambda:invoke',
  signal: new AbortController().signal,
} as TaskCall;
const spec = { name: 'pack' } as CallableFunction['spec'];

const outcomeOf = (change: Partial<Extract<InvokeOutcome, { type: 'error' }>>): InvokeOutcome => ({
  type: 'error',
  reason: 'start',
  errorType: 'Runtime.ImportModuleError',
  errorMessage: 'Cannot find module',
  stackTrace: [],
  durationMs: 1,
  payload: '{"errorType":"Runtime.ImportModuleError"}',
  ...change,
});

/** What became of it, and which states were told to be without an answer. */
async function refused(change: Parameters<typeof outcomeOf>[0], services: Partial<RunServices> = {}) {
  const told: string[] = [];
  const unanswered = ({ state }: MockQuestion): void => void told.push(state);
  const run = { machineName: 'M', unanswered, ...services } as unknown as RunServices;
  return { outcome: await refusal(outcomeOf(change), call, run, { spec }), told };
}

const install = { name: 'lodash', command: 'npm install' };

test.each<[string, FailureFacts, boolean]>([
  ['what Lambda supplies', { install: { ...install, isSupplied: true } }, true],
  ['what the project names', { install }, true],
  ['what Lambda does not supply any more', { install: { ...install, upTo: 'nodejs16.x' } }, false],
  [
    'a layer that is not built',
    { layer: { kind: 'unbuilt', name: 'L', manifest: '/l/package.json', command: 'x' } },
    true,
  ],
  ['a layer known by its ARN', { layer: { kind: 'known', name: 'L', module: 'm', command: 'x' } }, true],
  ['a layer of others', { layer: { kind: 'perhaps', names: ['L'], module: 'm' } }, true],
  ['a path of a layer of others', { layer: { kind: 'noPath', path: '/opt/a', names: ['L'] } }, true],
  ['a path of no layer', { layer: { kind: 'noPath', path: '/opt/a', names: [] } }, false],
  ['a layer for another Python', { layer: { kind: 'otherPython', name: 'L', has: '3.9', wanted: '3.12' } }, false],
  ['a module that nothing names', {}, false],
])('%s', async (_what, facts, ends) => {
  const { outcome, told } = await refused({ facts });
  const { payload: cause } = outcomeOf({});
  expect(outcome).toEqual(
    ends ? { type: 'failure', error: 'Runtime.ImportModuleError', terminal: true, cause, facts } : undefined,
  );
  // A mock may stand in for it.
  expect(told).toEqual(ends ? ['Pack'] : []);
});

test.each<[string, Parameters<typeof outcomeOf>[0]]>([
  ['a package', { facts: { install: { ...install, isSupplied: true } } }],
  ['what compiles or runs it', { notHere: 'pack has the runtime java21: nothing of it is compiled yet.' }],
])('an answer is taken for a function where %s is missing here', async (_what, change) => {
  const answer = { type: 'success' as const, output: { Payload: 1 } };
  const given = () => Promise.resolve(answer);
  expect(await refused(change, { ask: given, inferAnswer: given })).toEqual({ outcome: answer, told: [] });
  const { outcome, told } = await refused(change);
  expect([outcome?.type, told]).toEqual(['failure', ['Pack']]);
});
