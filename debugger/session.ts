/** Translates between the Debug Adapter Protocol and a run. Everything a run does is decided elsewhere. */
import path from 'node:path';
import { ContinuedEvent, InitializedEvent, OutputEvent, StoppedEvent, TerminatedEvent } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { printed } from '../core/escape/terminal';
import { utterance, visibleLines } from '../core/escape/visible';
import { phrase } from '../core/l10n/phrase';
import type { Machine, State } from '../core/model/machine';
import type { AdapterRequests, AdapterResult, LaunchArguments, StateTestLaunch } from '../messages/debugClient';
import { findProjectFolder, readProject } from '../project';
import type { Project } from '../project';
import { speak } from '../project/language';
import { errorWords } from '../run';
import type { Consents } from '../run';
import { Breakpoints, isDefinitionFile } from './breakpoints';
import { CAPABILITIES } from './capabilities';
import { ClientQuestions } from './clientQuestions';
import { styledProgress } from './consoleStyle';
import { ExecutionControl, type Stop, type StepMode } from './executionControl';
import { LaunchedRun, type RunBackend, type RunWords } from './launchedRun';
import { besideKept } from './savedRun';
import { machinesIn, prepareLaunch, type Prepared } from './prepareLaunch';
import { ProtocolSession } from './protocolSession';
import { RunningMachines } from './runningMachines';
import { refusedTarget, runConsents } from './serviceAccess';
import { StateTests } from './stateTests';
import { StoppedData } from './stoppedData';
import { framesOf, MAIN_THREAD, Threads } from './threads';
import { UserMistake } from './userMistake';

/** Characters of a result that the console shows: more would stall it. */
const MOST_OUTPUT = 100_000;

export class StepwiseDebugSession extends ProtocolSession {
  private readonly breakpoints = new Breakpoints((file) => machinesIn(file));
  private readonly machines = new RunningMachines();
  private readonly data = new StoppedData();
  private readonly questions = new ClientQuestions((name, body) => this.tell(name, body));
  /** Whether the client shows ANSI colours. */
  private ansi = false;
  private threads = new Threads('main');
  private stopOnErrors: ExecutionControl['stopOnErrors'] = 'none';
  private launched: LaunchArguments | undefined;
  private prepared: Prepared | undefined;
  /** Of the run that was prepared last. */
  private consents: Consents | undefined;
  private control: ExecutionControl | undefined;
  private run: LaunchedRun | undefined;
  /** In a session that tests states and runs nothing else. */
  private tests: StateTests | undefined;
  private restarting = false;
  private configured = signalled();

  constructor(private readonly backend: RunBackend) {
    super();
  }

  /** Ends the run and everything it started. */
  async close(): Promise<void> {
    this.questions.abandon();
    this.control?.end();
    await Promise.all([this.run?.stop(), this.tests?.stop()]);
  }

  // The owner of the process decides when it ends.
  override shutdown(): void {
    void this.close().finally(() => this.emit('closed'));
  }

  protected override initializeRequest(
    response: DebugProtocol.InitializeResponse,
    args: DebugProtocol.InitializeRequestArguments,
  ): void {
    speak(args.locale);
    this.ansi = args.supportsANSIStyling === true;
    response.body = CAPABILITIES;
    this.sendResponse(response);
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, args: object): void {
    this.answer(response, async () => {
      const launch = args as LaunchArguments | StateTestLaunch;
      if (launch.target === 'state') await this.prepareTests(launch);
      else await this.prepare(launch);
      this.sendEvent(new InitializedEvent());
      void this.configured.then(() => this.begin());
    });
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.sendResponse(response);
    this.configured.signal();
  }

  protected override restartRequest(
    response: DebugProtocol.RestartResponse,
    args: DebugProtocol.RestartArguments & { arguments?: object },
  ): void {
    this.answer(response, async () => {
      this.restarting = true;
      await this.close();
      this.restarting = false;
      // The last input is reused: nobody asks again.
      const last = this.launched as LaunchArguments;
      try {
        const now = args.arguments as Partial<LaunchArguments> | undefined;
        await this.prepare({ ...last, ...now, ...inputOf(last), keptHistory: besideKept(last.keptHistory) });
      } catch (error) {
        // Nothing runs any more that the session could be about.
        this.sendEvent(new TerminatedEvent());
        throw error;
      }
      this.begin();
    });
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.answer(response, async () => {
      await this.close();
      // A run says itself that it has ended.
      if (this.tests) this.sendEvent(new TerminatedEvent());
    });
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.answer(response, async () => {
      await this.close();
      setImmediate(() => this.emit('closed'));
    });
  }

  private async prepare(args: LaunchArguments): Promise<void> {
    const prepared = await prepareLaunch(args);
    if (!prepared.ok) {
      // The client says it with the ways to go on from there.
      if (prepared.refusal && args.interactive) this.tell('stepwise.refused', prepared.refusal);
      throw new UserMistake(prepared.message, !(prepared.refusal && args.interactive));
    }
    this.consents = await this.consented(prepared.project, args);
    this.launched = args;
    this.prepared = prepared;
    if (prepared.kind === 'machine') this.register(prepared.machine, prepared.name);
  }

  private async prepareTests(launch: StateTestLaunch): Promise<void> {
    const file = path.resolve(launch.program);
    const project = readProject(launch.project ?? findProjectFolder(file), { definition: file });
    const consents = await this.consented(project, launch);
    this.tests = new StateTests(launch, project, consents, this.backend, (words) => this.write(words));
  }

  /** The consents of what is launched, once its AWS target is among them. */
  private async consented(project: Project, args: Omit<LaunchArguments, 'target'>): Promise<Consents> {
    const consents = runConsents(project, this.backend, {
      ask: args.interactive ? (question) => this.questions.confirm(question) : undefined,
      tell: (text) => this.write({ category: 'stderr', text }),
    });
    const refused = await refusedTarget(args, consents);
    if (refused) throw new UserMistake(refused.sentence, refused.isNews);
    return consents;
  }

  private register(machine: Machine, name: string): void {
    this.machines.add(machine, name);
    this.breakpoints.register(machine);
  }

  private begin(): void {
    const { launched: args, prepared, consents } = this;
    if (!args || !prepared || !consents) return;
    this.threads = new Threads(prepared.name, (state) => this.machines.nameOf(state));
    this.control = new ExecutionControl(
      this.breakpoints,
      {
        stopped: (stop) => this.stopped(stop),
        logPoint: (text, point) => this.write({ category: 'console', text, ...this.place(point.state) }),
      },
      args.stopOnEntry === true,
    );
    this.control.stopOnErrors = this.stopOnErrors;
    const run = new LaunchedRun(prepared, args, consents, this.backend, {
      pause: args.noDebug ? undefined : this.control.pause,
      stoodStill: () => this.control?.stoodStill ?? 0,
      stepsInto: (line) => this.control?.stepsInto(line) ?? false,
      attach: args.noDebug || !args.interactive ? undefined : (request) => this.questions.attach(request),
      ask: args.interactive ? (question, signal) => this.questions.ask(question, signal) : undefined,
      nestedBegan: (machine, name) => this.register(machine, name),
      nestedEnded: (line) => this.control?.forget(line),
      tell: (name, body) => this.tell(name, body),
      write: (words) => this.write(words),
      heard: () => this.heard(),
    });
    this.run = run;
    void run.ended.then((end) => {
      this.control?.end();
      if (this.run !== run || this.restarting) return;
      this.showEnd(end);
      this.sendEvent(new TerminatedEvent());
    });
  }

  private showEnd(end: Awaited<LaunchedRun['ended']>): void {
    if (end.output === undefined) return;
    const text = JSON.stringify(end.output, null, 2);
    const shown =
      text.length > MOST_OUTPUT ? phrase`${text.slice(0, MOST_OUTPUT)}\n… (${text.length} characters)` : text;
    this.sendEvent(new OutputEvent(`${visibleLines(shown)}\n`, 'stdout'));
  }

  // Breakpoints

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    args: DebugProtocol.SetBreakpointsArguments,
  ): void {
    this.answer(response, () => {
      const file = args.source.path ?? '';
      const requests = (args.breakpoints ?? []).map((wanted) => ({
        ...wanted,
        line: this.convertClientLineToDebugger(wanted.line),
      }));
      const answers = isDefinitionFile(file)
        ? this.breakpoints.set(file, requests)
        : requests.map(({ line }) => ({ id: undefined, verified: false, line, message: undefined }));
      response.body = {
        breakpoints: answers.map((answer) => ({
          ...answer,
          line: this.convertDebuggerLineToClient(answer.line),
        })),
      };
    });
  }

  protected override breakpointLocationsRequest(
    response: DebugProtocol.BreakpointLocationsResponse,
    args: DebugProtocol.BreakpointLocationsArguments,
  ): void {
    this.answer(response, () => {
      const first = this.convertClientLineToDebugger(args.line);
      const last = this.convertClientLineToDebugger(args.endLine ?? args.line);
      const lines = this.breakpoints.linesBetween(args.source.path ?? '', first, last);
      response.body = { breakpoints: lines.map((line) => ({ line: this.convertDebuggerLineToClient(line) })) };
    });
  }

  protected override setExceptionBreakPointsRequest(
    response: DebugProtocol.SetExceptionBreakpointsResponse,
    args: DebugProtocol.SetExceptionBreakpointsArguments,
  ): void {
    this.stopOnErrors = args.filters.includes('all') ? 'all' : args.filters.includes('uncaught') ? 'uncaught' : 'none';
    if (this.control) this.control.stopOnErrors = this.stopOnErrors;
    this.sendResponse(response);
  }

  // Going on

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    response.body = { allThreadsContinued: true };
    this.sendResponse(response);
    this.resume('continue');
  }

  protected override nextRequest(response: DebugProtocol.NextResponse, args: DebugProtocol.NextArguments): void {
    this.sendResponse(response);
    this.resume('next', args.threadId);
  }

  protected override stepInRequest(response: DebugProtocol.StepInResponse, args: DebugProtocol.StepInArguments): void {
    this.sendResponse(response);
    this.resume('in', args.threadId);
  }

  protected override stepOutRequest(
    response: DebugProtocol.StepOutResponse,
    args: DebugProtocol.StepOutArguments,
  ): void {
    this.sendResponse(response);
    this.resume('out', args.threadId);
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse, args: DebugProtocol.PauseArguments): void {
    this.sendResponse(response);
    const line = this.threads.strandOf(args.threadId);
    this.control?.requestPause(line);
  }

  private resume(mode: 'continue' | StepMode, threadId?: number): void {
    this.data.clear();
    this.tell('stepwise.stopped', { runId: this.run?.id ?? '' });
    // An editor takes a step to move its own thread alone; here the others go on too.
    if (mode !== 'continue') this.sendEvent(new ContinuedEvent(threadId ?? MAIN_THREAD, true));
    this.control?.resume(mode, threadId === undefined ? undefined : this.threads.strandOf(threadId));
  }

  private stopped(stop: Stop): void {
    this.run?.flush();
    const { reason, point } = stop;
    const event: DebugProtocol.StoppedEvent = new StoppedEvent(reason, this.threads.idOf(point.strand));
    event.body.allThreadsStopped = true;
    if (stop.breakpointIds) event.body.hitBreakpointIds = [...stop.breakpointIds];
    if (reason === 'exception') {
      event.body.description = phrase`Stopped at an error of "${point.state.name}"`;
      event.body.text = errorWords(point.error ?? {});
    }
    // The graph is the launched machine's.
    const outermost = framesOf(point.strand, this.control?.strands ?? new Map()).at(-1) ?? point;
    this.tell('stepwise.stopped', { runId: this.run?.id ?? '', statePath: outermost.state.path });
    this.sendEvent(event);
  }

  // Looking

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: this.threads.shown(this.control?.strands ?? new Map()) };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    args: DebugProtocol.StackTraceArguments,
  ): void {
    const points = framesOf(this.threads.strandOf(args.threadId), this.control?.strands ?? new Map());
    const stackFrames = points.map((point) => {
      const { source, line } = this.place(point.state);
      return {
        id: this.data.addFrame(point),
        name: point.when === 'enter' ? point.state.name : `${point.state.name} (${point.when})`,
        line: line ?? 0,
        column: source ? 1 : 0,
        source,
      };
    });
    response.body = { stackFrames, totalFrames: stackFrames.length };
    this.sendResponse(response);
  }

  protected override scopesRequest(response: DebugProtocol.ScopesResponse, args: DebugProtocol.ScopesArguments): void {
    response.body = { scopes: this.data.scopes(args.frameId) };
    this.sendResponse(response);
  }

  protected override variablesRequest(
    response: DebugProtocol.VariablesResponse,
    args: DebugProtocol.VariablesArguments,
  ): void {
    response.body = { variables: this.data.variables(args) };
    this.sendResponse(response);
  }

  protected override setVariableRequest(
    response: DebugProtocol.SetVariableResponse,
    args: DebugProtocol.SetVariableArguments,
  ): void {
    this.answer(response, () => {
      response.body = this.data.set(args);
    });
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    args: DebugProtocol.EvaluateArguments,
  ): void {
    this.answer(response, async () => {
      response.body = await this.data.evaluate(args, this.control?.stop?.point);
    });
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    const error = this.control?.stop?.point.error;
    response.body = {
      exceptionId: error?.error ?? 'Error',
      description: error?.cause,
      breakMode: this.stopOnErrors === 'all' ? 'always' : 'unhandled',
    };
    this.sendResponse(response);
  }

  protected override customRequest(command: string, response: DebugProtocol.Response, args: unknown): void {
    this.answer(response, async () => {
      if (!Object.hasOwn(this.customRequests, command)) {
        throw new UserMistake(phrase`The debugger does not know the request "${command}".`);
      }
      const answer = this.customRequests[command as keyof AdapterRequests];
      response.body = await answer(args as never);
    });
  }

  private readonly customRequests: CustomRequests = {
    'stepwise.attached': (args) => this.questions.attached(args),
    'stepwise.answer': (args) => this.questions.answered(args),
    'stepwise.confirmed': (args) => this.questions.confirmed(args),
    'stepwise.answerTask': (args) => {
      if (!this.run) throw new UserMistake(phrase`Nothing runs.`);
      this.run.answerTask(args);
    },
    'stepwise.testState': (args) => {
      if (!this.tests)
        throw new UserMistake(phrase`This session was not launched to test states: "target" must be "state".`);
      return this.tests.test(args);
    },
  };

  // Speaking

  private write(words: RunWords): void {
    const text = words.isPrinted ? printed(words.text, this.ansi) : utterance(words.text);
    const event: DebugProtocol.OutputEvent =
      this.ansi && words.category === 'console'
        ? new OutputEvent(`${styledProgress(text)}\n`, 'stdout')
        : new OutputEvent(`${text}\n`, words.category);
    const launched = this.prepared?.kind === 'machine' ? this.prepared.machine : undefined;
    const state = (words.machine ?? launched)?.byPath.get(words.statePath ?? '');
    const place = words.source ? words : this.place(state);
    if (place.source) Object.assign(event.body, { source: place.source, line: place.line });
    this.sendEvent(event);
  }

  /** Where a state is written, as the client counts lines. */
  private place(state: State | undefined): { source?: DebugProtocol.Source; line?: number } {
    const place = state && this.machines.placeOf(state);
    if (!place) return {};
    const line = this.convertDebuggerLineToClient(place.line);
    return { source: { name: path.basename(place.file), path: place.file }, line };
  }
}

type CustomRequests = {
  readonly [Name in keyof AdapterRequests]: (
    args: AdapterRequests[Name],
  ) => AdapterResult<Name> | Promise<AdapterResult<Name>>;
};

function inputOf(args: LaunchArguments): Partial<LaunchArguments> {
  return { input: args.input, inputFile: args.inputFile, inputText: args.inputText };
}

function signalled(): Promise<void> & { signal(): void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return Object.assign(promise, { signal: () => resolve() });
}
