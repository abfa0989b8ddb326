/** The door of `stepwise`: one table of commands, each loaded only when it is called. */
import { phrase, type Phrase } from '../core/l10n/phrase';
import { nearestName } from '../core/nearestName';
import { localeOfEnvironment, speak } from '../project/language';
import { machineFault, reasonOf } from '../project/systemReason';
import { EXIT, processIo } from './io';
import type { CommandRun, Io } from './io';
import { ours } from './words';
import { version } from '../package.json';

interface Command {
  readonly usage: string;
  readonly summary: () => Phrase;
  /** Editors talk to it until they let go: its promise's end does not end the process. */
  readonly serves?: boolean;
  load(): Promise<CommandRun>;
}

const COMMANDS: { readonly [name: string]: Command } = {
  check: {
    usage: 'check FILE… [--format text|json|sarif] [--language asl|asl-yaml]',
    summary: () => phrase`Report mistakes in state machines`,
    load: async () => (await import('./check')).check,
  },
  run: {
    usage: 'run FILE [--input JSON|FILE|-] [--history FILE|-] [--resume HISTORY] …',
    summary: () => phrase`Run a state machine with its project's real handlers`,
    load: async () => (await import('./run')).run,
  },
  'test-state': {
    usage: 'test-state FILE [STATE] [--input JSON|FILE|-] [--mock-result JSON|FILE|-] [--inspect DEBUG] …',
    summary: () => phrase`Test one state on its own`,
    load: async () => (await import('./testState/testStateCommand')).testState,
  },
  redrive: {
    usage: 'redrive FILE HISTORY [--history FILE|-] …',
    summary: () => phrase`Run the failed states of a saved run again`,
    load: async () => (await import('./redrive')).redrive,
  },
  mocks: {
    usage: 'mocks FILE [--branches] [--out DIR]',
    summary: () => phrase`Infer answers for the tasks of a state machine`,
    load: async () => (await import('./mocks')).mocks,
  },
  invoke: {
    usage: 'invoke FUNCTION|FILE[#export] [--event JSON|FILE|-]',
    summary: () => phrase`Call one Lambda handler`,
    load: async () => (await import('./invoke')).invoke,
  },
  project: {
    usage: 'project [--format text|json] [--project DIR] [--explain NAME] …',
    summary: () => phrase`Show what a project holds, and where each fact comes from`,
    load: async () => (await import('./inventory/inventoryCommand')).project,
  },
  functions: {
    usage: 'functions [--format text|json] [--project DIR] …',
    summary: () => phrase`Show the functions of a project`,
    load: async () => (await import('./inventory/inventoryCommand')).functions,
  },
  machines: {
    usage: 'machines [--format text|json] [--project DIR] …',
    summary: () => phrase`Show the state machines of a project`,
    load: async () => (await import('./inventory/inventoryCommand')).machines,
  },
  doctor: {
    usage: 'doctor [--format text|json] [--project DIR] …',
    summary: () => phrase`Say what a project needs that this machine lacks, and how to get it`,
    load: async () => (await import('./doctor')).doctor,
  },
  callback: {
    usage: 'callback success|failure|heartbeat --token TOKEN …',
    summary: () => phrase`Answer a task that is waiting for its token`,
    load: async () => (await import('./callback')).callback,
  },
  serve: {
    usage: 'serve [--project DIR] [--clock real|skip]',
    summary: () => phrase`Serve the Step Functions API to your own SDK code and tests`,
    load: async () => (await import('./serve')).serve,
  },
  consents: {
    usage: 'consents [allow|withdraw] …',
    summary: () => phrase`Show or change what may leave this machine`,
    load: async () => (await import('./consents')).consents,
  },
  lsp: {
    usage: 'lsp --stdio',
    summary: () => phrase`Serve an editor as its language server`,
    serves: true,
    load: async () => (await import('./servers')).lsp,
  },
  dap: {
    usage: 'dap --stdio',
    summary: () => phrase`Serve an editor as its debug adapter`,
    serves: true,
    load: async () => (await import('./servers')).dap,
  },
};

/** Runs one command line. Everything a person may do wrong ends in a sentence and exit code 2. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    io.out(`${version}\n`);
    return EXIT.succeeded;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? io.error : io.out).call(io, ours(help()));
    return name === undefined ? EXIT.unusable : EXIT.succeeded;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const nearest = nearestName(name, Object.keys(COMMANDS));
    const hint = nearest
      ? phrase` Did you mean "${nearest}"?`
      : phrase` The commands are ${Object.keys(COMMANDS).join(', ')}.`;
    io.error(phrase`stepwise: Unknown command "${name}".${hint}\n`);
    return EXIT.unusable;
  }
  const run = await command.load();
  return run(rest, io);
}

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const summaries = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary()}`);
  const usages = Object.values(COMMANDS).map(({ usage }) => `  stepwise ${usage}`);
  return [
    phrase`stepwise: AWS Step Functions and Lambda on your own machine`,
    '',
    ...summaries,
    '',
    'Usage',
    ...usages,
    `  stepwise COMMAND --help`,
    '',
  ].join('\n');
}

/** Exits once everything written has left: a pipe may be slower than we are. */
function leave(code: number): void {
  process.exitCode = code;
  process.stdout.write('', (error) => {
    noteLoss(error);
    const lost = lostOutput === undefined ? '' : phrase`stepwise: The output is incomplete: ${reasonOf(lostOutput)}.\n`;
    const ending = lost !== '' && code === EXIT.succeeded ? EXIT.unusable : code;
    process.stderr.write(lost, () => process.exit(ending));
  });
}

/** Why standard output did not take all of it. A reader that goes away (`| head`) has what it wants. */
let lostOutput: NodeJS.ErrnoException | undefined;

function noteLoss(error: NodeJS.ErrnoException | null | undefined): void {
  const isReadersWish = error?.code === 'EPIPE' || error?.code === 'ERR_STREAM_DESTROYED';
  if (error && !isReadersWish) lostOutput ??= error;
}

if (typeof require !== 'undefined' && require.main === module) {
  const args = process.argv.slice(2);
  const io = processIo();
  speak(localeOfEnvironment(io.env));
  process.stdout.on('error', noteLoss);
  // Beside the command, which does not wait for it: what is not swept when it ends is left to the next.
  setImmediate(() => void import('../processes/sweep').then(({ sweepLeftFolders }) => sweepLeftFolders()));
  main(args, io).then(
    (code) => {
      // A serving command ends by itself, when its editor lets go.
      if (code !== EXIT.succeeded || !COMMANDS[args[0] ?? '']?.serves) leave(code);
    },
    (error: unknown) => {
      const fault = machineFault(error);
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      io.error(fault === undefined ? `stepwise itself failed, which is a bug: ${words}\n` : `stepwise: ${fault}\n`);
      leave(fault === undefined ? 70 : EXIT.unusable);
    },
  );
}
