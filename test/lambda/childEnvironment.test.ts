/** The environment of a handler, whole: what each target adds, and what is left out. */
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { guardSentence } from '../../lambda/awsGuard';
import { childEnvironment, CREDENTIALS, handlerName, type EnvironmentRequest } from '../../lambda/childEnvironment';
import { isAwsSetting } from '../../lambda/awsSettings';
import type { AwsTarget, FunctionSpec } from '../../lambda/lambda';

const folder = path.resolve('/p/src');
const spec = {
  name: 'charge-card',
  file: path.join(folder, 'orders', 'charge.mts'),
  exportName: 'handler',
  codeDir: folder,
  memorySize: 512,
  environment: { TABLE: 'cards' },
} as unknown as FunctionSpec;

const HERE = 'http://127.0.0.1:1';
const request = (target: AwsTarget, more: Partial<EnvironmentRequest> = {}): EnvironmentRequest => ({
  spec,
  target,
  localUrl: HERE,
  region: 'eu-west-1',
  runtimeName: 'nodejs22.x',
  logStream: '2030/01/01/[$LATEST]0',
  bootstrapDir: path.resolve('/b'),
  parent: {},
  ...more,
});
const variables = (target: AwsTarget, more?: Partial<EnvironmentRequest>): { [name: string]: string } =>
  childEnvironment(request(target, more)).variables;

/** Of every target. */
const LAMBDA = {
  _HANDLER: 'orders/charge.handler',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_REGION: 'eu-west-1',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
  AWS_LAMBDA_FUNCTION_NAME: 'charge-card',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_FORMAT: 'Text',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/charge-card',
  AWS_LAMBDA_LOG_STREAM_NAME: '2030/01/01/[$LATEST]0',
  LAMBDA_TASK_ROOT: folder,
  LAMBDA_RUNTIME_DIR: folder,
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  TABLE: 'cards',
};
const DUMMIES = {
  AWS_ACCESS_KEY_ID: 'STEPWISEDUMMYKEY',
  AWS_SECRET_ACCESS_KEY: 'stepwisedummysecret',
  AWS_SESSION_TOKEN: 'stepwisedummytoken',
  AWS_CONFIG_FILE: os.devNull,
  AWS_SHARED_CREDENTIALS_FILE: os.devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_LOAD_CONFIG: '0',
};
const anyText = expect.any(String) as string;
const GUARD = {
  STEPWISE_AWS_REFUSAL: anyText,
  NODE_OPTIONS: anyText,
  PYTHONPATH: anyText,
  NO_PROXY: anyText,
  no_proxy: anyText,
};

test('without a target everything leads to the endpoint of this machine', () =>
  expect(variables({ kind: 'mock' })).toEqual({
    ...LAMBDA,
    ...DUMMIES,
    ...GUARD,
    AWS_ENDPOINT_URL: HERE,
    AWS_MAX_ATTEMPTS: '1',
  }));

test('an endpoint is tried as often as an SDK does', () => {
  const services = { dynamodb: 'http://localhost:8000', 'Secrets Manager': 'https://localhost:9000' };
  expect(variables({ kind: 'endpoint', url: 'http://localhost:4566', services })).toEqual({
    ...LAMBDA,
    ...DUMMIES,
    ...GUARD,
    AWS_ENDPOINT_URL: HERE,
  });
});

test('what the user says of a service that has an endpoint of its own here stands before it', () =>
  expect(
    variables(
      { kind: 'endpoint', url: '', services: { SFN: 'http://localhost:8083', sqs: 'http://localhost:9324' } },
      { serviceEndpoints: { sfn: 'http://127.0.0.1:2', other: 'http://127.0.0.1:3' } },
    ),
  ).toMatchObject({
    AWS_ENDPOINT_URL: HERE,
    AWS_MAX_ATTEMPTS: '1',
    AWS_ENDPOINT_URL_SFN: 'http://localhost:8083',
    AWS_ENDPOINT_URL_OTHER: 'http://127.0.0.1:3',
  }));

/** What the editor was started with: each variable under its own name. */
const FILES = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CA_BUNDLE'];
const parent = Object.fromEntries(
  [...FILES, ...CREDENTIALS, 'AWS_PROFILE', 'GITHUB_TOKEN'].map((name) => [name, name]),
);
const passed = (names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, name]));
const NO_PROXY = '127.0.0.1,localhost,sync-127.0.0.1';
/** By which calls come here on their way to AWS. */
const ROUTE = {
  NODE_OPTIONS: '--require "/b/awsRoute.cjs"',
  PYTHONPATH: path.join('/b', 'site'),
  STEPWISE_AWS_ROUTE: HERE,
};

test.each<[string, AwsTarget, object]>([
  ['with a profile', { kind: 'aws', profile: 'prod', region: 'us-east-2' }, { ...passed(FILES), AWS_PROFILE: 'prod' }],
  ['without one', { kind: 'aws', region: 'us-east-2' }, passed([...FILES, ...CREDENTIALS])],
])('AWS itself, %s', (_what, target, more) =>
  expect(variables(target, { parent })).toEqual({
    ...LAMBDA,
    AWS_REGION: 'us-east-2',
    AWS_DEFAULT_REGION: 'us-east-2',
    AWS_SDK_LOAD_CONFIG: '1',
    ...ROUTE,
    NO_PROXY,
    no_proxy: NO_PROXY,
    ...more,
  }),
);

test('credentials are all that the SDKs look for', () =>
  expect([...CREDENTIALS].sort()).toEqual([
    'AWS_ACCESS_KEY_ID',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_ROLE_ARN',
    'AWS_ROLE_SESSION_NAME',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
  ]));

test('of the template what leads to AWS, or to somebody for AWS, is left out', () => {
  const environment = { AWS_ACCOUNT_ID: '1', AWS_ENDPOINT_URL: 'https://real', aws_profile: 'real', MY_AWS_X: 'kept' };
  const { variables: found, dropped } = childEnvironment(request({ kind: 'mock' }, { spec: { ...spec, environment } }));
  expect(dropped).toEqual(['AWS_ENDPOINT_URL', 'aws_profile']);
  expect(found).toMatchObject({ AWS_ACCOUNT_ID: '1', MY_AWS_X: 'kept', AWS_ENDPOINT_URL: HERE });
});

test('what no variable can be called sets no other', () => {
  const environment = {
    'AWS_CONFIG_FILE=/evil#': '',
    'NODE_OPTIONS=--inspect#': '',
    'A\0B': '1',
    '': '1',
    'A.B': 'kept',
  };
  const { variables: found, misnamed } = childEnvironment(
    request({ kind: 'mock' }, { spec: { ...spec, environment } }),
  );
  expect(misnamed).toEqual(['AWS_CONFIG_FILE=/evil#', 'NODE_OPTIONS=--inspect#', 'A\0B', '']);
  expect(Object.keys(found).filter((name) => /[=\0]|^$/.test(name))).toEqual([]);
  expect(found['A.B']).toBe('kept');
});

test.each<[names: string, isSetting: boolean]>([
  ['AWS_ACCOUNT_ID AWS_USER_POOL_ID AWS_S3_BUCKET AWS_SECRET_NAME AWS_ROLE_NAME AWS_LAMBDAS_REGION AWS_USERS', false],
  ['AWS_NODEJS_CONNECTION_REUSE_ENABLED AWS_XRAY_CONTEXT_MISSING AWS_RETRY_MODE AWS_MAX_ATTEMPTS MY_AWS_REGION', false],
  ['AWS_ENDPOINT_URL AWS_ENDPOINT_URL_SQS aws_endpoint AWS_REGION AWS_DEFAULT_REGION AWS_PROFILE', true],
  ['AWS_SECRET_ACCESS_KEY AWS_BEARER_TOKEN_BEDROCK AWS_LAMBDA_RUNTIME_API AWS_LAMBDA_EXEC_WRAPPER', true],
  ['AWS_EC2_METADATA_SERVICE_ENDPOINT AWS_USE_FIPS_ENDPOINT AWS_SDK_LOAD_CONFIG AWS_XRAY_DAEMON_ADDRESS', true],
  ['AWS_CREDENTIAL_PROFILES_FILE AWS_CREDENTIALS_FILE AWS_LWA_LAMBDA_RUNTIME_API_PROXY AWS_EMF_AGENT_ENDPOINT', true],
  ['AWS_LWA_PORT AWS_EMF_NAMESPACE', false],
  [CREDENTIALS.join(' '), true],
])('settings of clients: %s, %s', (names, isSetting) =>
  expect(names.split(' ').filter((name) => isAwsSetting(name) !== isSetting)).toEqual([]),
);

test.each<[string, { [name: string]: string }, { [name: string]: string }, RegExp]>([
  ['nobody', {}, {}, /^127\.0\.0\.1,localhost,sync-127\.0\.0\.1,\.amazonaws\.com/],
  ['the editor', {}, { NO_PROXY: 'intern' }, /^intern,127\.0\.0\.1,/],
  ['the editor in small letters', {}, { no_proxy: 'intern' }, /^intern,127\.0\.0\.1,/],
  ['the function', { no_proxy: 'own' }, { NO_PROXY: 'intern' }, /^own,127\.0\.0\.1,/],
  ['the function in capitals', { NO_PROXY: 'own', no_proxy: 'small' }, {}, /^own,127\.0\.0\.1,/],
])('no proxy, where %s names some', (_who, environment, parent, expected) => {
  const found = variables({ kind: 'mock' }, { spec: { ...spec, environment }, parent });
  expect(found.NO_PROXY).toMatch(expected);
  expect(found.no_proxy).toBe(found.NO_PROXY);
});

test('the guard is loaded before what the template preloads', () => {
  const environment = { NODE_OPTIONS: '--require ./mine.js', PYTHONPATH: 'mine' };
  const found = variables({ kind: 'mock' }, { spec: { ...spec, environment }, bootstrapDir: '/b "x"' });
  expect(found.NODE_OPTIONS).toMatch(/^--require ".*\\"x\\".*awsGuard\.cjs" --require \.\/mine\.js$/);
  expect(found.PYTHONPATH).toBe([path.join('/b "x"', 'site'), 'mine'].join(path.delimiter));
});

test.each<[Exclude<AwsTarget, { kind: 'aws' }>, RegExp]>([
  [{ kind: 'mock' }, /^This call is not sent to AWS, because no AWS target is chosen\..*--endpoint URL\.$/],
  [
    { kind: 'endpoint', url: 'http://localhost:4566' },
    /the target is the endpoint http:\/\/localhost:4566\. Let AWS_ENDPOINT_URL/,
  ],
  [
    { kind: 'endpoint', url: '', services: { sqs: 'x', s3: 'y' } },
    /the target is an endpoint for sqs, s3 alone\. Let AWS_ENDPOINT_URL/,
  ],
])('%j is told', (target, expected) => expect(guardSentence(target)).toMatch(expected));

test.each([
  ['app.js', 'app.handler'],
  ['src/app.test.ts', 'src/app.test.handler'],
])('%s has the handler %s', (file, expected) =>
  expect(handlerName({ ...spec, file: path.join(folder, file) })).toBe(expected),
);

test.each([
  [{ format: 'JSON' }, { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: 'INFO' }],
  [
    { format: 'JSON', applicationLevel: 'WARN' },
    { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: 'WARN' },
  ],
  [{ format: 'Text', applicationLevel: 'WARN' }, { AWS_LAMBDA_LOG_FORMAT: 'Text' }],
] as const)('a log of %j', (logging, more) => {
  const found = variables({ kind: 'mock' }, { spec: { ...spec, logging } });
  const names = Object.entries(found).filter(([name]) => /^AWS_LAMBDA_LOG_(FORMAT|LEVEL)$/.test(name));
  expect(Object.fromEntries(names)).toEqual(more);
});
