/** Starts the language server, and again when what it may serve changes. */
import * as vscode from 'vscode';
import {
  LanguageClient,
  State,
  TransportKind,
  type DocumentSelector,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { LANGUAGES } from '../messages/ids';
import type { LanguageNotifications, LanguageRequests, ServerOptions } from '../messages/languageClient';
import { onDidChangeSetting, readSetting } from './settings/read';
import { SETTINGS } from './settings/table';
import { Withdrawal } from './withdrawal';

const SELECTOR: DocumentSelector = [
  ...LANGUAGES.map((language) => ({ language })),
  // What holds definitions says so in its text alone; the server looks at it before it reads it.
  { pattern: '**/*.{yaml,yml,template}' },
  { scheme: 'file', pattern: '**/*.json' },
  { pattern: '**/*.{tf,tofu}' },
];

export class LanguageServer implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private begin!: (started: Promise<void>) => void;
  /** What is asked before the start waits for it: features register first. */
  private ready = new Promise<void>((resolve) => (this.begin = resolve));
  private readonly started = new vscode.EventEmitter<void>();
  /** It answers, for the first time or by other rules than before. */
  readonly onDidStart = this.started.event;
  private readonly withdrawal = new Withdrawal(() => this.client);
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.listeners = [
      onDidChangeSetting(SETTINGS.codeLens, () => this.restart()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
      this.withdrawal,
      this.started,
    ];
  }

  start(): Promise<void> {
    const module = this.extension.asAbsolutePath('dist/server.js');
    const client = new LanguageClient(
      'stepwise',
      'Stepwise Language Server',
      {
        run: { module, transport: TransportKind.ipc },
        debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
      },
      this.options(),
    );
    this.client = client;
    this.ready = client.start().then(
      () => this.started.fire(),
      (error: unknown) => this.log.error('The language server did not start.', String(error)),
    );
    this.begin(this.ready);
    return this.ready;
  }

  /** Undefined where the server is not there to answer, or failed: callers go on without. */
  async request<Method extends keyof LanguageRequests>(
    method: Method,
    params: LanguageRequests[Method]['params'],
  ): Promise<LanguageRequests[Method]['result'] | undefined> {
    await this.ready;
    if (this.client?.state !== State.Running) return undefined;
    try {
      const answer = this.client.sendRequest<LanguageRequests[Method]['result']>(method, params);
      return await withPatience(answer, () => this.log.warn(`${method}: The language server does not answer.`));
    } catch (error) {
      this.log.warn(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Nobody answers; where the server is not there, nobody hears it. */
  notify<Method extends keyof LanguageNotifications>(method: Method, params: LanguageNotifications[Method]): void {
    void this.ready.then(() => this.client?.sendNotification(method, params)).catch(() => undefined);
  }

  /** What it reads outside the workspace has changed: those who have asked may ask again. */
  answersAnew(): void {
    // With its options the server forgets what it has read.
    void this.client?.sendNotification('stepwise/options', {});
    this.started.fire();
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
    void this.stop();
  }

  private restart(): void {
    this.ready = this.ready.then(() => this.stop()).then(() => this.start());
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.log.warn(`The language server did not stop cleanly: ${String(error)}`);
    }
  }

  private options(): LanguageClientOptions {
    const initializationOptions: ServerOptions = {
      codeLens: readSetting(SETTINGS.codeLens),
      trusted: vscode.workspace.isTrusted,
    };
    return {
      documentSelector: SELECTOR,
      initializationOptions,
      outputChannel: this.log,
      middleware: this.withdrawal.middleware,
      diagnosticCollectionName: 'stepwise',
    };
  }
}

/** Nothing a person starts may wait for ever on a server that hangs. */
const PATIENCE_MS = 10_000;

/** The answer, or undefined (and a word about it) where none comes. */
async function withPatience<T>(answer: Promise<T>, given: () => void): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      given();
      resolve(undefined);
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
