/**
 * Answers for calls that nothing else answers, inferred from what the machine reads of them. They take a run to its end; they
 * are never what a service would say, so whoever uses them is told which they were.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { executionStatusAfter } from '../../core/history/eventKinds';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import type { ItemReaderCall, TaskOutcome } from '../../core/interpreter/host';
import { startsItself, taskTarget } from '../../core/facts/calledNames';
import { answerReads } from '../../core/handlers/dataReads';
import { isJsonObject, type Json } from '../../core/json';
import { jsonText, jsonValue } from '../../core/jsonText';
import type { Machine, State } from '../../core/model/machine';
import { findFunction, findMachine, machineCalled, settingsFolderOf } from '../../project';
import type { Project, ProjectMachine } from '../../project';
import { isRunHere } from '../functionSpec';
import { S3_FOLDER } from '../s3Files';
import { loadProjectMachine } from '../loadMachine';
import { callOfState } from '../calls/callOfState';
import { loadCatalogue } from '../../services/loadTables';
import type { AnswersCalls, MockQuestion } from '../run';
import { answerToCall } from './answerToCall';
import { callsAction, foreseenCalls, type ForeseenCall, type ForeseenFunction } from './foreseenCalls';
import { HandlerReads } from './handlerReads';
import { ReachedCode } from './reachedCode';
import { mockOf } from '../mockStore';
import type { Mocks } from '../mockStore';

export interface InferredAnswer {
  readonly machine: string;
  readonly state: string;
  /** One for each time; the last stays. */
  readonly answers: readonly Json[];
}

/** What a run will ask for that nothing here answers. */
export interface Ahead {
  readonly states: readonly InferredAnswer[];
  /** Of handlers. */
  readonly calls: readonly ForeseenCall[];
}

export interface InferredAnswersOptions {
  readonly machine: Machine;
  readonly name: string;
  /** Of the machine. */
  readonly stack?: string;
  readonly project: Project;
  /** JSON text. */
  readonly input: string;
  /** Of this run. */
  readonly mocks?: Mocks;
}

/** The state whose answer is asked for; with an action, the call of its handler. */
export type AskedState = Pick<MockQuestion, 'machine' | 'state' | 'action'> & Partial<Pick<MockQuestion, 'suggestion'>>;

const NOTHING_ANSWERS: AnswersCalls = { isAnswered: () => Promise.resolve(false), goesOut: () => false };

interface Asked {
  readonly machine: Machine;
  readonly state: State;
  readonly answers: ReadonlyMap<string, readonly Json[]>;
  /** Of each Distributed Map that reads from S3. */
  readonly rows: ReadonlyMap<string, readonly Json[]>;
}

/** A machine with states that are still to be answered. */
interface Nested extends Pick<Asked, 'answers' | 'rows'> {
  readonly name: string;
  readonly states: readonly State[];
}

export class InferredAnswers {
  /** What was answered, once for each state, in order. */
  readonly used = new Map<string, InferredAnswer>();
  /** The same of handlers' calls, by action. */
  readonly usedCalls = new Map<string, readonly Json[]>();
  /** What tasks of the machine have really answered, as JSON text, by the state's path. */
  private readonly observed = new Map<string, string>();
  /** What the execution has come to so far. */
  private status: string | undefined;
  private readonly others = new Map<string, Machine | undefined>();

  private readonly reached: ReachedCode;
  private readonly reads: HandlerReads;

  constructor(private readonly options: InferredAnswersOptions) {
    this.reached = new ReachedCode(options.project, options.stack);
    this.reads = new HandlerReads(options.project, options.stack, this.reached);
  }

  /** Learns what really came back. */
  add(event: RunEvent): void {
    if (event.kind !== 'history') return;
    this.status = executionStatusAfter(event.event.type) ?? this.status;
    if (event.envelope.statePath === undefined) return;
    const { lambdaFunctionSucceededEventDetails, taskSucceededEventDetails, activitySucceededEventDetails } =
      event.event;
    const details = lambdaFunctionSucceededEventDetails ?? taskSucceededEventDetails ?? activitySucceededEventDetails;
    if (details?.output !== undefined) this.observed.set(event.envelope.statePath, details.output);
  }

  /** Whether the run has come to another end than the one that it was to reach. */
  get hasFailed(): boolean {
    return this.status !== undefined && this.status !== 'RUNNING' && this.status !== 'SUCCEEDED';
  }

  async ask(question: MockQuestion): Promise<TaskOutcome | undefined> {
    const { action } = question;
    if (action !== undefined) return await this.callAnswer(action, question);
    const asked = await this.walk(question);
    if (!asked) return undefined;
    const { machine, state } = question;
    const key = `${machine}/${asked.state.path}`;
    const given = this.used.get(key)?.answers ?? [];
    const inTurn = asked.answers.get(asked.state.path) ?? [{}];
    const answer = inTurn[Math.min(given.length, inTurn.length - 1)] ?? {};
    this.used.set(key, { machine, state, answers: [...given, answer] });
    return { type: 'success', output: answer, inferred: true };
  }

  /** What a Distributed Map reads where its bucket has nothing; of manifests and of files that are listed, nothing. */
  async itemsOf(
    { state: { name: state }, readerConfig }: ItemReaderCall,
    machine: string,
  ): Promise<Json[] | undefined> {
    const { ManifestType, InputType, Transformation } = isJsonObject(readerConfig) ? readerConfig : {};
    if (ManifestType !== undefined || InputType === 'MANIFEST' || Transformation !== undefined) return undefined;
    const asked = await this.walk({ machine, state });
    const inferred = asked?.rows.get(asked.state.path);
    if (!asked || !inferred) return undefined;
    const rows = InputType === 'CSV' ? inferred.map(asTexts) : inferred;
    this.used.set(`${machine}/${asked.state.path}`, { machine, state, answers: [[...rows]] });
    return [...rows];
  }

  private async callAnswer(action: string, question: MockQuestion): Promise<TaskOutcome> {
    const state = this.stateOf(question);
    const answer = await answerToCall(question, state && this.reads.ofAnswers(state));
    this.usedCalls.set(action, [...(this.usedCalls.get(action) ?? []), answer]);
    return { type: 'success', output: answer, inferred: true };
  }

  /** @returns undefined: it is no call of a handler */
  async answerToCall(question: MockQuestion): Promise<Json | undefined> {
    const state = question.action === undefined ? undefined : this.stateOf(question);
    if (!state || taskTarget(state)?.kind !== 'function') return undefined;
    // Others that make the same call get the same answer: it has what each of them reads.
    const own = this.reached.functionOf(state);
    const later = (await this.functionsAfter(question)).filter((each) => callsAction(each, question.action!));
    const files = [...new Set([...(own ? [own] : []), ...later].flatMap(({ code }) => code.files))];
    return answerToCall(question, answerReads(files));
  }

  /** What handlers call that the run was still to come to, and nothing answers: also of the handler whose call is asked about. */
  async foreseen(question: AskedState, answers: AnswersCalls): Promise<readonly ForeseenCall[]> {
    return foreseenCalls(await this.functionsAfter(question), answers);
  }

  /** The functions that the run was still to come to, also by machines that it starts. */
  private async functionsAfter(question: AskedState): Promise<readonly ForeseenFunction[]> {
    const asked = await this.walk(question);
    if (!asked) return [];
    const onWay = asked.machine.states.filter(
      (state) =>
        asked.answers.has(state.path) &&
        // One that is to be answered itself calls nothing then.
        (state !== asked.state || question.action !== undefined),
    );
    const own = await this.functionsOf(question.machine, onWay);
    if (question.machine === this.options.name) return own;
    return [...new Set([...own, ...(await this.onWholeWay()).functions])];
  }

  /** Those that states of a machine call, or what these call and start. */
  private async functionsOf(machine: string, onWay: readonly State[]): Promise<readonly ForeseenFunction[]> {
    const own = onWay.filter(
      (state) => !this.observed.has(state.path) && mockOf(state, machine, this.options) === undefined,
    );
    const nested = await this.machinesBelow(own);
    const states = [...own, ...nested.flatMap((each) => each.states)];
    return this.reached.withInvoked(states.flatMap((state) => this.reached.functionOf(state) ?? []));
  }

  /** The machines that states and the functions they call start, and those that these do: each once, with the states of its way. */
  private async machinesBelow(states: readonly State[]): Promise<readonly Nested[]> {
    const found = new Map<ProjectMachine, Nested>();
    const take = async (from: readonly State[]): Promise<void> => {
      const functions = this.reached.withInvoked(from.flatMap((state) => this.reached.functionOf(state) ?? []));
      const started = [
        ...from.flatMap((state) => this.reached.machineOf(state) ?? []),
        ...functions.flatMap((each) => this.reached.startedBy(each)),
      ];
      for (const declared of started) {
        const machine = this.machineNamed(declared.name);
        if (found.has(declared) || !machine || machine === this.options.machine) continue;
        const { answers, rows } = await this.answersOf(machine, {});
        const { name } = declared;
        const unanswered = machine.states.filter(
          (state) => answers.has(state.path) && mockOf(state, name, this.options) === undefined,
        );
        found.set(declared, { name, states: unanswered, answers, rows });
        await take(unanswered);
      }
    };
    await take(states);
    return [...found.values()];
  }

  private stateOf({ machine, state }: Pick<MockQuestion, 'machine' | 'state'>): State | undefined {
    return this.machineNamed(machine)?.states.find(({ name }) => name === state);
  }

  /**
   * What a call may be answered with, and what tasks after it that nothing here answers: they would be asked for next.
   */
  async still(question: AskedState, answers: AnswersCalls = NOTHING_ANSWERS): Promise<readonly InferredAnswer[]> {
    const asked = await this.walk(question);
    if (!asked) return [];
    const { machine: name } = question;
    const onWay = asked.machine.states.filter((each) => each !== asked.state && asked.answers.has(each.path));
    const own: Nested = { ...asked, name, states: onWay };
    const told = [
      answerOf(asked.state, own, question),
      ...(await this.unanswered(own, [asked.state, ...onWay], answers)),
    ];
    if (name === this.options.name) return told;
    // Whoever has started that machine goes on after it.
    const isTold = ({ machine, state }: InferredAnswer): boolean =>
      told.some((each) => each.machine === machine && each.state === state);
    const { states } = await this.onWholeWay();
    return [...told, ...(await this.unansweredOf(states, answers)).filter((each) => !isTold(each))];
  }

  /** What nothing here answers on the way of the whole run. */
  async ahead(answers: AnswersCalls = NOTHING_ANSWERS): Promise<Ahead> {
    const { states, functions } = await this.onWholeWay();
    return {
      states: await this.unansweredOf(states, answers),
      calls: await foreseenCalls(functions, answers),
    };
  }

  /** What the run comes to that has not answered yet. */
  private async onWholeWay(): Promise<{
    readonly states: readonly Nested[];
    readonly functions: readonly ForeseenFunction[];
  }> {
    const { machine, name, input } = this.options;
    const found = await this.answersOf(machine, { input: jsonValue(input), answers: this.answered() });
    const onWay = machine.states.filter(
      ({ path }) => (found.answers.has(path) || found.rows.has(path)) && !this.observed.has(path),
    );
    const own: Nested = { ...found, name, states: onWay };
    return {
      states: [own, ...(await this.machinesBelow(onWay))],
      functions: await this.functionsOf(name, onWay),
    };
  }

  /** Of the states of a machine, and of those that states start. */
  private async unanswered(own: Nested, from: readonly State[], answers: AnswersCalls): Promise<InferredAnswer[]> {
    return this.unansweredOf([own, ...(await this.machinesBelow(from))], answers);
  }

  private async unansweredOf(machines: readonly Nested[], answers: AnswersCalls): Promise<InferredAnswer[]> {
    const told: InferredAnswer[] = [];
    for (const each of machines) {
      for (const state of each.states) {
        if (!(await this.isAnswered(each.name, state, answers))) told.push(answerOf(state, each));
      }
    }
    return told;
  }

  /** The machine of a question, its state, and the answers of a walk that goes by what is known. */
  private async walk({
    machine: name,
    state: stateName,
  }: Pick<MockQuestion, 'machine' | 'state'>): Promise<Asked | undefined> {
    const machine = this.machineNamed(name);
    const state = this.stateOf({ machine: name, state: stateName });
    if (!machine || !state) return undefined;
    if (name !== this.options.name) return { machine, state, ...(await this.answersOf(machine, {})) };
    const answers = this.answered();
    answers.delete(state.path);
    const input = jsonValue(this.options.input);
    return { machine, state, ...(await this.answersOf(machine, { input, answers })) };
  }

  /** What tasks of the machine have answered, by the state's path. */
  private answered(): Map<string, Json> {
    return new Map([...this.observed].flatMap(([path, text]) => parsed(path, text)));
  }

  /** By a mock, a function or a machine of the project, a person who knows the token, or whoever answers the call that it makes. */
  private async isAnswered(machine: string, state: State, answers: AnswersCalls): Promise<boolean> {
    const { project, stack } = this.options;
    if (mockOf(state, machine, this.options) !== undefined || this.observed.has(state.path)) return true;
    // A Map that reads its items finds them where there are buckets.
    if (state.type === 'Map') return existsSync(path.join(settingsFolderOf(project), S3_FOLDER));
    const target = taskTarget(state);
    if (!target || startsItself(state)) return true;
    if (target.kind === 'function') {
      const found = findFunction(project, target.name, stack);
      return 'function' in found && isRunHere(found.function);
    }
    if (target.kind === 'machine') return findMachine(project, target.name, stack) !== undefined;
    const [service = ''] = target.name.replace(/^aws-sdk:/, '').split(':');
    if (service === 'activity') return this.hasWorkers();
    if (answers.goesOut(service)) return true;
    const call = callOfState(state);
    return call !== undefined && (await answers.isAnswered(call));
  }

  /** Whether the project has code that takes tasks of activities. */
  private hasWorkers(): boolean {
    return this.options.project.functions.some((declared) =>
      this.reached.callsOf(declared).some(({ action }) => /^get_?activity_?task$/i.test(action)),
    );
  }

  /** What does not fit the real input may still fit one that is inferred. */
  private async answersOf(
    machine: Machine,
    known: { readonly input?: Json; readonly answers?: ReadonlyMap<string, Json> },
  ): Promise<Pick<Asked, 'answers' | 'rows'>> {
    // No run that is answered needs it.
    const { infer } = await import('../../core/infer');
    const services = loadCatalogue();
    const codeOf = (state: State) => this.reads.ofEvent(state);
    const inferred = await infer(machine, { ...known, services, codeOf });
    if (inferred.reachesEnd) return inferred;
    // The walk has ended early: what comes after it was not seen to read anything.
    const alone = await infer(machine, { services, codeOf });
    const [less, more] = alone.reachesEnd ? [inferred, alone] : [alone, inferred];
    return {
      answers: new Map([...less.answers, ...more.answers]),
      rows: new Map([...less.rows, ...more.rows]),
    };
  }

  private machineNamed(name: string): Machine | undefined {
    const { machine, name: own, project, stack } = this.options;
    if (name === own) return machine;
    if (!this.others.has(name)) {
      const declared = machineCalled(project, name, stack);
      const loaded = declared && loadProjectMachine(declared, { project });
      this.others.set(name, loaded && 'machine' in loaded ? loaded.machine : undefined);
    }
    return this.others.get(name);
  }
}

/** @param question of the state itself: off the happy path its service's own example is the answer */
function answerOf(
  { path, name: state }: State,
  { name: machine, answers, rows }: Nested,
  question?: AskedState,
): InferredAnswer {
  const items = rows.get(path);
  if (items) return { machine, state, answers: [[...items]] };
  const example = question?.suggestion === undefined ? {} : jsonValue(question.suggestion);
  return { machine, state, answers: answers.get(path) ?? [example] };
}

/** A row of a CSV file: each of its values is a text. */
function asTexts(row: Json): Json {
  if (!isJsonObject(row)) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value : jsonText(value)]),
  );
}

/** What is too long for a history is cut off there. */
function parsed(path: string, text: string): [path: string, output: Json][] {
  try {
    return [[path, jsonValue(text)]];
  } catch {
    return [];
  }
}
