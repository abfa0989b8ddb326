/** What a function was given in an execution, as its history tells. */
import { expect, test } from 'vitest';
import { receivedBy } from '../../core/history/receivedEvents';
import type { HistoryEvent } from '../../core/interpreter/historyEvent';

const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:pack';
const own = (resource: string, input: string | undefined): object => ({
  lambdaFunctionScheduledEventDetails: { resource, input },
});
const task = (parameters: string | undefined, more: object = {}): object => ({
  taskScheduledEventDetails: { resourceType: 'lambda', resource: 'invoke', parameters, ...more },
});
const call = (parameters: object, more: object = {}): object => task(JSON.stringify(parameters), more);

test.each<[what: string, details: object, texts: readonly string[]]>([
  ['a call by ARN', own(ARN, '{"a":1}'), ['{"a":1}']],
  ['a call of a version', own(`${ARN}:7`, '{"a":1}'), ['{"a":1}']],
  ['a call of another', own(`${ARN}ed`, '{"a":1}'), []],
  ['input that was cut short', own(ARN, '{"a":'), []],
  ['input that was left out', own(ARN, undefined), []],
  ['lambda:invoke', call({ FunctionName: ARN, Payload: { a: 1.5 } }), ['{"a":1.5}']],
  ['lambda:invoke by name', call({ FunctionName: 'pack:live', Payload: [] }), ['[]']],
  [
    'lambda:invoke with a token',
    call({ FunctionName: 'pack', Payload: 1 }, { resource: 'invoke.waitForTaskToken' }),
    ['1'],
  ],
  ['lambda:invoke of another', call({ FunctionName: 'packed', Payload: {} }), []],
  ['lambda:invoke without a payload', call({ FunctionName: 'pack' }), []],
  ['another action of Lambda', call({ FunctionName: 'pack', Payload: {} }, { resource: 'getFunction' }), []],
  ['another service', call({ FunctionName: 'pack', Payload: {} }, { resourceType: 'sqs' }), []],
  ['parameters that were cut short', task('{"FunctionName":'), []],
  ['parameters that were left out', task(undefined), []],
  ['another event', {}, []],
])('%s', (_, details, texts) => {
  const event = {
    id: 1,
    previousEventId: 0,
    type: 'TaskScheduled',
    timestamp: '',
    ...details,
  } as unknown as HistoryEvent;
  expect(receivedBy(event, ['pack'])).toEqual(texts);
});
