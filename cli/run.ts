import { existsSync } from 'node:fs';
import path from 'node:path';
import { redriveStatus, standsIn } from '../core/interpreter/resume';
import type { ExecutionResult } from '../core/interpreter/historyEvent';
import type { AwsTarget } from '../lambda/lambda';
import { findProjectFolder, parseMockConfig, parseSettings, readProject } from '../project';
import type { MockConfig, Project, ProjectSettings } from '../project';
import {
  chooseMockCase,
  definitionErrors,
  goOnFrom,
  HistoryFile,
  HistoryKeeper,
  loadMachine,
  placed,
  refusalText,
  startRun,
  StepFunctionsService,
} from '../run';
import type { EarlierRun, GoingOn, LoadedMachine, MockCase, MockQuestion } from '../run';
import { awsServices } from './awsServices';
import { EXIT } from './io';
import type { Io } from './io';
import { lazyLambdaHost } from './lazyLambdaHost';
import { optionsHelp, parseOptions } from './options';
import type { ParsedOptions } from './options';
import { createProgress } from './progress/progress';
import { readJsonText, readText, reasonOf } from './readText';
import { tellOfWaitingTasks } from './waitingTasks';

/** Of every command that runs a state machine. */
export const RUN_OPTIONS = {
  project: { value: 'DIR', help: 'the folder of the template (default: the nearest above FILE)' },
  machine: { value: 'NAME', help: 'which state machine of a template' },
  clock: {
    value: 'real|skip',
    values: ['real', 'skip'],
    help: 'skip passes waits, backoffs and timeouts in virtual time',
  },
  seed: { value: 'N', help: 'makes jitter, ids and virtual moments the same each time' },
  type: { value: 'STANDARD|EXPRESS', values: ['STANDARD', 'EXPRESS'], help: "default: the template's, else STANDARD" },
  history: { value: 'FILE|-', help: 'writes the history there; - is standard output, in place of the output' },
  mock: { value: 'FILE', help: "a MockConfigFile.json, in AWS's own form; needs --case" },
  case: { value: 'NAME', help: 'which of its test cases answers' },
  mocks: { value: 'FILE', help: 'answers that stand before those of .vscode/stepwise.json, in the same form' },
  endpoint: {
    value: 'URL',
    help: 'answers for AWS in place of it, such as LocalStack: SDK calls of handlers, and other services',
  },
  'install-sdk': { help: 'lets clients of the AWS SDK that the project lacks be installed into ~/.stepwise' },
  'allow-http': { help: 'lets HTTP Tasks make their requests' },
  anyway: { help: 'runs what AWS would refuse, as far as it goes' },
  help: { help: 'shows this' },
} as const;

const OPTIONS = {
  input: { value: 'FILE|-', help: 'the input, JSON; - is standard input (default: {})' },
  resume: { value: 'HISTORY', help: 'goes on where the run of this saved history was stopped or killed' },
  ...RUN_OPTIONS,
} as const;

const USAGE = `stepwise run FILE [options]

Runs a state machine on this machine: FILE is a definition (- is standard input), or the template that
holds it. Its Lambda functions are the project's own. The output goes to standard output, progress to standard error.
AWS itself is never called: SDK calls of handlers are refused, and other services are answered by mocks, or by
--endpoint and the "endpoints" of .vscode/stepwise.json through the project's own AWS SDK.
Step Functions is the run itself: handlers answer task tokens and start executions through AWS_ENDPOINT_URL_SFN, and a
task that waits for its token can be answered with "stepwise callback".

${optionsHelp(OPTIONS)}

Exit codes: 0 succeeded, 1 failed, 2 could not start, 3 timed out or aborted.
`;

type Options = ParsedOptions<typeof OPTIONS>['options'];

/** `stepwise run`. */
export async function run(args: string[], io: Io): Promise<number> {
  const parsed = parseOptions(args, OPTIONS);
  if ('problem' in parsed) return refuse('run', parsed.problem, io);
  if (parsed.options.help) {
    io.out(USAGE);
    return EXIT.succeeded;
  }
  const { positionals, options } = parsed;
  const [name, ...others] = positionals;
  if (name === undefined) return refuse('run', 'Which state machine? stepwise run FILE', io);
  if (others.length > 0) return refuse('run', `One run is of one file: what is "${others[0]}"?`, io);
  if (options.resume !== undefined && options.input !== undefined) {
    return refuse('run', 'A run that goes on has its input already: --input and --resume exclude each other.', io);
  }
  const earlier = options.resume === undefined ? undefined : { how: 'resume' as const, history: options.resume };
  return runMachineFile({ command: 'run', name, options, earlier }, io);
}

/** What a command line asks to be run. */
export interface RunRequest {
  /** Whose sentences begin with it. */
  readonly command: string;
  readonly name: string;
  readonly options: Options;
  /** The saved history of the run that this one goes on with. */
  readonly earlier?: { readonly how: GoingOn; readonly history: string };
}

/** Runs the state machine of a file from its beginning, or from where an earlier run stands. */
export async function runMachineFile(request: RunRequest, io: Io): Promise<number> {
  const prepared = await prepare(request, io);
  if ('problem' in prepared) return refuse(request.command, prepared.problem, io);
  return execute(prepared, request, io);
}

interface Prepared {
  readonly loaded: LoadedMachine;
  readonly project: ReturnType<typeof readProject>;
  readonly input: string;
  readonly seed?: number;
  readonly mocks?: ProjectSettings['mocks'];
  readonly mockCase?: MockCase;
  readonly earlier?: EarlierRun;
}

async function prepare(
  { name, options, earlier }: RunRequest,
  io: Io,
): Promise<Prepared | { readonly problem: string }> {
  const seed = options.seed === undefined ? undefined : Number(options.seed);
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    return { problem: `--seed must be a whole number, not "${options.seed}".` };
  }
  if (name === '-' && options.input === '-') return { problem: 'Standard input cannot be both FILE and --input.' };
  if (options.endpoint !== undefined && !/^https?:\/\/./.test(options.endpoint)) {
    return { problem: `--endpoint must be a URL such as http://localhost:4566, not "${options.endpoint}".` };
  }
  if (name === '-' && earlier?.history === '-') return { problem: 'Standard input cannot be both FILE and HISTORY.' };
  const text = await readText(name, io);
  if ('problem' in text) return text;
  const history = earlier && (await readText(earlier.history, io));
  if (history && 'problem' in history) return history;
  const input = options.input === undefined ? { text: '{}' } : await readJsonText(options.input, io);
  if ('problem' in input) return input;
  const mocks = options.mocks === undefined ? undefined : await readMocks(options.mocks, io);
  if (mocks && 'problem' in mocks) return mocks;
  const mockConfig = await readMockConfig(options, io);
  if (mockConfig && 'problem' in mockConfig) return mockConfig;

  const file = path.resolve(io.cwd, name === '-' ? 'stdin.asl' : name);
  const folder = options.project === undefined ? findProjectFolder(file) : path.resolve(io.cwd, options.project);
  const missing = missingFolder({ project: folder, history: historyFolder(options.history, io) });
  if (missing !== undefined) return { problem: missing };
  const project = readProject(folder, { definition: file });
  for (const { message, place } of project.problems) {
    const where = place ? `${path.relative(io.cwd, place.file)}:${place.line + 1}: ` : '';
    io.error(`${where}${message}\n`);
  }
  const unsaved = (wanted: string): string | undefined => (wanted === file ? text.text : undefined);
  const named = loadMachine(file, { project, name: options.machine, unsaved });
  // --machine may name the machine as the mock configuration does: a definition is registered under any name.
  const isMocked = mockConfig?.config.machines.some((machine) => machine.name === options.machine);
  const loaded = 'problem' in named && isMocked ? loadMachine(file, { project, unsaved }) : named;
  if ('problem' in loaded) return loaded;
  const mockCase =
    mockConfig && chooseMockCase(mockConfig.config, mockConfig.testCase, namesOf(loaded, options, project));
  if (mockCase && 'problem' in mockCase) return mockCase;
  const type = (options.type as LoadedMachine['type'] | undefined) ?? loaded.type;
  const { errors, refused } = definitionErrors(loaded.machine, type);
  if (refused.length > 0 && !options.anyway) {
    return { problem: refusalText(refused, { machine: loaded.machine, file: name, anyway: '--anyway' }) };
  }
  for (const line of placed(errors, loaded.machine, name)) io.error(`${line}\n`);
  const before = earlier && goOnFrom({ how: earlier.how, text: history!.text, machine: loaded.machine, type });
  if (before && 'problem' in before) {
    return { problem: `${earlier!.history} cannot be ${DONE[earlier!.how]}: ${before.problem}` };
  }
  return {
    loaded: { ...loaded, type },
    project,
    input: before?.checkpoint.input ?? input.text,
    seed,
    mocks: mocks?.mocks,
    mockCase,
    earlier: before,
  };
}

const DONE: Record<GoingOn, string> = { resume: 'resumed', redrive: 'redriven' };

/** Where a run goes on, and whether AWS would let it. */
function tellOfEarlier({ checkpoint }: EarlierRun, type: LoadedMachine['type'], io: Io): void {
  const { events, redrive, startTime, lastTime, end } = checkpoint;
  const states = standsIn(checkpoint).map((state) => `"${state}"`);
  const where = states.length > 3 ? `${states.slice(0, 3).join(', ')} …` : states.join(', ');
  io.error(`${redrive ? 'Redriven' : 'Resumed'} after event ${events.length}${where && `, in ${where}`}.\n`);
  if (!end) return;
  const dates = { startDate: Date.parse(startTime), stopDate: Date.parse(lastTime), now: Date.now() };
  const { redriveStatusReason } = redriveStatus({ type, status: end.status, events: events.length, ...dates });
  if (redriveStatusReason !== undefined) io.error(`AWS would not redrive it any more: ${redriveStatusReason}.\n`);
}

function historyFolder(target: string | undefined, io: Io): string | undefined {
  return target === undefined || target === '-' ? undefined : path.dirname(path.resolve(io.cwd, target));
}

/** The sentence about the first option that names a folder which is not there. */
function missingFolder(folders: { readonly [option: string]: string | undefined }): string | undefined {
  const missing = Object.entries(folders).find(([, folder]) => folder !== undefined && !existsSync(folder));
  return missing && `--${missing[0]}: there is no folder ${missing[1]}.`;
}

async function execute(prepared: Prepared, { command, options }: RunRequest, io: Io): Promise<number> {
  const { loaded, project, input, seed, mocks, mockCase, earlier } = prepared;
  if (earlier) tellOfEarlier(earlier, loaded.type, io);
  const progress = createProgress(loaded.machine, io);
  const abort = new AbortController();
  const stopListening = io.onInterrupt(() => abort.abort(new Error('Interrupted')));
  const stepFunctions = new StepFunctionsService();
  const target: AwsTarget =
    options.endpoint === undefined ? { kind: 'mock' } : { kind: 'endpoint', url: options.endpoint };
  const aws = awsServices(target, project, options['install-sdk'] !== undefined, io);
  const lambda = lazyLambdaHost({
    target,
    region: 'us-east-1',
    serviceEndpoints: async () => ({ sfn: await stepFunctions.url() }),
    log: ({ functionName, text }) => progress.log(functionName, text),
  });
  const history = historyOf(options.history, earlier, io);
  let result: ExecutionResult;
  let unanswered: readonly MockQuestion[];
  try {
    const started = startRun({
      ...loaded,
      project,
      input,
      lambda,
      mocks,
      mockCase,
      aws,
      mayRequest: options['allow-http'] ? () => Promise.resolve(true) : undefined,
      seed,
      clock: options.clock === 'skip' ? 'skip' : 'real',
      signal: abort.signal,
      stepFunctions,
      waits: tellOfWaitingTasks(stepFunctions, (line) => progress.say(line)),
      substitutions: undefined,
      executionName: earlier?.executionName,
      resume: earlier?.checkpoint,
      emit: (event) => {
        history?.add(event);
        progress.add(event);
      },
    });
    if (history) history.executionArn = started.executionArn;
    result = await started.result;
    ({ unanswered } = started);
  } finally {
    await Promise.all([lambda.dispose(), aws.dispose(), stepFunctions.close()]);
    stopListening();
  }
  progress.end(loaded.name, result);
  // Branches that run side by side may have asked the same thing.
  for (const [snippet, { resource }] of new Map(unanswered.map((question) => [question.snippet, question]))) {
    const hasSettings = existsSync(path.join(project.root, '.vscode', 'stepwise.json'));
    const how = hasSettings ? 'Add to what is in' : 'Paste into';
    const other = resource.endsWith(':http:invoke') ? ', or leave to make its request (--allow-http)' : '';
    io.error(`\n${resource} needs a mock${other}. ${how} .vscode/stepwise.json of ${project.root}:\n\n${snippet}\n`);
  }
  if (result.output !== undefined && options.history !== '-') io.out(`${shown(result.output, io)}\n`);
  const problem = history && writeHistory(options.history!, history, io);
  if (problem !== undefined) return refuse(command, problem, io);
  return unanswered.length > 0 ? EXIT.failed : EXIT_OF[result.status];
}

const EXIT_OF: Record<ExecutionResult['status'], number> = {
  SUCCEEDED: EXIT.succeeded,
  FAILED: EXIT.failed,
  TIMED_OUT: EXIT.stopped,
  ABORTED: EXIT.stopped,
};

/** A file is written as the run goes; standard output gets the whole at the end. */
function historyOf(
  target: string | undefined,
  earlier: EarlierRun | undefined,
  io: Io,
): HistoryFile | HistoryKeeper | undefined {
  if (target === undefined) return undefined;
  if (target !== '-') return new HistoryFile(path.resolve(io.cwd, target), earlier?.saved);
  const keeper = new HistoryKeeper();
  if (earlier) keeper.addSaved(earlier.saved);
  return keeper;
}

function writeHistory(target: string, history: HistoryFile | HistoryKeeper, io: Io): string | undefined {
  if (history instanceof HistoryKeeper) {
    io.out(`${JSON.stringify(history.saved, null, io.outIsTerminal ? 2 : undefined)}\n`);
    return undefined;
  }
  try {
    history.close();
    return undefined;
  } catch (error) {
    return `The history cannot be written to ${target}: ${reasonOf(error)}.`;
  }
}

async function readMocks(name: string, io: Io): Promise<Pick<ProjectSettings, 'mocks'> | { readonly problem: string }> {
  const read = await readText(name, io);
  if ('problem' in read) return read;
  const { settings, problems } = parseSettings(path.resolve(io.cwd, name), read.text);
  return problems[0] ? { problem: problems[0].message } : settings;
}

/** The mock configuration that `--mock` names and the case of `--case`; a broken file is refused before anything runs. */
async function readMockConfig(
  { mock, case: testCase }: Options,
  io: Io,
): Promise<{ readonly config: MockConfig; readonly testCase: string } | { readonly problem: string } | undefined> {
  if (mock === undefined) return testCase === undefined ? undefined : { problem: '--case needs --mock FILE.' };
  const read = await readText(mock, io);
  if ('problem' in read) return read;
  const { config, problems } = parseMockConfig(path.resolve(io.cwd, mock), read.text);
  if (problems.length > 0) {
    const lines = problems.map(({ message, span }) => {
      const before = read.text.slice(0, span.start).split('\n');
      return `  ${mock}:${before.length}:${before.at(-1)!.length + 1}: ${message}`;
    });
    return { problem: `The mock configuration cannot be used:\n${lines.join('\n')}` };
  }
  if (testCase !== undefined) return { config, testCase };
  const cases = config.machines.flatMap(({ name, cases }) => cases.map((each) => `  ${name}: ${each.name}`));
  return { problem: `--mock needs --case NAME. The test cases of ${mock} are:\n${cases.join('\n')}` };
}

/** How a mock configuration may name the machine that runs. */
function namesOf({ name }: LoadedMachine, options: Options, { machines }: Project): string[] {
  const known = machines.find((machine) => machine.name === name);
  return [...(options.machine === undefined ? [] : [options.machine]), name, ...(known?.aliases ?? [])];
}

/** A person reads indented JSON, a program the exact text. */
function shown(json: string, io: Io): string {
  return io.outIsTerminal ? JSON.stringify(JSON.parse(json), null, 2) : json;
}

function refuse(command: string, problem: string, io: Io): number {
  io.error(`stepwise ${command}: ${problem}\n`);
  return EXIT.unusable;
}
