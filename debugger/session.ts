/** Translates between the Debug Adapter Protocol and a run. Everything a run does is decided elsewhere. */
import path from 'node:path';
import type { Writable } from 'node:stream';
import {
  ContinuedEvent,
  DebugSession,
  Event,
  InitializedEvent,
  OutputEvent,
  StoppedEvent,
  TerminatedEvent,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { PausePoint } from '../core/interpreter/host';
import type { Json } from '../core/json';
import type { Machine, State } from '../core/model/machine';
import { isPromise } from '../core/query';
import type { AdapterEvents, AdapterRequests, LaunchArguments } from '../messages/debugClient';
import { Breakpoints, isDefinitionFile } from './breakpoints';
import { CAPABILITIES } from './capabilities';
import { ClientQuestions } from './clientQuestions';
import { styledProgress } from './consoleStyle';
import { ExecutionControl, type Stop, type StepMode } from './executionControl';
import { evaluateExpression, type ExpressionResult } from './expression';
import { LaunchedRun, type RunBackend, type RunWords } from './launchedRun';
import { machinesIn, prepareLaunch, type Prepared } from './prepareLaunch';
import { errorText } from './runConsole';
import { RunningMachines } from './runningMachines';
import { scopesOfPoint } from './scopes';
import { framesOf, MAIN_THREAD, Threads } from './threads';
import { UserMistake } from './userMistake';
import { VariableTree } from './variables';

/** Characters of a result that the console shows: more would stall it. */
const MOST_OUTPUT = 100_000;

const ENDS_OF_WAITING = ['drain', 'close', 'error'];

export class StepwiseDebugSession extends DebugSession {
  private readonly breakpoints = new Breakpoints((file) => machinesIn(file));
  private readonly machines = new RunningMachines();
  private readonly variables = new VariableTree();
  private readonly questions = new ClientQuestions((name, body) => this.tell(name, body));
  /** Whether the client shows ANSI colours. */
  private ansi = false;
  private frames: PausePoint[] = [];
  private threads = new Threads('main');
  private stopOnErrors: ExecutionControl['stopOnErrors'] = 'none';
  private launched: LaunchArguments | undefined;
  private prepared: Prepared | undefined;
  private control: ExecutionControl | undefined;
  private run: LaunchedRun | undefined;
  private restarting = false;
  private output: Writable | undefined;
  private configured = signalled();

  constructor(private readonly backend: RunBackend) {
    super();
    this.setDebuggerLinesStartAt1(false);
    this.setDebuggerColumnsStartAt1(false);
  }

  override start(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
    this.output = output as Writable;
    super.start(input, output);
  }

  /** Ends the run and everything it started. */
  async close(): Promise<void> {
    this.questions.abandon();
    this.control?.end();
    await this.run?.stop();
  }

  // The owner of the process decides when it ends.
  override shutdown(): void {
    void this.close().finally(() => this.emit('closed'));
  }

  protected override initializeRequest(
    response: DebugProtocol.InitializeResponse,
    args: DebugProtocol.InitializeRequestArguments,
  ): void {
    this.ansi = args.supportsANSIStyling === true;
    response.body = CAPABILITIES;
    this.sendResponse(response);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    // The protocol's own default, which the library insists on hearing.
    if (request.command === 'initialize') request.arguments = { pathFormat: 'path', ...request.arguments };
    super.dispatchRequest(request);
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, args: object): void {
    this.answer(response, async () => {
      await this.prepare(args as LaunchArguments);
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
      await this.prepare({ ...last, ...(args.arguments as Partial<LaunchArguments> | undefined), ...inputOf(last) });
      this.begin();
    });
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.answer(response, () => this.close());
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.answer(response, async () => {
      await this.close();
      setImmediate(() => this.emit('closed'));
    });
  }

  private async prepare(args: LaunchArguments): Promise<void> {
    const prepared = prepareLaunch(args);
    if (!prepared.ok) throw new UserMistake(prepared.message);
    this.launched = args;
    this.prepared = prepared;
    if (prepared.kind === 'machine') this.register(prepared.machine, prepared.name);
  }

  private register(machine: Machine, name: string): void {
    this.machines.add(machine, name);
    this.breakpoints.register(machine);
  }

  private begin(): void {
    const args = this.launched;
    const prepared = this.prepared;
    if (!args || !prepared) return;
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
    const run = new LaunchedRun(prepared, args, this.backend, {
      pause: args.noDebug ? undefined : this.control.pause,
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
    const shown = text.length > MOST_OUTPUT ? `${text.slice(0, MOST_OUTPUT)}\n… (${text.length} characters)` : text;
    this.sendEvent(new OutputEvent(`${shown}\n`, 'stdout'));
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
    const line = this.threads.lineOf(args.threadId);
    this.control?.requestPause(line);
  }

  private resume(mode: 'continue' | StepMode, threadId?: number): void {
    this.variables.clear();
    this.frames = [];
    this.tell('stepwise.stopped', { runId: this.run?.id ?? '' });
    // An editor takes a step to move its own thread alone; here the others go on too.
    if (mode !== 'continue') this.sendEvent(new ContinuedEvent(threadId ?? MAIN_THREAD, true));
    this.control?.resume(mode, threadId === undefined ? undefined : this.threads.lineOf(threadId));
  }

  private stopped(stop: Stop): void {
    this.run?.flush();
    const { reason, point } = stop;
    const event: DebugProtocol.StoppedEvent = new StoppedEvent(reason, this.threads.idOf(point.line));
    event.body.allThreadsStopped = true;
    if (stop.breakpointIds) event.body.hitBreakpointIds = [...stop.breakpointIds];
    if (reason === 'exception') {
      event.body.description = `Stopped at an error of "${point.state.name}"`;
      event.body.text = errorText(point.error?.error, point.error?.cause);
    }
    // The graph is the launched machine's.
    const outermost = framesOf(point.line, this.control?.lines ?? new Map()).at(-1) ?? point;
    this.tell('stepwise.stopped', { runId: this.run?.id ?? '', statePath: outermost.state.path });
    this.sendEvent(event);
  }

  // Looking

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: this.threads.shown(this.control?.lines ?? new Map()) };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    args: DebugProtocol.StackTraceArguments,
  ): void {
    const points = framesOf(this.threads.lineOf(args.threadId), this.control?.lines ?? new Map());
    const stackFrames = points.map((point) => {
      const { source, line } = this.place(point.state);
      return {
        id: this.frames.push(point),
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
    const point = this.frames[args.frameId - 1];
    response.body = {
      scopes: (point ? scopesOfPoint(point) : []).map(({ name, root, expensive }) => ({
        name,
        expensive,
        variablesReference: this.variables.add(root),
      })),
    };
    this.sendResponse(response);
  }

  protected override variablesRequest(
    response: DebugProtocol.VariablesResponse,
    args: DebugProtocol.VariablesArguments,
  ): void {
    const shown = this.variables.children(args.variablesReference, args.filter, args.start, args.count);
    response.body = {
      variables: shown.map(({ readonly: fixed, ...variable }) => ({
        ...variable,
        ...(fixed ? { presentationHint: { attributes: ['readOnly'] } } : {}),
      })),
    };
    this.sendResponse(response);
  }

  protected override setVariableRequest(
    response: DebugProtocol.SetVariableResponse,
    args: DebugProtocol.SetVariableArguments,
  ): void {
    this.answer(response, () => {
      const shown = this.variables.set(args.variablesReference, args.name, parseTyped(args.value));
      if (!shown) {
        throw new UserMistake(
          'Only the input of a state about to run and the output of a state that has run can be changed.',
        );
      }
      response.body = shown;
    });
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    args: DebugProtocol.EvaluateArguments,
  ): void {
    this.answer(response, async () => {
      const point = args.frameId === undefined ? this.control?.stop?.point : this.frames[args.frameId - 1];
      if (!point) throw new UserMistake('The run is not stopped: expressions read the data of a stopped state.');
      const evaluated = evaluateExpression(args.expression, point);
      const result: ExpressionResult = isPromise(evaluated) ? await evaluated : evaluated;
      if (!result.ok) throw new UserMistake(result.message, args.context !== 'hover');
      const shown = this.variables.show(args.expression, result.value);
      const value = args.context === 'clipboard' ? JSON.stringify(result.value, null, 2) : shown.value;
      response.body = { ...shown, result: value };
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
    this.answer(response, () => {
      if (command === 'stepwise.attached') this.questions.attached(args as AdapterRequests['stepwise.attached']);
      else if (command === 'stepwise.answer') this.questions.answered(args as AdapterRequests['stepwise.answer']);
      else throw new UserMistake(`The debugger knows no request "${command}".`);
    });
  }

  // Speaking

  private tell<Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]): void {
    this.sendEvent(new Event(name, body));
  }

  /** A run may say more than the editor can take in: it waits until little is on its way. */
  private heard(): Promise<void> {
    const { output } = this;
    if (!output?.writableNeedDrain) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
      const goOn = (): void => {
        for (const event of ENDS_OF_WAITING) output.off(event, goOn);
        resolve();
      };
      for (const event of ENDS_OF_WAITING) output.on(event, goOn);
    });
  }

  private write(words: RunWords): void {
    const event: DebugProtocol.OutputEvent =
      this.ansi && words.category === 'console'
        ? new OutputEvent(`${styledProgress(words.text)}\n`, 'stdout')
        : new OutputEvent(`${words.text}\n`, words.category);
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

  /** Every request is a boundary: a mistake becomes a sentence, a bug of ours too, and the session lives on. */
  private answer(response: DebugProtocol.Response, work: () => void | Promise<void>): void {
    void (async () => {
      try {
        await work();
        this.sendResponse(response);
      } catch (error) {
        const showUser = error instanceof UserMistake ? error.show : true;
        this.sendErrorResponse(response, {
          id: 1,
          format: '{_message}',
          variables: { _message: error instanceof Error ? error.message : String(error) },
          showUser,
        });
      }
    })();
  }
}

/** What a person types as a value: JSON, else the text itself. */
function parseTyped(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function inputOf(args: LaunchArguments): Partial<LaunchArguments> {
  return { input: args.input, inputFile: args.inputFile, inputText: args.inputText };
}

function signalled(): Promise<void> & { signal(): void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return Object.assign(promise, { signal: () => resolve() });
}
