/** Between debug adapter and client, over DAP: launch arguments, custom events, custom requests. */
import type { ViewEvent } from '../core/graph/viewEvent';
import type { ErrorOutput, InspectionLevel, TestStateResponse } from '../core/interpreter/testState';
import type { Json } from '../core/json';
import type { AttachRequest, AwsTarget, Executables, MissingDebugger } from '../lambda/lambda';
import type { ProjectSettings } from '../project';

/** What a person may write into launch.json. `run/launch/options` has the same keys: the compiler holds the two together. */
export interface LaunchOptions extends Executables {
  /** What is run: a state machine or a single function. */
  readonly target?: 'machine' | 'function';
  /** Absolute path: the definition, the template that holds it, or the handler's file. */
  readonly program?: string;
  /** Of several machines in a template. (`name` is taken: it is the configuration's own in launch.json.) */
  readonly machine?: string;
  /** Of several functions or exports in a file. */
  readonly function?: string;
  /** Absolute path of the project's folder; default: nearest template above `program`, else its folder. */
  readonly project?: string;
  /** The input itself (any JSON), or … */
  readonly input?: unknown;
  /** … absolute path of a JSON file, or … */
  readonly inputFile?: string;
  /** … its exact text. */
  readonly inputText?: string;
  /** The trigger that hands over the input, by its name … */
  readonly as?: string;
  /** … and parameters of its event, as `name=value`. */
  readonly set?: readonly string[];
  readonly machineType?: 'STANDARD' | 'EXPRESS';
  /** Runs what AWS would refuse, as far as it goes; default: it is refused here too. */
  readonly runAnyway?: boolean;
  /** By key, or by the name alone. */
  readonly values?: { readonly [key: string]: Json };
  readonly fill?: boolean;
  readonly clock?: 'real' | 'skip';
  readonly seed?: number;
  /** Absolute path of a saved history: the run goes on where that one stands, or redrives what failed in it. */
  readonly resume?: string;
  /** Absolute path that the run's history is written to, as it grows, without what {@link mask} names: a file, or a folder. */
  readonly history?: string;
  /** Absolute path of a file that what came back from outside is written into, as mocks. */
  readonly record?: string;
  /** What {@link history} and {@link record} leave out, besides the project's own masks: names of keys, and paths. */
  readonly mask?: readonly string[];
  /** Absolute path of a MockConfigFile.json, … */
  readonly mockFile?: string;
  /** … and which of its test cases answers. */
  readonly mockCase?: string;
  /** Answers by machine and state, or the absolute path of a file in the form of `.vscode/stepwise.json`. */
  readonly mocks?: ProjectSettings['mocks'] | string;
  readonly awsTarget?: AwsTarget;
  /** What goes before the function's own settings. */
  readonly lambda?: {
    readonly runtime?: string;
    readonly memoryMb?: number;
    readonly timeoutSec?: number;
    readonly environmentVariables?: { readonly [name: string]: string };
  };
  /** How many handlers run at a time. */
  readonly maxProcesses?: number;
  readonly stopOnEntry?: boolean;
}

/** A launch configuration, resolved by the client: no pickers are left to ask. */
export interface LaunchArguments extends LaunchOptions {
  readonly target: 'machine' | 'function';
  readonly program: string;
  readonly noDebug?: boolean;
  /** Absolute path of the client's own, for this user alone: the whole history, which Redrive goes on with. */
  readonly keptHistory?: string;
  /** The client's own note: {@link awsTarget} is what the settings said, no word of the launch configuration. */
  readonly awsTargetIsOfSettings?: boolean;
  /** A folder that holds the module `debugpy`, for a Python that has none installed. */
  readonly debugpyDir?: string;
  /** The person's own `http.proxy`, `http.noProxy` and `http.proxyStrictSSL`, never those of a workspace. */
  readonly proxy?: { readonly url?: string; readonly noProxy?: readonly string[]; readonly strictSsl?: boolean };
  /** The client's own note: whose account the profile of {@link awsTarget} is, as far as the person's configuration tells. */
  readonly awsAccount?: string;
  /** Allows nothing any more: old configurations may have it. */
  readonly allowHttp?: unknown;
  /** A folder of the client's that AWS SDK clients may be installed into, each on consent. */
  readonly sdkDir?: string;
  /** Values that are secret, by key, which the client keeps: they stand before all others, and in no file. */
  readonly secrets?: { readonly [key: string]: string };
  /** The client's own note: the sample event in {@link inputText} is of this source (`events`), which says what its caller does with the answer. */
  readonly eventSource?: string;
  /** The client answers `stepwise.attach`, `stepwise.ask` and `stepwise.confirm`; other editors leave this out. */
  readonly interactive?: boolean;
}

/** A session that runs nothing by itself: it tests one state at each request `stepwise.testState`. */
export interface StateTestLaunch extends Omit<LaunchArguments, 'target'> {
  readonly target: 'state';
}

/**
 * A session that runs nothing by itself: it runs CDK apps at the request `stepwise.synthesize`, and says at `stepwise.passed` what
 * states pass.
 */
export interface AppLaunch {
  readonly target: 'app';
  /** Absolute path: of a folder whose apps are meant, or of a file of an app. */
  readonly program: string;
  /** As in {@link LaunchArguments}. */
  readonly interactive?: boolean;
}

/** What came of running CDK apps. */
export interface AppsSynthesized {
  /** Absolute: the apps that were run. */
  readonly apps: readonly string[];
  /** Why no more were. */
  readonly problem?: string;
  /** The person said no, and needs no word about it. */
  readonly isDeclined?: boolean;
}

/** Custom events, adapter → client. */
export interface AdapterEvents {
  /** A run begins: which definition, with which input. */
  'stepwise.runStarted': {
    readonly runId: string;
    readonly program: string;
    readonly name: string;
    readonly input: string;
    /** Absolute path of its whole history, which grows with it; absent: it is kept nowhere. */
    readonly history?: string;
    /** The run that started it, and in which state; absent: a person started it, or a handler. */
    readonly parent?: { readonly runId: string; readonly statePath?: string; readonly iterations?: readonly number[] };
  };
  /** Instead of a run: AWS would refuse the definition. */
  'stepwise.refused': Refusal;
  /** Instead of a run: it would decide by values that nobody has given. */
  'stepwise.valuesNeeded': NeededValues;
  /** Batched: the history as it grows. */
  'stepwise.runEvents': { readonly runId: string; readonly events: readonly ViewEvent[] };
  'stepwise.runEnded': {
    readonly runId: string;
    readonly status: string;
    readonly output?: string;
    readonly error?: string;
    readonly cause?: string;
  };
  /** The debugger stopped at this state, or inside its handler; or the run goes on. */
  'stepwise.stopped': {
    readonly runId: string;
    readonly statePath?: string;
    /** Of the Maps around the state, outermost first; absent: there are none. */
    readonly iterations?: readonly number[];
  };
  /** A person steps into the handler of this function, which is about to be called. */
  'stepwise.stepsInto': {
    readonly functionName: string;
    /** `stopOnEntry` asks for it. */
    readonly isEntry?: boolean;
  };
  /** A handler that was called by itself has answered: the JSON text. */
  'stepwise.answered': { readonly functionName: string; readonly answer: string };
  /** Whether the run's time stands still now, and for how many milliseconds it has in all until this moment. */
  'stepwise.clock': { readonly runId: string; readonly stands: boolean; readonly stood: number };
  /** A handler waits for VS Code's own debugger; answered by the request `stepwise.attached`. */
  'stepwise.attach': { readonly requestId: number; readonly request: AttachRequest };
  /** A handler runs without a debugger, because nothing on this machine debugs its language. */
  'stepwise.debuggerMissing': MissingDebugger;
  /** A Task nothing answers; answered by the request `stepwise.answer`. */
  'stepwise.ask': {
    readonly requestId: number;
    readonly machine: string;
    readonly state: string;
    readonly resource: string;
    /** JSON text. */
    readonly input: string;
    readonly suggestion: string;
    /** Why the function that it calls cannot be called here: a sentence. */
    readonly why?: string;
  };
  /** Answered by the request `stepwise.confirmed`. */
  'stepwise.confirm': { readonly requestId: number; readonly question: Confirmation };
  /** The question needs no answer any more: it has one, the task has ended, or somebody answered its token. */
  'stepwise.askOver': { readonly requestId: number };
  /** A task waits for its token; answered by the request `stepwise.answerTask`, or by somebody else. */
  'stepwise.waits': {
    readonly token: string;
    readonly machine: string;
    readonly state: string;
    readonly resource: string;
    readonly kind: 'lambda' | 'activity' | 'integration';
    /** JSON text. */
    readonly input: string;
    readonly timeoutSeconds?: number;
    readonly heartbeatSeconds?: number;
    /** Where a worker or a handler elsewhere answers: AWS_ENDPOINT_URL_SFN. */
    readonly endpoint: string;
    /** Time is virtual, and stands still until the person lets it pass. */
    readonly timeStandsStill: boolean;
  };
  /** It waits no more. */
  'stepwise.waitOver': { readonly token: string };
}

/** What only a deployment knows and a run would decide by. */
export interface NeededValues {
  /** Absolute path of the folder whose `.vscode/stepwise.json` keeps the answers. */
  readonly folder: string;
  readonly values: readonly [NeededValue, ...NeededValue[]];
}

export interface NeededValue {
  /** `KIND:NAME`, as the settings have it. */
  readonly key: string;
  /** The likeliest first. */
  readonly suggestions: readonly string[];
  /** It must not be written into a file. */
  readonly isSecret: boolean;
  /** Who needs it, and why nothing gives it: a line. */
  readonly use: string;
}

/** Why AWS would refuse a definition: the first of its reasons, and where that stands. */
export interface Refusal {
  /** Absolute path. */
  readonly file: string;
  /** Zero-based. */
  readonly line: number;
  /** Zero-based, UTF-16. */
  readonly character: number;
  readonly message: string;
  /** How many reasons there are. */
  readonly count: number;
}

/** What a person agrees to, or not, before it is done: all that one call needs, at once. */
export interface Confirmation {
  /** Never empty. */
  readonly permissions: readonly ConfirmedPermission[];
  /** Who wants it; absent: the run itself, before its first state. */
  readonly state?: string;
  /** The request that waits, without its query. */
  readonly request?: { readonly method: string; readonly url: string };
  /** Absolute path: where a client is installed, … */
  readonly folder?: string;
  /** … and as of when, with all it depends on: `2026-11-07`. */
  readonly day?: string;
}

/** An `origin` is scheme, host and port, as in `https://api.example.com`. */
export type ConfirmedPermission =
  | { readonly kind: 'http'; readonly origin: string; readonly writes: boolean }
  | { readonly kind: 'connection' | 'secret'; readonly name: string; readonly origin: string }
  | { readonly kind: 'endpoint'; readonly origin: string }
  | { readonly kind: 'install'; readonly client: string }
  | { readonly kind: 'synthesize'; readonly command: string }
  | { readonly kind: 'aws'; readonly profile?: string; readonly account?: string; readonly region: string };

/** `once`: for this run. `always`: for the project's folder, until it is withdrawn. */
export type ConfirmationAnswer = 'once' | 'always' | 'no';

/** Custom requests, client → adapter. */
export interface AdapterRequests {
  'stepwise.attached': { readonly requestId: number; readonly ok: boolean; readonly message?: string };
  /** What an editor holds of a file: stacks that are asked for from now on say where that is another text than the run's. */
  'stepwise.edited': {
    /** Absolute path. */
    readonly file: string;
    /** Unsaved; absent: it is what is on disk. */
    readonly text?: string;
  };
  /** A person has saved a file, or turns to a stack: what stands still is shown anew where it is shown in the wrong text. */
  'stepwise.refresh': object;
  /** A person looks at an iteration of a Map (by its path) that is inside no other: what is known of it is told. */
  'stepwise.lookAt': { readonly runId: string; readonly map: string; readonly index: number };
  /** A handler's debug session has stopped, or goes on; `session` is the client's id of it. */
  'stepwise.handlerStands': { readonly session: string; readonly functionName: string; readonly stands: boolean };
  'stepwise.confirmed': { readonly requestId: number; readonly answer: ConfirmationAnswer };
  'stepwise.answer': {
    readonly requestId: number;
    /** Absent: the person declined, the task fails. */
    readonly answer?:
      | { /** JSON text. */ readonly return: string }
      | { readonly error: string; readonly cause?: string }
      | { /** Where the service is: the call is made there. */ readonly endpoint: string }
      | {
          /** It, and all that would be asked for from now on, is inferred from what the machine reads. */ readonly rest: true;
        };
    /** Keep the answer in `.vscode/stepwise.json`. */
    readonly save?: boolean;
  };
  /** Refused, with a sentence, where the task has ended meanwhile. */
  'stepwise.answerTask': {
    readonly token: string;
    readonly answer:
      | { readonly kind: 'success'; /** JSON text. */ readonly output: string }
      | { readonly kind: 'failure'; readonly error?: string; readonly cause?: string }
      | { readonly kind: 'heartbeat' }
      | { readonly kind: 'letTimePass' };
  };
  /** Of a session that was launched for it ({@link StateTestLaunch}); answered with a {@link StateTestResult}. */
  'stepwise.testState': {
    /** At any depth; absent: the file is a single state. */
    readonly state?: string;
    /** Absolute path of a JSON file, or … */
    readonly inputFile?: string;
    /** … its exact text. Not in the launch: an editor replaces variables there. */
    readonly inputText?: string;
    readonly inspectionLevel?: InspectionLevel;
    /** What the state calls answers this; absent: it is called. */
    readonly mock?: StateMock;
  };
  /** Of a session that was launched for it ({@link AppLaunch}); what the apps print is output of the session. */
  'stepwise.synthesize': object;
  /** What the states of a machine pass to a function, by any of its names. Nothing of the user's runs for it. */
  'stepwise.passed': { readonly machine: string; readonly names: readonly string[] };
}

/** What requests are answered with; a request that is not here has an empty answer. */
export interface AdapterResults {
  'stepwise.testState': StateTestResult;
  'stepwise.synthesize': AppsSynthesized;
  'stepwise.passed': { readonly passed: readonly { readonly state: string; /** JSON. */ readonly event: string }[] };
}

/** What a request is answered with, where its answer holds anything. */
export type AdapterResult<Name extends keyof AdapterRequests> = Name extends keyof AdapterResults
  ? AdapterResults[Name]
  : void;

export type StateMock = { /** JSON text. */ readonly result: string } | ErrorOutput;

/** What came of a test. */
export type StateTestResult =
  | { readonly kind: 'tested'; readonly response: TestStateResponse; readonly why?: string }
  | {
      readonly kind: 'needsMock';
      /** What the state calls, and nothing here answers; absent: a state of this type is tested with a mock alone. */
      readonly resource?: string;
      /** A result to start from, as JSON text. */
      readonly suggestion: string;
    }
  /** Why the state cannot be tested, or not with this mock. */
  | { readonly kind: 'refused'; readonly message: string };
