import path from 'node:path';
import { redriveStatus, standsIn } from '../core/interpreter/resume';
import type { ExecutionResult } from '../core/interpreter/historyEvent';
import type { Json } from '../core/json';
import { phrase } from '../core/l10n/phrase';
import { choicesOfFlags, flagsOf, installFolderOfUser, LaunchServices, ReachedFillers } from '../run';
import { settingsFolderOf } from '../project';
import type { EarlierRun, LoadedMachine, MachineRun, RunView, WaitingTask } from '../run';
import { EXIT } from './io';
import type { Io } from './io';
import { readCommandLine, refuse } from './commandLine';
import { HELP, optionsHelp } from './options';
import { exitOfGuess, tellOfInferred } from './inferredAnswers';
import { inputHint } from './inputHint';
import { tellAhead, tellUnanswered } from './tellUnanswered';
import { prepareRun } from './prepareRun';
import type { PreparedRun, RunRequest } from './prepareRun';
import { createProgress } from './progress/progress';
import { RunHistory } from './runHistory';
import { tellOfWaitingTasks } from './waitingTasks';

export const OPTIONS = { ...flagsOf('run'), ...HELP };

const usage = (): string => phrase`stepwise run FILE [options]

Runs a state machine on this machine. FILE is a definition (- reads standard input) or the template that
contains it. Its Lambda functions are the project's own. The output goes to standard output, progress to standard error.
AWS is never called: calls of services, by states and by SDKs in handlers, are answered by mocks, by the buckets
below .stepwise/s3, or by --endpoint and the "endpoints" of .vscode/stepwise.json; states call those through the
project's own AWS SDK. What nothing answers fails, and its mock is printed.
The run itself serves Step Functions: handlers answer task tokens and start executions through AWS_ENDPOINT_URL_SFN, and a
task that waits for its token can be answered with "stepwise callback".

${optionsHelp(OPTIONS)}

Exit codes: 0 succeeded, 1 failed, 2 could not start, 3 timed out or aborted, 4 succeeded with inferred answers
or placeholders where CI=true and --allow-inferred was not given.
`;

/** `stepwise run`. */
export async function run(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'run', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { positionals, options } = parsed;
  const [name, ...others] = positionals;
  if (!name) return refuse('run', phrase`Name a state machine: stepwise run FILE`, io);
  if (others.length > 0) return refuse('run', phrase`Unexpected argument "${others[0]!}": run takes one file.`, io);
  if (options.resume !== undefined && options.input !== undefined) {
    return refuse(
      'run',
      phrase`--input and --resume cannot be used together: a resumed run already has its input.`,
      io,
    );
  }
  const choices = choicesOfFlags<'run'>(options, io);
  if ('problem' in choices) return refuse('run', choices.problem, io);
  return runMachineFile({ command: 'run', name, choices, flags: options }, io);
}

/** Runs the state machine of a file from its beginning, or from where an earlier run stands. */
export async function runMachineFile(request: RunRequest, io: Io): Promise<number> {
  const prepared = await prepareRun(request, io);
  if ('problem' in prepared) return refuse(request.command, prepared.problem, io);
  return execute(prepared, io, request.flags['allow-inferred'] !== undefined);
}

/** Where a run goes on, and whether AWS would let it. */
function tellOfEarlier({ checkpoint, hasMaskedInput }: EarlierRun, type: LoadedMachine['type'], io: Io): void {
  const { events, redrive, startTime, lastTime, end } = checkpoint;
  const states = standsIn(checkpoint).map((state) => `"${state}"`);
  const where = states.length > 3 ? `${states.slice(0, 3).join(', ')} …` : states.join(', ');
  io.error(phrase`${redrive ? 'Redriven' : 'Resumed'} after event ${events.length}${where && `, in ${where}`}.\n`);
  if (hasMaskedInput)
    io.error(phrase`The input of the execution was masked: $$.Execution.Input contains *** instead.\n`);
  if (!end) return;
  const dates = { startDate: Date.parse(startTime), stopDate: Date.parse(lastTime), now: Date.now() };
  const { redriveStatusReason } = redriveStatus({ type, status: end.status, events: events.length, ...dates });
  if (redriveStatusReason !== undefined) io.error(phrase`AWS would refuse this redrive: ${redriveStatusReason}.\n`);
}

async function execute({ prepared, consents }: PreparedRun, io: Io, allowInferred: boolean): Promise<number> {
  const { machine, name, type, project, earlier } = prepared;
  if (earlier) tellOfEarlier(earlier, type, io);
  for (const sentence of [...prepared.startNotes, ...prepared.idleMocks]) io.error(`${sentence}\n`);
  const progress = createProgress(machine, io, prepared.clock);
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort(new Error('Interrupted')));
  const services = new LaunchServices({
    ...prepared,
    consents,
    installFolder: installFolderOfUser(),
    tell: (sentence) => io.error(`${sentence}\n`),
    log: ({ functionName, text }) => progress.log(functionName, text),
  });
  const history = prepared.history && new RunHistory(prepared.history, earlier);
  const fillers = new ReachedFillers(machine, prepared.unset);
  const views: readonly RunView[] = [...(history ? [history] : []), progress, fillers];
  let result: ExecutionResult;
  let started: MachineRun | undefined;
  const answerTo = async (task: WaitingTask): Promise<Json | undefined> =>
    (await started?.still(task))?.[0]?.answers[0];
  try {
    started = services.start(prepared, {
      signal: abort.signal,
      waits: tellOfWaitingTasks(services.stepFunctions, (line) => progress.say(line), answerTo),
      emit: (event) => views.forEach((view) => view.add(event)),
    });
    if (history) history.executionArn = started.executionArn;
    result = await started.result;
  } finally {
    await services.dispose(abort.signal);
    stopListening();
  }
  progress.end(name, result);
  const settings = path.join(settingsFolderOf(project), '.vscode', 'stepwise.json');
  await tellUnanswered(started, settings, io);
  if (result.output !== undefined && !history?.isPrinted) io.data(result.output);
  history?.end(io);
  tellOfRecording(services, prepared, io);
  const isInferred = tellOfInferred(prepared, io);
  const hint = await inputHint(prepared, result, io);
  if (hint !== undefined) {
    io.error(`${hint}\n`);
    if (started.unanswered.length === 0) await tellAhead(started, settings, io);
  }
  const guess = fillers.sentence();
  if (guess !== undefined) io.error(phrase`${guess} Give them with --value NAME=VALUE.\n`);
  // A handler may live with a call that failed: what becomes of the run is its own affair.
  if (started.unanswered.some(({ action }) => action === undefined)) return EXIT.failed;
  const isGuess = isInferred || guess !== undefined;
  return isGuess && !allowInferred && result.status === 'SUCCEEDED' ? exitOfGuess(io) : EXIT_OF[result.status];
}

/** What has come back from outside is kept, however the run ended. */
function tellOfRecording(services: LaunchServices, { recording }: PreparedRun['prepared'], io: Io): void {
  if (!recording) return;
  const { file } = recording;
  const { words, problems } = services.record(path.relative(io.cwd, file) || file) ?? { words: [], problems: [] };
  for (const sentence of [...words, ...problems]) io.error(`${sentence}\n`);
}

const EXIT_OF: Record<ExecutionResult['status'], number> = {
  SUCCEEDED: EXIT.succeeded,
  FAILED: EXIT.failed,
  TIMED_OUT: EXIT.stopped,
  ABORTED: EXIT.stopped,
};
