/** The call that a state makes, as far as its definition says it. */
import { expect, test } from 'vitest';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { callOfState } from '../../run/calls/callOfState';

function called(state: object): unknown {
  const definition = { StartAt: 'S', States: { S: { Type: 'Task', End: true, ...state } } };
  return callOfState(buildMachine(parseDocument('a.asl.json', JSON.stringify(definition), 'json'))!.states[0]!);
}

const RESOURCE = 'arn:aws:states:::';
const inBucket = (bucket: string) => ({ service: 's3', action: 'PutObject', input: { Bucket: bucket, Key: 'k' } });

test.each<[string, object, unknown]>([
  ['an action', { Resource: `${RESOURCE}aws-sdk:s3:putObject`, Parameters: { Bucket: 'b', Key: 'k' } }, inBucket('b')],
  [
    'a path',
    { Resource: `${RESOURCE}aws-sdk:s3:putObject`, Parameters: { 'Bucket.$': '$.b', Key: 'k' } },
    inBucket(''),
  ],
  [
    'an expression',
    {
      Resource: `${RESOURCE}aws-sdk:s3:putObject`,
      QueryLanguage: 'JSONata',
      Arguments: { Bucket: '{% $b %}', Key: 'k' },
    },
    inBucket(''),
  ],
  [
    'names of the API',
    { Resource: `${RESOURCE}dynamodb:getItem`, Parameters: { TableName: 't' } },
    { service: 'dynamodb', action: 'GetItem', input: { TableName: 't' } },
  ],
  [
    'all that is given at once',
    { Resource: `${RESOURCE}aws-sdk:sqs:listQueues`, Arguments: '{% $x %}' },
    { service: 'sqs', action: 'ListQueues', input: {} },
  ],
  ['a job', { Resource: `${RESOURCE}glue:startJobRun.sync`, Parameters: { JobName: 'j' } }, undefined],
  ['a token', { Resource: `${RESOURCE}sqs:sendMessage.waitForTaskToken`, Parameters: {} }, undefined],
  ['a function', { Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:F' }, undefined],
  ['no task', { Type: 'Pass', Resource: `${RESOURCE}aws-sdk:sqs:listQueues` }, undefined],
])('of %s', (_what, state, call) => expect(called(state)).toEqual(call));
