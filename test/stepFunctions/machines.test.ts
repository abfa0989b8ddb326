/** State machines that calls create: made, changed, described, deleted, run; by the real SDK. */
import { expect, test } from 'vitest';
import { arnOf, call, localService } from './check';
import { converse, type Exchange } from './conversation';

const pass = (result: unknown): string =>
  JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result: result, End: true } } });
const roleArn = 'arn:aws:iam::123456789012:role/r';
const stateMachineArn = arnOf('stateMachine', 'made');
const create: Exchange = ['CreateStateMachine', { name: 'made', definition: pass(1), roleArn }, { stateMachineArn }];
const made = { name: 'made', definition: pass(1), roleArn };
const logGroup = { cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:g:*' } };
const missing = `StateMachineDoesNotExist: State Machine Does Not Exist: '${stateMachineArn}'`;

const CONVERSATIONS: { readonly [what: string]: readonly Exchange[] } = {
  'is created once': [
    create,
    ['CreateStateMachine', { ...made, roleArn: `${roleArn}2` }, { stateMachineArn }],
    [
      'CreateStateMachine',
      { ...made, definition: pass(2) },
      { error: `StateMachineAlreadyExists: State Machine Already Exists: '${stateMachineArn}'` },
    ],
    ['CreateStateMachine', { ...made, type: 'EXPRESS' }, { error: expect.stringMatching(/AlreadyExists/) }],
  ],
  'is described as it was given': [
    [
      'CreateStateMachine',
      {
        ...made,
        type: 'EXPRESS',
        loggingConfiguration: { level: 'ERROR', destinations: [logGroup] },
        tracingConfiguration: { enabled: true },
        encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/mine' },
      },
      { stateMachineArn, creationDate: expect.any(Date) },
    ],
    [
      'DescribeStateMachine',
      { stateMachineArn },
      {
        ...made,
        type: 'EXPRESS',
        status: 'ACTIVE',
        loggingConfiguration: { level: 'ERROR', includeExecutionData: false, destinations: [logGroup] },
        tracingConfiguration: { enabled: true },
        encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/mine' },
      },
    ],
    ['DescribeStateMachine', { stateMachineArn, includedData: 'METADATA_ONLY' }, { status: 'ACTIVE' }],
    ['ListStateMachines', {}, { stateMachines: [{ name: 'made', type: 'EXPRESS' }] }],
  ],
  'is not changed by nothing': [
    create,
    [
      'UpdateStateMachine',
      { stateMachineArn },
      {
        error:
          'MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      },
    ],
    [
      'UpdateStateMachine',
      { stateMachineArn, roleArn, versionDescription: 'v' },
      { error: 'ValidationException: Version description can only be set when publish is true' },
    ],
  ],
  'is deleted, and its execution stays': [
    create,
    ['StartExecution', { stateMachineArn, name: 'one' }, {}],
    ['DeleteStateMachine', { stateMachineArn }, {}],
    ['DeleteStateMachine', { stateMachineArn }, {}],
    ['DescribeStateMachine', { stateMachineArn }, { error: missing }],
    ['StartExecution', { stateMachineArn }, { error: missing }],
    ['UpdateStateMachine', { stateMachineArn, roleArn }, { error: missing }],
    ['DescribeExecution', { executionArn: arnOf('execution', 'made:one') }, { stateMachineArn }],
    [
      'DescribeStateMachineForExecution',
      { executionArn: arnOf('execution', 'made:one') },
      { definition: pass(1), roleArn, stateMachineArn },
    ],
  ],
  'has tags': [
    ['CreateStateMachine', { ...made, tags: [{ key: 'a', value: '1' }] }, { stateMachineArn }],
    [
      'TagResource',
      {
        resourceArn: stateMachineArn,
        tags: [
          { key: 'b', value: '' },
          { key: 'a', value: '2' },
        ],
      },
      {},
    ],
    ['UntagResource', { resourceArn: stateMachineArn, tagKeys: ['b', 'never'] }, {}],
    ['ListTagsForResource', { resourceArn: stateMachineArn }, { tags: [{ key: 'a', value: '2' }] }],
    [
      'TagResource',
      { resourceArn: stateMachineArn, tags: [{ key: 'k'.repeat(129), value: '' }] },
      { error: expect.stringMatching(/at 'tags\.1\.member\.key' failed .* length less than or equal to 128$/) },
    ],
    [
      'TagResource',
      { resourceArn: stateMachineArn, tags: Array.from({ length: 51 }, (_, key) => ({ key: `k${key}`, value: '' })) },
      { error: `TooManyTags: Too many tags: '${stateMachineArn}'` },
    ],
    [
      'ListTagsForResource',
      { resourceArn: arnOf('stateMachine', 'no') },
      { error: `ResourceNotFound: Resource not found: '${arnOf('stateMachine', 'no')}'` },
    ],
  ],
};

test.each(Object.entries(CONVERSATIONS))('a machine %s', async (_what, exchanges) => {
  const { client } = await localService({ machines: {} });
  await converse(client, exchanges);
});

test('an update that changes nothing keeps the revision', async () => {
  const { client } = await localService({ machines: {} });
  await call(client, 'CreateStateMachine', made);
  const first = await call(client, 'UpdateStateMachine', { stateMachineArn, definition: pass(2) });
  const again = await call(client, 'UpdateStateMachine', { stateMachineArn, definition: pass(2), roleArn });
  expect(again.revisionId).toBe(first.revisionId);
  expect(await call(client, 'DescribeStateMachine', { stateMachineArn })).toMatchObject({
    definition: pass(2),
    revisionId: first.revisionId,
  });
});

const schemaFault = (what: string): string =>
  `InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${what}'`;

test.each<[string, object, string | RegExp]>([
  ['a name with a space', { name: 'a b' }, "InvalidName: Invalid Name: 'a b'"],
  ['a role that is no ARN', { roleArn: 'r' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: r'"],
  ['no States', { definition: '{"StartAt":"A"}' }, schemaFault('These fields are required: [States] at /')],
  ['a list', { definition: '[]' }, schemaFault('Definition must be a valid JSON object')],
  [
    'no JSON',
    { definition: 'nonsense' },
    /^InvalidDefinition: .*'INVALID_JSON_DESCRIPTION: Unrecognized token 'nonsense'/,
  ],
  ['what a bare placeholder stands for', { definition: '{"StartAt": ${A}}' }, /INVALID_JSON_DESCRIPTION/],
  [
    'a callback in an express machine',
    {
      type: 'EXPRESS',
      definition: JSON.stringify({
        StartAt: 'A',
        States: {
          A: {
            Type: 'Task',
            Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
            Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
            End: true,
          },
        },
      }),
    },
    schemaFault(
      "Express state machine does not support '.waitForTaskToken' service integration  at /States/A/Resource",
    ),
  ],
  [
    'logs that go nowhere',
    { loggingConfiguration: { level: 'ALL' } },
    'InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.',
  ],
  [
    'logs of no level',
    { loggingConfiguration: { level: 'SOME' } },
    /at 'loggingConfiguration\.level' failed to satisfy constraint: Member must satisfy enum value set: \[ALL, ERROR, FATAL, OFF\]$/,
  ],
  [
    'a key of its own without one',
    { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } },
    /^InvalidEncryption/,
  ],
  [
    'a description of no version',
    { versionDescription: 'v' },
    'ValidationException: Version description can only be set when publish is true',
  ],
])('%s is refused', async (_what, part, error) => {
  const { client } = await localService({ machines: {} });
  const answer = await call(client, 'CreateStateMachine', { ...made, ...part });
  if (typeof error === 'string') expect(answer.error).toBe(error);
  else expect(answer.error).toMatch(error);
  expect(await call(client, 'ListStateMachines', {})).toMatchObject({ stateMachines: [] });
});

test('a machine runs as any other, and another may start it', async () => {
  const outer = {
    StartAt: 'S',
    States: {
      S: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: stateMachineArn, Input: {} },
        OutputPath: '$.Output',
        End: true,
      },
    },
  };
  const { client, run } = await localService({ machines: { outer } });
  await call(client, 'CreateStateMachine', { ...made, definition: pass({ by: 'call' }) });
  expect(await run('outer').result).toMatchObject({ status: 'SUCCEEDED', output: '{"by":"call"}' });
});

test('its role stands in its history', async () => {
  const { client, service } = await localService({ machines: {} });
  await call(client, 'CreateStateMachine', made);
  const { executionArn } = await call(client, 'StartExecution', { stateMachineArn, name: 'one' });
  await service.executions.find(executionArn as string)!.result;
  expect(await call(client, 'GetExecutionHistory', { executionArn, maxResults: 1 })).toMatchObject({
    events: [{ executionStartedEventDetails: { roleArn } }],
  });
});

test("the project's own are described, and changed in their files alone", async () => {
  const { client } = await localService({ machines: { made: JSON.parse(pass(1)) as object } });
  const refused = (verb: string): object => ({
    error: expect.stringMatching(
      new RegExp(
        `^AccessDeniedException: The state machine made comes from the file .*made.asl.json: it must be ${verb} there, not by a call.$`,
      ),
    ) as string,
  });
  await converse(client, [
    create,
    [
      'CreateStateMachine',
      { ...made, definition: pass(2) },
      { error: expect.stringMatching(/^StateMachineAlreadyExists/) },
    ],
    ['UpdateStateMachine', { stateMachineArn, definition: pass(2) }, refused('changed')],
    ['DeleteStateMachine', { stateMachineArn }, refused('deleted')],
    ['PublishStateMachineVersion', { stateMachineArn }, { stateMachineVersionArn: `${stateMachineArn}:1` }],
    ['PublishStateMachineVersion', { stateMachineArn }, { stateMachineVersionArn: `${stateMachineArn}:1` }],
    ['StartExecution', { stateMachineArn: `${stateMachineArn}:live`, name: 'deployed' }, {}],
    ['DescribeStateMachine', { stateMachineArn }, { definition: pass(1) }],
  ]);
});
