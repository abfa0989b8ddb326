/** Translates between the Debug Adapter Protocol and a run. Everything a run does is decided elsewhere. */
import path from 'node:path';
import {
  BreakpointEvent,
  ContinuedEvent,
  InitializedEvent,
  InvalidatedEvent,
  LoadedSourceEvent,
  OutputEvent,
  StoppedEvent,
  TerminatedEvent,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { printed } from '../core/escape/terminal';
import { utterance, visibleLines } from '../core/escape/visible';
import { phrase } from '../core/l10n/phrase';
import type { PartPath } from '../core/interpreter/host';
import type { Machine, State } from '../core/model/machine';
import type { LaunchArguments, StateTestLaunch } from '../messages/debugClient';
import { findProjectFolder, readProject } from '../project';
import type { Project } from '../project';
import { errorWords, HeldTime } from '../run';
import type { Consents } from '../run';
import { BreakpointRequests, Breakpoints } from './breakpoints';
import { CAPABILITIES } from './capabilities';
import { ClientQuestions } from './clientQuestions';
import { styledProgress } from './consoleStyle';
import { ExecutionControl, type Stop, type StepMode, type StrandPosition } from './executionControl';
import { HandlerStops } from './handlerStops';
import { KeptTexts } from './keptTexts';
import { LaunchedRun, type RunBackend, type RunWords } from './launchedRun';
import { besideKept } from './savedRun';
import { machinesIn, prepareLaunch, type Prepared } from './prepareLaunch';
import { ProtocolSession } from './protocolSession';
import { REQUESTS } from './requests';
import { RunningMachines } from './runningMachines';
import { refusedTarget, runConsents } from './serviceAccess';
import { StateTests } from './stateTests';
import { StoppedData } from './stoppedData';
import { framesOf, MAIN_THREAD, Threads } from './threads';
import { UserMistake } from './userMistake';

/** Characters of a result that the console shows: more would stall it. */
const MOST_OUTPUT = 100_000;

export class StepwiseDebugSession extends ProtocolSession {
  readonly capabilities = CAPABILITIES;
  readonly texts = new KeptTexts();
  readonly breakpoints = new Breakpoints(machinesIn);
  readonly breakpointRequests = new BreakpointRequests(this.breakpoints, {
    line: (line) => this.lines.fromClient(line),
    column: (column) => this.columns.fromClient(column),
    shownLine: (line) => this.lines.toClient(line),
    shownColumn: (column) => this.columns.toClient(column),
    place: (state) => placeOfLine(this.place(state)),
    kept: ({ sourceReference: reference }) =>
      reference ? { reference, machines: this.texts.machinesIn(reference) } : undefined,
  });
  private readonly machines = new RunningMachines();
  readonly data = new StoppedData();
  readonly questions = new ClientQuestions((name, body) => this.tell(name, body));
  /** Whether the client shows ANSI colours. */
  ansi = false;
  /** Whether the client asks again for what it is told to be no longer true. */
  canRefresh = false;
  threads = new Threads('main');
  private launched: LaunchArguments | undefined;
  private prepared: Prepared | undefined;
  /** Of the run that was prepared last. */
  private consents: Consents | undefined;
  /** What the run counts as time. */
  private time = new HeldTime();
  handlerStops = new HandlerStops(this.time);
  control: ExecutionControl | undefined;
  run: LaunchedRun | undefined;
  /** In a session that tests states and runs nothing else. */
  tests: StateTests | undefined;
  private restarting = false;
  readonly configured = signalled();

  constructor(private readonly backend: RunBackend) {
    super();
  }

  /** Strands that run now. */
  get strands(): ReadonlyMap<string, StrandPosition> {
    return this.control?.strands ?? new Map<string, StrandPosition>();
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

  protected override requestOf(command: string): ReturnType<ProtocolSession['requestOf']> {
    const request = Object.hasOwn(REQUESTS, command) ? REQUESTS[command] : undefined;
    return (
      request && {
        answer: (args) => request.answer(this, args),
        answered: (args) => request.answered?.(this, args),
      }
    );
  }

  async launch(launch: LaunchArguments | StateTestLaunch): Promise<void> {
    if (launch.target === 'state') await this.prepareTests(launch);
    else await this.prepare(launch);
    this.sendEvent(new InitializedEvent());
    void this.configured.then(() => this.begin());
  }

  /** @param changed what the editor knows better than at the launch */
  async restart(changed: Partial<LaunchArguments> | undefined): Promise<void> {
    const { launched: last } = this;
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
    if (this.tests) this.sendEvent(new TerminatedEvent());
  }

  private async prepare(args: LaunchArguments): Promise<void> {
    const prepared = await prepareLaunch(args);
    if (!prepared.ok) {
      // The client says it with the ways to go on from there.
      const { refusal, needed, message } = prepared;
      if (refusal && args.interactive) this.tell('stepwise.refused', refusal);
      if (needed && args.interactive) this.tell('stepwise.valuesNeeded', needed);
      throw new UserMistake(message, !((refusal ?? needed) && args.interactive));
    }
    this.consents = await this.consented(prepared.project, args);
    this.launched = args;
    this.prepared = prepared;
    this.breakpoints.source.clear();
    this.texts.clear();
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
      ask: args.interactive ? (question) => this.time.during(this.questions.confirm(question)) : undefined,
      tell: (text) => this.write({ category: 'stderr', text }),
    });
    const refused = await refusedTarget(args, consents);
    if (refused) throw new UserMistake(refused.sentence, refused.isNews);
    return consents;
  }

  private register(machine: Machine, name: string): void {
    this.machines.add(machine, name);
    const source = this.texts.keep({ name, machine });
    if (source) this.sendEvent(new LoadedSourceEvent('new', source));
    for (const breakpoint of this.breakpointRequests.register({ name, machine })) {
      this.sendEvent(new BreakpointEvent('changed', breakpoint));
    }
  }

  private begin(): void {
    const { launched: args, prepared, consents } = this;
    if (!args || !prepared || !consents) return;
    const time = (this.time = new HeldTime());
    this.handlerStops = new HandlerStops(time, (point) => this.strands.get(point.strand)?.point === point);
    this.threads = new Threads(prepared.name, (state) => this.machines.nameOf(state));
    this.breakpoints.begin();
    this.control = new ExecutionControl(
      this.breakpoints,
      {
        stopped: (stop) => this.stopped(stop),
        logPoint: (text, point) => this.write({ category: 'console', text, ...placeOfLine(this.place(point.state)) }),
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
      attach: args.noDebug || !args.interactive ? undefined : (request) => this.questions.attach(request),
      ask: args.interactive ? (question, signal) => this.questions.ask(question, signal) : undefined,
      nestedBegan: (machine, name) => this.register(machine, name),
      nestedEnded: (line) => this.control?.forget(line),
      tell: (name, body) => this.tell(name, body),
      write: (words) => this.write(words),
      heard: () => this.heard(),
      time,
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

  resume(mode: 'continue' | StepMode, threadId?: number): void {
    this.data.clear();
    this.markStop(undefined);
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
    if (stop.description !== undefined) {
      event.body.description = stop.description;
      event.body.text = stop.description;
      this.write({ category: 'console', text: stop.description, ...this.place(point.state, point.part) });
    }
    if (reason === 'exception') {
      event.body.description = phrase`Stopped at an error of "${point.state.name}"`;
      event.body.text = errorWords(point.error ?? {});
    }
    this.markStop(stop);
    this.sendEvent(event);
  }

  /** Tells views of the state that stands still: where the debugger stopped, else where a handler stands in its own. */
  markStop(stop: Stop | undefined): void {
    const point = stop?.point ?? this.handlerStops.caller;
    const frames = point ? framesOf(point.strand, this.strands) : [];
    // The graph is the launched machine's: a state of another one stands inside one of its own.
    const launched = this.prepared?.kind === 'machine' ? this.prepared.machine : undefined;
    const shown = frames.find(({ state }) => this.machines.machineOf(state) === launched);
    this.tell('stepwise.stopped', { runId: this.run?.id ?? '', statePath: shown?.state.path });
  }

  private write(words: RunWords): void {
    const text = words.isPrinted ? printed(words.text, this.ansi) : utterance(words.text);
    const event: DebugProtocol.OutputEvent =
      this.ansi && words.category === 'console'
        ? new OutputEvent(`${styledProgress(text)}\n`, 'stdout')
        : new OutputEvent(`${text}\n`, words.category);
    const launched = this.prepared?.kind === 'machine' ? this.prepared.machine : undefined;
    const state = (words.machine ?? launched)?.byPath.get(words.statePath ?? '');
    const place = words.source ? words : this.place(state);
    if (place) Object.assign(event.body, { source: place.source, line: place.line });
    this.sendEvent(event);
  }

  /** Where a state, or a part of it, is written, as the client counts lines and columns. */
  place(state: State | undefined, part?: PartPath): Placed | undefined {
    const place = state && this.machines.placeOf(state, part);
    if (!place) return undefined;
    const { start, end } = place.range;
    return {
      source: this.texts.sourceOf(place.machine),
      line: this.lines.toClient(start.line),
      column: this.columns.toClient(start.character),
      endLine: this.lines.toClient(end.line),
      endColumn: this.columns.toClient(end.character),
    };
  }

  /** Files may have been edited: what stands still is shown anew where its text is another now. */
  lookAtFiles(): void {
    if (this.texts.lookAgain() && this.control?.stop && this.canRefresh)
      this.sendEvent(new InvalidatedEvent(['stacks']));
  }
}

/** Of a state, as the protocol names a place. */
interface Placed {
  readonly source: DebugProtocol.Source;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function placeOfLine(placed: Placed | undefined): Pick<RunWords, 'source' | 'line'> {
  return placed ? { source: placed.source, line: placed.line } : {};
}

function inputOf(args: LaunchArguments): Partial<LaunchArguments> {
  return { input: args.input, inputFile: args.inputFile, inputText: args.inputText };
}

function signalled(): Promise<void> & { signal(): void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return Object.assign(promise, { signal: () => resolve() });
}
