/** Functions that call each other through Lambda's API: what the project has is called, and answers as Lambda does. */
import { expect, test } from 'vitest';
import type { InvokeOptions, InvokeOutcome } from '../../lambda/lambda';
import { DEEPEST_CALLS } from '../../run/calls/projectFunctions';
import { gatewayServer, type GatewayServer } from '../harness/gatewayServer';
import { temporaryFolder } from '../harness/temporaryFolder';

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Price:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: price-dev, Handler: price.handler, Runtime: nodejs20.x }
`;

interface Invoked extends InvokeOptions {
  readonly name: string;
  readonly event: string;
}

const failing = (errorType: string, payload: string, reason: 'handler' | 'refused' = 'handler'): InvokeOutcome => ({
  type: 'error',
  errorType,
  errorMessage: 'no',
  stackTrace: [],
  payload,
  reason,
  durationMs: 1,
});

const ANSWERS: { readonly [event: string]: InvokeOutcome } = {
  '"fails"': failing('TypeError', '{"errorType":"TypeError"}'),
  '"busy"': failing('TooManyRequestsException', '{}', 'refused'),
  '"refused"': failing('E', '{"errorType":"StepwiseNoAwsTarget"}'),
};

const invoked: Invoked[] = [];
const behind: Promise<unknown>[] = [];
const told: string[] = [];
let server: GatewayServer;

const SIGNED = {
  Authorization: 'AWS4-HMAC-SHA256 Credential=K/20260101/us-east-1/lambda/aws4_request, Signature=0',
};

/** One call; the answer's status, its headers that matter, and its body. */
async function call(
  path: string,
  body: string,
  headers: { readonly [name: string]: string } = {},
): Promise<readonly [status: number, failed: string | null, body: string]> {
  invoked.length = 0;
  server = await gatewayServer({
    folder: temporaryFolder({ 'template.yaml': TEMPLATE, 'price.js': 'exports.handler = () => 1;' }),
    functions: {
      lambda: {
        invoke: ({ name }, event, options = {}) => {
          invoked.push({ name, event, ...options });
          options.log?.('START of it');
          options.takenBy?.(`p${Number(options.calledBy?.slice(1) ?? 0) + 1}`);
          const answer: InvokeOutcome = { type: 'success', payload: `{"got":${event}}`, durationMs: 1 };
          return Promise.resolve(ANSWERS[event] ?? answer);
        },
      },
      background: (work) => void behind.push(work),
      tell: (sentence) => void told.push(sentence),
    },
  });
  return again(path, body, { ...SIGNED, ...headers });
}

async function again(path: string, body: string, headers: { readonly [name: string]: string }) {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', body, headers });
  const text = await response.text();
  const failed = response.headers.get('x-amz-function-error') ?? response.headers.get('x-amzn-errortype');
  return [response.status, failed ?? /^\{"code":"(\w+)"/.exec(text)?.[1] ?? null, text] as const;
}

const of = (name: string, api = '2015-03-31'): string => `/${api}/functions/${encodeURIComponent(name)}/invocations`;

test('a function of the project answers, by each of its names', async () => {
  for (const name of ['price-dev', 'Price', 'arn:aws:lambda:us-east-1:123456789012:function:price-dev']) {
    expect(await call(of(name), '{"a":1}')).toEqual([200, null, '{"got":{"a":1}}']);
  }
  expect(invoked).toMatchObject([{ name: 'price-dev', event: '{"a":1}', isQueued: false }]);
  expect(await call(of('Price'), '')).toEqual([200, null, '{"got":{}}']);
});

test('the end of its log comes with the answer where it is asked for', async () => {
  const logOf = async (event: string, headers: { readonly [name: string]: string }) => {
    await call(of('Price'), event);
    const response = await fetch(`${server.url}${of('Price')}`, {
      method: 'POST',
      body: event,
      headers: { ...SIGNED, ...headers },
    });
    return Buffer.from(response.headers.get('x-amz-log-result') ?? '', 'base64').toString('utf8');
  };
  expect(await logOf('1', { 'X-Amz-Log-Type': 'Tail' })).toBe('START of it\n');
  expect(await logOf('"fails"', { 'X-Amz-Log-Type': 'Tail' })).toBe('START of it\n');
  expect(await logOf('1', {})).toBe('');
});

test('its failure is an answer, and a refusal is an error', async () => {
  expect(await call(of('Price'), '"fails"')).toEqual([200, 'Unhandled', '{"errorType":"TypeError"}']);
  expect(await call(of('Price'), '"busy"')).toEqual([429, 'TooManyRequestsException', expect.anything()]);
  expect(await call(of('Price'), '{')).toEqual([400, 'InvalidRequestContentException', expect.anything()]);
});

test('what is refused here is refused to its caller, too', async () => {
  expect(await call(of('Price'), '"refused"')).toEqual([400, 'StepwiseNoAwsTarget', expect.anything()]);
  const [, , words] = await call(of('Elsewhere'), '{}');
  expect(words).toContain('lambda:Invoke');
});

test('an event is queued: nobody waits for it but the run', async () => {
  behind.length = 0;
  expect(await call(of('Price'), '1', { 'X-Amz-Invocation-Type': 'Event' })).toEqual([202, null, '']);
  expect(invoked).toMatchObject([{ event: '1', isQueued: true }]);
  expect(behind).toHaveLength(1);
  const large = `"${'x'.repeat(1 << 20)}"`;
  expect(await call(of('Price'), large, { 'X-Amz-Invocation-Type': 'Event' })).toContain(413);
  expect(await call('/2014-11-13/functions/Price/invoke-async', '2')).toContain(202);
  expect(invoked).toMatchObject([{ event: '2', isQueued: true }]);
});

test('a queued event that fails is told of, since nobody hears of it', async () => {
  behind.length = told.length = 0;
  expect(await call(of('Price'), '"fails"', { 'X-Amz-Invocation-Type': 'Event' })).toEqual([202, null, '']);
  await Promise.all(behind);
  expect(told).toEqual([
    expect.stringContaining('price-dev failed on a queued event: no. AWS would try it twice more'),
  ]);
});

test('a dry run calls nothing', async () => {
  expect(await call(of('Price'), '1', { 'X-Amz-Invocation-Type': 'DryRun' })).toEqual([204, null, '']);
  expect(invoked).toEqual([]);
});

test('what the caller says of itself arrives as JSON text', async () => {
  const context = Buffer.from('{"client":1}').toString('base64');
  await call(of('Price'), '1', { 'X-Amz-Client-Context': context });
  expect(invoked).toMatchObject([{ clientContext: '{"client":1}' }]);
});

test('calls that come from calls end somewhere', async () => {
  const headers = SIGNED;
  await call(of('Price'), '1');
  for (let depth = 1; depth < DEEPEST_CALLS; depth++) {
    expect(await again(of('Price'), '1', { ...headers, processId: `p${depth}` })).toContain(200);
  }
  expect(invoked.at(-1)).toMatchObject({ calledBy: `p${DEEPEST_CALLS - 1}` });
  expect(await again(of('Price'), '1', { ...headers, processId: `p${DEEPEST_CALLS}` })).toContain(400);
});
