/** Versions and aliases of state machines, by the real SDK. */
import { expect, test } from 'vitest';
import { arnOf, call, localService } from './check';
import { converse, type Exchange } from './conversation';

const pass = (result: unknown): string =>
  JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result: result, End: true } } });
const roleArn = 'arn:aws:iam::123456789012:role/r';
const stateMachineArn = arnOf('stateMachine', 'made');
const version = (number: number): string => `${stateMachineArn}:${number}`;
const stateMachineAliasArn = `${stateMachineArn}:live`;
const create: Exchange = [
  'CreateStateMachine',
  { name: 'made', definition: pass(1), roleArn, publish: true, versionDescription: 'first' },
  { stateMachineVersionArn: version(1) },
];
const update: Exchange = [
  'UpdateStateMachine',
  { stateMachineArn, definition: pass(2), publish: true },
  { stateMachineVersionArn: version(2) },
];
const to = (...routes: readonly (readonly [arn: string, weight: number])[]) =>
  routes.map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight }));
const live: Exchange = [
  'CreateStateMachineAlias',
  { name: 'live', routingConfiguration: to([version(1), 100]) },
  { stateMachineAliasArn },
];

const CONVERSATIONS: { readonly [what: string]: readonly Exchange[] } = {
  'a version keeps what was published': [
    create,
    update,
    ['DescribeStateMachine', { stateMachineArn: version(1) }, { definition: pass(1), description: 'first' }],
    ['DescribeStateMachine', { stateMachineArn: version(2) }, { definition: pass(2), stateMachineArn: version(2) }],
    [
      'ListStateMachineVersions',
      { stateMachineArn },
      { stateMachineVersions: [{ stateMachineVersionArn: version(2) }, { stateMachineVersionArn: version(1) }] },
    ],
  ],
  'what did not change is published once, and no number is used again': [
    create,
    ['PublishStateMachineVersion', { stateMachineArn }, { stateMachineVersionArn: version(1) }],
    ['PublishStateMachineVersion', { stateMachineArn, revisionId: 'INITIAL' }, { stateMachineVersionArn: version(1) }],
    ['DeleteStateMachineVersion', { stateMachineVersionArn: version(1) }, {}],
    ['DeleteStateMachineVersion', { stateMachineVersionArn: version(1) }, {}],
    ['PublishStateMachineVersion', { stateMachineArn }, { stateMachineVersionArn: version(2) }],
  ],
  'a revision that is no longer the current one': [
    create,
    [
      'PublishStateMachineVersion',
      { stateMachineArn, revisionId: 'other' },
      {
        error:
          'ConflictException: Failed to publish the State Machine version for revision other. The current State Machine revision is INITIAL.',
      },
    ],
  ],
  'pages of versions': [
    create,
    update,
    [
      'ListStateMachineVersions',
      { stateMachineArn, maxResults: 1 },
      { stateMachineVersions: [{ stateMachineVersionArn: version(2) }], nextToken: expect.any(String) },
    ],
    [
      'ListStateMachineVersions',
      { stateMachineArn, nextToken: '§nextToken' },
      { stateMachineVersions: [{ stateMachineVersionArn: version(1) }] },
    ],
  ],
  'a version is no machine': [
    create,
    [
      'UpdateStateMachine',
      { stateMachineArn: version(1), roleArn },
      { error: `StateMachineDoesNotExist: State Machine Does Not Exist: '${version(1)}'` },
    ],
    ['StartExecution', { stateMachineArn: version(7) }, { error: expect.stringMatching(/^StateMachineDoesNotExist/) }],
  ],
  'an alias is created once': [
    create,
    update,
    live,
    live,
    [
      'CreateStateMachineAlias',
      { name: 'live', routingConfiguration: to([version(2), 100]) },
      {
        error: expect.stringMatching(/^ConflictException: Failed to create alias because an alias with the same name/),
      },
    ],
    ['UpdateStateMachineAlias', { stateMachineAliasArn, description: 'd' }, { updateDate: expect.any(Date) }],
    [
      'UpdateStateMachineAlias',
      { stateMachineAliasArn, routingConfiguration: to([version(1), 25], [version(2), 75]) },
      {},
    ],
    [
      'DescribeStateMachineAlias',
      { stateMachineAliasArn },
      { name: 'live', description: 'd', routingConfiguration: to([version(1), 25], [version(2), 75]) },
    ],
    ['ListStateMachineAliases', { stateMachineArn: version(2) }, { stateMachineAliases: [{ stateMachineAliasArn }] }],
    [
      'DeleteStateMachineVersion',
      { stateMachineVersionArn: version(2) },
      { error: expect.stringMatching(/^ConflictException: Version to be deleted must not be .*\[live\]$/) },
    ],
    ['DeleteStateMachineAlias', { stateMachineAliasArn }, {}],
    ['DeleteStateMachineAlias', { stateMachineAliasArn }, {}],
    [
      'DescribeStateMachineAlias',
      { stateMachineAliasArn },
      { error: 'ResourceNotFound: Request references a resource that does not exist.' },
    ],
  ],
  'a machine takes its versions and aliases along': [
    create,
    live,
    ['DeleteStateMachine', { stateMachineArn }, {}],
    ['DescribeStateMachineAlias', { stateMachineAliasArn }, { error: expect.stringMatching(/^ResourceNotFound/) }],
    create,
    ['ListStateMachineAliases', { stateMachineArn }, { stateMachineAliases: [] }],
  ],
  'executions by version': [
    create,
    ['StartExecution', { stateMachineArn: version(1), name: 'one' }, { executionArn: arnOf('execution', 'made:one') }],
    ['StartExecution', { stateMachineArn, name: 'two' }, {}],
    ['ListExecutions', { stateMachineArn: version(1) }, { executions: [{ name: 'one' }] }],
    [
      'DescribeExecution',
      { executionArn: arnOf('execution', 'made:one') },
      { stateMachineArn, stateMachineVersionArn: version(1) },
    ],
  ],
};

test.each(Object.entries(CONVERSATIONS))('%s', async (_what, exchanges) => {
  const { client } = await localService({ machines: {} });
  await converse(client, exchanges);
});

const PATTERN = '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$';

test.each<[string, object, string]>([
  [
    'a number for a name',
    { name: '7' },
    `1 validation error detected: Value '7' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ${PATTERN}`,
  ],
  [
    'no version',
    { routingConfiguration: [] },
    "1 validation error detected: Value '[]' at 'routingConfiguration' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'three versions',
    { routingConfiguration: to(['a', 1], ['b', 1], ['c', 98]) },
    "1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn=a, weight=1), RoutingConfigurationListItem(stateMachineVersionArn=b, weight=1), RoutingConfigurationListItem(stateMachineVersionArn=c, weight=98)]' at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2",
  ],
  [
    'too heavy a version',
    { routingConfiguration: to([version(1), 101]) },
    "1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
  ],
  [
    'a machine instead of a version',
    { routingConfiguration: to([stateMachineArn, 100]) },
    `Routing configuration must contain state machine version ARNs. Received: [${stateMachineArn}]`,
  ],
  [
    'the same version twice',
    { routingConfiguration: to([version(1), 50], [version(1), 50]) },
    `Routing configuration must contain distinct state machine version ARNs. Received: [${version(1)}, ${version(1)}]`,
  ],
  [
    'weights that are no whole',
    { routingConfiguration: to([version(1), 40], [version(2), 40]) },
    'Sum of routing configuration weights must equal 100. Received: [40, 40]',
  ],
])('an alias of %s is refused', async (_what, part, message) => {
  const { client } = await localService({ machines: {} });
  await converse(client, [create, update]);
  const request = { name: 'live', routingConfiguration: to([version(1), 100]), ...part };
  expect(await call(client, 'CreateStateMachineAlias', request)).toEqual({ error: `ValidationException: ${message}` });
});

test('an alias routes by weight', async () => {
  const { client, service } = await localService({ machines: {}, options: { seed: 7 } });
  await converse(client, [create, update]);
  await call(client, 'CreateStateMachineAlias', {
    name: 'live',
    routingConfiguration: to([version(1), 20], [version(2), 80]),
  });
  for (let count = 0; count < 60; count++)
    await call(client, 'StartExecution', { stateMachineArn: stateMachineAliasArn });
  const started = service.executions.list().map(({ startedAs }) => startedAs?.versionArn);
  const first = started.filter((arn) => arn === version(1)).length;
  expect(started).toHaveLength(60);
  expect(first).toBeGreaterThan(3);
  expect(first).toBeLessThan(25);
  expect(service.executions.list()[0]!.startedAs?.aliasArn).toBe(stateMachineAliasArn);
});
