/** With AWS as the target handlers' calls come by the run: mocks go first, and AWS gets the rest as it was signed. */
import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Consents } from '../../run';
import { Gateway } from '../../run/gateway/gateway';
import { createCallMocks, type Calls } from '../../run/mocks/callMocks';
import type { StepFunctionsService } from '../../run/stepFunctions/service';
import { fakeHttp, type FakeRequest, type FakeResponse } from '../harness/fakeHttp';
import { answer, createHost, invoke } from '../lambda/harness';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAOFAPERSON', AWS_SECRET_ACCESS_KEY: 'of-a-person', AWS_SESSION_TOKEN: 'token' };
/** Nothing of the machine's own, and no proxy: it is not meant here. */
const OTHERS = ['AWS_PROFILE', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'HTTPS_PROXY', 'https_proxy'];
const saved = { ...process.env };
beforeAll(() => {
  for (const name of OTHERS) delete process.env[name];
  Object.assign(process.env, KEYS);
});
afterAll(() => {
  for (const name of [...OTHERS, ...Object.keys(KEYS)]) delete process.env[name];
  Object.assign(process.env, saved);
});

/** Signature Version 4, as AWS verifies it: over the request as it has come. */
function isSigned({ method, path, headers, body }: FakeRequest): boolean {
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const url = new URL(path, 'http://h');
  const query = url.searchParams;
  const inQuery = query.has('X-Amz-Signature');
  const line = headers.authorization ?? '';
  const scope = inQuery ? query.get('X-Amz-Credential')! : /Credential=([^,]+)/.exec(line)![1]!;
  const names = inQuery ? query.get('X-Amz-SignedHeaders')! : /SignedHeaders=([^,]+)/.exec(line)![1]!;
  const signature = inQuery ? query.get('X-Amz-Signature')! : /Signature=([^,]+)/.exec(line)![1]!;
  const date = inQuery ? query.get('X-Amz-Date')! : String(headers['x-amz-date']);
  const canonicalQuery = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const payload = inQuery ? 'UNSIGNED-PAYLOAD' : (headers['x-amz-content-sha256'] ?? hash(body));
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, url.pathname, canonicalQuery, lines.join(''), names, payload].join('\n');
  const [, day = '', region = '', service = '', ending = ''] = scope.split('/');
  const key = [day, region, service, ending].reduce<string | Buffer>(hmac, `AWS4${KEYS.AWS_SECRET_ACCESS_KEY}`);
  const wanted = ['AWS4-HMAC-SHA256', date, [day, region, service, ending].join('/'), hash(canonical)].join('\n');
  return hmac(key, wanted).toString('hex') === signature;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What AWS would answer. */
function aws({ method, headers, body }: FakeRequest): FakeResponse {
  if (String(headers.host).startsWith('sts.')) {
    const keys =
      '<AccessKeyId>A</AccessKeyId><SecretAccessKey>of-a-role</SecretAccessKey><SessionToken>T</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration>';
    const result = `<AssumeRoleResult><Credentials>${keys}</Credentials></AssumeRoleResult>`;
    return { body: `<AssumeRoleResponse>${result}</AssumeRoleResponse>`, headers: { 'content-type': 'text/xml' } };
  }
  if (method !== 'POST') return { body: method === 'GET' ? 'from AWS' : '' };
  return {
    body: { Item: { asked: { S: body.replaceAll(' ', '') } } },
    headers: { 'content-type': 'application/x-amz-json-1.0' },
  };
}

async function outcome(handler: string, calls: Calls = {}) {
  const { url, requests } = await fakeHttp(aws);
  const said: string[] = [];
  const gateway = new Gateway({
    aws: { destinationOf: () => ({}), setEndpoint: () => undefined },
    consents: new Consents({ folder: '/' }),
    stepFunctions: {
      ...({} as Pick<StepFunctionsService, 'call'>),
      callerOf: () =>
        ({
          call: {
            calledService: ({ service, action, by, output }: { [name: string]: string }) =>
              said.push([service, action, by, /of-a-role/.exec(output ?? '')?.[0]].filter(Boolean).join(' ')),
          },
        }) as never,
    },
    host: () => ({ callMocks: createCallMocks({}, calls), uuid: () => 'id', unanswered: () => undefined }),
    log: (_, words) => said.push(words),
    wayTo: (host) => ({ url, host }),
  });
  const { host } = createHost({
    target: { kind: 'aws', region: 'eu-west-1' },
    services: (request, response, from) => void gateway.serve(request, response, from),
  });
  onTestFinished(() => host.dispose());
  const returned = answer(await invoke(host, handler));
  const went = requests.map((request) => `${request.method} ${request.headers.host}${request.path.split('?')[0]}`);
  return { returned, said, went, signed: requests.map(isSigned) };
}

const calls: Calls = { 'dynamodb:GetItem': { return: { Item: { total: { N: '7' } } } } };
const item = { asked: { S: JSON.stringify({ TableName: 'orders', Key: { id: { S: '1' } } }) } };
const key = '/a%20b/%C3%BC%2B.txt';
const BUCKET = 'my-bucket.s3.eu-west-1.amazonaws.com';

function hasBoto(): boolean {
  try {
    execFileSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const LANGUAGES = ['app.js', ...(hasBoto() ? ['app.py'] : [])];

test.each(LANGUAGES)('what no mock answers reaches AWS from %s as it was signed', async (file) => {
  expect(await outcome(`awsRoute/${file}#item`)).toEqual({
    returned: item,
    said: ['DynamoDB GetItem aws'],
    went: ['POST dynamodb.eu-west-1.amazonaws.com/'],
    signed: [true],
  });
  expect(await outcome(`awsRoute/${file}#object`)).toEqual({
    returned: 'from AWS',
    said: ['S3 PutObject aws', 'S3 GetObject aws'],
    went: [`PUT ${BUCKET}${key}`, `GET ${BUCKET}${key}`],
    signed: [true, true],
  });
});

test('a mock goes first', async () => {
  const handlers = [...LANGUAGES.map((file) => `${file}#item`), 'app.js#inChild', 'app.js#inThread'];
  for (const handler of handlers) {
    expect(await outcome(`awsRoute/${handler}`, calls)).toMatchObject({ returned: { total: { N: '7' } }, went: [] });
  }
});

test('what is presigned names AWS, and `fetch` comes by here as well', async () => {
  expect(await outcome('awsRoute/app.js#presigned')).toEqual({
    returned: [BUCKET, 'from AWS', 'from AWS'],
    said: ['S3 GetObject aws', 'S3 GetObject aws'],
    went: [`GET ${BUCKET}/k`, `GET ${BUCKET}/k`],
    signed: [true, true],
  });
});

test.skipIf(!hasBoto())('credentials that AWS gives out reach the handler alone', async () => {
  expect(await outcome('awsRoute/app.py#caller')).toMatchObject({
    returned: 'of-a-role',
    said: ['STS AssumeRole aws'],
  });
});
