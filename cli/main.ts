/** The commands of `stepwise`, which `start.ts` loads. */
import { phrase } from '../core/l10n/phrase';
import { nearestName } from '../core/nearestName';
import { offerBlank, type BlankProcess } from '../processes/blankProcess';
import { localeOfEnvironment, speak } from '../project/language';
import { machineFault, reasonOf } from '../project/systemReason';
import { COMMANDS } from './commands';
import { EXIT, processIo } from './io';
import type { Io } from './io';
import { ours } from './words';
import { version } from '../package.json';

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

/**
 * What the process does: the command that its arguments say.
 * @param blank started already for the handler that it may call
 */
export function start(blank?: BlankProcess): void {
  offerBlank(blank);
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

if (typeof require !== 'undefined' && require.main === module) start();
