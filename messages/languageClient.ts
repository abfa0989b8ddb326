/** Between language server and client, beyond the protocol itself: custom requests. */
import type { GraphView } from '../core/graph/graphView';
import type { ExecutionResult, Explanation, RunEvent } from '../core/interpreter/historyEvent';
import type { HandlerCode } from '../core/handlers/dataReads';
import type { Meant } from '../core/handlers/meantFunctions';
import type { Inventory } from '../project/inventory/inventory';
import type { Project, ProjectMachine, SampleEvent } from '../project/project';

export interface LanguageRequests {
  /** The graph of a definition as the server knows it (open text, else disk). */
  'stepwise/graph': { params: { uri: string; name?: string }; result: { view: GraphView; name: string } | null };
  /** An input for a machine, inferred from what it reads: JSON text; null: it reads none. */
  'stepwise/sampleInput': { params: { uri: string; name?: string }; result: string | null };
  /** The machines a file holds: itself, or those of a template. */
  'stepwise/machines': { params: { uri: string }; result: readonly ProjectMachine[] };
  /** The project around a file. */
  'stepwise/project': { params: { uri: string }; result: Project };
  /** The files around a file that are events if their content is that of one. */
  'stepwise/possibleEvents': { params: { uri: string }; result: readonly SampleEvent[] };
  /** What a folder holds, stacks below it too; null: the folder is not on this disk. */
  'stepwise/inventory': { params: { uri: string }; result: Inventory | null };
  /** The machines of a project that call a function of a source file: all that it has, or the one of a name. */
  'stepwise/callers': { params: { uri: string; name?: string }; result: readonly CallingMachine[] };
  /** The machines that a file declares and does not define itself, in order of lines. */
  'stepwise/declaredMachines': { params: { uri: string }; result: readonly DeclaredMachine[] };
  /** The code of a handler, as the editor has it, with the modules of the project that it imports. */
  'stepwise/handlerCode': { params: { uri: string; exportName: string }; result: HandlerCode | null };
  /** The functions a source file exports, in order of lines. */
  'stepwise/handlers': {
    params: { uri: string };
    result: readonly HandlerFunction[];
  };
  /** What is wrong in a MockConfigFile.json, and its test cases. */
  'stepwise/mockConfig': { params: { uri: string; text: string }; result: MockConfigView };
  /** Names in a `.vscode/stepwise.json` that nothing has. */
  'stepwise/settingsFile': {
    params: { uri: string; text: string };
    result: { readonly problems: readonly FileProblem[] };
  };
  /** The test cases that mock configurations of the project have for a machine. */
  'stepwise/testCases': { params: { uri: string; machine?: string }; result: readonly MockCaseChoice[] };
  /** A saved history of ours or of AWS, as a run of the machine that it fits. */
  'stepwise/history': {
    params: {
      /** Of the history. */ uri: string;
      /** The best fit first where several fit. */ candidates: readonly MachinePlace[];
    };
    result: HistoryView | { readonly problem: string } | null;
  };
  /** The state around a position, and where a state stands. */
  'stepwise/stateAt': {
    params: { uri: string; line: number; character: number };
    result: { statePath: string } | null;
  };
}

export interface CallingMachine {
  readonly name: string;
  /** Absolute: where it is defined. */
  readonly file: string;
}

export interface DeclaredMachine {
  readonly name: string;
  /** Where it is declared, zero-based. */
  readonly line: number;
  /** Whether the project says what starts it. */
  readonly isStarted: boolean;
  /** Absolute: where its definition stands. Absent: a CDK app makes it when it runs. */
  readonly file?: string;
}

/** Why a state failed in the latest run. */
export interface ToldFailure extends Explanation {
  readonly statePath: string;
}

export interface MachinePlace {
  readonly uri: string;
  /** Of several in a template. */
  readonly name?: string;
}

export interface HistoryView {
  /** As its ARN names it. */
  readonly name?: string;
  /** Those of the candidates whose states are the history's. One that the ARN names stands alone. */
  readonly machines: readonly MachinePlace[];
  /** Where none fits: a machine of the states that were entered and the ways that were taken. */
  readonly sketch?: GraphView;
  /** As views take them, placed in the first of `machines`, else in the sketch. */
  readonly events: readonly RunEvent[];
  /** JSON text. */
  readonly input: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Absent: the history ends before the execution does. */
  readonly end?: ExecutionResult;
}

/** Lines are zero-based. */
export interface HandlerFunction extends Meant {
  /** By which a launch configuration means it: the project's name for it, else the export's. */
  readonly name: string;
  readonly exportName: string;
  readonly line: number;
}

/** Places are UTF-16 offsets. */
export interface FileProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
}

/** Places are UTF-16 offsets. */
export interface MockConfigView {
  readonly problems: readonly FileProblem[];
  readonly cases: readonly {
    readonly start: number;
    readonly end: number;
    readonly name: string;
    /** The file of the machine it is about, where the project has it. */
    readonly program?: string;
    readonly machine?: string;
  }[];
}

export interface MockCaseChoice {
  /** Absolute path of the mock configuration. */
  readonly file: string;
  readonly name: string;
}

/** Initialization options the client hands the server. */
export interface ServerOptions {
  readonly codeLens: boolean;
  readonly trusted: boolean;
}

/** Client to server, any time after the start. */
export interface LanguageNotifications {
  /** What the server may serve has changed; missing members stay as they are. */
  'stepwise/options': Partial<ServerOptions>;
  /** What the latest run of a file has failed of so far; empty: a new one has begun. */
  'stepwise/failures': { readonly uri: string; readonly failures: readonly ToldFailure[] };
}
