/** What features of the client are given, and the run that they hear of. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type * as vscode from 'vscode';
import type { ClientContext } from '../../../client/clientContext';
import { AwsTargets } from '../../../client/awsTarget';
import type { AdapterEvents } from '../../../messages/debugClient';
import { JsonDocuments } from '../../../client/jsonDocuments';
import { LastAnswer } from '../../../client/lastAnswer';
import { LastLaunch } from '../../../client/lastLaunch';
import { Questions } from '../../../client/questions';
import { followRuns } from '../../../client/runs/followRuns';
import { SecretValues } from '../../../client/secretValues';
import { RunStore } from '../../../client/runs/runStore';
import { editor } from './editor';
import { Uri } from './vscode';

/** The editor's secret storage, of which nothing is written to a file. */
export function secretStorage(kept = new Map<string, string>()): vscode.SecretStorage {
  return {
    keys: () => Promise.resolve([...kept.keys()]),
    get: (key: string) => Promise.resolve(kept.get(key)),
    store: (key: string, text: string) => Promise.resolve(void kept.set(key, text)),
    delete: (key: string) => Promise.resolve(void kept.delete(key)),
    onDidChange: editor.on('secretChanged'),
  } as vscode.SecretStorage;
}

/** A memento that forgets nothing and stores nothing. */
export function memento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
    update: (key: string, value: unknown) =>
      Promise.resolve(void (value === undefined ? kept.delete(key) : kept.set(key, structuredClone(value)))),
  } as vscode.Memento;
}

const storage = mkdtempSync(path.join(os.tmpdir(), 'stepwise-client-'));
let contexts = 0;
afterAll(() => rmSync(storage, { recursive: true, force: true, maxRetries: 3 }));

/**
 * @param answers of the language server, by request
 * @param folder of the extension's own files: two contexts that share it are two windows
 */
export function clientContext(
  answers: Record<string, (params: never) => unknown> = {},
  folder = path.join(storage, String(++contexts)),
): ClientContext {
  const extension = {
    subscriptions: [],
    extensionPath: '/stepwise',
    extensionUri: Uri.file('/stepwise'),
    workspaceState: memento(),
    globalState: memento(),
    storageUri: Uri.file('/storage'),
    globalStorageUri: Uri.file(folder),
    asAbsolutePath: (file: string) => `/stepwise/${file}`,
  };
  const server = {
    request: (name: string, params: unknown) => Promise.resolve(answers[name]?.(params as never)),
    notify: (name: string, params: unknown) => void answers[name]?.(params as never),
    onDidStart: editor.on('serverStarted'),
  };
  const runs = new RunStore(extension as never);
  const context = {
    extension,
    server,
    log: editor.log,
    targets: new AwsTargets(),
    runs,
    questions: new Questions(runs),
    documents: new JsonDocuments(),
    secrets: new SecretValues(secretStorage()),
    lastLaunch: new LastLaunch(),
    lastAnswer: new LastAnswer(),
  };
  followRuns(runs);
  return context as unknown as ClientContext;
}

/** A session of our debugger; what the client asks of its adapter is kept. */
export class FakeSession {
  readonly type = 'stepwise';
  readonly workspaceFolder = undefined;
  readonly requests: [string, unknown][] = [];
  /** What the adapter refuses a request with. */
  refusal: string | undefined;

  constructor(
    readonly id = 'run',
    readonly configuration: Record<string, unknown> = {},
  ) {}

  customRequest(name: string, args: unknown): Promise<void> {
    this.requests.push([name, args]);
    return this.refusal === undefined ? Promise.resolve() : Promise.reject(new Error(this.refusal));
  }

  /** Resolves when what the client does of it at once is done. */
  tells<Name extends keyof AdapterEvents>(event: Name, body: AdapterEvents[Name]): Promise<void> {
    return editor.fire('adapterEvent', { session: this, event, body });
  }

  ends(): Promise<void> {
    return editor.fire('endedSession', this);
  }
}
