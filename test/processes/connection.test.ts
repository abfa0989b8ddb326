/** Whose a connection on loopback is, of a program that really connects. */
import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { spawnUserCode } from '../../processes/spawnUserCode';

const CONNECT = `require('node:net').connect(Number(process.argv[1]), process.argv[2]).resume()`;

/** Starts what connects to a server of ours, and waits for it. */
async function connected(how: 'itself' | 'a child' | 'an orphan' | 'nobody', host = '127.0.0.1') {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const node = [process.execPath, '-e', CONNECT, String(port), host];
  const shell = (script: string) => ['/bin/sh', '-c', script, 'sh', ...node];
  const commands = {
    itself: node,
    'a child': shell('"$@" & wait'),
    'an orphan': shell('( setsid "$@" & ); exec sleep 60'),
    nobody: shell('exec sleep 60'),
  };
  const [command = '', ...args] = commands[how];
  const started = spawnUserCode({ command, args, cwd: '/', output: 'ignore', lifeline: 'guard' });
  const stranger =
    how === 'nobody'
      ? spawnUserCode({ command: node[0]!, args: node.slice(1), cwd: '/', output: 'ignore', lifeline: 'guard' })
      : undefined;
  onTestFinished(async () => {
    started.kill();
    stranger?.kill();
    await Promise.all([started.gone, stranger?.gone]);
    server.close();
  });
  return { started, socket: await accepted };
}

test.runIf(process.platform === 'linux').each([
  ['itself', true],
  ['a child', true],
  ['an orphan', true],
  ['nobody', false],
] as const)('%s of a program holds the other end: %s', async (who, isHeld) => {
  const { started, socket } = await connected(who);
  expect(await started.holds(socket)).toBe(isHeld);
});

test.runIf(process.platform === 'linux')('a socket of IPv6 may be the other end', async () => {
  const { started, socket } = await connected('itself', '::ffff:127.0.0.1');
  expect(await started.holds(socket)).toBe(true);
});

test.runIf(process.platform === 'linux')('whoever has left holds nothing', async () => {
  const { started, socket } = await connected('itself');
  const { localPort, remotePort } = socket;
  started.kill();
  await started.gone;
  expect(await started.holds({ localPort, remotePort })).toBe(false);
});
