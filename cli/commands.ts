/** The table of commands. */
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { Candidates } from './completion/candidates';
import type { CommandRun } from './io';
import type { OptionTable } from './options';

/** What may stand where no option does; a list of words is all there are. */
export type Place = readonly ('file' | 'machine' | 'function')[] | { readonly words: readonly string[] };

/** Undefined: the table says what there is to say. */
export type OwnCompletion = (at: {
  /** Whose value is being written. */
  readonly option?: string;
  /** The words of the command before it. */
  readonly before: readonly string[];
}) => Promise<Candidates | undefined>;

export interface Command {
  readonly usage: string;
  readonly summary: () => Phrase;
  /** Editors talk to it until they let go: its promise's end does not end the process. */
  readonly serves?: boolean;
  /** What stands behind it, in order. */
  readonly places?: readonly Place[];
  /** What may stand somewhere that the command alone knows. */
  completion?(): Promise<OwnCompletion>;
  /** The last of {@link places} may stand there again and again. */
  readonly isRepeated?: boolean;
  load(): Promise<CommandRun>;
  /** Those that it takes. */
  options(): Promise<OptionTable>;
}

/** Each is loaded only when it is called. */
export const COMMANDS: { readonly [name: string]: Command } = {
  check: {
    usage: 'check FILE… [--format text|json|sarif] [--language asl|asl-yaml]',
    summary: () => phrase`Report mistakes in state machines`,
    places: [['file']],
    isRepeated: true,
    load: async () => (await import('./check')).check,
    options: async () => (await import('./check')).CHECK_OPTIONS,
  },
  run: {
    usage: 'run FILE [--input JSON|FILE|-] [--history FILE|-] [--resume HISTORY] …',
    summary: () => phrase`Run a state machine with its project's real handlers`,
    places: [['file', 'machine']],
    load: async () => (await import('./run')).run,
    options: async () => (await import('./run')).OPTIONS,
  },
  'test-state': {
    usage: 'test-state FILE [STATE] [--input JSON|FILE|-] [--mock-result JSON|FILE|-] [--inspect DEBUG] …',
    summary: () => phrase`Test one state on its own`,
    places: [['file', 'machine']],
    load: async () => (await import('./testState/testStateCommand')).testState,
    options: async () => (await import('./testState/testStateOptions')).OPTIONS,
  },
  redrive: {
    usage: 'redrive FILE HISTORY [--history FILE|-] …',
    summary: () => phrase`Run the failed states of a saved run again`,
    places: [['file', 'machine'], ['file']],
    load: async () => (await import('./redrive')).redrive,
    options: async () => (await import('./redrive')).OPTIONS,
  },
  mocks: {
    usage: 'mocks FILE [--branches] [--out DIR]',
    summary: () => phrase`Infer answers for the tasks of a state machine`,
    places: [['file', 'machine']],
    load: async () => (await import('./mocks')).mocks,
    options: async () => (await import('./mocks')).OPTIONS,
  },
  invoke: {
    usage: 'invoke FUNCTION|FILE[#export] [--event JSON|FILE|-|NAME]',
    summary: () => phrase`Call one Lambda handler`,
    places: [['file', 'function']],
    completion: async () => (await import('./events/completion')).ofInvoke,
    load: async () => (await import('./invoke')).invoke,
    options: async () => (await import('./invoke')).OPTIONS,
  },
  events: {
    usage: 'events list|show NAME|check FILE|import FILE [--set NAME=VALUE] …',
    summary: () => phrase`Make and check sample events for handlers`,
    places: [{ words: ['list', 'show', 'check'] }],
    load: async () => (await import('./events')).events,
    completion: async () => (await import('./events/completion')).ofEvents,
    options: async () => (await import('./events')).OPTIONS,
  },
  project: {
    usage: 'project [--format text|json] [--project DIR] [--explain NAME] …',
    summary: () => phrase`Show what a project holds, and where each fact comes from`,
    load: async () => (await import('./inventory/inventoryCommand')).project,
    options: async () => (await import('./inventory/inventoryCommand')).OPTIONS,
  },
  functions: {
    usage: 'functions [--format text|json] [--project DIR] …',
    summary: () => phrase`Show the functions of a project`,
    load: async () => (await import('./inventory/inventoryCommand')).functions,
    options: async () => (await import('./inventory/inventoryCommand')).OPTIONS,
  },
  machines: {
    usage: 'machines [--format text|json] [--project DIR] …',
    summary: () => phrase`Show the state machines of a project`,
    load: async () => (await import('./inventory/inventoryCommand')).machines,
    options: async () => (await import('./inventory/inventoryCommand')).OPTIONS,
  },
  doctor: {
    usage: 'doctor [--format text|json] [--project DIR] …',
    summary: () => phrase`Say what a project needs that this machine lacks, and how to get it`,
    load: async () => (await import('./doctor')).doctor,
    options: async () => (await import('./doctor')).OPTIONS,
  },
  calibrate: {
    usage: 'calibrate DIR --profile NAME [--account ID] [--out FILE] …',
    summary: () => phrase`Compare with what AWS answers to a project’s definitions, when asked`,
    places: [['file']],
    load: async () => (await import('./calibrate')).calibrate,
    options: async () => (await import('./calibrate')).OPTIONS,
  },
  callback: {
    usage: 'callback success|failure|heartbeat --token TOKEN …',
    summary: () => phrase`Answer a task that is waiting for its token`,
    places: [{ words: ['success', 'failure', 'heartbeat'] }],
    load: async () => (await import('./callback')).callback,
    options: async () => (await import('./callback')).OPTIONS,
  },
  serve: {
    usage: 'serve [--project DIR] [--clock real|skip]',
    summary: () => phrase`Serve the Step Functions API to your own SDK code and tests`,
    load: async () => (await import('./serve')).serve,
    options: async () => (await import('./serve')).OPTIONS,
  },
  consents: {
    usage: 'consents [allow|withdraw] …',
    summary: () => phrase`Show or change what may leave this machine`,
    places: [{ words: ['allow', 'withdraw'] }],
    load: async () => (await import('./consents')).consents,
    options: async () => (await import('./consents')).OPTIONS,
  },
  lsp: {
    usage: 'lsp --stdio',
    summary: () => phrase`Serve an editor as its language server`,
    serves: true,
    load: async () => (await import('./servers')).lsp,
    options: async () => (await import('./servers')).OPTIONS,
  },
  dap: {
    usage: 'dap --stdio',
    summary: () => phrase`Serve an editor as its debug adapter`,
    serves: true,
    load: async () => (await import('./servers')).dap,
    options: async () => (await import('./servers')).OPTIONS,
  },
  completion: {
    usage: 'completion bash|zsh|fish',
    summary: () => phrase`Let a shell complete commands, options and names`,
    places: [{ words: ['bash', 'zsh', 'fish'] }],
    load: async () => (await import('./completion')).completionOf(COMMANDS),
    options: async () => (await import('./completion')).OPTIONS,
  },
};
