import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { readProject } from '../project';
import { choicesOfFlags, flagsOf, KEPT_EXECUTIONS, KEPT_RUNS, projectFolderOf, TERMINAL } from '../run';
import { commandServices } from './commandServices';
import { consentsOf, readConsentFlags } from './consentOptions';
import { EXIT } from './io';
import type { Io } from './io';
import { readCommandLine, refuse } from './commandLine';
import { HELP, optionsHelp } from './options';
import { tellProblems } from './tellProblems';
import { tellOfWaitingTasks } from './waitingTasks';
import { readValueFlags, tellUnusedValues } from './valueOptions';

export const OPTIONS = { ...flagsOf('serve'), ...HELP };

/** Where AWS goes by days. */
const kept = (): string =>
  phrase`Only the newest ${KEPT_EXECUTIONS.toLocaleString('en')} ended executions and ${KEPT_RUNS.toLocaleString('en')} Map Runs are kept.`;

const usage = (): string => phrase`stepwise serve [options]

Serves the Step Functions API on this machine until it is stopped, to your own SDK code and tests. It has the project's state
machines, and calls can create others, which exist until it stops. It prints the variable that points SDKs to it:

    AWS_ENDPOINT_URL_SFN=http://127.0.0.1:PORT/SECRET

${kept()}

${optionsHelp(OPTIONS)}

Exit codes: 0 stopped, 2 could not start.
`;

/** `stepwise serve`. */
export async function serve(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'serve', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { options, positionals } = parsed;
  if (positionals.length > 0)
    return refuse('serve', phrase`Unexpected argument "${positionals[0]!}": serve takes only options.`, io);
  const choices = choicesOfFlags<'serve'>(options, io);
  if ('problem' in choices) return refuse('serve', choices.problem, io);
  const allowedByFlag = readConsentFlags(options);
  if ('problem' in allowedByFlag) return refuse('serve', allowedByFlag.problem, io);
  const given = await readValueFlags(options, io);
  if ('problem' in given) return refuse('serve', given.problem, io);
  const resolve = (written: string): string => path.resolve(io.cwd, written);
  const found = projectFolderOf(choices, io.cwd, { ...TERMINAL, resolve });
  if ('problem' in found) return refuse('serve', found.problem, io);

  const root = found.folder;
  const project = readProject(root, { values: given.values });
  tellUnusedValues(options, project, io);
  tellProblems(project, io);
  const stop = new AbortController();
  const stopListening = io.onInterrupt(() => stop.abort(new Error('Interrupted')));
  const say = (line: string): void => io.error(`${line}\n`);
  const consents = consentsOf(allowedByFlag, project.root, io);
  const services = commandServices({ project, choices, consents, mostExecutions: Number.POSITIVE_INFINITY }, io);
  const executions = services.host(choices.clock ?? 'real', {
    signal: stop.signal,
    waits: tellOfWaitingTasks(services.stepFunctions, say),
  });
  try {
    io.out(`AWS_ENDPOINT_URL_SFN=${await services.stepFunctions.url()}\n`);
    const names = project.machines.map(({ name }) => name).join(', ') || phrase`none yet`;
    say(
      phrase`Step Functions answers there, with any credentials. State machines in ${root}: ${names}. Press Ctrl+C to stop.`,
    );
    say(kept());
    await interrupted(stop.signal);
    await executions.idle();
    return EXIT.succeeded;
  } finally {
    await services.dispose(stop.signal);
    stopListening();
  }
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
