/** AWS SDK v3 clients in a thread: loads them from the folders given, makes calls, ends with its owner. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Json } from '../../core/json';
import type { EditorProxy } from './worker/proxyAgent.cjs';

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

export class SdkClients {
  private worker: Worker | undefined;
  private next = 1;
  private readonly waiting = new Map<number, (answer: SdkAnswer) => void>();

  /** @param env the environment of the SDK: credentials are in it only where AWS itself was chosen */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  call(call: SdkCall, signal: AbortSignal): Promise<SdkAnswer> {
    const id = this.next++;
    const worker = (this.worker ??= this.start());
    return new Promise((resolve) => {
      const abort = (): void => worker.postMessage({ abort: id });
      this.waiting.set(id, (answer) => {
        signal.removeEventListener('abort', abort);
        this.waiting.delete(id);
        // Only a call under way keeps its owner from ending.
        if (this.waiting.size === 0) worker.unref();
        resolve(answer);
      });
      signal.addEventListener('abort', abort, { once: true });
      worker.ref();
      worker.postMessage({ id, ...call });
    });
  }

  async dispose(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(findWorker(), { env: this.env, stdout: true, stderr: true });
    worker.on('message', ({ id, ...answer }: { id: number } & SdkAnswer) => this.waiting.get(id)?.(answer));
    worker.on('error', (error) => this.fail(worker, String(error)));
    worker.on('exit', () => this.fail(worker, 'its thread has ended'));
    return worker;
  }

  private fail(worker: Worker, message: string): void {
    if (this.worker === worker) this.worker = undefined;
    for (const settle of [...this.waiting.values()]) settle({ type: 'broken', message });
  }
}

/** Beside the bundle, else where it lies in the source. */
function findWorker(): string {
  const bundled = path.join(__dirname, 'awsSdk', 'sdkWorker.cjs');
  return existsSync(bundled) ? bundled : path.join(__dirname, 'worker', 'sdkWorker.cjs');
}
