/**
 * A handler whose owner was killed: its pipe is gone, or where the owner listened another program may, and that must not get
 * the result.
 */
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { childEnvironment } from '../../lambda/childEnvironment';
import { isFailure } from '../../lambda/runtimes/runtime';
import { runtimeOfSpec, RUNTIMES } from '../../lambda/runtimes';
import { temporaryFolder } from '../harness/temporaryFolder';
import { spec } from './harness';

/** Each answers once the gate lets it. */
const HANDLERS = {
  'app.js': `exports.handler = (port) =>
    new Promise((resolve) => require('node:net').connect(port, '127.0.0.1').once('data', () => resolve('the result')));`,
  'app.py': `import socket
def handler(port, context):
    socket.create_connection(("127.0.0.1", port)).recv(1)
    return "the result"
`,
};

async function listen(connected: (socket: net.Socket) => void): Promise<number> {
  const server = net.createServer((socket) => connected(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as net.AddressInfo).port;
}

test.each(Object.entries(HANDLERS))('%s ends when its owner is gone, and tells nobody', async (name, code) => {
  const codeDir = temporaryFolder({ [name]: code });
  const handler = spec('x', { file: path.join(codeDir, name), codeDir, projectDir: codeDir, exportName: 'handler' });
  const heard: string[] = [];
  let owner: net.Socket | undefined;
  const gate = await listen((socket) => {
    // The handler runs: its owner dies, and only then is it let go on.
    owner?.once('close', () => socket.write('.'));
    owner?.destroy();
  });
  const own = (socket: net.Socket): void => {
    heard.push('');
    const at = heard.length - 1;
    owner ??= socket;
    socket.on('data', (chunk) => (heard[at] += chunk.toString()));
    socket.once('data', () => {
      const head = [
        'HTTP/1.1 200 OK',
        'Lambda-Runtime-Aws-Request-Id: one',
        'Lambda-Runtime-Deadline-Ms: 99999999999999',
      ];
      head.push('Lambda-Runtime-Trace-Id: t', 'Lambda-Runtime-Invoked-Function-Arn: a');
      socket.write(`${head.join('\r\n')}\r\nContent-Length: ${String(gate).length}\r\n\r\n${gate}`);
    });
  };
  const api = await listen(own);
  const target = { kind: 'mock' as const };
  const launch = await RUNTIMES[runtimeOfSpec(handler)!].prepare(handler, {
    target,
    debug: false,
    bootstrapDir: path.join(import.meta.dirname, '../../lambda/bootstrap'),
    withoutDebugger: () => undefined,
    bundler: () => expect.fail('It needs no bundle.'),
    info: () => undefined,
    infoOnce: () => undefined,
  });
  if (isFailure(launch)) throw new Error(launch.errorMessage);
  const { variables } = childEnvironment({
    spec: handler,
    target,
    region: 'eu-west-1',
    runtimeName: 'test',
    localUrl: 'http://127.0.0.1:1',
    bootstrapDir: path.join(import.meta.dirname, '../../lambda/bootstrap'),
    logStream: 'log',
    parent: process.env,
  });
  const child = spawn(launch.command, launch.args, {
    env: { ...variables, ...launch.env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${api}` },
    // Where the connection is another, the fourth stays open: the owner's death is to be seen by the connection alone.
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    detached: process.platform !== 'win32',
  });
  if (name === 'app.js' && process.platform !== 'win32') own(child.stdio[3] as net.Socket);
  await new Promise((resolve) => child.once('exit', resolve));
  expect(heard).toEqual([expect.stringMatching(/^GET \/2018-06-01\/runtime\/invocation\/next /)]);
  expect(heard.join()).not.toContain('the result');
});
