/** One warm process of one function: started, fed one invocation at a time, killed with everything it started. */
import type { ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import type { HandlerLanguageId } from '../core/handlers';
import { newShortFolder } from '../processes/temporaryFolder';
import { WatchedMemory } from '../processes/memoryWatch';
import { takeBlank } from '../processes/blankProcess';
import { spawnUserCode, type UserProcess, type UserProgram } from '../processes/spawnUserCode';
import { AfterAnswer } from './afterAnswer';
import { printedLine } from './applicationLog';
import { counted } from './counted';
import { exited, outOfMemory, reported, responseTooLarge, type Failure, type ProcessOutcome } from './failure';
import { HandlerDebugger } from './handlerDebugger';
import { HeldAnswer } from './heldAnswer';
import type { FunctionSpec, InvocationTime, InvokeOptions, LambdaHostOptions } from './lambda';
import { InvocationLog } from './invocationLog';
import { logLines, type LogLines } from './logLines';
import { PendingInvocation, type AnsweringProcess } from './pendingInvocation';
import type { RuntimeApi, RuntimeListener, UnderWay } from './runtimeApi';
import type { Launch } from './runtimes/runtime';
import { sourceStamp } from './sourceStamp';
import { startError } from './startError';

export interface ProcessOptions {
  /** 8 hexadecimal digits; none other of the host has them. */
  readonly id: string;
  readonly spec: FunctionSpec;
  readonly language: HandlerLanguageId | undefined;
  readonly launch: Launch;
  /** Beside the allow-list, and without `AWS_LAMBDA_RUNTIME_API`. */
  readonly env: { readonly [name: string]: string };
  /** Of this process alone, which closes it. */
  readonly api: RuntimeApi;
  readonly region: string;
  readonly debug: LambdaHostOptions['debug'];
  readonly time: InvocationTime;
  /** An earlier process could not load the code in its time. */
  readonly isInitRepeated: boolean;
  readonly log: LambdaHostOptions['log'];
  readonly wholeLog: LambdaHostOptions['wholeLog'];
  /** A sentence about the function, told once: of those about one thing, whose figures differ each time, the first. */
  readonly infoOnce: (sentence: string, about: string) => void;
}

/** For code to load before an invocation. What takes longer is begun again, in the invocation's own time. Source: as `platformLog`. */
const INIT_MS = 10_000;
const LAST_WORDS_MS = 500;

const MB = 1024 * 1024;
/** What a debugger takes in its program and beside it, in MB: that is not the function's. */
const DEBUGGERS_MB = { inspector: 64, debugpy: 192 } as const;

/** A process, or why the system refuses to start one. */
export function startHandler(options: ProcessOptions): HandlerProcess | Failure {
  try {
    return new HandlerProcess(options);
  } catch (error) {
    return startError(options.launch.command, error as NodeJS.ErrnoException);
  }
}

export class HandlerProcess {
  readonly exit: Promise<void>;
  private readonly process: UserProcess;
  private readonly child: ChildProcess;
  private readonly api: RuntimeApi;
  private readonly output: readonly LogLines[];
  private readonly stamp: string;
  private readonly memory: WatchedMemory | undefined;
  private readonly answering: AnsweringProcess;
  /** Its own `/tmp`, which goes with it. */
  private readonly scratch = newShortFolder('tmp');
  private isOutOfMemory = false;
  /** The last that it was given. */
  private pending: PendingInvocation | undefined;
  private waiting = false;
  private loaded = false;
  private startFailure: Failure | undefined;
  private ended = false;
  private refused = false;
  private readonly afterAnswer = new AfterAnswer();
  private readonly held: HeldAnswer;
  /** Until its debugger is there and lets it go on, it stands as at a breakpoint. */
  private readonly release: () => void;

  constructor(private readonly options: ProcessOptions) {
    const { launch, spec, api } = options;
    const handlerDebugger = new HandlerDebugger(options, () => ({
      guard: () => this.process.guard(),
      refuse: () => this.refuse(),
    }));
    this.stamp = sourceStamp(launch.sources);
    const born = options.time.elapsed();
    const invocationLog = logOf(options, () => this.pending);
    this.api = api;
    this.held = new HeldAnswer(spec.name, options.time, (sentence) => options.infoOnce(sentence, 'held'));
    const listener = {
      ready: () => this.ready(),
      leftBehind: (underWay) => options.infoOnce(frozen(spec.name, underWay), 'under way'),
      calledBack: (kept) => this.held.calledBack(kept),
      response: (id, payload) => this.answered(id, payload),
      responseTooLarge: (id, most) => this.answered(id, responseTooLarge(most)),
      error: (id, payload, more) => this.answered(id, reported(payload, 'handler', more)),
      initError: (payload, more) => this.fail(reported(payload, 'start', more)),
      debuggerListens: (port) => handlerDebugger.attach(port),
      released: () => this.release(),
    } satisfies RuntimeListener;
    this.release = options.debug ? options.time.hold() : () => undefined;
    this.process = this.start();
    api.open(listener, this.process);
    this.child = this.process.child;
    this.memory = this.child.pid === undefined ? undefined : this.memoryOf(this.child.pid);
    const emit = (stream: 'stdout' | 'stderr') => (line: string) => {
      if (stream === 'stderr' && launch.debugger === 'inspector' && handlerDebugger.inspectorSays(line)) return;
      const { whole, text, stream: shownAs } = printedLine(line, stream);
      invocationLog.printed(whole);
      for (const each of text.split('\n')) options.log({ functionName: spec.name, stream: shownAs, text: each });
    };
    this.output = [
      logLines(this.child.stdout ?? Readable.from([]), emit('stdout')),
      logLines(this.child.stderr ?? Readable.from([]), emit('stderr')),
    ];
    this.exit = new Promise((resolve) => {
      this.child.once('error', (error) => void this.over(startError(launch.command, error)).then(resolve));
      this.child.once('exit', (code, signal) => void this.over({ code, signal }).then(resolve));
    });
    this.answering = {
      spec,
      region: options.region,
      time: options.time,
      log: invocationLog,
      memory: this.memory,
      debug: options.debug,
      exit: this.exit,
      age: () => options.time.elapsed() - born,
      isOutOfMemory: () => this.isOutOfMemory,
      kill: () => this.kill(),
    };
  }

  private start(): UserProcess {
    const { launch, spec, env } = this.options;
    const { scratch } = this;
    const own = 'folder' in scratch ? scratch.folder : undefined;
    try {
      const program: UserProgram = {
        command: launch.command,
        args: launch.args,
        cwd: launch.cwd ?? spec.codeDir,
        variables: {
          ...env,
          ...(own && { TMPDIR: own, TMP: own, TEMP: own }),
          ...launch.env,
          AWS_LAMBDA_RUNTIME_API: this.api.address,
        },
        output: 'pipe',
        lifeline: this.lifeline,
        // Its adapter is a process of its own, which tells the editor of the end.
        ...(launch.debugger === 'debugpy' && { lastWordsMs: LAST_WORDS_MS }),
      };
      return (launch.mayBeBlank ? takeBlank(program) : undefined) ?? spawnUserCode(program);
    } catch (error) {
      this.release();
      void this.api.close();
      throw error;
    }
  }

  private get lifeline(): 'inside' | 'node' | 'guard' {
    const { launch, language } = this.options;
    // Under the inspector a thread of ours would show up in the debugger.
    if (launch.debugger === 'inspector' || launch.isForeign) return 'guard';
    return language === 'node' ? 'node' : 'inside';
  }

  private memoryOf(pid: number): WatchedMemory {
    const { launch, spec } = this.options;
    const mostMb = spec.memorySize + (launch.debugger ? DEBUGGERS_MB[launch.debugger] : 0);
    return new WatchedMemory(pid, mostMb * MB, () => {
      this.isOutOfMemory = true;
      this.kill();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get busy(): boolean {
    return this.pending !== undefined && !this.pending.isSettled;
  }

  get alive(): boolean {
    return !this.ended;
  }

  /** It was to be debugged, and ended before its code was loaded, since no debugger came. */
  get debuggerRefused(): boolean {
    return this.refused;
  }

  /** It ended after an answer, before it had the event that it was given last. */
  get hasLost(): boolean {
    return this.pending?.isLost === true;
  }

  /** It ended since its code took too long to load. */
  get initTimedOut(): boolean {
    return this.pending?.isInitTimedOut === true;
  }

  /** The code on disk is not what this process loaded. */
  get stale(): boolean {
    return sourceStamp(this.options.launch.sources) !== this.stamp;
  }

  private refuse(): void {
    if (this.ended) return;
    this.refused = true;
    this.kill();
  }

  kill(): void {
    this.ended = true;
    this.process.kill();
  }

  /** One at a time: call only when not {@link busy}. */
  invoke(eventText: string, options: InvokeOptions, timeoutSeconds: number): Promise<ProcessOutcome> {
    for (const lines of this.output) lines.reset();
    options.takenBy?.(this.options.id);
    const { loaded: isWarm } = this;
    const pending = new PendingInvocation(this.answering, { ...options, eventText, timeoutSeconds, isWarm });
    this.pending = pending;
    if (isWarm) pending.limit(INIT_MS + timeoutSeconds * 1000);
    // The code could not be loaded in the time it has before: loading it is part of the invocation now.
    else if (this.options.isInitRepeated) pending.beginLimited();
    else pending.limitInit(INIT_MS);
    if (this.ended) void this.exit.then(() => pending.settle(this.endedBy(pending)));
    else if (this.waiting) this.deliver(pending);
    return pending.outcome;
  }

  /** {@link kill}, once it has done what it does behind its last answer. @param stop nobody waits for that any more */
  async end(stop: AbortSignal | undefined): Promise<void> {
    if (!this.ended && !this.options.debug?.isUnwatched) this.held.runsOn();
    await this.afterAnswer.done(stop);
    this.held.over();
    this.kill();
    await this.exit;
  }

  /** It has what is left of its time; a person may stand there for longer, of which nobody tells in an editor that is not ours. */
  private goesOn({ rest: { left, signal } }: PendingInvocation): void {
    const { debug, time } = this.options;
    this.afterAnswer.goesOn({ time, left: debug?.isUnwatched ? Infinity : left, signal });
  }

  private ready(): void {
    this.afterAnswer.rests();
    this.waiting = this.loaded = true;
    this.answering.log.loaded(this.answering.age());
    const { pending } = this;
    // An answered invocation is still pending while its output drains: it must not be delivered twice.
    if (pending && pending.answer === undefined) this.deliver(pending);
  }

  private deliver(pending: PendingInvocation): void {
    this.waiting = false;
    this.api.deliver(pending.deliver());
  }

  private answered(requestId: string, outcome: Failure | string): void {
    const { pending } = this;
    if (pending?.requestId !== requestId) return;
    this.held.over();
    this.goesOn(pending);
    pending.answeredWith(outcome);
    void this.drained().then(() => pending.settle(outcome));
  }

  private fail(failure: Failure): void {
    this.startFailure = failure;
    const pending = this.pending;
    this.kill();
    if (pending) void this.exit.then(() => pending.settle(failure));
  }

  /** Output written before an answer was sent is handed on before the answer is. */
  private async drained(): Promise<void> {
    const seen = () => this.output.reduce((sum, lines) => sum + lines.seen, 0);
    for (let quiet = 0, before = seen(); quiet < 2; before = seen()) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = seen() === before ? quiet + 1 : 0;
    }
    for (const lines of this.output) lines.flush();
  }

  /** The process ended, or never began. Everything it started ends too, and its last words are heard. */
  private async over(how: Failure | { code: number | null; signal: string | null }): Promise<void> {
    this.ended = true;
    this.held.over();
    this.afterAnswer.rests();
    this.release();
    void this.api.close();
    this.ending = how;
    if (this.child.pid !== undefined) await this.process.gone;
    if ('remove' in this.scratch) this.scratch.remove();
    const streams = [this.child.stdout, this.child.stderr] as (Readable | null)[];
    await Promise.race([
      Promise.all(streams.map((stream) => stream && !stream.closed && new Promise((r) => stream.once('close', r)))),
      // A descendant that nothing tells from others may hold the pipes open for ever.
      new Promise((resolve) => setTimeout(resolve, 500).unref()),
    ]);
    for (const lines of this.output) lines.flush();
    for (const stream of this.child.stdio ?? []) stream?.destroy();
    const pending = this.pending;
    if (pending) queueMicrotask(() => setImmediate(() => pending.settle(this.endedBy(pending))));
  }

  private ending: Failure | { code: number | null; signal: string | null } | undefined;

  private endedBy(pending: PendingInvocation): Failure | string {
    if (pending.answer !== undefined) return pending.answer;
    if (this.startFailure) return this.startFailure;
    const how = this.ending;
    if (how && 'reason' in how) return how;
    if (this.isOutOfMemory && this.memory) {
      const { peakBytes } = this.memory;
      return outOfMemory(pending.requestId, {
        usedMb: Math.ceil(peakBytes / MB),
        sizeMb: this.options.spec.memorySize,
      });
    }
    return how ? exited(pending.requestId, how.code, how.signal) : exited(pending.requestId, null, 'SIGKILL');
  }
}

function logOf(
  { language, spec, wholeLog }: ProcessOptions,
  pending: () => PendingInvocation | undefined,
): InvocationLog {
  const { name, logging, memorySize: memorySizeMb } = spec;
  const write = (event: string): void => {
    wholeLog?.(name, event);
    pending()?.logs(event);
  };
  const isHeard = (): boolean => wholeLog !== undefined || pending()?.isLogged === true;
  return new InvocationLog({ language, logging, memorySizeMb, isHeard, write });
}

/** Source: Lambda, "Understanding the Lambda execution environment lifecycle": what is under way goes on when the next event comes. */
function frozen(name: string, underWay: UnderWay): string {
  const what = counted(underWay) ?? '';
  return `${name} answered while ${what} had not finished. On AWS the process stands still until the next event: await what must be done before the answer.`;
}
