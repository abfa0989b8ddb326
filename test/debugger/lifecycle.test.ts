/** Whatever ends the debugger's process, no handler and no child of a handler outlives it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layBesideBundles } from '../harness/builtBundles';

const ROOT = path.join(__dirname, '..', '..');
/** Spins for ever, with a grandchild that does too; says both numbers first. */
const HANDLER = `const { spawn } = require('node:child_process');
exports.handler = async () => {
  const child = spawn(process.execPath, ['-e', 'while(1){}'], { stdio: 'ignore' });
  process.stdout.write('PIDS ' + process.pid + ' ' + child.pid + '\\n');
  await new Promise((resolve) => setTimeout(resolve, 100));
  while (1) {}
};
`;

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'stepwise-lifecycle-'));
  await build({
    absWorkingDir: ROOT,
    stdin: {
      contents: `import { serveDebugAdapter } from './debugger/serve'; serveDebugAdapter();`,
      resolveDir: ROOT,
    },
    outfile: path.join(folder, 'dist', 'debugger.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['esbuild', 'esbuild-wasm'],
    define: { 'process.env.STEPWISE_BUILD': '"1"' },
  });
  layBesideBundles(path.join(folder, 'dist'));
  mkdirSync(path.join(folder, 'project'));
  writeFileSync(path.join(folder, 'project', 'spin.js'), HANDLER);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ENDS: Record<string, (adapter: ChildProcess, send: (command: string) => void) => void> = {
  'is killed': (adapter) => adapter.kill('SIGKILL'),
  'loses its editor': (adapter) => adapter.stdin?.end(),
  'is told to disconnect': (_, send) => send('disconnect'),
};

it.each(Object.entries(ENDS))('leaves nothing running when it %s', async (_, end) => {
  const adapter = spawn(process.execPath, [path.join(folder, 'dist', 'debugger.js')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let sequence = 1;
  const send = (command: string, args: object = {}): void => {
    const text = JSON.stringify({ seq: sequence++, type: 'request', command, arguments: args });
    adapter.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const pids = new Promise<number[]>((resolve) => {
    let said = '';
    adapter.stdout.on('data', (chunk: Buffer) => {
      const match = /PIDS (\d+) (\d+)/.exec((said += chunk.toString()));
      if (match) resolve([Number(match[1]), Number(match[2])]);
    });
  });
  const gone = new Promise((resolve) => adapter.on('exit', resolve));
  send('initialize', { adapterID: 'stepwise' });
  send('launch', { program: path.join(folder, 'project', 'spin.js'), noDebug: true });
  send('configurationDone');
  const started = await pids;
  end(adapter, send);
  await gone;
  await expect.poll(() => started.filter(isAlive), { timeout: 10_000, interval: 20 }).toEqual([]);
});

/** Backtracks for years; nothing of JavaScript runs in that thread meanwhile. */
const ENDLESS = {
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: { Type: 'Pass', Output: `{% $contains('${'a'.repeat(50)}!', /^(a+)+$/) %}`, End: true } },
};
/** Starts a debugger, sends it what it reads itself, and says when the run began. */
const OWNER = `const { spawn } = require('node:child_process');
const adapter = spawn(process.execPath, [process.argv[1]], { stdio: ['pipe', 'pipe', 'ignore'] });
process.stdin.pipe(adapter.stdin);
let said = '';
adapter.stdout.on('data', (chunk) => {
  said += chunk;
  if (said.includes('stepwise.runStarted')) process.stdout.write('PID ' + adapter.pid + ';');
});`;

it.each(['SIGTERM', 'SIGKILL of its owner'])('ends at %s though its thread is lost in an expression', async (end) => {
  const program = path.join(folder, 'project', 'endless.asl.json');
  writeFileSync(program, JSON.stringify(ENDLESS));
  const owner = spawn(process.execPath, ['-e', OWNER, path.join(folder, 'dist', 'debugger.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const requests = [
    ['initialize', { adapterID: 'stepwise' }],
    ['launch', { program, noDebug: true }],
    ['configurationDone', {}],
  ] as const;
  requests.forEach(([command, args], index) => {
    const text = JSON.stringify({ seq: index + 1, type: 'request', command, arguments: args });
    owner.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  });
  const pid = await new Promise<number>((resolve) => {
    owner.stdout.on('data', (chunk: Buffer) => resolve(Number(/PID (\d+)/.exec(chunk.toString())?.[1])));
  });
  if (end === 'SIGTERM') process.kill(pid, 'SIGTERM');
  else owner.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 4000, interval: 20 }).toBe(false);
  owner.kill('SIGKILL');
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
