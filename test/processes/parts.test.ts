/** The parts of a program's start and end: how it is asked of the system, what it is asked, whose a name is. */
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { chosenExecutable, executableCandidates, searchPath } from '../../processes/findExecutable';
import { askProgram } from '../../processes/askProgram';
import { drained } from '../../processes/drained';
import { endAtOnce, endsByItself, strikeSession, untilGone } from '../../processes/endSession';
import { hasStartedOthers, startOf, VARIABLE } from '../../processes/inside/endTree.cjs';
import { ownerOf, ownMark, self, sharesProcesses } from '../../processes/owner';
import { insideFile, spawnUserCode } from '../../processes/spawnUserCode';
import { newTemporaryFolder, ownTemporaryFolder } from '../../processes/temporaryFolder';
import { temporaryFolder } from '../harness/temporaryFolder';
import { runs } from '../lambda/harness';

afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock('node:child_process');
});

test.each(['drain', 'close', 'error'])(
  'a stream that is full is waited for until %s, and then left alone',
  async (event) => {
    const stream = new PassThrough();
    const listeners = (): number[] => ['drain', 'close', 'error'].map((each) => stream.listenerCount(each));
    const before = listeners();
    const waiting = drained(stream);
    expect(listeners()).not.toEqual(before);
    stream.emit(event);
    await waiting;
    expect(listeners()).toEqual(before);
  },
);

describe('a name', () => {
  const mark = '0123456789abcdef.abcdef01.4026531836.42.123.0123456789ab';
  test('tells all of its owner', () =>
    expect(ownerOf(mark)).toEqual({
      machine: '0123456789abcdef',
      boot: 'abcdef01',
      space: '4026531836',
      pid: 42,
      began: '123',
    }));

  test.each([
    `x${mark}`,
    `${mark}c`,
    mark.slice(1),
    mark.slice(0, -1),
    mark.replace('.42.', '.042.'),
    mark.replace('.42.', '.0.'),
    mark.replace('.42.', '.-1.'),
    mark.replace('.42.', '..'),
    mark.replace('.42.', '.12345678901.'),
    mark.replace('.123.', `.${'1'.repeat(21)}.`),
    mark.replace('.abcdef01.', '.abcdef012.'),
    mark.replace('.abcdef01.', '..'),
    mark.replace('4026531836', ''),
    mark.replaceAll('.', '-'),
    `${mark}\n`,
  ])('%j is none of ours', (name) => expect(ownerOf(name)).toBeUndefined());

  test.each([0, 2 ** -48, 0.3, 0.5, 1 - 2 ** -48])('is as long whatever chance gives: %d', async (chance) => {
    vi.resetModules();
    vi.spyOn(Math, 'random').mockReturnValue(chance);
    const anew = await import('../../processes/owner');
    expect(anew.ownMark()).toMatch(/\.[0-9a-f]{12}$/);
    expect(anew.ownerOf(anew.ownMark())).toEqual(anew.self());
    expect(anew.ownMark()).toBe(anew.ownMark());
    expect(Number.parseInt(anew.ownMark().slice(-12), 16)).toBe(Math.floor(chance * 2 ** 48));
  });

  test.runIf(process.platform === 'linux')(
    'on Linux knows the start of the machine, the namespace, and when the process began',
    () => {
      const { machine, boot, space, pid, began } = self();
      expect([machine, boot, space, began]).toEqual([
        expect.stringMatching(/^[0-9a-f]{16}$/),
        expect.stringMatching(/^[0-9a-f]{8}$/),
        expect.stringMatching(/^[1-9]\d+$/),
        String(startOf(process.pid)),
      ]);
      expect(pid).toBe(process.pid);
    },
  );

  test.each([
    [{}, true],
    [{ machine: '1' }, false],
    [{ boot: '1' }, false],
    [{ space: '1' }, false],
    [{ pid: 1, began: '1' }, true],
  ])('a process with %j counts as one of ours: %s', (other, shares) =>
    expect(sharesProcesses({ ...self(), ...other })).toBe(shares),
  );
});

describe('a program that a person chose', () => {
  const folderOf = (name: string): string => {
    const folder = temporaryFolder({ [name]: '#!/bin/sh\n' });
    chmodSync(path.join(folder, name), 0o755);
    return folder;
  };

  test.skipIf(process.platform === 'win32')('is a path from their folder, or a name on PATH', () => {
    const folder = folderOf('bin/tool');
    const before = process.env.PATH;
    onTestFinished(() => void (process.env.PATH = before));
    process.env.PATH = path.join(folder, 'bin');
    const tool = path.join(folder, 'bin/tool');
    expect(
      ['bin/tool', './bin/tool', tool, 'tool', 'other', './tool', 'bin\\tool'].map((chosen) =>
        chosenExecutable(chosen, folder),
      ),
    ).toEqual([tool, tool, tool, tool, undefined, undefined, undefined]);
    expect(chosenExecutable('../bin/tool', path.join(folder, 'bin'))).toBe(tool);
  });

  test.each<[string | undefined, string, string[]]>([
    [undefined, 'py', ['py.exe', 'py.cmd', 'py.bat']],
    ['.EXE', 'py', ['py.exe']],
    ['.EXE;;.PY', 'py.Py', ['py.Py', 'py.Py.exe', 'py.Py.py']],
    ['', 'py', []],
  ])('on Windows with the endings %s, %s is looked for as %j', (PATHEXT, name, names) =>
    expect(executableCandidates(name, { env: { PATH: 'C:\\a', PATHEXT }, platform: 'win32' })).toEqual(
      names.map((each) => `C:\\a\\${each}`),
    ),
  );

  test('is nowhere without a PATH, and elsewhere names of variables have their case', () => {
    expect(searchPath({ env: {}, platform: 'linux' })).toEqual([]);
    expect(searchPath({ env: { Path: '/a' }, platform: 'linux' })).toEqual([]);
    expect(searchPath({ env: { path: 'C:\\a' }, platform: 'win32' })).toEqual(['C:\\a']);
    expect(searchPath({ env: { PATH: '"/a":/b/node_modules/.bin' }, platform: 'linux' })).toEqual([
      '/b/node_modules/.bin',
    ]);
  });
});

const here = describe.skipIf(process.platform === 'win32');

here('a question', () => {
  const ask = (script: string, timeoutMs = 10_000): Promise<string | undefined> =>
    askProgram({ command: '/bin/sh', args: ['-c', script], cwd: '/', timeoutMs });
  test.each<[script: string, answer: string | undefined]>([
    ['echo yes', 'yes\n'],
    ['pwd', '/\n'],
    ['echo é', 'é\n'],
    ['echo no >&2', ''],
    ['echo yes; exit 1', undefined],
    ['kill -9 $$', undefined],
    ['head -c 65536 /dev/zero | tr "\\0" x', 'x'.repeat(65_536)],
    ['head -c 65537 /dev/zero | tr "\\0" x; sleep 600', undefined],
    ['head -c 1000000 /dev/zero >&2; echo yes', 'yes\n'],
  ])('%s', async (script, answer) => expect(await ask(script)).toBe(answer));

  test('of what does not end is given up', async () => expect(await ask('echo yes; sleep 600', 100)).toBeUndefined());
  test('of what is not there has no answer', async () =>
    expect(await askProgram({ command: '/none', args: [], cwd: '/', timeoutMs: 1000 })).toBeUndefined());
  test('of what cannot be started at all has none either', async () =>
    expect(await askProgram({ command: '/bin/sh', args: ['a\0b'], cwd: '/', timeoutMs: 1000 })).toBeUndefined());
});

here('a program', () => {
  /** What was asked of the system, in place of doing it. */
  async function asked(more: object): Promise<Record<string, unknown>> {
    vi.resetModules();
    const calls: unknown[][] = [];
    let isHeld = true;
    vi.doMock('node:child_process', () => ({
      execFile: () => undefined,
      spawn: (...args: unknown[]) => {
        calls.push(args);
        const lifeline = Object.assign(new PassThrough(), { unref: () => void (isHeld = false) });
        setImmediate(() => lifeline.emit('error', new Error('EPIPE')));
        return Object.assign(new EventEmitter(), { pid: undefined, stdio: [null, null, null, lifeline] });
      },
    }));
    const anew = await import('../../processes/spawnUserCode');
    anew.spawnUserCode({ command: '/x', args: ['a'], cwd: '/c', output: 'ignore', lifeline: 'inside', ...more });
    const [[command, args, options]] = calls as [[string, string[], Record<string, unknown>]];
    expect([command, args]).toEqual(['/x', ['a']]);
    // It keeps nobody from ending.
    expect(isHeld).toBe(false);
    // A lifeline that breaks is no fault of ours.
    await new Promise((resolve) => setImmediate(resolve));
    return options;
  }

  test('is a group of its own with a lifeline, without a window, and sees the allow-list alone', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('HOME', '/home/p');
    const { env, ...options } = await asked({ variables: { MINE: '1', HOME: '/mine' } });
    expect(options).toEqual({
      cwd: '/c',
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
      windowsHide: true,
    });
    expect(env).toMatchObject({
      MINE: '1',
      HOME: '/mine',
      [VARIABLE]: expect.stringMatching(/-[0-9a-f]{32}$/) as unknown,
    });
    expect(env).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
    vi.unstubAllEnvs();
  });

  test('takes messages only where it is told to', async () => {
    const { stdio, serialization } = await asked({ messages: true, output: 'pipe' });
    expect({ stdio, serialization }).toEqual({
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
  });

  test('has a guard of our own runtime, behind a shell that waits, which is told whom it guards and nothing else', async () => {
    vi.resetModules();
    const calls: unknown[][] = [];
    const started: EventEmitter[] = [];
    vi.doMock('node:child_process', () => ({
      execFile: () => undefined,
      spawn: (...args: unknown[]) => {
        calls.push(args);
        const child = Object.assign(new EventEmitter(), { pid: 4_194_301, unref: () => undefined });
        started.push(child);
        return Object.assign(child, { stdin: new PassThrough(), stdio: [null, null, null, null] });
      },
    }));
    const anew = await import('../../processes/spawnUserCode');
    const program = { command: '/x', args: [], cwd: '/', output: 'ignore', lifeline: 'guard' } as const;
    const guarded = anew.spawnUserCode({ ...program, variables: { MINE: '1' } });
    for (let times = 0; times < 2; times++) guarded.guard();
    started[0]!.emit('exit', 0, null);
    await guarded.gone;
    const [, [command, args, options], ...others] = calls as [unknown, [string, string[], { env: object }]];
    expect(others).toEqual([]);
    expect([command, ...args]).toEqual([
      '/bin/sh',
      '-c',
      expect.stringMatching(/^read .*"\$@"/),
      'sh',
      process.execPath,
      insideFile('guard.cjs'),
      '4194301',
      expect.anything(),
    ]);
    const { PATH = '' } = process.env;
    expect(options).toEqual({
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      windowsHide: true,
      env: {
        ELECTRON_RUN_AS_NODE: '1',
        PATH,
        SystemRoot: '',
        STEPWISE_GUARDED: expect.stringMatching(/^\S+$/) as string,
      },
    });
  });

  test('that has ended takes no blow and no guard', async () => {
    const ended = spawnUserCode({
      command: '/bin/sh',
      args: ['-c', 'exit 3'],
      cwd: '/',
      output: 'ignore',
      lifeline: 'guard',
    });
    const code = new Promise((resolve) => ended.child.once('exit', resolve));
    await ended.gone;
    expect(await code).toBe(3);
    ended.kill();
    ended.guard();
    expect(ended.child.exitCode).toBe(3);
  });

  test('with last words leaves what it started the time to speak them', async () => {
    const folder = temporaryFolder({});
    const script = `(sleep 0.2; echo last > ${folder}/words) & echo begun; sleep 600`;
    const start = async (lastWordsMs?: number): Promise<string[]> => {
      const started = spawnUserCode({
        command: '/bin/sh',
        args: ['-c', script],
        cwd: '/',
        output: 'pipe',
        lifeline: 'inside',
        lastWordsMs,
      });
      await new Promise((resolve) => started.child.stdout!.once('data', resolve));
      started.kill();
      await started.gone;
      return readdirSync(folder);
    };
    expect(await start()).toEqual([]);
    expect(await start(3000)).toEqual(['words']);
  });

  test('is given that long and no longer', async () => {
    const started = spawnUserCode({
      command: '/bin/sh',
      args: ['-c', 'sleep 600 & echo $!; sleep 600'],
      cwd: '/',
      output: 'pipe',
      lifeline: 'inside',
      lastWordsMs: 50,
    });
    const pid = Number(
      await new Promise((resolve) => started.child.stdout!.once('data', (text: Buffer) => resolve(text.toString()))),
    );
    onTestFinished(() => {
      if (runs(pid)) process.kill(pid, 'SIGKILL');
    });
    started.kill();
    await started.gone;
    expect(runs(pid)).toBe(false);
  });

  test('is ended with us by one listener, however many there are', async () => {
    const start = async (): Promise<number> => {
      await spawnUserCode({ command: '/bin/true', args: [], cwd: '/', output: 'ignore', lifeline: 'inside' }).gone;
      return process.listenerCount('exit');
    };
    const before = await start();
    expect([await start(), await start()]).toEqual([before, before]);
  });

  test('finds our own files beside the sources', () => {
    expect(insideFile('guard.cjs')).toBe(path.resolve(__dirname, '../../processes/inside/guard.cjs'));
  });
});

here('an ending', () => {
  const start = (): ReturnType<typeof spawnUserCode> =>
    spawnUserCode({ command: '/bin/sleep', args: ['600'], cwd: '/', output: 'ignore', lifeline: 'inside' });
  const sessionOf = (started: ReturnType<typeof spawnUserCode>) => ({
    pid: started.child.pid!,
    secret: '',
    started: startOf(started.child.pid!),
  });

  test('of many at once leaves none', async () => {
    const all = [start(), start(), start()];
    endAtOnce(all.map(sessionOf));
    await Promise.all(all.map(({ gone }) => gone));
    expect(all.map(({ child }) => runs(child.pid!))).toEqual([false, false, false]);
    endAtOnce([]);
  });

  test('is over when nothing is left', async () => {
    const one = start();
    const other = start();
    strikeSession(sessionOf(one));
    await untilGone(sessionOf(one));
    expect([runs(one.child.pid!), runs(other.child.pid!)]).toEqual([false, true]);
    strikeSession(sessionOf(one));
    await untilGone(sessionOf(one));
    other.kill();
    await other.gone;
  });

  const UNHEARD = `exec python3 -c "import os, signal, subprocess
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
subprocess.run(['true'])
print('ready', flush=True)
os.read(3, 1)";`;
  test.each<[does: string, script: string, isAll: boolean]>([
    ['nothing', '', true],
    ['something that still runs', 'sleep 600 &', false],
    ['something that has ended', '/bin/true;', false],
    ['something whose parent has ended', '(sleep 600 &);', false],
    ['something in a session of its own', '(setsid sleep 600 &);', false],
    ['something of whose end it does not want to hear', UNHEARD, false],
  ])('of a program that has started %s says whether that was all', async (_does, script, isAll) => {
    const args = ['-c', `${script} echo ready; read -r line <&3`];
    const started = spawnUserCode({ command: '/bin/sh', args, cwd: '/', output: 'pipe', lifeline: 'inside' });
    await new Promise((resolve) => started.child.stdout!.once('data', resolve));
    const { pid } = started.child;
    const session = { pid: pid!, secret: '', started: startOf(pid!) };
    process.kill(pid!, 'SIGSTOP');
    await expect.poll(() => hasStartedOthers(session), { interval: 1 }).toBe(!isAll);
    started.kill();
    await started.gone;
  });

  test('by itself is waited for', async () => {
    const started = spawnUserCode({
      command: '/bin/sleep',
      args: ['0.2'],
      cwd: '/',
      output: 'ignore',
      lifeline: 'inside',
    });
    await endsByItself(sessionOf(started), 20_000);
    expect(runs(started.child.pid!)).toBe(false);
    const lasting = start();
    await endsByItself(sessionOf(lasting), 30);
    expect(runs(lasting.child.pid!)).toBe(true);
    lasting.kill();
    await lasting.gone;
  });
});

test('a folder for a purpose lies in the own one, each anew, and both come again where a cleaner took them', () => {
  const made = ['bundle', 'bundle'].map((purpose) => newTemporaryFolder(purpose));
  const folders = made.map((each) => ('folder' in each ? each.folder : ''));
  const own = ownTemporaryFolder();
  expect(own).toEqual({ folder: path.dirname(folders[0]!) });
  expect(new Set(folders).size).toBe(2);
  for (const folder of folders) expect(path.basename(folder)).toMatch(/^bundle-\w{6}$/);
  expect(path.basename(path.dirname(folders[0]!))).toBe(ownMark());
  rmSync(path.dirname(folders[0]!), { recursive: true });
  expect(ownTemporaryFolder()).toEqual(own);
  expect(newTemporaryFolder('x')).toEqual({ folder: expect.stringMatching(/x-\w{6}$/) as string });
});

here("a folder of this process's name that is there already", () => {
  test("is somebody else's work, and another place is taken", async () => {
    const place = temporaryFolder({});
    vi.stubEnv('TMPDIR', place);
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.resetModules();
    const { ownMark: markOf } = await import('../../processes/owner');
    const root = path.join(place, `stepwise-${process.getuid!()}`);
    mkdirSync(path.join(root, markOf()), { recursive: true, mode: 0o700 });
    const anew = await import('../../processes/temporaryFolder');
    const made = anew.ownTemporaryFolder();
    expect(made).toEqual({ folder: expect.not.stringContaining(place) as string });
    rmSync('folder' in made ? made.folder : '', { recursive: true });
  });
});
