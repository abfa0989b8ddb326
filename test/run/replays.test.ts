/**
 * Requests as the SDKs for Java and .NET write them, by their sources, and the answers that they accept. A file has those of one SDK: below
 * `<=` stands what is answered, below `=>` what was understood and what came back; UPDATE=1 writes that.
 */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import type { GatewayHost } from '../../run/gateway/gateway';
import { gatewayServer } from '../harness/gatewayServer';

const folder = path.join(import.meta.dirname, 'replays');

interface Replay {
  readonly text: string;
  readonly head: string;
  readonly body: Buffer;
  readonly answer: string;
  readonly expected: string;
}

function replaysOf(file: string): Replay[] {
  return readFileSync(path.join(folder, file), 'utf8')
    .split(/^(?=# )/m)
    .map((whole) => {
      const [text = '', expected = ''] = whole.trimEnd().split('\n=> ');
      const [request = '', answer = ''] = text.split('\n<= ');
      const [head = '', ...body] = request.replace(/^# .*\n/, '').split('\n\n');
      return { text, head: head.trimEnd(), body: bytesOf(body.join('\n\n'), head), answer, expected };
    });
}

function bytesOf(text: string, head: string): Buffer {
  const [, kind, rest = ''] = /^(hex|gzip): (.*)$/s.exec(text) ?? [];
  if (kind === 'hex') return Buffer.from(rest, 'hex');
  if (kind === 'gzip') return gzipSync(rest);
  return Buffer.from(head.includes('STREAMING-') ? `${text}\n`.replace(/\n/g, '\r\n') : text);
}

/** All on one connection, one after the other; the body after a 100 Continue where that is asked for. */
async function replayed(replays: readonly Replay[]): Promise<string[]> {
  let answer = '';
  let heard = '';
  const ask: GatewayHost['ask'] = ({ action, input }) => {
    heard = `${action} ${JSON.stringify(input)}`;
    const [, error] = /^error (\w+)$/.exec(answer) ?? [];
    return Promise.resolve(
      error === undefined
        ? { type: 'success', output: JSON.parse(answer) as JsonObject }
        : { type: 'failure', error, cause: 'None.' },
    );
  };
  const { url } = await gatewayServer({ ask });
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let came = Buffer.alloc(0);
  socket.on('data', (chunk) => (came = Buffer.concat([came, chunk])));
  const said: string[] = [];
  for (const { head, body, answer: given } of replays) {
    [answer, came, heard] = [given, Buffer.alloc(0), 'nothing'];
    socket.write(`${head.replace(/\n/g, '\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n`);
    if (head.includes('Expect: 100-continue')) {
      while (!came.includes('100 Continue\r\n\r\n')) await once(socket, 'data');
      came = came.subarray(came.indexOf('\r\n\r\n') + 4);
    }
    socket.write(body);
    while (!isWhole(came, head)) await once(socket, 'data');
    said.push(`${heard}\n${shown(came)}`);
  }
  return said;
}

function isWhole(came: Buffer, head: string): boolean {
  const end = came.indexOf('\r\n\r\n');
  const length = head.startsWith('HEAD ')
    ? 0
    : Number(/^content-length: (\d+)/im.exec(came.toString('latin1'))?.[1] ?? 0);
  return end >= 0 && came.length >= end + 4 + length;
}

function shown(answer: Buffer): string {
  const end = answer.indexOf('\r\n\r\n');
  const [status = '', ...headers] = answer.toString('latin1', 0, end).split('\r\n');
  const body = answer.subarray(end + 4);
  const kept = headers.filter((line) => !/^(date|connection|keep-alive|x-amzn-requestid):/i.test(line)).sort();
  const isText = !/[^\t\n\r\x20-\x7e]/.test(body.toString('latin1'));
  return [status, ...kept, '', isText ? body.toString() : `hex: ${body.toString('hex')}`].join('\n').trimEnd();
}

test('requests that come before the first is answered are answered in their order', async () => {
  const { url } = await gatewayServer({ ask: () => Promise.resolve({ type: 'success', output: {} }) });
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const wanted = replaysOf('java2.txt').slice(0, 2);
  socket.write(
    wanted
      .map(({ head, body }) => `${head}\nContent-Length: ${body.length}\n\n`.replace(/\n/g, '\r\n') + String(body))
      .join(''),
  );
  let came = '';
  socket.on('data', (chunk) => (came += String(chunk)));
  while (came.split('\r\n\r\n{}').length < 3) await once(socket, 'data');
  expect(came.match(/amz-json-1\.\d/g)).toEqual(['amz-json-1.0', 'amz-json-1.1']);
});

describe.each(['java1.txt', 'java2.txt', 'dotnet.txt'])('%s', (file) => {
  test('is understood and answered', async () => {
    const replays = replaysOf(file);
    const said = await replayed(replays);
    if (process.env.UPDATE) {
      const texts = replays.map(({ text }, nth) => `${text}\n=> ${said[nth]}\n`);
      writeFileSync(path.join(folder, file), texts.join('\n'));
    } else expect(said).toEqual(replays.map(({ expected }) => expected));
  });
});
