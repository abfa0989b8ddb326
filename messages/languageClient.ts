/** Between language server and client, beyond the protocol itself: custom requests. */
import type { GraphView } from '../core/graph/graphView';
import type { Meant } from '../core/handlers/meantFunctions';
import type { Project, ProjectMachine } from '../project/project';

export interface LanguageRequests {
  /** The graph of a definition as the server knows it (open text, else disk). */
  'stepwise/graph': { params: { uri: string; name?: string }; result: { view: GraphView; name: string } | null };
  /** The machines a file holds: itself, or those of a template. */
  'stepwise/machines': { params: { uri: string }; result: readonly ProjectMachine[] };
  /** The project around a file. */
  'stepwise/project': { params: { uri: string }; result: Project };
  /** The functions a source file exports, in order of lines. */
  'stepwise/handlers': {
    params: { uri: string };
    result: readonly HandlerFunction[];
  };
  /** What is wrong in a MockConfigFile.json, and its test cases. */
  'stepwise/mockConfig': { params: { uri: string; text: string }; result: MockConfigView };
  /** The test cases that mock configurations of the project have for a machine. */
  'stepwise/testCases': { params: { uri: string; machine?: string }; result: readonly MockCaseChoice[] };
  /** The state around a position, and where a state stands. */
  'stepwise/stateAt': {
    params: { uri: string; line: number; character: number };
    result: { statePath: string } | null;
  };
}

/** Lines are zero-based. */
export interface HandlerFunction extends Meant {
  /** By which a launch configuration means it: the project's name for it, else the export's. */
  readonly name: string;
  readonly exportName: string;
  readonly line: number;
}

/** Places are UTF-16 offsets. */
export interface MockConfigView {
  readonly problems: readonly {
    readonly start: number;
    readonly end: number;
    readonly message: string;
    readonly severity: 'error' | 'warning' | 'information';
  }[];
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
}
