/** Requests of handlers that go on, and their answers on the way back; addresses of queues, which differ on both sides. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { passOn } from '../../run/gateway/passOn';
import { EndpointQueues, withAwsQueue, withLocalQueue } from '../../run/gateway/queueUrls';
import { fakeHttp, type FakeResponse } from '../harness/fakeHttp';

const LOCAL = 'http://127.0.0.1:5000/secret';
const AWS = 'https://sqs.us-east-1.amazonaws.com';

describe('addresses of queues', () => {
  test.each([
    [`${LOCAL}/123456789012/Orders`, `${AWS}/123456789012/Orders`],
    [`${LOCAL}/0a1b2c3d/123456789012/Orders.fifo`, `${AWS}/123456789012/Orders.fifo`],
    [`${LOCAL}/0a1b2c3/123456789012/Orders`, `${LOCAL}/0a1b2c3/123456789012/Orders`],
    [`${LOCAL}/12345678901/Orders`, `${LOCAL}/12345678901/Orders`],
    [`${LOCAL}/123456789012/`, `${LOCAL}/123456789012/`],
    [`${LOCAL}s/123456789012/Orders`, `${LOCAL}s/123456789012/Orders`],
    [`http://other/123456789012/Orders`, `http://other/123456789012/Orders`],
  ])('for a mock %s is %s', (here, aws) => {
    expect(withAwsQueue({ QueueUrl: here, A: 1 }, LOCAL)).toEqual({ QueueUrl: aws, A: 1 });
    expect(withAwsQueue({ QueueUrls: [here, 1] }, LOCAL)).toEqual({ QueueUrls: [aws, 1] });
  });

  test.each([
    [`${AWS}/123456789012/Orders`, `${LOCAL}/123456789012/Orders`],
    ['https://queue.amazonaws.com/123456789012/Orders', expect.stringMatching(/Orders$/)],
    [
      'https://sqs.eu-west-1.amazonaws.com/123456789012/Orders',
      'https://sqs.eu-west-1.amazonaws.com/123456789012/Orders',
    ],
    [`${AWS}/Orders`, `${AWS}/Orders`],
    [`see ${AWS}/123456789012/Orders`, `see ${AWS}/123456789012/Orders`],
  ])('for a handler %s is %s', (aws, here) => {
    expect(withLocalQueue({ QueueUrl: aws }, LOCAL)).toEqual({ QueueUrl: here });
    expect(withLocalQueue({ QueueUrls: [aws] }, LOCAL)).toEqual({ QueueUrls: [here] });
  });

  test('stay as they are where there are none', () => {
    expect([withAwsQueue({ A: 1 }, LOCAL), withLocalQueue({ QueueUrl: 7 }, LOCAL)]).toEqual([
      { A: 1 },
      { QueueUrl: 7 },
    ]);
  });

  test('an endpoint gets its own, as it has told them, else below its address', () => {
    const queues = new EndpointQueues('http://end:4566/', LOCAL);
    const sent = (text: string): string => queues.toEndpoint(Buffer.from(text)).toString();
    const received = (text: string): string => queues.toHandler(Buffer.from(text)).toString();
    expect(sent(`{"QueueUrl":"${LOCAL}/123456789012/Orders"}`)).toBe(
      '{"QueueUrl":"http://end:4566/123456789012/Orders"}',
    );
    expect(received('{"QueueUrl":"http://sqs.end:4566/queue/123456789012/Orders"}')).toBe(
      `{"QueueUrl":"${LOCAL}/123456789012/Orders"}`,
    );
    const told = 'http://sqs.end:4566/queue/123456789012/Orders';
    expect(sent(`["${LOCAL}/123456789012/Orders","${LOCAL}/01234567/123456789012/Orders"]`)).toBe(
      `["${told}","${told}"]`,
    );
    expect(sent(`QueueUrl=${encodeURIComponent(`${LOCAL}/01234567/123456789012/Orders`)}&A=1`)).toBe(
      `QueueUrl=${encodeURIComponent(told)}&A=1`,
    );
    expect(sent(`QueueUrl=${encodeURIComponent(`${LOCAL}/123456789012/Other`)}`)).toBe(
      `QueueUrl=${encodeURIComponent('http://end:4566/123456789012/Other')}`,
    );
    expect(received('<QueueUrl>https://a.b/123456789012/Other</QueueUrl>')).toBe(
      `<QueueUrl>${LOCAL}/123456789012/Other</QueueUrl>`,
    );
    for (const text of [
      '{"a":"b"}',
      '"ftp://a/123456789012/b"',
      '"https://a/1234567890123/b"',
      'https://a/123456789012/b',
    ]) {
      const body = Buffer.from(text);
      expect([queues.toHandler(body), queues.toEndpoint(body)]).toEqual([body, body]);
      expect(queues.toHandler(body)).toBe(body);
    }
  });
});

/** What a handler gets, and what is read of it on the way. */
async function passed(
  answer: FakeResponse | undefined,
  more: { readonly method?: string; readonly changed?: (body: Buffer) => Buffer } = {},
) {
  const { url, requests } = await fakeHttp(() => answer);
  let read: unknown;
  const own = http.createServer((incoming, outgoing) => {
    const { method = '', headers } = incoming;
    const request = { method, url: '/a?b=1', headers, body: Buffer.from('sent') };
    void passOn({ url: `${url}/base/` }, request, outgoing, more.changed).then((found) => {
      if ('problem' in found) return outgoing.writeHead(500).end((read = found.problem));
      read = found.answer && { status: found.answer.status, body: Buffer.from(found.answer.body).toString() };
      found.send();
    });
  });
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    own.closeAllConnections();
    own.close();
  });
  const { port } = own.address() as AddressInfo;
  const given = await new Promise<{ status?: number; headers: http.IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const { method = 'POST' } = more;
      const sent = http.request({ port, method, headers: { 'x-own': '1', 'keep-alive': '5' } }, (incoming) => {
        let body = '';
        incoming.setEncoding('latin1').on('data', (text: string) => (body += text));
        incoming.on('end', () => resolve({ status: incoming.statusCode, headers: incoming.headers, body }));
      });
      sent.on('error', reject).end();
    },
  );
  return { given, read, request: requests[0]! };
}

describe('a request that goes on', () => {
  test('keeps what is not of one connection, below the path of the address', async () => {
    const { request, given, read } = await passed({ status: 201, headers: { 'x-a': 'b' }, body: 'hi' });
    expect(request).toMatchObject({ method: 'POST', path: '/base/a?b=1', body: 'sent' });
    expect(request.headers).toMatchObject({ 'x-own': '1', 'content-length': '4' });
    expect(request.headers).not.toHaveProperty('keep-alive');
    expect(given).toMatchObject({ status: 201, headers: { 'x-a': 'b' }, body: 'hi' });
    expect(read).toEqual({ status: 201, body: 'hi' });
  });

  const changed = (body: Buffer): Buffer => Buffer.from(`${body.toString()}!!`);
  test.each<[what: string, answer: FakeResponse, length: string | undefined]>([
    ['with its length', { headers: { 'content-length': '2' }, body: 'hi' }, '4'],
    ['without one', { headers: { 'transfer-encoding': 'chunked' }, body: 'hi' }, undefined],
  ])('may have another answer, %s', async (_, answer, length) => {
    const { given, read } = await passed(answer, { changed });
    expect([given.body, given.headers['content-length'], read]).toEqual([
      'hi!!',
      length,
      { status: 200, body: 'hi!!' },
    ]);
  });

  test('has the length of an answer without a body', async () => {
    const { given } = await passed({ headers: { 'content-length': '5' } }, { method: 'HEAD' });
    expect([given.body, given.headers['content-length']]).toEqual(['', '5']);
  });

  test('has a packed answer as it came, which is read unpacked', async () => {
    const packed = gzipSync('hi');
    const headers = { 'content-encoding': 'gzip' };
    const { given, read } = await passed({ headers, body: packed });
    expect([Buffer.from(given.body, 'latin1'), read]).toEqual([packed, { status: 200, body: 'hi' }]);
    expect((await passed({ headers, body: 'not packed' })).read).toBeUndefined();
    expect((await passed({ headers, body: gzipSync(Buffer.alloc((1 << 20) + 1)) })).read).toBeUndefined();
    expect((await passed({ headers })).read).toEqual({ status: 200, body: '' });
  });

  test.each([
    [1 << 20, true],
    [(1 << 20) + 1, false],
    [3 << 20, false],
  ])('with an answer of %d bytes, which is read: %s', async (length, isRead) => {
    const { given, read } = await passed({ body: Buffer.alloc(length, 97) });
    expect([given.body.length, read !== undefined]).toEqual([length, isRead]);
  });

  test.each([
    [10, true],
    [(1 << 20) + 1, false],
  ])('with a stream of events of %d bytes, which is read: %s', async (length, isRead) => {
    const headers = { 'content-type': 'application/vnd.amazon.eventstream' };
    const { given, read } = await passed({ headers, body: Buffer.alloc(length, 97) });
    expect([given.body.length, read !== undefined]).toEqual([length, isRead]);
  });

  test('has a stream of events as it comes, before it has ended', async () => {
    let goOn = (): void => undefined;
    const endpoint = http.createServer((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' }).write('first');
      goOn = () => outgoing.end(' last');
    });
    const own = http.createServer((incoming, outgoing) => {
      const { method = '', headers } = incoming;
      const { port } = endpoint.address() as AddressInfo;
      void passOn({ url: `http://127.0.0.1:${port}` }, { method, url: '/', headers, body: Buffer.of() }, outgoing);
    });
    for (const server of [endpoint, own]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => {
        server.closeAllConnections();
        server.close();
      });
    }
    const { body } = await fetch(`http://127.0.0.1:${(own.address() as AddressInfo).port}`);
    const chunks: string[] = [];
    for await (const chunk of body!) {
      chunks.push(Buffer.from(chunk).toString());
      // Nothing more comes before what has come is here.
      goOn();
    }
    expect(chunks).toEqual(['first', ' last']);
  });

  test('that nothing answers says so', async () =>
    expect(await passed(undefined)).toMatchObject({ read: 'ECONNRESET', given: { status: 500 } }));
});
