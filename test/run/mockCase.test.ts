import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { parseMockConfig } from '../../project';
import { chooseMockCase } from '../../run';
import type { MockCase } from '../../run';
import { check, checkOnly } from './check';

const call = (more: object = {}): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  End: true,
  ...more,
});

/** The case "Test" of the machine, where `Answer` answers with these attempts. */
function mockCase(attempts: object, states: object = { Send: 'Answer' }): MockCase {
  const text = JSON.stringify({
    StateMachines: { machine: { TestCases: { Test: states } } },
    MockedResponses: { Answer: attempts },
  });
  const chosen = chooseMockCase(parseMockConfig('/p/MockConfigFile.json', text).config, 'Test', ['machine']);
  if ('problem' in chosen) throw new Error(chosen.problem);
  return chosen;
}

describe('a test case of MockConfigFile.json', () => {
  const retried = { Send: call({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 5 }] }) };
  const busy = { Throw: { Error: 'Busy', Cause: 'come back' } };

  test('answers attempt by attempt, ranges included', async () => {
    const options = { mockCase: mockCase({ 0: busy, '1-2': busy, 3: { Return: 'done' } }) };
    const { events } = await check({ states: retried, options }, { output: 'done' });
    expect(events.filter(({ type }) => type === 'TaskFailed')).toHaveLength(3);
  });

  test('counts attempts of a state over loops', () =>
    check(
      {
        states: {
          Send: call({ Next: 'Again', End: undefined }),
          Again: {
            Type: 'Choice',
            Choices: [{ Variable: '$.more', BooleanEquals: true, Next: 'Send' }],
            Default: 'Done',
          },
          Done: { Type: 'Succeed' },
        },
        options: {
          mockCase: mockCase({ '0-1': { Return: { more: true } }, 2: { Return: { more: false, last: true } } }),
        },
      },
      { output: { more: false, last: true } },
    ));

  test('counts attempts of a state over the items of a Map', () =>
    check(
      {
        states: {
          Each: {
            Type: 'Map',
            MaxConcurrency: 1,
            ItemProcessor: { StartAt: 'Send', States: { Send: call() } },
            End: true,
          },
        },
        input: [1, 2, 3],
        options: { mockCase: mockCase({ 0: { Return: 'a' }, '1-2': { Return: 'b' } }) },
      },
      { output: ['a', 'b', 'b'] },
    ));

  test('that has no answer for an attempt ends the run, past Retry and Catch', () =>
    check(
      {
        states: {
          Send: call({
            Retry: [{ ErrorEquals: ['States.ALL'] }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
          }),
          After: { Type: 'Pass', End: true },
        },
        options: { mockCase: mockCase({ 0: busy }) },
      },
      {
        status: 'FAILED',
        error: 'States.Runtime',
        cause: expect.stringContaining(
          '"Send" in the test case "Test" of MockConfigFile.json has no answer for attempt 1. Add "1" to "Answer"',
        ) as unknown,
      },
    ));

  test.each([
    ['glue:startJobRun.sync', { JobRunState: 'FAILED', ErrorMessage: 'no rows' }],
    ['states:startExecution.sync:2', { Status: 'TIMED_OUT' }],
  ])('that answers %s with a job that has failed fails the state', async (resource, job) => {
    await check(
      {
        states: {
          Send: call({
            Resource: `arn:aws:states:::${resource}`,
            Parameters: { JobName: 'j', StateMachineArn: 'm' },
            Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'After' }],
          }),
          After: { Type: 'Pass', Parameters: { 'job.$': 'States.StringToJson($.Cause)' }, End: true },
        },
        settings: { mocks: { machine: { Send: { return: job } } } },
      },
      { output: { job: expect.objectContaining(job) as unknown } },
    );
  });

  test('stands before other mocks; a state it does not name is answered as always', () =>
    check(
      {
        states: {
          Send: call({ Next: 'Charge', End: undefined, ResultPath: '$.sent' }),
          Charge: {
            Type: 'Task',
            Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge',
            ResultPath: '$.charged',
            Next: 'Log',
          },
          Log: call({ ResultPath: '$.logged' }),
        },
        settings: { mocks: { machine: { Send: { return: 'no' }, Log: { return: 'mocked' } } } },
        files: { 'charge.js': 'exports.handler = () => 1;' },
        handlers: { charge: () => ({ returns: 'really' }) },
        options: { mockCase: mockCase({ 0: { Return: 'case' } }) },
      },
      { output: { sent: 'case', charged: 'really', logged: 'mocked' }, invoked: ['charge {"sent":"case"}'] },
    ));

  test('fails with the error and the cause it throws', () =>
    check(
      { states: { Send: call() }, options: { mockCase: mockCase({ 0: busy }) } },
      { error: 'Busy', cause: 'come back' },
    ));

  test.each([
    ['job', 'arn:aws:states:::glue:startJobRun.sync', 'JobRunId'],
    ['callback', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'MessageId'],
  ])('submits a %s before it answers', async (_what, Resource, submitted) => {
    const states = { Send: call({ Resource }) };
    const { events } = await check(
      { states, options: { mockCase: mockCase({ 0: { Return: 'ok' } }) } },
      { output: 'ok' },
    );
    const { taskSubmittedEventDetails: details } = events.find(({ type }) => type === 'TaskSubmitted')!;
    expect(details?.output).toContain(submitted);
  });
});

const invoked = (Payload: Json): object => ({ ExecutedVersion: '$LATEST', Payload, StatusCode: 200 });

describe('what a service always adds is added to a mock that lacks it', () => {
  test.each<[string, string, Json, object]>([
    [
      'the version of a function',
      'arn:aws:states:::lambda:invoke',
      { StatusCode: 200, Payload: 1 },
      { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: 1 },
    ],
    [
      'the redrive of an execution',
      'arn:aws:states:::states:startExecution.sync:2',
      { ExecutionArn: 'a', Status: 'SUCCEEDED' },
      {
        ExecutionArn: 'a',
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        Status: 'SUCCEEDED',
      },
    ],
    ['all around what a function returns', 'arn:aws:states:::lambda:invoke', { mine: 1 }, invoked({ mine: 1 })],
    ['all around a text', 'arn:aws:states:::lambda:invoke', 'mine', invoked('mine')],
    ['all around nothing', 'arn:aws:states:::lambda:invoke', null, invoked(null)],
    [
      'nothing to what a function sends back by its token',
      'arn:aws:states:::lambda:invoke.waitForTaskToken',
      { mine: 1 },
      { mine: 1 },
    ],
    [
      'nothing to an answer of another shape',
      'arn:aws:states:::states:startExecution.sync:2',
      { mine: 1 },
      { mine: 1 },
    ],
  ])('%s', async (_what, Resource, Return, output) => {
    const states = { Send: call({ Resource }) };
    const report = await check({ states, options: { mockCase: mockCase({ 0: { Return } }) } }, {});
    expect(report.output).toEqual(output);
  });
});

describe('choosing a test case', () => {
  const { config } = parseMockConfig(
    '/p/MockConfigFile.json',
    JSON.stringify({
      StateMachines: { Orders: { TestCases: { Happy: {}, Sad: {} } }, Returns: { TestCases: {} } },
      MockedResponses: {},
    }),
  );

  test.each<[string, string, string[], string]>([
    [
      'an unknown case',
      'Hapy',
      ['Orders'],
      '"Orders" in MockConfigFile.json has no test case "Hapy". Did you mean "Happy"?',
    ],
    [
      'an unknown case like no other',
      'Elsewhere',
      ['Orders'],
      '"Orders" in MockConfigFile.json has no test case "Elsewhere". It has "Happy", "Sad".',
    ],
    [
      'an unknown machine',
      'Happy',
      ['Ordres'],
      'MockConfigFile.json has no state machine "Ordres". Did you mean "Orders"?',
    ],
    [
      'a machine like no other',
      'Happy',
      ['definition'],
      'MockConfigFile.json has no state machine "definition". Choose one with --machine. It has "Orders", "Returns".',
    ],
  ])('%s', (_what, name, names, problem) => expect(chooseMockCase(config, name, names)).toEqual({ problem }));

  test('by any name of the machine', () => {
    expect(chooseMockCase(config, 'Sad', ['logical', 'Orders'])).toMatchObject({ testCase: { name: 'Sad' } });
  });

  test('the only machine of a file needs no name', () =>
    checkOnly({ states: { Send: call() }, options: { mockCase: mockCase({ 0: { Return: 1 } }) } }, { output: 1 }));
});
