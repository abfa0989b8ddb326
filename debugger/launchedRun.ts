/** One run of what was launched: starts the handlers' host and the execution (or the one handler), tells what happens, ends both. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { explainHandler } from '../core/explain';
import { durationText } from '../core/l10n/durationText';
import type { Host, PausePoint } from '../core/interpreter/host';
import { earlierEvents } from '../core/interpreter/resume';
import type { Json } from '../core/json';
import { jsonValue } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import { loadEvents } from '../events/load';
import type { LambdaHost, LambdaHostOptions } from '../lambda/lambda';
import type { AdapterEvents, AdapterRequests, LaunchArguments } from '../messages/debugClient';
import type { Consents, HeldTime, InferredAnswers, MockQuestion, RunView, LaunchServices } from '../run';
import { handlerCode, reasonOf, saveEndpoint, saveCallMock, saveMock, settingsFolderOf } from '../project';
import { digitsLost, errorWords, inferredWords, ReachedFillers, writeInferred } from '../run';
import type { TaskAnswer } from './clientQuestions';
import type { Machine } from '../core/model/machine';
import { NestedRuns, type NestedRunListener } from './nestedRuns';
import { GraphFeed } from './graphFeed';
import { launchedServices } from './launchedServices';
import type { Prepared, PreparedFunction, PreparedMachineRun } from './prepareLaunch';
import { serviceIn } from './serviceAccess';
import { goesOnText, SavedRun } from './savedRun';
import { RunConsole, type ConsoleLine } from './runConsole';
import { tellOfClock } from './tellOfClock';
import { signalled } from './signalled';
import type { TellingRun } from './toldRun';
import { MOST_EVENTS, ViewBudget } from './viewBudget';
import { WaitingTasks } from './waitingTasks';

/** What a run is made of; tests hand in their own handlers. */
export interface RunBackend {
  createLambdaHost?(options: LambdaHostOptions): LambdaHost;
  /** What the user has allowed for good; absent: nothing is kept. */
  readonly consentFile?: string;
}

/** A line for the debug console. */
export interface RunWords extends ConsoleLine {
  readonly source?: { readonly name?: string; readonly path?: string };
  readonly line?: number;
  /** Whose state it is about; default: the launched one. */
  readonly machine?: Machine;
  /** By a handler: its own colours may stay. */
  readonly isPrinted?: boolean;
}

export interface RunListener extends NestedRunListener {
  readonly pause?: (point: PausePoint) => Promise<void> | undefined;
  readonly watches?: Host['watches'];
  readonly stepsInto?: (strand: string, functionName: string) => boolean;
  /** Absent: handlers run without a debugger. */
  readonly debug?: LambdaHostOptions['debug'];
  readonly ask?: (question: MockQuestion, signal: AbortSignal) => Promise<TaskAnswer | undefined>;
  /** What the run counts as time. */
  readonly time: HeldTime;
  /** Resolves once the editor has taken in what it was told. */
  heard(): Promise<void>;
  tell<Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]): void;
  write(words: RunWords): void;
}

export interface RunEnd {
  /** Where it succeeded. */
  readonly output?: Json;
}

export class LaunchedRun {
  readonly id = randomUUID();
  /** Never rejects; resolves when every process of the run is gone. */
  readonly ended: Promise<RunEnd>;
  private readonly abort = new AbortController();
  private readonly graph: GraphFeed;
  private readonly services: LaunchServices;
  private readonly waiting: WaitingTasks;
  private readonly nested: NestedRuns;
  private readonly endClock: () => void;
  /** Whether it begins at all: it may be stopped before. */
  private readonly begun = signalled<boolean>();

  constructor(
    private readonly prepared: Prepared,
    private readonly args: LaunchArguments,
    consents: Consents,
    backend: RunBackend,
    private readonly listener: RunListener,
  ) {
    const budget = new ViewBudget(() =>
      listener.write({
        category: 'console',
        text: phrase`… more than ${MOST_EVENTS.toLocaleString('en')} events: the graph stops following this run, but its result will still be shown.`,
      }),
    );
    this.nested = new NestedRuns(listener);
    this.graph = new GraphFeed(budget, (events) => listener.tell('stepwise.runEvents', { runId: this.id, events }));
    const { debug, time } = listener;
    const write = (words: RunWords): void => listener.write(words);
    this.services = launchedServices(prepared, { args, consents, backend, debug, time, write });
    this.waiting = new WaitingTasks(this.services.stepFunctions, listener, {
      interactive: args.interactive === true,
      timeStandsStill: prepared.clock === 'skip',
    });
    this.endClock = tellOfClock(time, ({ stands, stood }) =>
      listener.tell('stepwise.clock', { runId: this.id, stands, stood }),
    );
    // Begins a turn later: a machine of Pass states alone would stop before its owner holds the run.
    this.ended = this.begun
      .then((begins) => (begins ? this.execute() : {}))
      .finally(() => this.endClock())
      .finally(() => this.services.dispose(this.abort.signal));
  }

  /** Starts the handler's process, where one is run alone: the editor takes its time until the run may begin. */
  prepare(): void {
    if (this.prepared.kind === 'function') this.services.lambda.prepare?.(this.prepared.spec);
  }

  begin(): void {
    this.begun.signal(true);
  }

  /** Aborts the execution and kills its processes; resolves when they are gone. */
  async stop(): Promise<void> {
    this.abort.abort();
    this.begun.signal(false);
    await Promise.all([this.services.lambda.dispose(this.abort.signal), this.ended]);
  }

  /** A person answers a task that waits for its token. */
  answerTask(answer: AdapterRequests['stepwise.answerTask']): void {
    this.waiting.answer(answer);
  }

  /** Sends the events that wait for their frame. */
  flush(): void {
    this.graph.flush();
  }

  /** A person looks at an iteration that was told in figures alone. */
  lookAt({ runId, map, index }: AdapterRequests['stepwise.lookAt']): void {
    (runId === this.id ? this.graph : this.nested.told(runId)?.graph)?.lookAt(map, index);
  }

  private get asParent(): TellingRun {
    const { tell } = this.listener;
    return { runId: this.id, keptHistory: this.args.keptHistory, tell: tell.bind(this.listener) };
  }

  private async execute(): Promise<RunEnd> {
    for (const { message, place } of this.prepared.problems) {
      const source = place && { name: path.basename(place.file), path: place.file };
      this.listener.write({ category: 'stderr', text: message, source, line: place && place.line + 1 });
    }
    try {
      return this.prepared.kind === 'machine'
        ? await this.executeMachine(this.prepared)
        : await this.invokeFunction(this.prepared);
    } catch (error) {
      // A bug of ours: say so, and end the session as a failed run does.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.listener.write({ category: 'stderr', text: phrase`Stepwise itself failed, which is a bug: ${text}` });
      this.listener.tell('stepwise.runEnded', { runId: this.id, status: 'FAILED', error: 'Stepwise', cause: text });
      return {};
    }
  }

  private async executeMachine(prepared: PreparedMachineRun): Promise<RunEnd> {
    const { name, file, input, machine, project } = prepared;
    const output = new RunConsole(machine, (line) => this.listener.write(line));
    const { keptHistory: history } = this.args;
    this.listener.tell('stepwise.runStarted', { runId: this.id, program: file, name, input, history });
    const { ask, time } = this.listener;
    const { earlier } = prepared;
    const saved = new SavedRun(prepared.history, this.args, earlier);
    for (const event of earlier ? earlierEvents(machine, earlier.checkpoint) : []) this.graph.add(event);
    const fillers = new ReachedFillers(machine, prepared.unset);
    const views: readonly RunView[] = [this.graph, saved, output, fillers];
    for (const text of [...prepared.startNotes, ...prepared.idleMocks])
      this.listener.write({ category: 'stderr', text });
    if (earlier) this.listener.write({ category: 'console', text: goesOnText(earlier) });
    const began = time.elapsed();
    const run = this.services.start(prepared, {
      signal: this.abort.signal,
      waits: this.waiting.waits,
      emit: (event) => views.forEach((view) => view.add(event)),
      pause: this.listener.pause,
      watches: this.listener.watches,
      observeNested: this.nested.observer('', this.asParent),
      giveWay: () => this.listener.heard(),
      stepsInto: ({ strand }, functionName) => this.listener.stepsInto?.(strand, functionName) ?? false,
      ask:
        ask &&
        (async (question, signal) => {
          // The service would have answered by itself: a person's time is none of the run's.
          const answer = await time.during(ask(question, signal));
          if (answer?.save) this.save(settingsFolderOf(project), question, answer);
          return answer?.outcome;
        }),
    });
    saved.executionArn = run.executionArn;
    const result = await run.result;
    const { words, problems } = saved.close();
    for (const text of problems) this.listener.write({ category: 'stderr', text });
    for (const text of words) this.listener.write({ category: 'console', text });
    this.graph.flush();
    output.end(name, result, prepared.clock === 'skip' ? time.elapsed() - began : undefined);
    const guess = fillers.sentence();
    if (guess !== undefined) this.listener.write({ category: 'stderr', text: guess });
    for (const { action, state, snippet } of run.unanswered) {
      if (action === undefined) continue;
      // Of a handler that lives with it nothing else is heard.
      const text = phrase`Nothing answered ${action}, which "${state}" calls. Its mock in .vscode/stepwise.json:\n${snippet}`;
      this.listener.write({ category: 'stderr', text });
    }
    this.tellOfInferred({ ...prepared, inferred: run.inferred });
    this.tellOfRecording(prepared);
    this.listener.tell('stepwise.runEnded', { runId: this.id, ...result });
    return result.output === undefined ? {} : { output: parsed(result.output) };
  }

  private tellOfInferred(run: PreparedMachineRun & { readonly inferred: InferredAnswers }): void {
    const words = inferredWords(run);
    if (words.length === 0) return;
    for (const text of words) this.listener.write({ category: 'console', text });
    const files = writeInferred(run);
    if ('problem' in files) return this.listener.write({ category: 'stderr', text: files.problem });
    const text = phrase`For review and as a file of mocks they are in ${files.mocks}`;
    this.listener.write({ category: 'console', text, source: { path: files.mocks } });
  }

  private tellOfRecording({ recording }: PreparedMachineRun): void {
    const { words, problems } = this.services.record(recording?.file ?? '') ?? { words: [], problems: [] };
    for (const text of problems) this.listener.write({ category: 'stderr', text });
    for (const text of words) this.listener.write({ category: 'console', text });
  }

  /** An answer that cannot be saved is used all the same. */
  private save(
    folder: string,
    { machine, state, resource, action }: MockQuestion,
    { mock, outcome }: TaskAnswer,
  ): void {
    try {
      if (mock && action !== undefined) saveCallMock(folder, action, mock);
      else if (mock) saveMock(folder, machine, state, mock);
      else if (outcome.type === 'endpoint') saveEndpoint(folder, serviceIn(resource), outcome.url);
    } catch (error) {
      this.listener.write({
        category: 'stderr',
        text: phrase`The answer of "${state}" was not saved: ${reasonOf(error)}`,
      });
    }
  }

  private async invokeFunction(prepared: PreparedFunction): Promise<RunEnd> {
    const { name, spec, input, clock, triggers } = prepared;
    this.listener.write({ category: 'console', text: phrase`Invoking ${name} (${spec.file})` });
    const executions = this.services.host(clock, {
      signal: this.abort.signal,
      waits: this.waiting.waits,
      observeNested: this.nested.observer('', this.asParent),
    });
    if (this.args.stopOnEntry) this.listener.tell('stepwise.stepsInto', { functionName: spec.name, isEntry: true });
    await this.tellOfEvent(prepared);
    const lost = digitsLost(spec, input);
    if (lost !== undefined) this.listener.write({ category: 'console', text: lost });
    const outcome = await this.services.lambda.invoke(spec, input, {
      signal: this.abort.signal,
      stepInto: this.args.stopOnEntry,
    });
    // Executions that it started go on, as they would on AWS.
    await executions.idle();
    if (outcome.type === 'success') {
      this.listener.write({
        category: 'console',
        text: phrase`✓ ${name} returned after ${durationText(outcome.durationMs)}`,
      });
      this.listener.tell('stepwise.answered', { functionName: name, answer: outcome.payload });
      const verdict = await this.verdict(outcome.payload, prepared);
      if (verdict) this.listener.write(verdict);
      return { output: parsed(outcome.payload) };
    }
    if (this.abort.signal.aborted) return {};
    const head = `✗ ${name}: ${errorWords({ error: outcome.errorType, cause: outcome.errorMessage })}`;
    const why = explainHandler({ error: outcome.errorType, cause: outcome.payload }, outcome.facts, input);
    this.listener.write({
      category: 'stderr',
      text: [
        head,
        ...outcome.stackTrace.map((line) => `    ${line.trim()}`),
        ...(why ? [`    ${phrase`Why:`} ${why.sentence}`] : []),
      ].join('\n'),
    });
    if (outcome.reason !== 'start' && outcome.reason !== 'refused') {
      const { failureVerdictOf, verdictText } = await loadEvents();
      const verdict = failureVerdictOf(outcome, parsed(input), this.args.eventSource, triggers);
      if (verdict) this.listener.write({ category: 'stderr', text: verdictText(verdict).trimEnd() });
    }
    return {};
  }

  /** What there is to say of a sample event, before the handler fails of it. */
  private async tellOfEvent({ spec, input, triggers }: PreparedFunction): Promise<void> {
    const { eventSource, inputFile } = this.args;
    if (eventSource === undefined) return;
    const { toldBefore } = await loadEvents();
    const handler = handlerCode(spec);
    for (const line of toldBefore(parsed(input), eventSource, {
      handler,
      triggers,
      isWritten: inputFile === undefined,
    }))
      this.listener.write({ category: 'stderr', text: line });
  }

  /** What the service that sends such events would do with the answer. */
  private async verdict(answer: string, { input, triggers }: PreparedFunction): Promise<ConsoleLine | undefined> {
    const events = await loadEvents();
    const verdict = events.verdictOf(parsed(answer), parsed(input), this.args.eventSource, triggers);
    if (!verdict) return undefined;
    const isGood = verdict.verdict === 'accepted' || verdict.verdict === 'ignored';
    return { category: isGood ? 'console' : 'stderr', text: events.verdictText(verdict).trimEnd() };
  }
}

function parsed(text: string): Json {
  try {
    return jsonValue(text);
  } catch {
    return text;
  }
}
