/** TestState: statuses and inspection data (API reference, "TestState"; recorded). */
import { expect, test } from 'vitest';
import { seededRandom, testState, type TestStateRequest } from '../../core/interpreter';

async function check(state: object, request: Partial<TestStateRequest>, expected: object): Promise<void> {
  const host = { now: () => 0, ...seededRandom(1) };
  const answer = await testState({ definition: JSON.stringify(state), ...request }, host);
  expect('response' in answer ? answer.response : answer.error).toEqual(expected);
}

const TASK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { 'Payload.$': '$.a' },
  ResultSelector: { 'r.$': '$.Payload' },
  ResultPath: '$.out',
  Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, MaxAttempts: 2 }],
  Catch: [{ ErrorEquals: ['Busy'], ResultPath: '$.error', Next: 'Recover' }],
  Next: 'Onward',
};

test('the stages of a task', () =>
  check(
    TASK,
    { input: '{"a":1}', inspectionLevel: 'DEBUG', mock: { result: '{"Payload":2}', fieldValidationMode: 'NONE' } },
    {
      status: 'SUCCEEDED',
      output: '{"a":1,"out":{"r":2}}',
      nextState: 'Onward',
      inspectionData: {
        input: '{"a":1}',
        afterInputPath: '{"a":1}',
        afterParameters: '{"Payload":1}',
        result: '{"Payload":2}',
        afterResultSelector: '{"r":2}',
        afterResultPath: '{"a":1,"out":{"r":2}}',
      },
    },
  ));

const busy = { errorOutput: { error: 'Busy', cause: 'why' } };

test('an error that would be retried', () =>
  check(
    TASK,
    { input: '{"a":1}', inspectionLevel: 'DEBUG', mock: busy, stateConfiguration: { retrierRetryCount: 1 } },
    {
      status: 'RETRIABLE',
      error: 'Busy',
      cause: 'why',
      inspectionData: {
        input: '{"a":1}',
        afterInputPath: '{"a":1}',
        afterParameters: '{"Payload":1}',
        errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 6 },
      },
    },
  ));

test('an error that would be caught after the last retry', () =>
  check(
    TASK,
    { input: '{"a":1}', mock: busy, stateConfiguration: { retrierRetryCount: 2 } },
    {
      status: 'CAUGHT_ERROR',
      error: 'Busy',
      cause: 'why',
      output: '{"a":1,"error":{"Error":"Busy","Cause":"why"}}',
      nextState: 'Recover',
    },
  ));

test('a state of a machine, at any depth', () => {
  const inner = { StartAt: 'Inner', States: { Inner: { Type: 'Pass', Result: 1, End: true } } };
  const machine = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: inner, End: true } } };
  return check(machine, { stateName: 'Inner' }, { status: 'SUCCEEDED', output: '1' });
});

test('more failed iterations than a Map tolerates', () =>
  check(
    { Type: 'Map', ItemsPath: '$.items', ItemProcessor: {}, ToleratedFailureCount: 1, End: true },
    { input: '{"items":[1,2]}', mock: { result: '[1,2]' }, stateConfiguration: { mapIterationFailureCount: 2 } },
    {
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    },
  ));

test('what goes into the iterations of a Map', () =>
  check(
    {
      Type: 'Map',
      QueryLanguage: 'JSONata',
      Items: '{% $states.input %}',
      ItemSelector: { n: '{% $states.context.Map.Item.Value * $factor %}' },
      ItemBatcher: { MaxItemsPerBatch: 2 },
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
      Assign: { done: true },
      End: true,
    },
    { input: '[1,2,3]', inspectionLevel: 'DEBUG', mock: { result: '[1,2]' }, variables: '{"factor":10}' },
    {
      status: 'SUCCEEDED',
      output: '[1,2]',
      inspectionData: {
        input: '[1,2,3]',
        afterItemSelector: '[{"n":10},{"n":20},{"n":30}]',
        afterItemBatcher: '[{"Items":[{"n":10},{"n":20}]},{"Items":[{"n":30}]}]',
        maxConcurrency: 0,
        variables: '{"factor":10,"done":true}',
      },
    },
  ));

test('a context object of one’s own', () =>
  check(
    { Type: 'Pass', Parameters: { 'name.$': '$$.Execution.Name' }, End: true },
    { context: '{"Execution":{"Name":"mine"}}' },
    { status: 'SUCCEEDED', output: '{"name":"mine"}' },
  ));

test.each([
  [
    { Type: 'Pass', End: true },
    { mock: { result: '1' } },
    "State type 'Pass' is not supported when a mock is specified",
  ],
  [TASK, { mock: { result: 'no' } }, 'Mocked result must be valid JSON'],
  [
    { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution', End: true },
    { mock: { result: '{"StartDate":"now"}' } },
    "Mock result schema validation error: Required field 'ExecutionArn' is missing",
  ],
  [
    { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', End: true },
    { mock: { result: '{"Item":[]}', fieldValidationMode: 'PRESENT' } },
    "Mock result schema validation error: Field 'Item' must be an object",
  ],
  [
    TASK,
    { mock: { result: '1' }, revealSecrets: true },
    'TestState does not support RevealSecrets when a mock is specified.',
  ],
  [TASK, {}, 'RoleArn must be specified when testing a Task state'],
  [TASK, { stateName: 'Other' }, 'State not found in definition'],
  [
    { Type: 'Pass', End: true },
    { context: '{"Map":{}}' },
    "Invalid Context object provided: 'Map' field is not supported when mocking a Context object",
  ],
  [
    { Type: 'Pass', End: true },
    { context: '{"State":{"Name":1}}' },
    'Invalid Context object provided: State.Name must be a string',
  ],
] as const)('refuses %j with %j', (state, request, message) =>
  check(state, request, { code: 'ValidationException', message }),
);
