/** What a Task calls, by the names of its definition. */
import { expect, test } from 'vitest';
import { taskTarget } from '../../core/facts/calledNames';

const called = (definition: object, type = 'Task'): string => {
  const target = taskTarget({ type, definition } as never);
  return target ? `${target.kind} ${target.name}` : 'nothing';
};
const PAY = 'arn:aws:lambda:eu-west-1:111122223333:function:Pay';
const integration = (name: string): string => `arn:aws:states:::${name}`;

test.each<[object, string]>([
  [{}, 'nothing'],
  [{ Resource: 7 }, 'nothing'],
  [{ Resource: 'Pay' }, 'function Pay'],
  [{ Resource: PAY }, `function ${PAY}`],
  [{ Resource: 'arn:aws:states:eu-west-1:111122223333:activity:Approve' }, 'service activity:Approve'],
  [{ Resource: integration('lambda:invoke'), Parameters: { FunctionName: 'Pay' } }, 'function Pay'],
  [{ Resource: integration('lambda:invoke.waitForTaskToken'), Arguments: { FunctionName: 'Pay' } }, 'function Pay'],
  [
    { Resource: integration('lambda:invoke'), Arguments: { FunctionName: 'Pay' }, Parameters: { FunctionName: 'Old' } },
    'function Pay',
  ],
  [{ Resource: integration('lambda:invoke'), Parameters: { 'FunctionName.$': '$.name' } }, 'service lambda:invoke'],
  [{ Resource: integration('lambda:invoke'), Arguments: { FunctionName: ' {% $f %}' } }, 'service lambda:invoke'],
  [{ Resource: integration('lambda:invoke'), Arguments: '{% $all %}' }, 'service lambda:invoke'],
  [{ Resource: integration('aws-sdk:lambda:invoke'), Parameters: { FunctionName: 'Pay' } }, 'function Pay'],
  [{ Resource: integration('states:startExecution.sync:2'), Parameters: { StateMachineArn: 'Ship' } }, 'machine Ship'],
  [{ Resource: integration('aws-sdk:sfn:startExecution'), Parameters: { StateMachineArn: 'Ship' } }, 'machine Ship'],
  [{ Resource: integration('aws-sdk:sfn:startExecution'), Parameters: {} }, 'service aws-sdk:sfn:startExecution'],
  [
    { Resource: integration('sqs:sendMessage'), Parameters: { FunctionName: 'Pay', StateMachineArn: 'Ship' } },
    'service sqs:sendMessage',
  ],
  [{ Resource: integration('aws-sdk:s3:getObject') }, 'service aws-sdk:s3:getObject'],
])('%j calls %s', (definition, target) => expect(called(definition)).toBe(target));

test('no other state calls anything', () => expect(called({ Resource: PAY }, 'Pass')).toBe('nothing'));
