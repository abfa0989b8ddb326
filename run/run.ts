/**
 * An execution on this machine: a machine of the project, the interpreter, a clock, task runners.
 * Debug adapter and terminal both start runs here, so that they cannot differ.
 */
import type { Phrase } from '../core/l10n/phrase';
import type { ExecutionResult, RunEvent } from '../core/interpreter/historyEvent';
import type { ItemReaderCall, Host, PausePoint, TaskCall, TaskOutcome } from '../core/interpreter/host';
import type { Checkpoint } from '../core/interpreter/resume';
import type { Json } from '../core/json';
import type { Machine } from '../core/model/machine';
import type { LambdaHost } from '../lambda/lambda';
import type { Project, ProjectMachine, ProjectSettings } from '../project/project';
import type { AwsServices } from './awsSdk/awsServices';
import type { EditorProxy } from './awsSdk/worker/proxyAgent.cjs';
import type { Consents } from './consent/consents';
import type { Permission } from './consent/permission';
import type { GatewayHost } from './gateway/gateway';
import type { HeldTime } from './heldTime';
import type { ServiceCall } from './calls/serviceCall';
import type { StandIns } from './calls/standIns';
import type { Triggers } from './calls/triggers';
import type { CallMocks, Calls } from './mocks/callMocks';
import type { MockCase } from './mocks/mockCase';
import type { Recorder } from './record/recorder';
import type { LocalExecution } from './stepFunctions/executions';
import type { ExecutionRequest, StepFunctionsService } from './stepFunctions/service';

/** Answers one kind of task. A table of these, asked in order, is the whole of task running. */
export interface TaskRunner {
  readonly name: string;
  /** Undefined, at once or later: not mine, ask the next. Whoever needs no `call.signal` leaves it alone: it is made when it is asked for. */
  run(call: TaskCall, run: RunServices): Promise<TaskOutcome | undefined> | TaskOutcome | undefined;
}

export interface RunServices {
  readonly project: Project;
  /** Of the machine that runs: what it calls is looked for there first. */
  readonly stack?: string;
  readonly lambda: LambdaHost;
  readonly mocks: MockStore;
  /** Of the whole run. */
  readonly callMocks: CallMocks;
  /** As {@link callMocks}. */
  readonly standIns?: StandIns;
  /** As {@link callMocks}. */
  readonly triggers?: Pick<Triggers, 'happened'>;
  /** Asks the person for the answer of a call nothing else answers; absent where nobody is there to ask. */
  ask?(question: MockQuestion, signal: AbortSignal): Promise<TaskOutcome | EndpointAnswer | undefined>;
  /** Whether the debugger is to stop at the first line of the handler that this call invokes. Asked once for each call. */
  stepsInto?(call: Pick<TaskCall, 'strand'>, functionName: string): boolean;
  readonly observeNested?: StartRunOptions['observeNested'];
  /** Begins an execution of a machine of the project; the run ends when it has. @returns why it cannot begin otherwise */
  launch(machine: ProjectMachine, request: LaunchRequest): LocalExecution | { readonly problem: string };
  /** The execution itself. */
  readonly execution: LocalExecution;
  /** Whether something may leave this machine. */
  readonly consents: Consents;
  /** Services behind endpoints, or AWS itself where chosen; absent: no call leaves. */
  readonly aws?: AwsServices;
  /** Of the editor's settings; beside it stands what the environment says. */
  readonly proxy?: EditorProxy;
  /** Tokens, activities and executions of the whole run. */
  readonly stepFunctions: StepFunctionsService;
  /** Tells a person that a task waits for its token to be answered, until the signal; what it returns holds virtual time. */
  waits?(task: WaitingTask, signal: AbortSignal): Promise<void> | undefined;
  /** Holds virtual time while something of the real world is under way. */
  whileBusy<T>(work: Promise<T>): Promise<T>;
  /** Of the execution: outlives the signal of a single task. */
  readonly signal: AbortSignal;
  /** Lets something go on after its task: the run ends when it has. */
  background(work: Promise<unknown>): void;
  /** The machine that runs, as mocks name it. */
  readonly machineName: string;
  /** Milliseconds since the epoch, by the run's clock. */
  now(): number;
  uuid(): string;
  /** Absent: what comes back is not recorded. */
  readonly recorder?: Recorder;
  /** The answer that a token's holder would give, where answers are inferred. */
  inferAnswer?(question: MockQuestion): Promise<TaskOutcome | undefined>;
  /** Notes a call that nothing answered. */
  unanswered(question: MockQuestion): void;
  /** Tells a person something about the run that no event tells; each sentence once. */
  tell(sentence: Phrase): void;
}

export interface LaunchRequest extends ExecutionRequest {
  /** Aborts it. */
  readonly signal: AbortSignal;
  /** The state that starts it, or whose handler does; absent: nobody knows which. */
  readonly startedBy?: TaskCall;
  /** It goes on by itself: a handler has started it, or a state as a call of the API, which does not wait for it. */
  readonly isDetached?: boolean;
}

/** A task that ends when its token is answered; whoever knows the token may answer. */
export interface WaitingTask {
  readonly token: string;
  readonly machine: string;
  readonly state: string;
  readonly resource: string;
  readonly kind: TaskCall['kind'];
  readonly input: Json;
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

/** A person's answer to a question: not this call is answered, but where its service is. */
export interface EndpointAnswer {
  readonly type: 'endpoint';
  readonly url: string;
}

export interface MockQuestion {
  readonly machine: string;
  readonly state: string;
  readonly resource: string;
  readonly input: unknown;
  /** An answer in the shape this service returns, as JSON text, to start from. */
  readonly suggestion: string;
  /** What to paste into `.vscode/stepwise.json`. */
  readonly snippet: string;
  /** `dynamodb:GetItem`: it is a call of the state's handler, or one that looks after the job of the state; absent: the state's own. */
  readonly action?: string;
  /** What the call lacks to be really made: nobody has allowed it. */
  readonly lacks?: readonly Permission[];
  /** The function that it means and that cannot be called here. */
  readonly missing?: MissingFunction;
}

/** A function that is not in the project, or cannot run on this machine. */
export interface MissingFunction {
  readonly name: string;
  /** Why it cannot be called: a sentence. */
  readonly why: string;
  /** What to paste into `.vscode/stepwise.json` so that it can; absent where nothing there helps. */
  readonly settings?: string;
}

/** Why a call is not made though something here could have made it. */
export type Obstacle = Pick<MockQuestion, 'lacks' | 'missing'>;

/** The mocks of an execution, wherever they are written. */
export interface MockStore {
  find(call: Pick<TaskCall, 'state'>, machine: string): TaskOutcome | undefined;
}

/** Who would answer a call, asked before it is made. */
export interface AnswersCalls {
  /** Whether a call would be answered without a mock of its state. */
  isAnswered(call: ServiceCall): Promise<boolean>;
  /** Whether a service's calls go to an endpoint or to AWS. */
  goesOut(service: string): boolean;
}

/** An execution under way. */
export interface Run extends AnswersCalls {
  readonly executionArn: string;
  /** Never rejects for a user's mistake. Resolves after the last event, when nothing of the run is left. */
  readonly result: Promise<ExecutionResult>;
  /** Calls to services that neither a mock nor a person answered, in order; the first ended the run. */
  readonly unanswered: readonly MockQuestion[];
}

export interface StartRunOptions {
  readonly machine: Machine;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly project: Project;
  /** Of the machine; see {@link RunServices.stack}. */
  readonly stack?: string;
  /** AWS's, of the stack; default: us-east-1. */
  readonly region?: string;
  readonly input: string;
  readonly lambda: LambdaHost;
  readonly clock: 'real' | 'skip';
  readonly seed?: number;
  /** Default: a fresh UUID. */
  readonly executionName?: string;
  /** Goes on with an earlier execution; `input` is then its own. */
  readonly resume?: Checkpoint;
  readonly signal?: AbortSignal;
  /** The test case of a MockConfigFile.json that answers first; of the launched machine, not of those it starts. */
  readonly mockCase?: MockCase;
  /** The owner disposes of it. */
  readonly aws?: AwsServices;
  /** Default: nothing leaves this machine. */
  readonly consents?: Consents;
  readonly proxy?: RunServices['proxy'];
  /** Answers that stand before the project's own mocks. */
  readonly mocks?: ProjectSettings['mocks'];
  /** As {@link mocks}, by service and action. */
  readonly calls?: Calls;
  /** Those of the project and of {@link calls}, where others than the states ask them too. */
  readonly callMocks?: CallMocks;
  /** As {@link RunServices.recorder}. */
  readonly recorder?: Recorder;
  /** Hears, as the run begins, what it has for the calls of its handlers. */
  serveHandlers?(host: GatewayHost): void;
  /** How many executions are around this one; runs of machines that start themselves end at {@link DEEPEST_NESTING}. */
  readonly nesting?: number;
  emit(event: RunEvent): void;
  pause?(point: PausePoint): Promise<void> | undefined;
  /** The parts of a state before which `pause` is called too. */
  watches?: Host['watches'];
  /** All executions of a run share it; default: one that nobody else holds. */
  readonly time?: HeldTime;
  ask?: RunServices['ask'];
  /** Items for a Map whose bucket has none, where answers are inferred; undefined: the map fails. */
  inferItems?(call: ItemReaderCall, machine: string): Promise<Json[] | undefined>;
  inferAnswer?: RunServices['inferAnswer'];
  /** Whether what nothing answers is inferred, from now on or since the run began. */
  infers?(): boolean;
  waits?: RunServices['waits'];
  /** Default: one of the run's own. The owner closes it. */
  readonly stepFunctions?: StepFunctionsService;
  /** Of a long run, now and then: resolves when it may go on. Default: once everything else had its turn. */
  giveWay?(): Promise<void>;
  stepsInto?: RunServices['stepsInto'];
  /** Asked as another machine's execution begins, started by a state of this one: who hears of it, and may hold it. */
  observeNested?(nested: NestedExecution): ExecutionObserver;
  /** Hears what is said about the run, such as that a function was taken by the likeness of its name. */
  tell?(sentence: string): void;
}

export interface NestedExecution {
  readonly machine: Machine;
  readonly name: string;
  /** The state that started it, or whose handler did; absent: nobody knows which. */
  readonly startedBy?: TaskCall;
  /** It goes on by itself, whatever becomes of the state. */
  readonly isDetached?: boolean;
}

/** Takes the place of what the outer run was started with. */
export interface ExecutionObserver extends Pick<
  StartRunOptions,
  'emit' | 'pause' | 'watches' | 'stepsInto' | 'observeNested'
> {
  ended?(): void;
}

/** Executions that may be started by one another, one inside the other: each quotes the cause of the next. */
export const DEEPEST_NESTING = 10;

/** What is made of a run's stream of events as they come: a graph, a history, lines for a person. A front has a list of them. */
export interface RunView {
  add(event: RunEvent): void;
}
