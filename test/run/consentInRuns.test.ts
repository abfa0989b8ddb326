/**
 * Runs whose tasks want to send something: where it is written × what is allowed → asked, refused or sent. Servers listen
 * on loopback and count as hosts elsewhere; names that would have to be looked up are refused before they are.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { allowedByFlags, AwsServices, ConsentFile, Consents } from '../../run';
import type { AllowFlags, ConsentAnswer, ConsentQuestion } from '../../run';
import { fakeHttp } from '../harness/fakeHttp';
import { temporaryFolder } from '../harness/temporaryFolder';
import { check } from './check';
import type { RunCase } from './check';

const REPOSITORY = `${__dirname}/../..`;
const shop = 'arn:aws:events:us-east-1:123456789012:connection/shop/1f2a';

/** What is allowed, and what a person answers. */
interface Given {
  readonly flags?: AllowFlags;
  readonly answers?: ConsentAnswer[];
  /** Whether the person would answer the task by hand. */
  readonly byHand?: boolean;
}

interface Wants {
  readonly parameters: object;
  readonly connections?: object;
  readonly endpoints?: object;
  readonly resource?: string;
}

/** @param folder of the project and of what the user has allowed: the same again is the next run of that project */
async function run(
  { parameters, connections, endpoints, resource = 'http:invoke' }: Wants,
  given: Given,
  expected: object,
  folder = temporaryFolder({}),
) {
  const questions: ConsentQuestion[] = [];
  const { flags, answers, byHand } = given;
  const consents = new Consents({
    folder,
    file: new ConsentFile(`${folder}/consents.json`),
    allowedByFlag: allowedByFlags(flags ?? {}) as (permission: object) => boolean,
    isLocal: () => false,
    ...(answers && {
      ask: (question) => {
        questions.push(question);
        return Promise.resolve(answers.shift() ?? 'no');
      },
    }),
  });
  const aws = new AwsServices({
    target: { kind: 'mock' },
    region: 'us-east-1',
    folders: [REPOSITORY],
    endpoints: endpoints as { [service: string]: string },
  });
  onTestFinished(() => aws.dispose());
  const runCase: RunCase = {
    states: {
      Charge: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: parameters, End: true },
    },
    settings: { connections: connections ?? {} },
    options: {
      consents,
      aws,
      ...(byHand && { ask: () => Promise.resolve({ type: 'success', output: 'by hand' } as const) }),
    },
  };
  const { unanswered } = await check(runCase, expected);
  return { questions, lacks: unanswered[0]?.lacks ?? [], folder };
}

describe('an HTTP Task', () => {
  const call = (url: string, Method = 'POST'): object => ({
    ApiEndpoint: `${url}/charges?token=secret`,
    Method,
    Authentication: { ConnectionArn: shop },
  });
  const connections = {
    shop: { headers: { 'x-api-key': '${env:STEPWISE_TEST_KEY}' }, query: { from: '${env:STEPWISE_TEST_ID}' } },
  };

  test.each<[string, Given | ((host: string) => Given), object, number]>([
    ['by nobody: refused', {}, { status: 'FAILED', error: 'States.Runtime' }, 0],
    ['by a person: sent', { answers: ['once'] }, { status: 'SUCCEEDED' }, 1],
    ['by a person for good: sent', { answers: ['always'] }, { status: 'SUCCEEDED' }, 1],
    [
      'by nobody, for the person declines: answered by hand',
      { answers: ['no'], byHand: true },
      { output: 'by hand' },
      0,
    ],
    ['by the flag of the host alone: refused', (host) => ({ flags: { hosts: [host] } }), { status: 'FAILED' }, 0],
    [
      'by the flags of the variables alone: refused',
      { flags: { variables: ['STEPWISE_TEST_KEY', 'STEPWISE_TEST_ID'] } },
      { status: 'FAILED' },
      0,
    ],
    [
      'by flags of all but one variable: refused',
      (host) => ({ flags: { hosts: [host], variables: ['STEPWISE_TEST_KEY'] } }),
      { status: 'FAILED' },
      0,
    ],
    [
      'by flags of all: sent',
      (host) => ({ flags: { hosts: [host], variables: ['STEPWISE_TEST_KEY', 'STEPWISE_TEST_ID'] } }),
      { status: 'SUCCEEDED' },
      1,
    ],
  ])('allowed %s', async (_what, given, expected, sent) => {
    setEnvironment({ STEPWISE_TEST_KEY: 'secret', STEPWISE_TEST_ID: 'me' });
    const { url, requests } = await fakeHttp(() => ({}));
    await run(
      { parameters: call(url), connections },
      typeof given === 'function' ? given(new URL(url).host) : given,
      expected,
    );
    expect(requests.map(({ headers, path }) => [headers['x-api-key'], path])).toEqual(
      sent === 0 ? [] : [['secret', '/charges?token=secret&from=me']],
    );
  });

  test('asks one question, which names the host, the connection and each variable, and no secret', async () => {
    setEnvironment({ STEPWISE_TEST_KEY: 'hush', STEPWISE_TEST_ID: 'hush' });
    const { url } = await fakeHttp(() => ({}));
    const { questions } = await run({ parameters: call(url), connections }, { answers: ['no'] }, {});
    const origin = url;
    expect(questions).toEqual([
      {
        permissions: [
          { kind: 'http', origin, writes: true },
          { kind: 'connection', name: 'shop', origin },
          { kind: 'secret', name: 'STEPWISE_TEST_KEY', origin },
          { kind: 'secret', name: 'STEPWISE_TEST_ID', origin },
        ],
        state: 'Charge',
        request: { method: 'POST', url: `${url}/charges` },
      },
    ]);
    expect(JSON.stringify(questions)).not.toMatch(/hush|token/);
  });

  const oneVariable = { shop: { headers: { 'x-api-key': '${env:STEPWISE_TEST_KEY}' } } };

  test.each<[string, (url: string) => object, readonly string[]]>([
    ['nothing else', () => ({}), []],
    ['another path, method and body', (url) => ({ ApiEndpoint: `${url}/x`, Method: 'DELETE', RequestBody: 1 }), []],
    ['another host', () => ({ ApiEndpoint: 'https://0.0.0.0:9/x' }), ['http', 'connection', 'secret']],
    ['another scheme', (url) => ({ ApiEndpoint: url.replace('http', 'https') }), ['http', 'connection', 'secret']],
  ])('that was allowed for good, after a pull with %s: what is new is asked', async (_what, change, kinds) => {
    setEnvironment({ STEPWISE_TEST_KEY: 'secret' });
    const { url } = await fakeHttp(() => ({}));
    const { folder } = await run({ parameters: call(url), connections: oneVariable }, { answers: ['always'] }, {});
    const pulled = { parameters: { ...call(url), ...change(url) }, connections: oneVariable };
    const { lacks } = await run(pulled, {}, { status: kinds.length === 0 ? 'SUCCEEDED' : 'FAILED' }, folder);
    expect(lacks.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('whose connection names another variable by now is asked about that alone', async () => {
    setEnvironment({ STEPWISE_TEST_KEY: 'secret', STEPWISE_TEST_ID: 'me' });
    const { url, requests } = await fakeHttp(() => ({}));
    const { folder } = await run({ parameters: call(url), connections: oneVariable }, { answers: ['always'] }, {});
    const { lacks } = await run({ parameters: call(url), connections }, {}, { status: 'FAILED' }, folder);
    expect(lacks).toEqual([{ kind: 'secret', name: 'STEPWISE_TEST_ID', origin: url }]);
    expect(requests).toHaveLength(1);
  });

  test('names a variable that is missing, and neither asks nor sends', async () => {
    const { url, requests } = await fakeHttp(() => ({}));
    const cause =
      'The connection "shop" in .vscode/stepwise.json takes the variables STEPWISE_TEST_KEY, STEPWISE_TEST_ID from the environment, which does not have them. Set them where Stepwise is started.';
    const { questions } = await run(
      { parameters: call(url), connections },
      { answers: ['once'] },
      { status: 'FAILED', cause },
    );
    expect(questions).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('to this machine is sent without a question, but for a secret', async () => {
    setEnvironment({ STEPWISE_TEST_KEY: 'secret' });
    const { url, requests } = await fakeHttp(() => ({}));
    const states = (Parameters: object): RunCase['states'] => ({
      Call: { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Parameters, End: true },
    });
    await check({ states: states({ ApiEndpoint: url, Method: 'GET' }) }, { status: 'SUCCEEDED' });
    const settings = { connections: { shop: { headers: { 'x-api-key': '${env:STEPWISE_TEST_KEY}' } } } };
    const secret = states({ ApiEndpoint: url, Method: 'GET', Authentication: { ConnectionArn: shop } });
    await check({ states: secret, settings }, { status: 'FAILED', unanswered: [{ lacks: [{ kind: 'secret' }] }] });
    expect(requests).toHaveLength(1);
  });
});

describe('an endpoint of .vscode/stepwise.json', () => {
  const item = { headers: { 'content-type': 'application/x-amz-json-1.0' }, body: { Item: {} } };
  const getItem = { TableName: 't', Key: { id: { S: '1' } } };
  const wants = (dynamodb: string): Wants => ({
    resource: 'aws-sdk:dynamodb:getItem',
    parameters: getItem,
    endpoints: { dynamodb },
  });

  test.each<[string, Given | ((host: string) => Given), object, number]>([
    ['by nobody: refused', {}, { status: 'FAILED', error: 'States.Runtime' }, 0],
    ['by a person: called', { answers: ['once'] }, { output: { Item: {} } }, 1],
    [
      'by nobody, for the person declines: answered by hand',
      { answers: ['no'], byHand: true },
      { output: 'by hand' },
      0,
    ],
    ['by its flag: called', (host) => ({ flags: { hosts: [host] } }), { output: { Item: {} } }, 1],
    ['by the flag of another host: refused', { flags: { hosts: ['example.com'] } }, { status: 'FAILED' }, 0],
  ])('allowed %s', async (_what, given, expected, sent) => {
    const { url, requests } = await fakeHttp(() => item);
    const { questions } = await run(
      wants(url),
      typeof given === 'function' ? given(new URL(url).host) : given,
      expected,
    );
    expect(requests).toHaveLength(sent);
    const asks = typeof given === 'object' && given.answers !== undefined;
    expect(questions).toEqual(asks ? [{ permissions: [{ kind: 'endpoint', origin: url }], state: 'Charge' }] : []);
  });

  test.each(['localhost:8000', 'foo://collect.example.org'])('that is %s is refused with a sentence', async (url) => {
    const cause = `The endpoint of dynamodb must be a URL such as http://localhost:4566, not "${url}".`;
    await run(wants(url), { answers: ['once'] }, { status: 'FAILED', cause });
  });

  test('that a person types is allowed by that, and kept', async () => {
    const { url, requests } = await fakeHttp(() => item);
    const folder = temporaryFolder({});
    const file = new ConsentFile(`${folder}/consents.json`);
    const aws = new AwsServices({ target: { kind: 'mock' }, region: 'us-east-1', folders: [REPOSITORY] });
    onTestFinished(() => aws.dispose());
    await check(
      {
        states: {
          Get: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: getItem, Next: 'Again' },
          Again: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: getItem, End: true },
        },
        options: {
          aws,
          consents: new Consents({ folder, file, isLocal: () => false }),
          ask: () => Promise.resolve({ type: 'endpoint', url }),
        },
      },
      { status: 'SUCCEEDED' },
    );
    expect(requests).toHaveLength(2);
    expect(file.of(folder)).toEqual([{ kind: 'endpoint', origin: url }]);
  });
});

function setEnvironment(variables: { readonly [name: string]: string }): void {
  Object.assign(process.env, variables);
  onTestFinished(() => {
    for (const name of Object.keys(variables)) delete process.env[name];
  });
}
