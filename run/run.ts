/**
 * An execution on this machine: a machine of the project, the interpreter, a clock, task runners.
 * Debug adapter and terminal both start runs here, so that they cannot differ.
 */
import type { ExecutionResult, RunEvent } from '../core/interpreter/historyEvent';
import type { PausePoint, TaskCall, TaskOutcome } from '../core/interpreter/host';
import type { Machine } from '../core/model/machine';
import type { LambdaHost } from '../lambda/lambda';
import type { Project, ProjectMachine } from '../project/project';

/** Answers one kind of task. A table of these, asked in order, is the whole of task running. */
export interface TaskRunner {
  readonly name: string;
  /** Undefined: not mine, ask the next. */
  run(call: TaskCall, run: RunServices, signal: AbortSignal): Promise<TaskOutcome> | undefined;
}

export interface RunServices {
  readonly project: Project;
  readonly lambda: LambdaHost;
  readonly mocks: MockStore;
  /** Asks the person for the answer of a call nothing else answers; absent where nobody is there to ask. */
  ask?(question: MockQuestion, signal: AbortSignal): Promise<TaskOutcome | undefined>;
  /** Runs another machine of the project (states:startExecution). */
  runNested(machine: ProjectMachine, input: string, signal: AbortSignal, name?: string): Promise<ExecutionResult>;
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
}

/** Answers saved in `.vscode/stepwise.json`. */
export interface MockStore {
  find(call: TaskCall, machine: string): TaskOutcome | undefined;
}

export interface StartRunOptions {
  readonly machine: Machine;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly project: Project;
  readonly input: string;
  readonly lambda: LambdaHost;
  readonly clock: 'real' | 'skip';
  readonly seed?: number;
  readonly substitutions?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
  emit(event: RunEvent): void;
  pause?(point: PausePoint): Promise<void> | undefined;
  ask?: RunServices['ask'];
}
