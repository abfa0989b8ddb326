/** Other runs of this user on this machine, some of which died without a word. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ownMark } from '../../processes/owner';
import { ownTemporaryFolder } from '../../processes/temporaryFolder';
import { StepFunctionsService } from '../../run';
import { announce } from '../../run/stepFunctions/addresses';
import { askNeighbours } from '../../run/stepFunctions/neighbours';
import { temporaryFolder } from '../harness/temporaryFolder';
import { expectNothingTold, IMPOSTORS, INPUT, listen, type Impostor } from './impostor';

const PATIENCE = 400;
const TOKEN = 'a'.repeat(64);

const ask = (): ReturnType<typeof askNeighbours> =>
  askNeighbours('SendTaskSuccess', { ...INPUT, taskToken: TOKEN }, undefined, PATIENCE);

/** A run that waits for the token; what it got at the end. */
async function waitingRun(): Promise<{ readonly url: string; readonly outcome: () => unknown }> {
  const service = new StepFunctionsService();
  onTestFinished(() => service.close());
  const facts = { machine: 'm', state: 'Wait', resource: '', input: null };
  const task = service.tasks.add({ ...facts, token: TOKEN, heartbeat: () => undefined });
  return { url: await service.url(), outcome: () => task.answer };
}

test.each([
  'closes the connection',
  'says yes to everything',
  'refuses as another run does',
  'answers with a page',
  'speaks another protocol',
])('the port of a run that died may be that of a program that %s: it is asked once, and no more', async (does) => {
  const impostor = await listen(IMPOSTORS[does]!);
  onTestFinished(announce(impostor.url));
  expect(await ask()).toBeUndefined();
  expect(await ask()).toBeUndefined();
  expect(impostor.connections()).toBe(1);
  expectNothingTold(impostor);
});

test.each(['says nothing', 'answers byte by byte'])('a run that %s may be very busy: it stays', async (does) => {
  const impostor = await listen(IMPOSTORS[does]!);
  onTestFinished(announce(impostor.url));
  expect(await ask()).toBeUndefined();
  expect(await ask()).toBeUndefined();
  expect(impostor.connections()).toBe(2);
});

test('a run that does not know the token stays', async () => {
  const other = new StepFunctionsService();
  onTestFinished(() => other.close());
  await other.url();
  const asked: string[] = [];
  const call = other.call.bind(other);
  other.call = (operation, ...rest) => (asked.push(operation), call(operation, ...rest));
  expect(await ask()).toBeUndefined();
  expect(await ask()).toBeUndefined();
  expect(asked).toEqual(['SendTaskSuccess', 'SendTaskSuccess']);
});

test('among all who are not it, the run that waits is found', async () => {
  const impostors: Impostor[] = [];
  for (const hear of Object.values(IMPOSTORS)) impostors.push(await listen(hear));
  for (const { url } of impostors) onTestFinished(announce(url));
  const { outcome } = await waitingRun();
  expect(await ask()).toEqual({ answer: {} });
  expect(outcome()).toMatchObject({ type: 'success', output: 'the output' });
  impostors.forEach(expectNothingTold);
});

test('all are asked at once: many that say nothing cost the patience of one', async () => {
  let open = 0;
  let most = 0;
  for (let each = 0; each < 10; each++) {
    const { url } = await listen((socket) => {
      most = Math.max(most, ++open);
      socket.once('close', () => open--);
    });
    onTestFinished(announce(url));
  }
  expect(await ask()).toBeUndefined();
  expect(most).toBe(10);
});

/** Another process's folder, with these files. */
function folderOf(pid: number, prepare: (folder: string) => void, space?: string): void {
  const own = ownTemporaryFolder();
  const parts = ownMark().split('.');
  const mark = [...parts.slice(0, 2), space ?? parts[2], pid, '0', parts[5]].join('.');
  const folder = path.join('folder' in own ? path.dirname(own.folder) : '', mark);
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  prepare(folder);
}

test('a run whose process has ended is not even asked', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const impostor = await listen(IMPOSTORS['says yes to everything']!);
  folderOf(pid, (folder) => writeFileSync(path.join(folder, 'a.url'), impostor.url));
  expect(await ask()).toBeUndefined();
  expect(impostor.heard()).toBe('');
});

test.skipIf(process.platform === 'win32')('what is not a short file beside the others is no address', async () => {
  const { outcome } = await waitingRun();
  const impostor = await listen(IMPOSTORS['says yes to everything']!);
  const elsewhere = temporaryFolder({ 'a.url': impostor.url });
  folderOf(process.ppid, (folder) => {
    symlinkSync(path.join(elsewhere, 'a.url'), path.join(folder, 'link.url'));
    symlinkSync('/dev/zero', path.join(folder, 'zero.url'));
    symlinkSync('/nowhere', path.join(folder, 'nowhere.url'));
    mkdirSync(path.join(folder, 'folder.url'));
    spawnSync('mkfifo', [path.join(folder, 'pipe.url')]);
    writeFileSync(path.join(folder, 'long.url'), impostor.url + ' '.repeat(1 << 20));
    writeFileSync(path.join(folder, 'binary.url'), Buffer.alloc(40, 0xff));
    writeFileSync(path.join(folder, 'other.txt'), impostor.url);
  });
  expect(await ask()).toEqual({ answer: {} });
  expect(outcome()).toBeDefined();
  expect(impostor.heard()).toBe('');
});

test('a run of another container may be at a port of its own: it is not forgotten', async () => {
  const impostor = await listen(IMPOSTORS['says yes to everything']!);
  let file = '';
  const write = (folder: string): void => writeFileSync((file = path.join(folder, 'a.url')), impostor.url);
  folderOf(process.ppid, write, '4026599999');
  expect(await ask()).toBeUndefined();
  expect(existsSync(file)).toBe(true);
  expectNothingTold(impostor);
});
