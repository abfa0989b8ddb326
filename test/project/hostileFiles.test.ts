/** Whatever lies where a file should be: every reader says so, in time and in little memory. In processes of their own, since a reader that hangs hangs its process. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { HOSTILE_FILES, openSocket } from '../harness/hostileFiles';
import { builtBundles } from '../harness/builtBundles';

const DEADLINE = 20_000;
/** Kilobytes: what Node itself takes, and some. */
const MOST_MEMORY = 400 * 1024;
const NAMES = [
  'template.yaml',
  'hostile.asl.json',
  'hostile.json',
  'MockConfigFile.json',
  'handler.js',
  '.vscode/stepwise.json',
];
const KINDS = [
  ...HOSTILE_FILES.map(({ name, reason }) => ({ name, reason })),
  { name: 'socket', reason: 'it is a socket and not a file' },
];

let dist: string;
let folder: string;
const sockets: { close(): void }[] = [];

// Windows knows no pipes and devices in folders.
const here = describe.skipIf(process.platform !== 'linux');

here('a hostile file', () => {
  beforeAll(async () => {
    dist = await builtBundles('hostile', {
      cli: 'cli/main.ts',
      server: 'server/main.ts',
      reader: 'test/harness/readHostile.ts',
    });
    folder = mkdtempSync(path.join(os.tmpdir(), 'stepwise-hostile-'));
    for (const { name } of KINDS) {
      const at = (file: string): string => path.join(folder, name, file);
      for (const inner of ['.vscode', 'empty', '.git']) mkdirSync(at(inner), { recursive: true });
      writeFileSync(at('sound.asl.json'), '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}');
      const make = HOSTILE_FILES.find((kind) => kind.name === name)?.make;
      for (const file of NAMES) {
        if (make) make(at(file));
        else sockets.push(await openSocket(at(file)));
      }
    }
  }, 60_000);
  afterAll(() => {
    sockets.forEach((socket) => socket.close());
    for (const each of [dist, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 3 });
  });

  function node(
    script: string,
    args: readonly string[],
    input?: string,
  ): { out: string; error: string; code: number | null } {
    const { stdout, stderr, status, error } = spawnSync(
      process.execPath,
      ['--max-old-space-size=128', path.join(dist, script), ...args],
      { cwd: folder, timeout: DEADLINE, encoding: 'utf8', input: input ?? '', killSignal: 'SIGKILL' },
    );
    // A reader that has enough of its input closes it.
    if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    return { out: stdout, error: stderr, code: status };
  }

  test('is told of by project, launch, input, mocks and resumption', () => {
    const { out } = node(
      'reader.js',
      KINDS.map(({ name }) => path.join(folder, name)),
    );
    const { found, memory } = JSON.parse(out) as { found: Record<string, string>[]; memory: number };
    expect(memory).toBeLessThan(MOST_MEMORY);
    for (const { name, reason } of KINDS) {
      const told = expect.stringContaining(reason) as unknown;
      const isThere = name !== 'dangling';
      expect(found.find((each) => each['name'] === name)).toEqual({
        name,
        // A template and settings that are not there are no mistake.
        problems: isThere
          ? [
              expect.stringMatching(/^template\.yaml cannot be read/),
              expect.stringMatching(/stepwise\.json cannot be read/),
            ]
          : [],
        functions: 0,
        mocks: 0,
        program: isThere ? told : expect.stringContaining('does not exist'),
        input: told,
        mockFile: told,
        resume: told,
      });
    }
  });

  test('of source code takes no longer the more of it there is', () => {
    const at = path.join(folder, 'slow');
    mkdirSync(path.join(at, '.git'), { recursive: true });
    const openings = 'module.exports = {\n'.repeat(15_000);
    writeFileSync(
      path.join(at, 'app.js'),
      `${'\n'.repeat(100_000)}${openings}};exports.handler = 1;}\nexports.handler = () => 2;`,
    );
    writeFileSync(path.join(at, 'list.js'), `${openings}};\nmodule.exports = { handler };`);
    const { found } = JSON.parse(node('reader.js', [at]).out) as { found: { functions: number }[] };
    expect(found[0]!.functions).toBe(2);
  });

  test('is told of by check, for each file', () => {
    const files = KINDS.map(({ name }) => path.join(name, 'hostile.asl.json'));
    const { error, code } = node('cli.js', ['check', ...files]);
    expect(code).toBe(2);
    for (const { name, reason } of KINDS) {
      // Of a folder its machines would be checked.
      if (name === 'folder') expect(error).toContain(`${name}/hostile.asl.json is a folder without a state machine.`);
      else
        expect(error).toMatch(
          new RegExp(
            `^stepwise check: ${name}/hostile.asl.json cannot be read: .*${reason.replace(/[()]/g, '.')}.*\\.$`,
            'm',
          ),
        );
    }
  });

  test.each(['pipe', 'zeroes', 'socket', 'sizeless'])('is told of by run and its --input: %s', (name) => {
    const reason = KINDS.find((kind) => kind.name === name)!.reason;
    for (const args of [[`${name}/hostile.asl.json`], [`${name}/sound.asl.json`, '--input', `${name}/hostile.json`]]) {
      const { error, code } = node('cli.js', ['run', ...args]);
      expect(error).toContain(`cannot be read: ${reason}`);
      expect(code).toBe(2);
    }
  });

  test('leaves standard input bounded, and the pipe of a shell readable', () => {
    const large = 'x'.repeat(17 * 1024 * 1024);
    expect(node('cli.js', ['check', '-'], large).error).toBe(
      'stepwise check: Standard input cannot be read: it is larger than 16 MB.\n',
    );
    const command = `"${process.execPath}" "${path.join(dist, 'cli.js')}" check <(cat pipe/sound.asl.json)`;
    const shell = spawnSync('bash', ['-c', command], { cwd: folder, timeout: DEADLINE, encoding: 'utf8' });
    expect(shell.stderr).toBe('1 file checked: nothing to report.\n');
  });

  test.each([false, true])('does not hang the language server (workspace trusted: %s)', async (trusted) => {
    const child = spawn(process.execPath, ['--max-old-space-size=128', path.join(dist, 'server.js'), '--stdio']);
    onTestFinished(() => void child.kill('SIGKILL'));
    const editor = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    editor.listen();
    await editor.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'w' }],
      capabilities: { workspace: { workspaceFolders: true } },
      initializationOptions: { trusted },
    });
    await editor.sendNotification('initialized', {});
    for (const { name } of KINDS) {
      const uri = (file: string): string => pathToFileURL(path.join(folder, name, file)).href;
      const project = await editor.sendRequest<{ problems: readonly object[] }>('stepwise/project', {
        uri: uri('hostile.asl.json'),
      });
      expect([name, project.problems.length > 0]).toEqual([name, name !== 'dangling']);
      expect(await editor.sendRequest('stepwise/graph', { uri: uri('hostile.asl.json') })).toBeNull();
      expect(await editor.sendRequest('stepwise/handlers', { uri: uri('handler.js') })).toEqual([]);
      expect(await editor.sendRequest('stepwise/testCases', { uri: uri('sound.asl.json') })).toEqual([]);
      const sound = await editor.sendRequest<{ name: string }>('stepwise/graph', { uri: uri('sound.asl.json') });
      expect(sound.name).toBe('sound');
    }
  });
});
