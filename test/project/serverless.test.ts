/** Services of the Serverless Framework, as far as it takes more than an inventory. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { embeddedDocument } from '../../core/syntax/embed';
import { buildMachine } from '../../core/model';
import { ValueNotes } from '../../core/values';
import type { Json } from '../../core/json';
import { filesOnDisk, findProjectFolder, readProject, type StackSettings } from '../../project';
import { parseDotenv } from '../../project/dotenv';
import type { ReaderResult } from '../../project/readers/reader';
import { serverlessReader } from '../../project/readers/serverless';
import { temporaryFolder } from '../harness/temporaryFolder';

const FIXTURES = path.resolve(__dirname, '../fixtures/projects');

function read(
  folder: string,
  values: { readonly [key: string]: Json } = {},
  stack?: StackSettings,
): ReaderResult & { readonly unset: readonly string[] } {
  const notes = new ValueNotes({ all: values });
  const settings = stack && { file: '', mocks: {}, functions: {}, stacks: { 'serverless.yml': stack } };
  const found = serverlessReader.read(folder, filesOnDisk(), { root: folder, values: notes, settings })!;
  return { ...found, unset: notes.all.map(({ key }) => key) };
}

test.each(['serverless-inline', 'serverless-files', 'serverless-typescript'])(
  'every part of a definition stands where it is written: %s',
  (name) => {
    const mapped = read(path.join(FIXTURES, name)).machines.filter((machine) => machine.mapped);
    expect(mapped.length).toBeGreaterThan(0);
    for (const { file, mapped: text } of mapped) {
      const written = readFileSync(file, 'utf8');
      const document = embeddedDocument(file, written, text!);
      const machine = buildMachine(document)!;
      expect(document.problems).toEqual([]);
      const states = document.root?.kind === 'object' ? document.root.properties : [];
      const keys = states.flatMap(({ key, value }) => [
        key,
        ...(key.value === 'States' && value?.kind === 'object' ? value.properties.map((state) => state.key) : []),
      ]);
      expect(keys.length).toBeGreaterThan(machine.states.length);
      for (const { value, span } of keys) {
        const { start, end } = text!.fileSpan(span);
        expect(written.slice(start, end).replace(/['"]/g, '')).toBe(value);
      }
    }
  },
);

test('a value that was put in place leads to what stands for it', () => {
  const machine = read(path.join(FIXTURES, 'serverless-inline')).machines[0]!;
  const { text } = machine.mapped!;
  const written = readFileSync(machine.file, 'utf8');
  const standsAt = (value: string): string => {
    const start = text.indexOf(value);
    const span = machine.mapped!.fileSpan({ start, end: start + value.length });
    return written.slice(span.start, span.end);
  };
  expect(standsAt('"arn:aws:lambda:eu-central-1:123456789012:function:shop-dev-create-order"')).toContain(
    '!GetAtt create-order.Arn',
  );
  expect(standsAt('5,"Next"').split('\n')[0]).toBe('${self:custom.wait.${self:custom.stage}}');
});

const SERVICE = {
  'serverless.yml': `service: a
provider:
  name: aws
  stage: \${opt:stage, 'test'}
  environment:
    STAGE: \${sls:stage}
    SIZE: \${param:size, 'small'}
    OWNER: \${opt:owner}
    KEY: \${ssm:/key}
    URL: \${env:URL}
    LIST: \${file(settings.\${sls:stage}.yml):list.1}
functions:
  one: { handler: one.handler }
`,
  '.env': 'URL=http://test',
  '.env.prod': 'URL=http://prod',
  'settings.test.yml': 'list: [a, b]',
  'settings.prod.yml': 'list: [c, d]',
  'one.js': 'exports.handler = async () => 1;',
};

test('what a person gives goes before what the configuration says', () => {
  const folder = temporaryFolder(SERVICE);
  const asked = read(folder);
  expect(asked.functions[0]).toMatchObject({ name: 'a-test-one', stack: 'serverless.yml' });
  expect(asked.functions[0]!.environment).toEqual({
    STAGE: 'test',
    SIZE: 'small',
    OWNER: 'stepwise-unset-opt-owner',
    KEY: 'stepwise-unset-ssm-key',
    URL: 'http://test',
    LIST: 'b',
  });
  expect(asked.unset).toEqual(['opt:owner', 'ssm:/key']);
  const given = read(folder, { 'opt:owner': 'me', 'ssm:/key': 'k', 'param:size': 'large' }, { stage: 'prod' });
  expect(given.functions[0]!.name).toBe('a-prod-one');
  expect(given.functions[0]!.environment).toEqual({
    STAGE: 'prod',
    SIZE: 'large',
    OWNER: 'me',
    KEY: 'k',
    URL: 'http://prod',
    LIST: 'd',
  });
  expect(given.unset).toEqual([]);
  expect(read(folder, { 'opt:stage': 'prod' }).functions[0]!.name).toBe('a-prod-one');
});

test('a stage that nobody knows is the usual one', () => {
  const text = SERVICE['serverless.yml'].replace("${opt:stage, 'test'}", '${ssm:/stage}');
  const { functions, unset } = read(temporaryFolder({ ...SERVICE, 'serverless.yml': text }));
  expect(functions[0]!.name).toBe('a-dev-one');
  expect(unset).toContain('ssm:/stage');
});

test('the quotes come off the Seconds of a Wait alone', () => {
  const text = `service: a
provider: { name: aws }
stepFunctions:
  stateMachines:
    flow:
      definition:
        StartAt: A
        States:
          A: { Type: Wait, Seconds: !Ref Time, Next: B }
          B: { Type: Pass, Result: { Times: !Ref Time }, End: true }
resources: { Parameters: { Time: { Type: Number, Default: 7 } } }
`;
  const [machine] = read(temporaryFolder({ 'serverless.yml': text.replace('Default: 7', "Default: '7'") })).machines;
  expect(JSON.parse(machine!.mapped!.text)).toMatchObject({
    States: { A: { Seconds: 7 }, B: { Result: { Times: '7' } } },
  });
});

test('variables come from no file above the project', () => {
  const folder = temporaryFolder({
    '.env': 'A=above',
    'in/one.js': SERVICE['one.js'],
    'in/two/two.js': SERVICE['one.js'],
  });
  expect(readProject(path.join(folder, 'in')).functions.map(({ environment }) => environment)).toEqual([{}, {}]);
});

test('an event that says nothing is told, where it stands', () => {
  const events = `    events:
      - http:
        path: weigh
        method: get
      - alexaSkill:
      - ofSomePlugin:
      - 7
      -
      - schedule: rate(1 hour)
`;
  const { functions, problems } = read(
    temporaryFolder({
      'one.js': SERVICE['one.js'],
      'serverless.yml': `service: a\nfunctions:\n  one:\n    handler: one.handler\n${events}`,
    }),
  );
  const head = 5;
  expect(problems.map(({ message, place }) => [place!.line - head, message])).toEqual([
    [0, 'The event http has no value. What belongs to it must be indented further than http.'],
    [5, 'An event must be a type with its value, such as "sqs: ARN".'],
    [6, 'An event must be a type with its value, such as "sqs: ARN".'],
  ]);
  expect(functions[0]!.triggers?.map(({ type }) => type)).toEqual(['http', 'alexaSkill', 'ofSomePlugin', 'schedule']);
});

test('a mistake in the syntax is told, and what stands before it is found', () => {
  const { functions, problems } = read(
    temporaryFolder({ ...SERVICE, 'serverless.yml': `${SERVICE['serverless.yml']}  two: [` }),
  );
  expect(functions[0]!.fault).toContain('serverless.yml:');
  expect(problems[0]!.place).toMatchObject({ line: expect.any(Number) as number });
});

test('variables that double each other end', () => {
  const names = Array.from(
    { length: 60 },
    (_, index) => `  a${index + 1}: \${self:custom.a${index}}\${self:custom.a${index}}`,
  );
  const lists = Array.from(
    { length: 60 },
    (_, index) => `  b${index + 1}: ['\${self:custom.b${index}}', '\${self:custom.b${index}}']`,
  );
  const text = `service: a\nprovider: { name: aws, environment: { A: '\${self:custom.a60}', B: '\${self:custom.b60}' } }\n`;
  const custom = ['custom:', '  a0: xx', ...names, '  b0: y', ...lists, 'functions: { one: { handler: one.handler } }'];
  const { problems } = read(temporaryFolder({ ...SERVICE, 'serverless.yml': text + custom.join('\n') }));
  expect(problems.map(({ message }) => message)).toContain('The variables here expand to more than can be read.');
});

test.each([
  ['A=1\nB = two words # note\n# C=3\nexport D="x\\ny"', { A: '1', B: 'two words', D: 'x\ny' }],
  ['A=\'$B\'\nB="$A-${C:-c}"\nE=`t`\nF=\\$A', { A: '$B', B: '$B-c', E: 't', F: '$A' }],
  ['A=a#b\nA=2\n__proto__=x\nlower.case-1=y\n=z\nnothing', { A: '2', ['__proto__']: 'x', 'lower.case-1': 'y' }],
])('.env: %j', (text, expected) => {
  expect(Object.entries(parseDotenv(text))).toEqual(Object.entries(expected));
});

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

test.each<[what: string, files: { readonly [file: string]: string }, environment: { readonly [name: string]: string }]>(
  [
    [
      'a branch',
      { '.git/HEAD': 'ref: refs/heads/feature/x\n', '.git/refs/heads/feature/x': `${COMMIT}\n` },
      { BRANCH: 'feature/x' },
    ],
    [
      'a branch that is packed',
      { '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': `# pack-refs\n${COMMIT} refs/heads/main\n` },
      { BRANCH: 'main' },
    ],
    [
      'a worktree',
      {
        '.git': 'gitdir: git/worktrees/shop\n',
        'git/worktrees/shop/HEAD': 'ref: refs/heads/shop\n',
        'git/worktrees/shop/commondir': '../..\n',
        'git/refs/heads/shop': COMMIT,
      },
      { BRANCH: 'shop' },
    ],
  ],
)('tells what Git would, without it, of %s', (_, files, environment) => {
  const variables = ['branch', 'commit', 'sha1', 'message'].map(
    (name) => `      ${name.toUpperCase()}: "\${git:${name}}"\n`,
  );
  const service = `service: shop\nprovider: { name: aws, runtime: nodejs20.x }\nfunctions:\n  one:\n    handler: one.main\n    environment:\n${variables.join('')}`;
  const { functions, unset } = read(
    temporaryFolder({ ...files, 'serverless.yml': service, 'one.js': 'exports.main = 1' }),
  );
  expect(functions[0]!.environment).toMatchObject({ ...environment, COMMIT, SHA1: COMMIT.slice(0, 7) });
  expect(unset).toEqual(['other:git:message']);
});

test('a function that routes name as their authorizer is told what it is asked', () => {
  const folder = temporaryFolder({
    'serverless.yml': `service: s
provider:
  name: aws
  runtime: nodejs20.x
  httpApi:
    authorizers:
      shared: { type: request, functionName: shared }
functions:
  guard: { handler: a.guard }
  named: { handler: a.named }
  shared: { handler: a.shared }
  door: { handler: a.door }
  api:
    handler: a.api
    events:
      - http: { path: /a, method: get, authorizer: guard }
      - http: { path: /b, method: get, authorizer: { name: named, type: request } }
      - http: { path: /c, method: get, authorizer: aws_iam }
      - websocket: { route: $connect, authorizer: { name: door } }
`,
    'a.js': '',
  });
  const told = read(folder).functions.map(({ names, triggers }) => [
    names[1],
    triggers?.map(({ type, properties }) => ({ type, ...properties })),
  ]);
  expect(Object.fromEntries(told)).toMatchObject({
    guard: [{ type: 'ApiGateway.Authorizer', Type: 'TOKEN' }],
    named: [{ type: 'ApiGateway.Authorizer', Type: 'REQUEST' }],
    shared: [{ type: 'ApiGatewayV2.Authorizer', AuthorizerPayloadFormatVersion: '2.0' }],
    door: [{ type: 'ApiGatewayV2.Authorizer', ProtocolType: 'WEBSOCKET' }],
  });
});

test('the URL of a function starts it', () => {
  const folder = temporaryFolder({
    'serverless.yml': `service: s
provider: { name: aws, runtime: nodejs20.x }
functions:
  open: { handler: a.open, url: true }
  closed: { handler: a.closed, url: false }
  none: { handler: a.none }
  streams: { handler: a.streams, url: { authorizer: aws_iam, invokeMode: RESPONSE_STREAM, cors: true } }
`,
    'a.js': '',
  });
  const told = read(folder).functions.map(({ names, triggers }) => [
    names[1],
    triggers?.map(({ type, properties }) => ({ type, ...properties })),
  ]);
  expect(Object.fromEntries(told)).toEqual({
    open: [{ type: 'Lambda.Url', AuthType: 'NONE' }],
    closed: [],
    none: [],
    streams: [{ type: 'Lambda.Url', AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM' }],
  });
});

test.each([
  ['eu-west-3', 'arn:aws:dynamodb:eu-west-3:123456789012:table/rooms'],
  ["${opt:region, 'eu-north-1'}", 'arn:aws:dynamodb:eu-north-1:123456789012:table/rooms'],
  ['${ssm:/region}', 'arn:aws:dynamodb:us-east-1:123456789012:table/rooms'],
])('addresses are in the region %s of the provider', (region, expected) => {
  const service = `service: a
provider:
  name: aws
  region: ${region}
functions:
  one:
    handler: one.handler
    environment:
      TABLE: !GetAtt Rooms.Arn
resources:
  Resources:
    Rooms:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: rooms
`;
  const { functions } = readProject(temporaryFolder({ 'serverless.yml': service, 'one.js': 'exports.handler = 1;' }));
  expect(functions[0]!.environment).toMatchObject({ TABLE: expected });
});

/** Two services side by side, which nothing deploys together. */
const SIDE_BY_SIDE = {
  'shared/serverless.yml':
    'service: shared\nprovider: { name: aws }\nlayers:\n  tools: { path: tools }\nresources:\n  Outputs:\n    Name: { Value: orders }\n    Tools: { Value: !Ref ToolsLambdaLayer, Export: { Name: tools } }\n',
  'lone/serverless.yml':
    'service: lone\nprovider: { name: aws, runtime: python3.12 }\nfunctions:\n  main: { handler: main.handler, layers: [!ImportValue tools], environment: { NAME: "${cf:shared-dev.Name}" } }\n',
  'lone/main.py': 'def handler(event, context): pass\n',
};

test.each<[where: string, files: { readonly [file: string]: string }, name: string, layer: string | undefined]>([
  ['in one repository', { '.git/HEAD': '' }, 'orders', 'shared/tools'],
  ['where nothing bounds them', {}, 'stepwise-unset-output-shared-dev-Name', undefined],
])('what a service takes of one beside it, %s', (_where, files, name, layer) => {
  const folder = temporaryFolder({ ...SIDE_BY_SIDE, ...files });
  const [found] = read(path.join(folder, 'lone')).functions;
  expect(found?.environment).toEqual({ NAME: name });
  const dir = found?.layers?.[0]?.dir;
  expect(dir && path.relative(folder, dir).replaceAll(path.sep, '/')).toBe(layer);
});

test.each(['yml', 'json', 'js', 'ts'])('a service belongs to the serverless-compose.%s that names it', (ending) => {
  const services = { lone: { path: 'lone' }, gone: { path: 'gone' } };
  const text = `${/[jt]s$/.test(ending) ? 'module.exports = ' : ''}${JSON.stringify({ services })}`;
  const folder = temporaryFolder({ ...SIDE_BY_SIDE, '.git/HEAD': '', [`serverless-compose.${ending}`]: text });
  const projectOf = (file: string): string => path.relative(folder, findProjectFolder(path.join(folder, file)));
  expect(['lone/main.py', 'lone/serverless.yml', 'shared/serverless.yml'].map(projectOf)).toEqual(['', '', 'shared']);
});

const SECTIONS = {
  functions: 'functions:\n  main: { handler: main.handler }\n',
  machine:
    'stepFunctions:\n  stateMachines:\n    flow:\n      definition:\n        StartAt: A\n        States:\n          A:\n            Type:Pass\n            End: true\n',
  provider: 'provider:\n  name: aws\n  environment: { A: "1" }\n',
};

test.each<[order: readonly (keyof typeof SECTIONS)[], runs: boolean]>([
  [['provider', 'functions', 'machine'], true],
  [['functions', 'machine', 'provider'], false],
  [['machine', 'provider', 'functions'], false],
])('a mistake in a machine costs a function what stands behind it: %j', (order, runs) => {
  const text = `service: s\n${order.map((section) => SECTIONS[section]).join('')}`;
  const folder = temporaryFolder({ 'serverless.yml': text, 'main.js': 'exports.handler = async () => 1;' });
  const { functions, machines } = read(folder);
  expect(functions.map(({ fault }) => fault === undefined)).toEqual([runs]);
  expect(machines.map(({ fault }) => fault === undefined)).toEqual([false]);
});
