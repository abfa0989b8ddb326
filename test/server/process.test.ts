/** The server as an editor starts it, in a process of its own: it answers, and ends with its editor. */
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Hover, InitializeResult, ProtocolConnection } from 'vscode-languageserver/node';
import { builtBundles } from '../harness/builtBundles';

const URI = 'file:///machines/order.asl.json';
const TEXT = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}';

/** A folder as an extension has it: bundles, and translations beside them. */
let extension: string;
beforeAll(async () => {
  extension = await builtBundles('server', { server: 'server/main.ts' });
  const dist = path.join(extension, 'dist');
  mkdirSync(dist);
  cpSync(path.join(extension, 'server.js'), path.join(dist, 'server.js'));
  mkdirSync(path.join(extension, 'l10n'));
  const german = { '{0} state': '{0} als Zustand' };
  writeFileSync(path.join(extension, 'l10n/bundle.l10n.de.json'), JSON.stringify(german));
});
afterAll(() => rmSync(extension, { recursive: true, force: true, maxRetries: 3 }));

interface Way {
  readonly name: string;
  readonly start: (module: string) => [ChildProcess, ProtocolConnection];
  readonly leave: (child: ChildProcess) => void;
  /** Of an end without a farewell, the protocol wants 1. */
  readonly code: number;
}

const WAYS: readonly Way[] = [
  {
    name: 'over IPC',
    start: (module) => {
      const child = fork(module, ['--node-ipc'], { stdio: 'ignore', execArgv: [] });
      return [child, createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child))];
    },
    leave: (child) => child.disconnect(),
    code: 0,
  },
  {
    name: 'on standard input and output',
    start: (module) => {
      const child = spawn(process.execPath, [module, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
      return [
        child,
        createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
      ];
    },
    leave: (child) => void child.stdin!.end(),
    code: 1,
  },
];

test.each(WAYS)('$name', async ({ start, leave, code }) => {
  const [child, connection] = start(path.join(extension, 'dist/server.js'));
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  connection.listen();
  const { capabilities, serverInfo } = await connection.sendRequest<InitializeResult>('initialize', {
    // It lives on: the end of the channel says that nobody asks any more.
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    locale: 'de-CH',
  });
  expect({ serverInfo, hovers: capabilities.hoverProvider }).toEqual({
    serverInfo: { name: 'Stepwise' },
    hovers: true,
  });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri: URI, languageId: 'asl', version: 1, text: TEXT };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const position = { line: 0, character: TEXT.indexOf('"A":') + 1 };
  const hover = await connection.sendRequest<Hover>('textDocument/hover', { textDocument, position });
  expect((hover.contents as { value: string }).value).toContain('Succeed als Zustand');
  leave(child);
  expect(await ended).toEqual({ code, signal: null });
});
