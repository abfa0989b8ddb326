/** Runs one Lambda function on this machine: the types of the room. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  DebuggerAddress,
  FailureFacts,
  FunctionConfiguration,
  HandlerLanguageId,
  InterpretedId,
} from '../core/handlers';
import type { FunctionLayer } from './layers/layer';
import type { ProcessRoom } from './processRoom';

export interface FunctionSpec extends FunctionConfiguration {
  readonly name: string;
  /** Absolute. */
  readonly codeDir: string;
  /** Absolute, {@link codeDir} among them: folders whose files a build lays into one, so that relative imports lead from one to another. */
  readonly rootDirs?: readonly string[];
  /** Absolute: folders of packages of the project's own, which a build installs; Python looks there behind all others. */
  readonly ownPackages?: readonly string[];
  /** Absolute path of the source file that holds the handler; of the code folder, where no source is read. */
  readonly file: string;
  /** JavaScript is bundled before it runs, as TypeScript is: a bundler deploys it, and Node.js might not read it as it stands. */
  readonly isBundled?: true;
  /** Absolute: the file that the code was taken from, with its lines or a source map to it; people stop and read there. */
  readonly sourceFile?: string;
  /** Absolute: the package that {@link file} was unpacked from. */
  readonly packedIn?: string;
  readonly exportName: string;
  /** As its deployment file writes it, where no language of ours takes it apart: `com.example.Orders::handle`. */
  readonly handler?: string;
  /** All that it is called in its project: builds leave folders of these names. */
  readonly names?: readonly string[];
  /** AWS's name, `nodejs20.x`, `python3.12`; guessed from the file's ending where absent. */
  readonly runtime?: string;
  readonly environment: { readonly [name: string]: string };
  readonly timeoutSeconds: number;
  /** MB: what the process and all it starts may hold together. */
  readonly memorySize: number;
  /** In the order in which the function names them: later ones lie over earlier ones. */
  readonly layers?: readonly FunctionLayer[];
  /** The workspace's folder: where SDKs and the user's interpreters are looked for. */
  readonly projectDir: string;
  /** AWS's, of its stack; absent: that of the run. */
  readonly region?: string;
}

/** Where SDK calls of a handler go that nothing on this machine answers. `mock` (the default): nowhere. */
export type AwsTarget =
  | { readonly kind: 'mock' }
  | { readonly kind: 'endpoint'; readonly url: string; readonly services?: { readonly [service: string]: string } }
  | { readonly kind: 'aws'; readonly profile?: string; readonly region: string };

export interface LambdaHostOptions {
  readonly target: AwsTarget;
  readonly region: string;
  /** Start handlers so that they wait for the debugger of their language. */
  readonly debug?: {
    /**
     * A debugger must attach here before the handler's code is loaded; resolves once attached.
     * Rejected: nobody will attach, and the handler runs without a debugger.
     */
    attach(request: AttachRequest): Promise<void>;
    /** Whether the editor has a debugger of the language; absent: of every one. */
    attaches?(language: HandlerLanguageId): boolean;
    /** Nobody tells when a handler stands in its debugger: a process that has one has no limit of time. */
    readonly isUnwatched?: boolean;
    /** Nothing on this machine debugs the function's language, and it runs without; absent: the log says it. */
    missing?(wanted: MissingDebugger): void;
  };
  /** What counts as time for timeouts and deadlines; default: the system's. */
  readonly time?: InvocationTime;
  readonly executables?: Executables;
  /** Of all functions' processes; absent: as many as come, of each function what a machine bears. */
  readonly room?: ProcessRoom;
  /** A folder that holds the module `debugpy`, such as the editor's own copy, for a Python that has none installed. */
  readonly debugpyDir?: string;
  /**
   * Endpoints of our own by service, `{ sfn: 'http://127.0.0.1:…' }`, asked for when a process starts, whose id (8
   * hexadecimal digits) {@link InvokeOptions.takenBy} tells. They answer with
   * every target but `aws`, whose services are AWS's own; an endpoint of the target's for the same service goes first.
   */
  readonly serviceEndpoints?: (processId: string) => Promise<{ readonly [service: string]: string }>;
  /**
   * Answers the calls of AWS services that handlers make, with target `aws` those that are on their way to it; absent: none
   * is answered.
   * The URL that they go to holds a secret, which no other local process knows.
   */
  readonly services?: (request: IncomingMessage, response: ServerResponse, from: CallingProcess) => void;
  /** Finds modules of the project that a bundler alone does not, as its files stand now; absent: what is not found is not there. */
  readonly modules?: () => ModuleFinder;
  /** A folder of ours in whose `node_modules` may lie what Lambda supplies, for projects that have none of it. */
  readonly suppliedDir?: string;
  /** Where the files that run inside handler processes lie; found beside the bundle where absent. */
  readonly bootstrapDir?: string;
  log(entry: {
    readonly functionName: string;
    readonly stream: 'stdout' | 'stderr' | 'info';
    readonly text: string;
  }): void;
  /** The function's log as Lambda writes it, an event at a time, for whoever wants it whole. */
  readonly wholeLog?: (functionName: string, event: string) => void;
}

export interface ModuleFinder {
  /** The file that a specifier of JavaScript or TypeScript leads to. @param from absolute: the file that imports */
  find(specifier: string, from: string): string | undefined;
  /** Whether a handler in JavaScript imports what Node.js alone does not find, or cannot read. */
  needsBundler(file: string): boolean;
}

/** Whose call a request is. */
export interface CallingProcess {
  /** Path and query as the service would get them. */
  readonly url: string;
  /** Where handlers send their calls, whichever process. */
  readonly localUrl: string;
  /** With target `aws`: where the call was going, which its signature names: `dynamodb.eu-west-1.amazonaws.com`. */
  readonly awsHost?: string;
  /** As {@link InvokeOptions.takenBy} has told it; absent where an address came by another way, such as a queue's in an event. */
  readonly processId?: string;
  readonly functionName?: string;
}

/** Time that may stand still, such as while a debugger has stopped: then nothing runs out of it. */
export interface InvocationTime {
  /** Milliseconds from any beginning. */
  elapsed(): number;
  /** Calls back once when so much of this time has passed. @returns that nobody waits any more */
  after(milliseconds: number, act: () => void): () => void;
  /** Stands still until what is returned is called. */
  hold(): () => void;
  /** How long it has stood still in all until this moment, and since when (milliseconds since the epoch) it stands now. */
  readonly stood: { readonly milliseconds: number; readonly since?: number };
  /** Calls back whenever it begins to stand or goes on. @returns stops that */
  watch(changed: () => void): () => void;
}

export interface AttachRequest extends DebuggerAddress {
  readonly language: HandlerLanguageId;
  readonly functionName: string;
}

export interface MissingDebugger {
  readonly language: HandlerLanguageId;
  readonly functionName: string;
  /** What installs it in a terminal. */
  readonly command: string;
}

/** Which executables run the handlers of each language; found on PATH where absent. */
export type Executables = { readonly [Id in InterpretedId]?: string };

export type InvokeOutcome =
  | {
      readonly type: 'success';
      /** JSON text of what the handler returned; `null` where it streamed more than an answer may have. */ readonly payload: string;
      readonly durationMs: number;
    }
  | {
      readonly type: 'error';
      /** What AWS would put in `errorType`, such as `TypeError` or `Sandbox.Timedout`. */
      readonly errorType: string;
      readonly errorMessage: string;
      /** What its runtime needs and this machine lacks, as a sentence: no failure of AWS's, and none for a Retry or Catch. */
      readonly notHere?: string;
      readonly stackTrace: readonly string[];
      /** The function's own answer as AWS gives it (JSON text of errorMessage, errorType, …). */
      readonly payload: string;
      /** The handler threw, ran out of time, its process died, it could not be started, or Lambda would not invoke it. */
      readonly reason: 'handler' | 'timeout' | 'exit' | 'start' | 'refused';
      readonly facts?: FailureFacts;
      readonly durationMs: number;
    };

export interface InvokeOptions {
  readonly signal?: AbortSignal;
  /** JSON text, for `context.clientContext`. */
  readonly clientContext?: string;
  /** It waits until the function has room for it, as events do that are queued; absent: without room it is refused. */
  readonly isQueued?: boolean;
  /** An attached debugger stops at the first line of the handler. */
  readonly stepInto?: boolean;
  /** The process whose handler waits for the answer: what it holds of its own function's room is free meanwhile. */
  readonly calledBy?: string;
  /** Called with the id of the process that takes the event, before it has it. */
  readonly takenBy?: (processId: string) => void;
  /** Hears what its function's log has of it, as Lambda writes it, an event at a time. */
  readonly log?: (event: string) => void;
  /** Hears a streamed answer, as with InvokeWithResponseStream; absent: what is streamed is answered as a whole. */
  readonly stream?: AnswerStream;
}

/** Hears what a handler streams, as it comes. An answer that comes as a whole is not told here. */
export interface AnswerStream {
  /**
   * Once, before the first piece.
   *
   * @param prelude JSON text of an HTTP response's `statusCode`, `headers` and `cookies`; undefined: it is none
   * @param type the content type that it has then
   */
  begins(prelude: string | undefined, type: string): void;
  /** @returns once more may come, where that is not at once */
  piece(bytes: Uint8Array): Promise<void> | void;
}

/** Keeps one warm process per function and concurrency slot; all die with it. */
export interface LambdaHost {
  /** Starts a process for an event that will come: whoever waits for something else meanwhile finds it started. */
  prepare?(spec: FunctionSpec): void;
  invoke(spec: FunctionSpec, eventText: string, options?: InvokeOptions): Promise<InvokeOutcome>;
  /**
   * Kills every process started, trees included; resolves when they are gone.
   *
   * @param stop until then a function may do what it does behind its answer, within its time
   */
  dispose(stop?: AbortSignal): Promise<void>;
}
