/** Translates between the Debug Adapter Protocol and a run. Everything a run does is decided elsewhere. */
import {
  BreakpointEvent,
  ContinuedEvent,
  InitializedEvent,
  InvalidatedEvent,
  LoadedSourceEvent,
  TerminatedEvent,
} from '@vscode/debugadapter';
import { phrase } from '../core/l10n/phrase';
import type { Machine } from '../core/model/machine';
import type { LambdaHostOptions } from '../lambda/lambda';
import type { AppLaunch, LaunchArguments, StateTestLaunch } from '../messages/debugClient';
import { HeldTime } from '../run';
import { BreakpointRequests, Breakpoints } from './breakpoints';
import { CAPABILITIES } from './capabilities';
import { ChildSessions } from './childSessions';
import { ClientQuestions } from './clientQuestions';
import { ExecutionControl, type Stop, type StepMode, type StrandPosition } from './executionControl';
import { HandlerStops } from './handlerStops';
import { KeptTexts } from './keptTexts';
import { Launches, type Launched } from './launches';
import { LaunchedRun, type RunBackend } from './launchedRun';
import { besideKept } from './savedRun';
import { machinesIn } from './prepareLaunch';
import { ProtocolSession } from './protocolSession';
import { REQUESTS } from './requests';
import { RunningMachines } from './runningMachines';
import { SessionConsole } from './sessionConsole';
import { ShownPlaces } from './shownPlaces';
import type { CdkApps } from './cdkApps';
import type { StateTests } from './stateTests';
import { signalled } from './signalled';
import { stoppedEvent } from './stoppedEvent';
import { StoppedData } from './stoppedData';
import { framesOf, MAIN_THREAD, Threads } from './threads';
import { UserMistake } from './userMistake';

export class StepwiseDebugSession extends ProtocolSession {
  readonly capabilities = CAPABILITIES;
  readonly texts = new KeptTexts();
  private readonly machines = new RunningMachines();
  readonly places = new ShownPlaces(this.machines, this.texts, {
    line: this.lines.toClient,
    column: this.columns.toClient,
  });
  readonly console = new SessionConsole(this.machines, this.places, (event) => this.sendEvent(event));
  readonly breakpoints = new Breakpoints(machinesIn);
  readonly breakpointRequests = new BreakpointRequests(this.breakpoints, {
    line: (line) => this.lines.fromClient(line),
    column: (column) => this.columns.fromClient(column),
    shownLine: (line) => this.lines.toClient(line),
    shownColumn: (column) => this.columns.toClient(column),
    place: (state) => this.places.lineOf(state),
    problemIn: (file) => (this.launched?.args.interactive ? undefined : this.children.problemIn(file)),
    kept: ({ sourceReference: reference }) =>
      reference ? { reference, machines: this.texts.machinesIn(reference) } : undefined,
  });
  readonly data = new StoppedData();
  readonly questions = new ClientQuestions((name, body) => this.tell(name, body));
  /** Sessions that a client which is not ours has started for handlers. */
  readonly children = new ChildSessions((args) => this.startDebugging(args));
  /** Whether the client asks again for what it is told to be no longer true. */
  canRefresh = false;
  threads = new Threads('main');
  private readonly launches: Launches;
  private launched: Launched | undefined;
  /** What the run counts as time. */
  private time = new HeldTime();
  handlerStops = new HandlerStops(this.time);
  control: ExecutionControl | undefined;
  run: LaunchedRun | undefined;
  /** In a session that tests states and runs nothing else. */
  tests: StateTests | undefined;
  /** In a session that runs CDK apps and nothing else. */
  apps: CdkApps | undefined;
  private restarting = false;
  readonly configured = signalled();

  constructor(private readonly backend: RunBackend) {
    super();
    this.launches = new Launches(backend, {
      confirm: (question) => this.time.during(this.questions.confirm(question)),
      refused: (refusal) => this.tell('stepwise.refused', refusal),
      needsValues: (needed) => this.tell('stepwise.valuesNeeded', needed),
      write: (words) => this.console.write(words),
    });
  }

  /** Strands that run now. */
  get strands(): ReadonlyMap<string, StrandPosition> {
    return this.control?.strands ?? new Map<string, StrandPosition>();
  }

  /** Ends the run and everything it started. */
  async close(): Promise<void> {
    this.questions.abandon();
    this.control?.end();
    this.forwarded?.end();
    await Promise.all([this.run?.stop(), this.tests?.stop(), this.apps?.stop()]);
  }

  // The owner of the process decides when it ends.
  override shutdown(): void {
    void this.close().finally(() => this.emit('closed'));
  }

  protected override requestOf(command: string): ReturnType<ProtocolSession['requestOf']> {
    const request = Object.hasOwn(REQUESTS, command) ? REQUESTS[command] : undefined;
    return (
      request && {
        answer: (args) => request.answer(this, args),
        answered: (args) => request.answered?.(this, args),
      }
    );
  }

  async launch(launch: LaunchArguments | StateTestLaunch | AppLaunch): Promise<void> {
    if (launch.target === 'state') this.tests = await this.launches.prepareTests(launch);
    else if (launch.target === 'app') this.apps = this.launches.prepareApps(launch);
    else await this.prepare(launch);
    this.sendEvent(new InitializedEvent());
    const run = this.preparedRun();
    void this.configured.then(() => this.begin(run));
  }

  /** @param changed what the editor knows better than at the launch */
  async restart(changed: Partial<LaunchArguments> | undefined): Promise<void> {
    const last = this.launched?.args;
    if (!last) throw new UserMistake(phrase`Nothing was launched that could be restarted.`);
    this.restarting = true;
    await this.close();
    this.restarting = false;
    try {
      // The last input is reused: nobody asks again.
      await this.prepare({ ...last, ...changed, ...inputOf(last), keptHistory: besideKept(last.keptHistory) });
    } catch (error) {
      // Nothing runs any more that the session could be about.
      this.sendEvent(new TerminatedEvent());
      throw error;
    }
    this.begin();
  }

  async terminate(): Promise<void> {
    await this.close();
    // A run says itself that it has ended.
    if (this.tests ?? this.apps) this.sendEvent(new TerminatedEvent());
  }

  private async prepare(args: LaunchArguments): Promise<void> {
    const { prepared } = (this.launched = await this.launches.prepare(args));
    this.breakpoints.source.clear();
    this.texts.clear();
    this.machines.launched = prepared.kind === 'machine' ? prepared.machine : undefined;
    if (prepared.kind === 'machine') this.register(prepared.machine, prepared.name);
  }

  private register(machine: Machine, name: string): void {
    this.machines.add(machine, name);
    const source = this.texts.keep({ name, machine });
    if (source) this.sendEvent(new LoadedSourceEvent('new', source));
    for (const breakpoint of this.breakpointRequests.register({ name, machine })) {
      this.sendEvent(new BreakpointEvent('changed', breakpoint));
    }
  }

  /** A handler's process starts while our own client still has breakpoints to tell; any other may not start a child so early. */
  private preparedRun(): LaunchedRun | undefined {
    const { args, prepared } = this.launched ?? {};
    if (!args?.interactive || prepared?.kind !== 'function') return undefined;
    const run = this.makeRun();
    run?.prepare();
    return run;
  }

  private begin(run = this.makeRun()): void {
    this.breakpoints.begin();
    run?.begin();
  }

  /** Of what was launched; it waits until it may begin. */
  private makeRun(): LaunchedRun | undefined {
    if (!this.launched) return undefined;
    const { args, prepared, consents } = this.launched;
    const time = (this.time = new HeldTime());
    this.handlerStops = new HandlerStops(time, (point) => this.strands.get(point.strand)?.point === point);
    this.threads = new Threads(prepared.name, (state) => this.machines.nameOf(state));
    this.control = new ExecutionControl(
      this.breakpoints,
      {
        stopped: (stop) => this.stopped(stop),
        logPoint: (text, point) =>
          this.console.write({ category: 'console', text, ...this.places.lineOf(point.state) }),
      },
      args.stopOnEntry === true,
      time,
    );
    const run = new LaunchedRun(prepared, args, consents, this.backend, {
      pause: args.noDebug ? undefined : this.control.pause,
      watches: args.noDebug ? undefined : this.breakpoints.watches,
      stepsInto: (strand, functionName) => {
        const caller = this.strands.get(strand);
        if (caller) this.handlerStops.called(functionName, caller.point);
        const stepsInto = this.control?.stepsInto(strand) ?? false;
        if (stepsInto) this.tell('stepwise.stepsInto', { functionName });
        return stepsInto;
      },
      debug: args.noDebug ? undefined : this.debuggers(args),
      ask: args.interactive ? (question, signal) => this.questions.ask(question, signal) : undefined,
      nestedBegan: (machine, name) => this.register(machine, name),
      nestedEnded: (line) => this.control?.forget(line),
      tell: (name, body) => this.tell(name, body),
      write: (words) => this.console.write(words),
      heard: () => this.heard(),
      time,
    });
    this.run = run;
    void run.ended.then((end) => {
      this.control?.end();
      if (this.run !== run || this.restarting) return;
      if (end.output !== undefined) this.console.writeResult(end.output);
      this.sendEvent(new TerminatedEvent());
    });
    return run;
  }

  /** How handlers get theirs: our own client is told of each, any other one starts a child session. */
  private debuggers({ interactive }: LaunchArguments): LambdaHostOptions['debug'] {
    if (!interactive) return this.children.debuggers();
    return {
      attach: (request) => this.questions.attach(request),
      missing: (missing) => this.tell('stepwise.debuggerMissing', missing),
    };
  }

  resume(mode: 'continue' | StepMode, threadId?: number): void {
    this.data.clear();
    this.markStop(undefined);
    // An editor takes a step to move its own thread alone; here the others go on too.
    if (mode !== 'continue') this.sendEvent(new ContinuedEvent(threadId ?? MAIN_THREAD, true));
    this.control?.resume(mode, threadId === undefined ? undefined : this.threads.strandOf(threadId));
  }

  private stopped(stop: Stop): void {
    this.run?.flush();
    const { point, description: text } = stop;
    if (text !== undefined)
      this.console.write({ category: 'console', text, ...this.places.lineOf(point.state, point.part) });
    this.markStop(stop);
    this.sendEvent(stoppedEvent(stop, this.threads.idOf(point.strand)));
  }

  /** Tells views of the state that stands still: where the debugger stopped, else where a handler stands in its own. */
  markStop(stop: Stop | undefined): void {
    const point = stop?.point ?? this.handlerStops.caller;
    const frames = point ? framesOf(point.strand, this.strands) : [];
    // The graph is the launched machine's: a state of another one stands inside one of its own.
    const shown = frames.find(({ state }) => this.machines.machineOf(state) === this.machines.launched);
    const { iterations = [] } = shown ?? {};
    this.tell('stepwise.stopped', {
      runId: this.run?.id ?? '',
      statePath: shown?.state.path,
      ...(iterations.length > 0 && { iterations }),
    });
  }

  /** Files may have been edited: what stands still is shown anew where its text is another now than it was shown in. */
  lookAtFiles(): void {
    if (this.texts.isShownOtherwise() && this.control?.stop && this.canRefresh)
      this.sendEvent(new InvalidatedEvent(['stacks']));
  }
}

function inputOf(args: LaunchArguments): Partial<LaunchArguments> {
  return { input: args.input, inputFile: args.inputFile, inputText: args.inputText };
}
