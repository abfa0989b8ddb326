/** The way of a handler's call to AWS: through the proxy of the environment, with its own host; what AWS gives out is not told. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { forward } from '../../run/gateway/forward';
import { WaysToAws, withoutCredentials } from '../../run/gateway/onItsWay';

test('a call to AWS goes by the proxy', async () => {
  const asked: string[] = [];
  const proxy = http.createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void proxy.close());
  for (const name of ['https_proxy', 'NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy']) vi.stubEnv(name, '');
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const ways = new WaysToAws(undefined);
  onTestFinished(() => ways.close());
  const way = ways.to('dynamodb.eu-west-1.amazonaws.com');
  const sent = forward(way, { method: 'POST', url: '/', headers: {}, body: Buffer.from('{}') });
  await expect(sent).rejects.toThrow(/^the proxy 127\.0\.0\.1:\d+ answers 403$/);
  expect(asked).toEqual(['dynamodb.eu-west-1.amazonaws.com:443']);
  expect(ways.to('dynamodb.eu-west-1.amazonaws.com').agent).toBe(way.agent);
});

test('credentials are not in what is told', () =>
  expect(
    withoutCredentials({ Credentials: { AccessKeyId: 'A', SecretAccessKey: 's', SessionToken: 't' }, secretKey: 1 }),
  ).toEqual({ Credentials: { AccessKeyId: 'A', SecretAccessKey: '***', SessionToken: '***' }, secretKey: 1 }));
