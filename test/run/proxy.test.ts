/** Through a company's proxy, with a company's certificates. The proxy is given names: none is looked up here. */
import http from 'node:http';
import https from 'node:https';
import { readFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { AwsServices, Consents } from '../../run';
import { proxyFor, type EditorProxy } from '../../run/awsSdk/worker/proxyAgent.cjs';
import { checkOnly } from './check';

const TLS = path.join(__dirname, 'fixtures', 'tls');
const AUTHORITY = path.join(TLS, 'authority.pem');
const NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]);
const VARIABLES = [...NAMES, 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'AWS_CA_BUNDLE'];
const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));

beforeEach(() => setVariables({}));
afterEach(() => setVariables(before));

function setVariables(variables: { readonly [name: string]: string | undefined }): void {
  for (const name of VARIABLES) {
    if (variables[name] === undefined) delete process.env[name];
    else process.env[name] = variables[name];
  }
}

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

interface Proxy {
  readonly url: string;
  /** Whom it was asked to connect to, and as whom. */
  readonly asked: { readonly authority: string; readonly authorization?: string }[];
}

/** A proxy that takes every name for the one server of the test. @param refusal the status it answers instead */
async function proxyTo(answer: http.RequestListener, refusal?: number): Promise<Proxy> {
  const server = https.createServer(
    { cert: readFileSync(path.join(TLS, 'server.pem')), key: readFileSync(path.join(TLS, 'server.key')) },
    answer,
  );
  const target = await listening(server);
  const asked: Proxy['asked'] = [];
  const proxy = http.createServer();
  proxy.on('connect', ({ url = '', headers }, socket) => {
    asked.push({ authority: url, authorization: headers['proxy-authorization'] });
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const upstream = net.connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on('error', () => socket.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(proxy)}`, asked };
}

const hello: http.RequestListener = ({ headers }, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ host: headers.host }));
};

function call(expected: object, proxy?: EditorProxy): Promise<void> {
  const Parameters = { ApiEndpoint: 'https://api.shop.example/orders', Method: 'GET' };
  return checkOnly(
    {
      states: { Call: { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Parameters, End: true } },
      options: { consents: new Consents({ folder: '/', ask: () => Promise.resolve('once') }), proxy },
    },
    expected,
  );
}

const ANSWERED = { output: { StatusCode: 200, ResponseBody: { host: 'api.shop.example' } } };

describe('an HTTP Task', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('goes through the proxy of %s', async (name) => {
    const { url, asked } = await proxyTo(hello);
    setVariables({ [name]: url, NODE_EXTRA_CA_CERTS: AUTHORITY });
    await call(ANSWERED);
    expect(asked).toEqual([{ authority: 'api.shop.example:443', authorization: undefined }]);
  });

  test('gives the proxy the name and password of its address', async () => {
    const { url, asked } = await proxyTo(hello);
    setVariables({ HTTPS_PROXY: url.replace('//', '//me:p%40ss@'), SSL_CERT_FILE: AUTHORITY });
    await call(ANSWERED);
    expect(asked).toMatchObject([{ authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}` }]);
  });

  test('takes a bare percent sign in it for one', async () => {
    const { url, asked } = await proxyTo(hello);
    setVariables({ HTTPS_PROXY: url.replace('//', '//me:p%ss@'), SSL_CERT_FILE: AUTHORITY });
    await call(ANSWERED);
    expect(asked).toMatchObject([{ authorization: `Basic ${Buffer.from('me:p%ss').toString('base64')}` }]);
  });

  test("takes the editor's proxy before that of the environment", async () => {
    const { url, asked } = await proxyTo(hello);
    setVariables({ HTTPS_PROXY: 'http://127.0.0.1:1', NODE_EXTRA_CA_CERTS: AUTHORITY });
    await call(ANSWERED, { url });
    expect(asked).toHaveLength(1);
  });

  test('says which variable names the certificate of a company', async () => {
    const { url } = await proxyTo(hello);
    setVariables({ HTTPS_PROXY: url });
    const cause = expect.stringMatching(
      /^GET https:\/\/api\.shop\.example: its certificate .* set NODE_EXTRA_CA_CERTS/,
    );
    await call({ error: 'States.Http.Socket', cause: cause as unknown });
    await call(ANSWERED, { url, strictSsl: false });
  });

  test.each([
    [407, 'answers 407: it wants a name and a password in its address'],
    [403, 'answers 403'],
  ])('tells of a proxy that answers %i', async (status, words) => {
    const { url } = await proxyTo(hello, status);
    setVariables({ HTTPS_PROXY: url });
    await call({ error: 'States.Http.Socket', cause: expect.stringContaining(words) as unknown });
  });

  test('tells of a proxy that is not there, and of an address that is none', async () => {
    setVariables({ HTTPS_PROXY: 'http://127.0.0.1:1' });
    await call({ error: 'States.Http.Socket', cause: expect.stringContaining('the proxy 127.0.0.1:1: ') as unknown });
    setVariables({ HTTPS_PROXY: 'socks5://me:secret@127.0.0.1:1' });
    const cause =
      'GET https://api.shop.example: the proxy in HTTPS_PROXY must be an address such as http://proxy.example:3128: SOCKS is not spoken here';
    await call({ error: 'States.Http.Socket', cause });
  });
});

test('the AWS SDK goes through it, too', async () => {
  const { url, asked } = await proxyTo((_request, response) => {
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end('{"QueueUrls":["a"]}');
  });
  setVariables({ HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: AUTHORITY });
  const target = { kind: 'endpoint', url: 'https://sqs.shop.example' } as const;
  const aws = new AwsServices({ target, region: 'us-east-1', folders: [path.join(__dirname, '../..')] });
  const answer = await aws.call('sqs', 'ListQueues', {}, new AbortController().signal);
  await aws.dispose();
  expect(answer).toMatchObject({ type: 'success', output: { QueueUrls: ['a'] } });
  expect(asked.map(({ authority }) => authority)).toEqual(['sqs.shop.example:443']);
});

/** The proxy for an address, with these in the environment. */
describe('the proxy of an address', () => {
  const env = { HTTPS_PROXY: 'http://one:1', http_proxy: 'two:2' };
  test.each<[address: string, noProxy: string, port: string | undefined]>([
    ['https://a.example', '', '1'],
    ['http://a.example', '', '2'],
    ['https://localhost:9', '', undefined],
    ['https://api.localhost', '', undefined],
    ['https://127.0.0.2', '', undefined],
    ['https://[::1]:8', '', undefined],
    ['https://a.example', '*', undefined],
    ['https://a.example', 'a.example', undefined],
    ['https://a.example', 'A.Example', undefined],
    ['https://a.example', 'b.example, .example', undefined],
    ['https://a.example', '*.example', undefined],
    ['https://a.example', 'example', undefined],
    ['https://a.example', 'ample', '1'],
    ['https://a.example', 'a.example:443', undefined],
    ['https://a.example:8443', 'a.example:443', '1'],
    ['https://10.1.2.3', '10.0.0.0/8', undefined],
    ['https://11.1.2.3', '10.0.0.0/8', '1'],
    ['https://10.1.2.3', '10.1.2.3', undefined],
    ['https://[fd00::7]', 'fd00::/8', undefined],
    ['https://a.example', '10.0.0.0/99', '1'],
  ])('%s beside NO_PROXY=%s', (address, noProxy, port) => {
    expect(proxyFor(new URL(address), { env: { ...env, NO_PROXY: noProxy } })?.port).toBe(port);
  });

  test("is none for what the editor's own list names", () => {
    const editor = { url: 'http://three:3', noProxy: ['.example'] };
    expect(proxyFor(new URL('https://a.example'), { env, editor })).toBeUndefined();
    expect(proxyFor(new URL('https://a.other'), { env, editor })?.port).toBe('3');
  });
});
