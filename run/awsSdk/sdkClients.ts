/** AWS SDK v3 clients in a process of their own: it loads them from the folders given, makes calls, ends with its owner. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../core/json';
import { insideFile, spawnUserCode, type UserProcess } from '../../processes/spawnUserCode';
import type { EditorProxy } from './worker/proxyAgent.cjs';
import { reasonOf } from '../../project/systemReason';

export interface SdkCall {
  /** Where the client is looked for, nearest first; a folder's parents count. */
  readonly folders: readonly string[];
  /** Such as `@aws-sdk/client-dynamodb`. */
  readonly client: string;
  /** Such as `GetItem`. */
  readonly command: string;
  /** As a state machine writes it, every field with a large first letter. */
  readonly input: Json;
  readonly config: SdkConfig;
}

export interface SdkConfig {
  readonly region: string;
  readonly proxy?: EditorProxy;
  readonly endpoint?: string;
  /** Absent: what the SDK finds in its environment. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** S3 at an endpoint of one host: `http://host/bucket`, not `http://bucket.host`. */
  readonly forcePathStyle?: boolean;
  /** SQS at an endpoint: else a call goes to the host of the queue's URL, whatever the endpoint. */
  readonly useQueueUrlAsEndpoint?: boolean;
  /** At an endpoint: nothing is put before its host's name, where some operations would have a prefix. */
  readonly disableHostPrefix?: boolean;
}

export type SdkAnswer =
  | {
      readonly type: 'success';
      /** Fields spelled as Step Functions spells them. Moments are {@link SdkMoment}s, bytes are text or base64. */
      readonly output: Json;
      readonly status: number;
      readonly headers: { readonly [name: string]: string };
      readonly requestId?: string;
    }
  | SdkFailure
  /** None of the folders has the client. */
  | { readonly type: 'noClient' }
  | { readonly type: 'noCommand'; readonly commands: readonly string[] }
  /** The client could not be loaded or configured. */
  | { readonly type: 'broken'; readonly message: string };

export interface SdkFailure {
  readonly type: 'failure';
  /** The service as its API model names it, such as `DynamoDB` or `Secrets Manager`. */
  readonly serviceId: string;
  readonly name: string;
  readonly code?: string;
  /** Whether the API model describes this error. */
  readonly isModelled: boolean;
  readonly message: string;
  /** Absent: no answer came. */
  readonly status?: number;
  readonly requestId?: string;
  readonly extendedRequestId?: string;
  readonly attempts: number;
}

/** A moment in an answer: integrations differ in how they write it. */
export interface SdkMoment {
  readonly $date: number;
  readonly $text: string;
}

/** One child process, started at the first call; it is the project's own copy of the SDK that runs in it. */
export class SdkClients {
  private running: UserProcess | undefined;
  private next = 1;
  private readonly waiting = new Map<number, (answer: SdkAnswer) => void>();

  /** @param variables what the SDK sees beside the allow-list: credentials only where AWS itself was chosen */
  constructor(private readonly variables: { readonly [name: string]: string }) {}

  call(call: SdkCall, signal: AbortSignal): Promise<SdkAnswer> {
    const id = this.next++;
    return new Promise((resolve) => {
      let running: UserProcess;
      try {
        running = this.running ??= this.start();
      } catch (error) {
        resolve({ type: 'broken', message: `its process cannot be started: ${reasonOf(error)}` });
        return;
      }
      const abort = (): void => tell(running, { abort: id });
      this.waiting.set(id, (answer) => {
        signal.removeEventListener('abort', abort);
        this.waiting.delete(id);
        // Only a call under way keeps its owner from ending.
        if (this.waiting.size === 0) hold(running, false);
        resolve(answer);
      });
      signal.addEventListener('abort', abort, { once: true });
      hold(running, true);
      tell(running, { id, ...call });
    });
  }

  async dispose(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    running?.kill();
    await running?.gone;
  }

  private start(): UserProcess {
    const worker = findWorker();
    const running = spawnUserCode({
      // Our own runtime; an editor's is Electron, which is Node when told so.
      command: process.execPath,
      args: [worker, insideFile('lifeline.cjs')],
      cwd: path.dirname(worker),
      variables: { ELECTRON_RUN_AS_NODE: '1', ...this.variables },
      // What an SDK prints (that it will not support some Node.js) is no part of a run.
      output: 'ignore',
      messages: true,
      lifeline: 'node',
    });
    const { child } = running;
    child.on('message', ({ id, ...answer }: { id: number } & SdkAnswer) => this.waiting.get(id)?.(answer));
    child.on('error', (error) => this.fail(running, String(error)));
    child.on('exit', () => this.fail(running, 'its process has ended'));
    return running;
  }

  private fail(running: UserProcess, message: string): void {
    if (this.running === running) this.running = undefined;
    for (const settle of [...this.waiting.values()]) settle({ type: 'broken', message });
  }
}

/** A process that has ended says so by itself. */
function tell({ child }: UserProcess, message: object): void {
  if (child.connected) child.send(message, () => {});
}

/** Whether the child keeps this process from ending. */
function hold({ child }: UserProcess, isHeld: boolean): void {
  for (const each of [child, child.channel]) {
    if (isHeld) each?.ref();
    else each?.unref();
  }
}

/** Beside the bundle, else where it lies in the source. */
function findWorker(): string {
  const bundled = path.join(__dirname, 'awsSdk', 'sdkWorker.cjs');
  return existsSync(bundled) ? bundled : path.join(__dirname, 'worker', 'sdkWorker.cjs');
}
