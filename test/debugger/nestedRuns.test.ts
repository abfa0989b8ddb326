/** Executions that a run starts, as the editor is told of them: each a run with its parent, its events and its history. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { AdapterEvents } from '../../messages/debugClient';
import { createLambdaHost } from '../../lambda/lambdaHost';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

const start = (input: object, machine = 'child'): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Parameters: { StateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`, Input: input },
  End: true,
});

const CHILD = {
  StartAt: 'Decide',
  States: {
    Decide: { Type: 'Choice', Choices: [{ Variable: '$.ok', BooleanEquals: true, Next: 'Done' }], Default: 'Refuse' },
    Done: { Type: 'Pass', Result: 7, End: true },
    Refuse: { Type: 'Fail', Error: 'Refused', Cause: 'not ok' },
  },
};

interface Told {
  readonly client: Client;
  readonly folder: string;
  of<Name extends keyof AdapterEvents>(name: Name): AdapterEvents[Name][];
}

/** Starts the child as an SDK does, and does not wait for it. */
const HANDLER = `exports.handler = async ({ ok }) => {
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
  const headers = { 'X-Amz-Target': 'AWSStepFunctions.StartExecution', 'Content-Type': 'application/x-amz-json-1.0' };
  const body = JSON.stringify({ stateMachineArn, input: JSON.stringify({ ok }) });
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_SFN, { method: 'POST', headers, body });
  return answer.status;
};`;

const call = (input: object, action = 'lambda:invoke'): object => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${action}`,
  Parameters: input,
  End: true,
});

async function run(parent: object): Promise<Told> {
  const files = {
    'parent.asl.json': JSON.stringify(parent),
    'child.asl.json': JSON.stringify(CHILD),
    'notify.js': HANDLER,
    'template.yaml': `
Transform: AWS::Serverless-2016-10-31
Resources:
  Notify: { Type: AWS::Serverless::Function, Properties: { Handler: notify.handler, Runtime: nodejs22.x } }
  child: { Type: AWS::Serverless::StateMachine, Properties: { Name: child, DefinitionUri: child.asl.json } }
`,
  };
  const folder = temporaryFolder(files);
  const bootstrapDir = path.join(__dirname, '..', '..', 'lambda', 'bootstrap');
  const client = new Client({}, undefined, (options) => createLambdaHost({ ...options, bootstrapDir }));
  onTestFinished(() => client.close());
  await client.request('initialize', { adapterID: 'stepwise' });
  const keptHistory = path.join(folder, 'kept', 'parent.json');
  await client.request('launch', {
    program: path.join(folder, 'parent.asl.json'),
    input: {},
    noDebug: true,
    keptHistory,
  });
  await client.request('configurationDone');
  await client.event(0, 'terminated');
  const of: Told['of'] = (name) => client.events.filter(({ event }) => event === name).map(({ body }) => body as never);
  return { client, folder, of };
}

it('is told of each with the state that started it, and keeps its history beside that of its parent', async () => {
  const { folder, of } = await run({ StartAt: 'Go', States: { Go: start({ ok: true }) } });
  const [parent, child] = of('stepwise.runStarted');
  expect(parent).toMatchObject({ history: path.join(folder, 'kept', 'parent.json') });
  expect(parent!.parent).toBeUndefined();
  expect(child).toMatchObject({
    program: path.join(folder, 'child.asl.json'),
    name: 'child',
    parent: { runId: parent!.runId, statePath: 'Go' },
  });
  expect(JSON.parse(child!.input)).toMatchObject({ ok: true });
  const states = of('stepwise.runEvents')
    .filter(({ runId }) => runId === child!.runId)
    .flatMap(({ events }) => events.flatMap(({ envelope }) => envelope.statePath ?? []));
  expect([...new Set(states)]).toEqual(['Decide', 'Done']);
  expect(of('stepwise.runEnded')).toMatchObject([
    { runId: child!.runId, status: 'SUCCEEDED', output: '7' },
    { runId: parent!.runId, status: 'SUCCEEDED' },
  ]);
  expect(path.dirname(child!.history!)).toBe(path.join(folder, 'kept'));
  const { events } = JSON.parse(readFileSync(child!.history!, 'utf8')) as { events: { type: string }[] };
  expect(events.at(-1)!.type).toBe('ExecutionSucceeded');
});

it('is told how one failed', async () => {
  const { of } = await run({ StartAt: 'Go', States: { Go: start({ ok: false }) } });
  expect(of('stepwise.runEnded')[0]).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'not ok' });
});

it('is told of no more than a person can look at', async () => {
  const each = {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { StartAt: 'Go', States: { Go: start({ ok: true }) } },
    End: true,
  };
  const items = { Type: 'Pass', Result: { items: Array.from({ length: 120 }, () => ({})) }, Next: 'Each' };
  const { of } = await run({ StartAt: 'Items', States: { Items: items, Each: each } });
  const started = of('stepwise.runStarted');
  expect(started).toHaveLength(101);
  expect(started.every(({ history }) => existsSync(history!))).toBe(true);
});

it('keeps a history for each run of a session that is started again', async () => {
  const folder = temporaryFolder({ 'm.asl.json': JSON.stringify(CHILD) });
  const client = new Client({});
  onTestFinished(() => client.close());
  await client.request('initialize', { adapterID: 'stepwise' });
  const launch = {
    program: path.join(folder, 'm.asl.json'),
    input: { ok: true },
    keptHistory: path.join(folder, 'one.json'),
  };
  await client.request('launch', { ...launch, stopOnEntry: true });
  await client.request('configurationDone');
  await client.event(0, 'stopped');
  const before = client.events.length;
  await client.request('restart', { arguments: { ...launch, stopOnEntry: false } });
  await client.event(before, 'terminated');
  const histories = client.events
    .filter(({ event }) => event === 'stepwise.runStarted')
    .map(({ body }) => (body as AdapterEvents['stepwise.runStarted']).history!);
  expect(new Set(histories).size).toBe(2);
  expect(histories.map((file) => existsSync(file))).toEqual([true, true]);
});

it('is told of those that a handler starts, with the state and the iteration that called it', async () => {
  const invoke = { FunctionName: 'Notify', 'Payload.$': '$' };
  const each = { Type: 'Map', ItemProcessor: { StartAt: 'Tell', States: { Tell: call(invoke) } }, Next: 'Later' };
  const later = call({ ...invoke, InvocationType: 'Event' });
  const { of } = await run({
    StartAt: 'Items',
    States: {
      Items: { Type: 'Pass', Result: [{ ok: true }, { ok: false }], Next: 'Each' },
      Each: each,
      Later: later,
    },
  });
  const [parent, ...children] = of('stepwise.runStarted');
  expect(children.map((child) => ({ input: child.input, ...child.parent })).sort(byPlace)).toEqual([
    { input: '{"ok":true}', runId: parent!.runId, statePath: 'Each/Tell', iterations: [0] },
    { input: '{"ok":false}', runId: parent!.runId, statePath: 'Each/Tell', iterations: [1] },
    { input: '{}', runId: parent!.runId, statePath: 'Later', iterations: [] },
  ]);
});

it('is told of those that a state starts by the SDK', async () => {
  const input = { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:child', Input: { ok: true } };
  const { of } = await run({ StartAt: 'Go', States: { Go: call(input, 'aws-sdk:sfn:startExecution') } });
  const [parent, child] = of('stepwise.runStarted');
  expect(child!.parent).toEqual({ runId: parent!.runId, statePath: 'Go', iterations: [] });
});

const byPlace = (one: object, other: object): number => placeOf(one).localeCompare(placeOf(other));
const placeOf = ({ statePath, iterations }: { statePath?: string; iterations?: readonly number[] }): string =>
  `${statePath} ${iterations?.join()}`;
