import { expect, test } from 'vitest';
import { fakeHttp, type FakeRequest, type FakeResponse } from '../harness/fakeHttp';
import { check, holding } from './check';

const REPOSITORY = `${__dirname}/../..`;

function client(name: string): { readonly [file: string]: string } {
  return {
    [`node_modules/@aws-sdk/client-${name}/index.js`]: `module.exports = require(${JSON.stringify(`${REPOSITORY}/node_modules/@aws-sdk/client-${name}`)});`,
  };
}

const FILES = {
  ...client('sfn'),
  ...client('sts'),
  'orders.asl.json': JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result: { n: 1 }, End: true } } }),
  // A workspace grants nothing, and leads nowhere.
  '.vscode/stepwise.json': JSON.stringify({ endpoints: { sfn: 'http://127.0.0.1:9', sts: 'http://127.0.0.1:9' } }),
};

const IDENTITY = (account: string): FakeResponse => ({
  headers: { 'content-type': 'text/xml' },
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/me</Arn><UserId>U</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
});

/** A service whose Pass states answer otherwise than AWS's. */
function service(account = '999988887777'): (request: FakeRequest) => FakeResponse {
  return ({ headers, body }) => {
    const operation = String(headers['x-amz-target'] ?? '').split('.')[1];
    if (operation === undefined) return body.includes('GetCallerIdentity') ? IDENTITY(account) : { status: 400 };
    const answer = { headers: { 'content-type': 'application/x-amz-json-1.0' } };
    return operation === 'TestState'
      ? { ...answer, body: { status: 'SUCCEEDED', output: '{"n":2}' } }
      : { ...answer, body: { result: 'OK', diagnostics: [], truncated: false } };
  };
}

const operations = (requests: readonly FakeRequest[]): string[] =>
  requests.map(({ headers }) => String(headers['x-amz-target'] ?? 'sts').replace(/.*\./, ''));

test('without the number of the account it says what it would send, and sends nothing else', async () => {
  const { url, requests } = await fakeHttp(service());
  const error = holding(
    '1 × ValidateStateMachineDefinition, 1 × TestState',
    'Price class',
    'The account is 999988887777 (arn:aws:iam::999988887777:user/me). Nothing else was sent.',
    '--account 999988887777',
  );
  await check(['calibrate', '.', '--endpoint', url], { files: FILES }, { code: 2, out: '', error });
  expect(operations(requests)).toEqual(['sts']);
});

test('of another account nothing is asked', async () => {
  const { url, requests } = await fakeHttp(service('111122223333'));
  const error = holding('account 111122223333', 'not of 999988887777');
  await check(['calibrate', '.', '--endpoint', url, '--account', '999988887777'], { files: FILES }, { code: 2, error });
  expect(operations(requests)).toEqual(['sts']);
});

test('an answer that names no account is none', async () => {
  const { url, requests } = await fakeHttp(service('me'));
  const error = holding('its answer names no account');
  await check(['calibrate', '.', '--endpoint', url, '--account', 'me'], { files: FILES }, { code: 2, error });
  expect(operations(requests)).toEqual(['sts']);
});

test('differences are vectors on standard output', async () => {
  const { url, requests } = await fakeHttp(service());
  const args = ['calibrate', '.', '--endpoint', url, '--account', '999988887777'];
  const { out } = await check(
    args,
    { files: FILES },
    { code: 1, error: holding('2 of 2 answers measured, 1 differ.') },
  );
  expect(operations(requests)).toEqual(['sts', 'ValidateStateMachineDefinition', 'TestState']);
  expect(JSON.parse(out)).toMatchObject([
    { kind: 'test_state', input: {}, expected: { response: { status: 'SUCCEEDED', output: '{"n":2}' } } },
  ]);
});

test('a profile is named, never taken from whoever is logged in', () =>
  check(['calibrate', '.'], { files: FILES }, { code: 2, error: holding('--profile NAME') }));
