/**
 * What came back from outside while a run went on, an endpoint's answers or AWS's, as mocks that can take its place. What masks
 * name is in none of them, nor what a mock cannot hold.
 */
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { TaskTimedOut, type TaskCall, type TaskOutcome } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { HistoryMask, MASKED, type Mask } from '../../core/mask';
import { jsonEquals } from '../../core/query';
import type { CallMockAnswer, MockAnswer } from '../../project';
import type { Call, CallError, Members } from '../../services/wire';
import type { Calls } from '../mocks/callMocks';
import { withoutRepetition } from '../mocks/usedMocks';
import type { Mocks } from '../mockStore';
import { mockableOutput } from './mockableOutput';
import { sameInEveryRun } from './sameInEveryRun';

/** Characters of one answer. */
const LONGEST = 1 << 20;

export interface Recording {
  readonly mocks: Mocks;
  readonly calls: Calls;
  /** What is not in it, and why: sentences. */
  readonly leftOut: readonly string[];
}

/** Where an answer holds what is masked, whoever reads it the next time gets something else. */
function maskedWords({ entries }: Pick<HistoryMask, 'entries'>): string {
  return phrase`What is masked is *** in it: ${entries.join(', ')}. Where a handler or the state machine reads that, write a value of your own.`;
}

interface RecordedTask {
  readonly execution: object;
  readonly machine: string;
  readonly state: string;
  isFromOutside: boolean;
  answer?: MockAnswer;
}

interface RecordedCall {
  readonly call: Call;
  readonly input: Json;
  answer?: MockAnswer;
}

export type CallAnswer = { readonly output: Members } | { readonly error: CallError } | undefined;

export class Recorder {
  /** In the order in which they were asked, as mocks are. */
  private readonly tasks: RecordedTask[] = [];
  private readonly taskOf = new WeakMap<TaskCall, RecordedTask>();
  private readonly calls: RecordedCall[] = [];
  private readonly leftOut = new Set<string>();
  private readonly mask: HistoryMask;
  /** What the run was begun with: what stands in it is the same the next time. */
  private given = '';
  private readonly began = Date.now();

  constructor(mask: Mask) {
    this.mask = new HistoryMask(mask);
  }

  /** Learns what is masked. */
  add(event: RunEvent): void {
    if (event.kind !== 'history') return;
    this.mask.learn(event.event);
    this.given ||= event.event.executionStartedEventDetails?.input ?? '';
  }

  /** A state asks for its answer, whoever may have it. @param execution of the machine */
  taskBegins(call: TaskCall, machine: string, execution: object): void {
    const task = { execution, machine, state: call.state.name, isFromOutside: false };
    this.tasks.push(task);
    this.taskOf.set(call, task);
  }

  /** Something has left this machine for it. @param answered where nothing came back there is nothing to record */
  taskGoesOut(call: TaskCall, answered = true): void {
    const task = this.taskOf.get(call);
    if (task) task.isFromOutside = answered;
  }

  /** @param outcome undefined: the call was given up */
  taskEnds(call: TaskCall, outcome: TaskOutcome | undefined): void {
    const task = this.taskOf.get(call);
    if (!task?.isFromOutside) return;
    if (call.signal.reason instanceof TaskTimedOut) task.answer = { error: 'States.Timeout' };
    // What is terminal says that something is to be set up here.
    else if (!call.signal.aborted && outcome && !(outcome.type === 'failure' && outcome.terminal)) {
      task.answer = this.checked(`"${task.state}"`, answerOf(outcome));
    }
  }

  /** A handler's call goes out. @returns hears what came back; undefined: it cannot be read */
  callGoesOut(call: Call, input: Json): (answer: CallAnswer) => void {
    const place: RecordedCall = { call, input };
    this.calls.push(place);
    const { service, operation } = call;
    const what = `${service.name}:${operation.name}`;
    return (answer) => {
      if (!answer) this.leftOut.add(phrase`The answer of ${what} is not recorded: it is too large, or cannot be read.`);
      else if ('error' in answer) place.answer = { error: answer.error.name, cause: answer.error.message };
      else {
        const output = mockableOutput(answer.output, operation.output);
        if (output) place.answer = this.checked(what, { return: output });
        else this.leftOut.add(phrase`The answer of ${what} is not recorded: it holds bytes, and a mock holds text.`);
      }
    };
  }

  /** @param at ISO text */
  recording(at: string): Recording {
    for (const { answer } of this.tasks) this.learn(answer);
    for (const { answer, input } of this.calls) this.learn(answer, input);
    return { mocks: this.recordedMocks(at), calls: this.recordedCalls(at), leftOut: [...this.leftOut] };
  }

  private recordedMocks(at: string): Mocks {
    const mocks: { [machine: string]: { [state: string]: MockAnswer[] } } = {};
    const executions = new Map<string, object>();
    for (const { machine, state, execution, answer } of this.tasks) {
      if (!answer) continue;
      const first = executions.get(machine) ?? execution;
      executions.set(machine, first);
      // Mocks are counted anew in each execution.
      if (execution !== first) {
        this.leftOut.add(phrase`"${machine}" ran more than once: what its first execution was answered is recorded.`);
        continue;
      }
      const masked = this.masked(answer);
      const states = (mocks[machine] ??= {});
      (states[state] ??= []).push({ ...masked, recorded: at });
    }
    for (const states of Object.values(mocks)) {
      for (const [state, answers] of Object.entries(states)) states[state] = unrepeated(answers);
    }
    return mocks;
  }

  private recordedCalls(at: string): Calls {
    const calls: { [action: string]: CallMockAnswer[] } = {};
    let seen = this.given;
    for (const { call, input, answer } of this.calls) {
      if (!answer) continue;
      const { service, operation } = call;
      const again = sameInEveryRun(input, { began: this.began, seen, operation });
      const kept = again === undefined ? undefined : withoutMasked(again, this.mask.maskedData(again));
      const masked = this.masked(answer);
      const action = `${service.name}:${operation.name}`;
      (calls[action] ??= []).push({ ...(kept !== undefined && { input: kept }), ...masked, recorded: at });
      seen += JSON.stringify(answer);
    }
    for (const [action, answers] of Object.entries(calls)) calls[action] = unrepeatedByInput(answers);
    return calls;
  }

  private checked(what: string, answer: MockAnswer): MockAnswer | undefined {
    if (JSON.stringify(answer).length <= LONGEST) return answer;
    this.leftOut.add(phrase`The answer of ${what} is not recorded: it has more than ${LONGEST >> 20} MB.`);
    return undefined;
  }

  private learn(answer: MockAnswer | undefined, input?: Json): void {
    if (input !== undefined) this.mask.learnData(input);
    if (answer && 'return' in answer) this.mask.learnData(answer.return);
  }

  private masked(answer: MockAnswer): MockAnswer {
    if ('return' in answer) {
      const output = this.mask.maskedData(answer.return);
      if (!jsonEquals(output, answer.return)) this.leftOut.add(maskedWords(this.mask));
      return { return: output };
    }
    const { error, cause } = answer;
    return { error, ...(cause !== undefined && { cause: this.mask.maskedData(cause) as string }) };
  }
}

function answerOf(outcome: TaskOutcome): MockAnswer {
  if (outcome.type === 'success') return { return: outcome.output };
  const { error = 'States.TaskFailed', cause } = outcome;
  return { error, ...(cause !== undefined && { cause }) };
}

/** A list stays at its last answer. */
function unrepeated<T extends MockAnswer>(answers: readonly T[]): T[] {
  return answers.slice(0, withoutRepetition(answers as unknown as readonly Json[]).length);
}

function unrepeatedByInput(answers: readonly CallMockAnswer[]): CallMockAnswer[] {
  const groups: CallMockAnswer[][] = [];
  for (const answer of answers) {
    const group = groups.find(([first]) => jsonEquals(first!.input ?? null, answer.input ?? null));
    if (group) group.push(answer);
    else groups.push([answer]);
  }
  return groups.flatMap((group) => unrepeated(group));
}

/** A masked member says nothing of the next call's. Of a list the number of items counts: it goes as a whole. */
function withoutMasked(value: Json, masked: Json): Json | undefined {
  if (jsonEquals(value, masked)) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || masked === MASKED) return undefined;
  const kept = Object.entries(value).flatMap(([name, each]) => {
    const held = (masked as { [name: string]: Json })[name];
    const inner = held === undefined ? undefined : withoutMasked(each, held);
    return inner === undefined ? [] : [[name, inner] as const];
  });
  // Where nothing of it may be kept, it says nothing of the next call's.
  return kept.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(kept);
}
