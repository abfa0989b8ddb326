/** An owner of one program of the user's in a process of its own: starts it, prints what it prints, and waits. */
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { spawnUserCode } from '../../processes/spawnUserCode';

const [lifeline, script = '', end] = process.argv.slice(2);
const started = spawnUserCode({
  command: '/bin/sh',
  args: ['-c', script],
  cwd: process.cwd(),
  output: 'pipe',
  lifeline: lifeline as 'inside' | 'node' | 'guard',
});
(started.child.stdout as Readable).setEncoding('utf8').on('data', (text: string) => process.stdout.write(text));
if (end === 'let go') {
  (started.child.stdout as Readable).once('data', () => {
    started.child.unref();
    for (const stream of [started.child.stdout, started.child.stderr]) (stream as Socket).unref();
    started.kill();
    void started.gone.then(() => console.log('gone'));
  });
}
if (end === 'guarded') {
  started.guard();
  console.log('guarded');
}
process.on('SIGTERM', () => process.exit(0));
