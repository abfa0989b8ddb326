/** What the parts of a run make of what they are given, line by line in `tables/`. */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { TaskCall } from '../../core/interpreter/host';
import type { Json, JsonObject } from '../../core/json';
import { parseDocument } from '../../core/syntax';
import { toValue } from '../../core/syntax/value';
import { readTemplate } from '../../core/template';
import type { HttpConnection } from '../../project';
import { actionInDefinition } from '../../core/catalog/services/javaNames';
import { sampleAnswer } from '../../core/catalog/services/sampleAnswer';
import { choicesOfFlags, choicesOfLaunch } from '../../run';
import { tableOf } from '../../run/calls/catalogue';
import { answerToCall } from '../../run/mocks/answerToCall';
import { allowedByFlags, flagsFor } from '../../run/consent/allowedByFlags';
import { isLocal, originOf } from '../../run/consent/origin';
import { covers, grantId, readPermission, type Permission } from '../../run/consent/permission';
import { permissionWords } from '../../run/consent/permissionWords';
import { refusal } from '../../run/consent/refusal';
import { stateWithMaskedData } from '../../run/history/maskedData';
import { readHistory } from '../../run/history/readHistory';
import { httpRequest } from '../../run/http/httpRequest';
import type { SdkAnswer, SdkFailure } from '../../run/awsSdk/sdkClients';
import { failureOf, outputOf } from '../../run/awsSdk/sdkOutcome';
import { clientPackage, serviceKey } from '../../core/catalog/services/serviceName';
import { createLocalS3 } from '../../run/localS3';
import { substitutedValues } from '../../run/substitutions';
import { expectAnswers } from '../harness/golden';
import { temporaryFolder } from '../harness/temporaryFolder';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);
const unescaped = (text: string): string => text.replaceAll('\\n', '\n');

test('histories', () =>
  expectAnswers(table('histories'), (written) => {
    const history = readHistory(unescaped(written).replace('BOM', '\uFEFF'));
    if ('problem' in history) return history.problem;
    const { events, childExecutions, ...rest } = history;
    const ids = events.map(({ id, type }) => `${id} ${type}`).join(', ');
    const children = childExecutions?.map(
      (child) =>
        `${child.index} of ${child.mapRunArn}: ${child.events.map(({ id, type }) => `${id} ${type}`).join(', ')}`,
    );
    return [ids, ...(children ?? []), JSON.stringify(rest)].join('; ');
  }));

test('what a call is answered with where nothing is known of it', () =>
  expectAnswers(table('answersToCalls'), async (line) => {
    const [, action = '', given = '{}', names = ''] = /^(\S+) (\{.*\})(.*)$/.exec(line) ?? [];
    const [service = '', name = ''] = action.split(':');
    const operation = tableOf(service)!.operations.get(name)!;
    const input = JSON.parse(given) as JsonObject;
    const resource = `arn:aws:states:::aws-sdk:${service}:${actionInDefinition(name)}`;
    const suggestion = JSON.stringify(sampleAnswer(resource, operation, input));
    const reads = names.trim().split(' ');
    const of = (member: string) => (reads.includes(member) ? { members: new Map() } : undefined);
    const read = { of, httpBody: () => undefined };
    return JSON.stringify(await answerToCall({ action, input, suggestion }, read));
  }));

test('values that are known only at deployment', () => {
  const template = readTemplate(
    parseDocument(
      'template.yaml',
      'Parameters: { Stage: { Default: dev } }\nResources:\n  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: q } }\n',
      'yaml',
    ),
  );
  const names = { A: 'text', Number: '7', Object: '{"x":[1]}', Empty: '', True: 'true', ' Blank ': 'no' };
  return expectAnswers(table('substitutions'), (written) => {
    const value = (inTemplate: boolean): string => {
      const { root } = parseDocument('m.asl.yaml', unescaped(written), 'yaml');
      if (root?.kind !== 'object') return JSON.stringify(toValue(root!));
      return JSON.stringify(substitutedValues({ names, ...(inTemplate && { template }) })(root));
    };
    const [alone, inside] = [value(false), value(true)];
    return alone === inside ? alone : `${alone}  |  inside a template: ${inside}`;
  });
});

test('requests of HTTP Tasks', () =>
  expectAnswers(table('httpRequests'), (written) => {
    const [input = '', connection] = written.split(' && ');
    const request = httpRequest(
      JSON.parse(input) as Json,
      connection === undefined ? undefined : (JSON.parse(connection) as HttpConnection),
    );
    if ('problem' in request) return request.problem;
    const { method, url, headers, body } = request;
    const { 'user-agent': agent, range, ...own } = headers;
    expect({ agent, range }).toEqual({ agent: 'Amazon|StepFunctions|HttpInvoke|us-east-1', range: 'bytes=0-262144' });
    return [`${method} ${url.href}`, JSON.stringify(own), ...(body === undefined ? [] : [body])].join('; ');
  }));

const callTo = (resource: string): TaskCall =>
  ({ resource, service: /:::(aws-sdk:[^:]+|[^:]+):/.exec(resource)?.[1] }) as unknown as TaskCall;

test('what an SDK answers', () =>
  expectAnswers(table('sdkAnswers'), (written) => {
    const [resource = '', text = '', endpoint] = written.split(' && ');
    const answer = JSON.parse(text) as SdkAnswer;
    const call = callTo(`arn:aws:states:::${resource}`);
    return answer.type === 'success'
      ? JSON.stringify(outputOf(call, answer))
      : JSON.stringify(failureOf(call, answer as SdkFailure, endpoint));
  }));

test('names of services', () =>
  expectAnswers(table('services'), (name) => [clientPackage(name) ?? 'no client', serviceKey(name)].join('; ')));

test('what may be allowed', () =>
  expectAnswers(table('permissions'), (written) => {
    const permission = readPermission(JSON.parse(written));
    if (!permission) return 'none';
    const flags = flagsFor([permission]);
    return [
      JSON.stringify(permission),
      permissionWords(permission),
      refusal([permission]),
      refusal([permission], 'Pay'),
      flags || 'no flag',
      grantId('/p', permission),
    ].join('; ');
  }));

const API = 'https://api.example.com';
const WANTED: readonly Permission[] = [
  { kind: 'http', origin: API, writes: false },
  { kind: 'http', origin: API, writes: true },
  { kind: 'http', origin: 'http://api.example.com', writes: true },
  { kind: 'http', origin: `${API}:8443`, writes: false },
  { kind: 'connection', name: 'orders', origin: API },
  { kind: 'secret', name: 'KEY', origin: API },
  { kind: 'secret', name: 'OTHER', origin: API },
  { kind: 'endpoint', origin: 'http://minio.lan:9000' },
  { kind: 'install', client: '@aws-sdk/client-sqs' },
  { kind: 'aws', region: 'us-east-1' },
  { kind: 'aws', profile: 'dev', account: '111122223333', region: 'us-east-1' },
];
const shortly = (permission: Permission): string => Object.values(permission).join(' ');

test('what covers what', () => {
  const covered = WANTED.map((granted) => [
    shortly(granted),
    ...WANTED.filter((wanted) => covers(granted, wanted)).map(shortly),
  ]);
  expect(covered.filter(([granted, ...all]) => all.join() !== granted)).toEqual([
    [shortly(WANTED[1]!), shortly(WANTED[0]!), shortly(WANTED[1]!)],
  ]);
  expect(new Set(WANTED.map((each) => grantId('/p', each))).size).toBe(WANTED.length);
  expect(grantId('/q', WANTED[0]!)).not.toBe(grantId('/p', WANTED[0]!));
});

test.each<[lacks: readonly number[], sentence: string]>([
  [
    [0],
    'The run may not send requests to api.example.com: you have not allowed it. In a terminal, allow it with --allow-host api.example.com.',
  ],
  [
    [1, 5],
    'The run may not send data to api.example.com, with KEY from your environment: you have not allowed it. In a terminal, allow it with --allow-host api.example.com --allow-env KEY.',
  ],
  [
    [5, 6],
    'The run may not send KEY from your environment and OTHER from your environment to api.example.com: you have not allowed it. In a terminal, allow it with --allow-env KEY --allow-env OTHER.',
  ],
  [
    [2, 4, 5],
    'The run may not send data to http://api.example.com, with what the connection "orders" holds and KEY from your environment: you have not allowed it. In a terminal, allow it with --allow-host api.example.com --allow-env KEY.',
  ],
  [
    [7],
    'The run may not make its calls to AWS services at http://minio.lan:9000: you have not allowed it. In a terminal, allow it with --allow-host minio.lan:9000.',
  ],
  [
    [8],
    'The run may not install @aws-sdk/client-sqs: you have not allowed it. In a terminal, allow it with --install-sdk.',
  ],
  [[9], 'The run may not call AWS with the keys of your environment, in us-east-1: you have not allowed it.'],
  [
    [10],
    'The run may not call AWS with the profile "dev" (account 111122223333), in us-east-1: you have not allowed it.',
  ],
])('without %j: %s', (lacks, sentence) => expect(refusal(lacks.map((index) => WANTED[index]!))).toBe(sentence));

test('what flags allow', () =>
  expectAnswers(table('flags'), (written) => {
    const allowed = allowedByFlags(JSON.parse(written) as object);
    return 'problem' in allowed ? allowed.problem : WANTED.filter(allowed).map(shortly).join(', ') || 'nothing';
  }));

test.each([
  ['https://A.example.com/x?y', 'https://a.example.com', false],
  ['http://localhost:80/x', 'http://localhost', true],
  ['http://127.0.0.1:9', 'http://127.0.0.1:9', true],
  ['http://127.1.2.3', 'http://127.1.2.3', true],
  ['http://[::1]:9', 'http://[::1]:9', true],
  ['http://128.0.0.1', 'http://128.0.0.1', false],
  ['http://127.0.0.1.example.com', 'http://127.0.0.1.example.com', false],
  ['http://a.localhost', 'http://a.localhost', false],
  ['http://LOCALHOST', 'http://localhost', true],
  ['ftp://a', undefined, false],
  ['localhost:4566', undefined, false],
  ['a', undefined, false],
  ['', undefined, false],
])('%j comes from %s, which is this machine: %s', (url, origin, local) => {
  expect(originOf(url)).toBe(origin);
  if (origin !== undefined) expect(isLocal(origin)).toBe(local);
});

test('choices of flags and of a launch configuration', () =>
  expectAnswers(table('choices'), (written) => {
    const given = JSON.parse(written) as object;
    const told = (choices: object): string =>
      'problem' in choices ? String(choices.problem) : JSON.stringify(choices);
    const launch = `editor: ${told(choicesOfLaunch(given))}`;
    // A command line has texts alone.
    const areFlags = Object.values(given)
      .flat()
      .every((value) => typeof value === 'string');
    return areFlags ? `terminal: ${told(choicesOfFlags(given, { cwd: '/work' }))}; ${launch}` : launch;
  }));

const strand = (state: object | undefined, more: object = {}): never =>
  ({ data: '1', variables: {}, state, ...more }) as never;
const inner = (more: object, left = false): object => ({ name: 'S', input: '1', left, children: new Map(), ...more });

test.each<[what: string, root: never, state: string | undefined]>([
  ['nothing masked', strand(inner({})), undefined],
  ['between states', strand(undefined, { data: '{"a":"***"}' }), ''],
  ['before the first state', strand(undefined, { variables: { a: '***' } }), ''],
  ['data of a strand', strand(inner({}), { data: '{"a":"***"}' }), 'S'],
  ['a variable', strand(inner({}), { variables: { a: '***' } }), 'S'],
  ['the input of a state', strand(inner({ input: '{"a":"***"}' })), 'S'],
  ['variables of a state', strand(inner({ variables: { a: ['***'] } })), 'S'],
  ['a result', strand(inner({ result: '"***"' })), 'S'],
  ['a failure', strand(inner({ failure: { cause: 'of ***' } })), 'S'],
  ['a state that was left', strand(inner({ input: '"***"', result: '"***"' }, true)), undefined],
  [
    'a branch',
    strand(
      inner({
        name: 'P',
        children: new Map([
          [0, strand(inner({}))],
          [1, strand(inner({ name: 'B', input: '***' }))],
        ]),
      }),
    ),
    'B',
  ],
  [
    'a branch of a state that was left',
    strand(inner({ children: new Map([[0, strand(inner({ input: '***' }))]]) }, true)),
    undefined,
  ],
  ['a child execution', strand(inner({ mapRun: { children: new Map([[0, { events: [{ input: '***' }] }]]) } })), 'S'],
  ['stars that are no mask', strand(inner({ input: '"**"' })), undefined],
])('%s', (_what, root, state) => expect(stateWithMaskedData({ root })).toBe(state));

test('the objects below a prefix come by their keys, each with its size', async () => {
  const folder = temporaryFolder({
    '.stepwise/s3/b/c0.csv': 'four',
    '.stepwise/s3/b/c/z': '1',
    '.stepwise/s3/b/c/a': '12',
    '.stepwise/s3/b/c-1': '',
    '.stepwise/s3/b/d': 'no',
    '.stepwise/s3/b/xc': 'no',
  });
  const call = {
    resource: 'arn:aws:states:::s3:listObjectsV2',
    input: { Bucket: 'b', Prefix: 'c' },
    state: { name: 'S' },
  };
  const { output } = (await createLocalS3(folder).readItems(call as never)) as unknown as {
    output: { Key: string; Size: number; StorageClass: string }[];
  };
  expect(output.map(({ Key, Size, StorageClass }) => `${Key} ${Size} ${StorageClass}`)).toEqual(
    ['c-1 0', 'c/a 2', 'c/z 1', 'c0.csv 4'].map((each) => `${each} STANDARD`),
  );
});
