/** From a command line to what is run: the machine, its project, its input and mocks. A mistake is a sentence. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AwsTarget } from '../lambda/lambda';
import { visible } from '../core/escape/visible';
import { findProjectFolder, LARGEST_HISTORY, parseMockConfig, parseSettings, readProject } from '../project';
import type { MockConfig, Project, ProjectSettings } from '../project';
import { chooseMockCase, definitionErrors, goOnFrom, loadMachine, placed, refusalText } from '../run';
import type { Consents, EarlierRun, GoingOn, LoadedMachine, MockCase } from '../run';
import { consentsOf, readConsentFlags } from './consentOptions';
import { targetOf } from './endpointOption';
import type { Io } from './io';
import { readJsonText, readText } from './readText';
import { historyTarget, type HistoryTarget } from './runHistory';
import type { Options } from './runOptions';
import { tellProblems } from './tellProblems';

/** What a command line asks to be run. */
export interface RunRequest {
  /** Whose sentences begin with it. */
  readonly command: string;
  readonly name: string;
  readonly options: Options;
  /** The saved history of the run that this one goes on with. */
  readonly earlier?: { readonly how: GoingOn; readonly history: string };
}

export interface PreparedRun {
  readonly loaded: LoadedMachine;
  readonly project: ReturnType<typeof readProject>;
  readonly input: string;
  readonly seed?: number;
  readonly mocks?: ProjectSettings['mocks'];
  readonly mockCase?: MockCase;
  readonly target: AwsTarget;
  readonly consents: Consents;
  readonly earlier?: EarlierRun;
  readonly history?: HistoryTarget;
}

export async function prepareRun(
  { name, options, earlier }: RunRequest,
  io: Io,
): Promise<PreparedRun | { readonly problem: string }> {
  const seed = options.seed === undefined ? undefined : Number(options.seed);
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    return { problem: `--seed must be a whole number, not "${options.seed}".` };
  }
  if (name === '-' && options.input === '-') return { problem: 'FILE and --input cannot both read standard input.' };
  const target = targetOf(options.endpoint);
  if ('problem' in target) return target;
  const allowedByFlag = readConsentFlags(options);
  if ('problem' in allowedByFlag) return allowedByFlag;
  if (name === '-' && earlier?.history === '-') return { problem: 'FILE and HISTORY cannot both read standard input.' };
  const text = await readText(name, io);
  if ('problem' in text) return text;
  const past = earlier && (await readText(earlier.history, io, LARGEST_HISTORY));
  if (past && 'problem' in past) return past;
  const input = options.input === undefined ? { text: '{}' } : await readJsonText(options.input, io);
  if ('problem' in input) return input;
  const mocks = options.mocks === undefined ? undefined : await readMocks(options.mocks, io);
  if (mocks && 'problem' in mocks) return mocks;
  const mockConfig = await readMockConfig(options, io);
  if (mockConfig && 'problem' in mockConfig) return mockConfig;

  const file = path.resolve(io.cwd, name === '-' ? 'stdin.asl' : name);
  const folder = options.project === undefined ? findProjectFolder(file) : path.resolve(io.cwd, options.project);
  if (!existsSync(folder)) return { problem: `The folder of --project does not exist: ${folder}.` };
  const project = readProject(folder, { definition: file });
  tellProblems(project, io);
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
  const before = earlier && goOnFrom({ how: earlier.how, text: past!.text, machine: loaded.machine, type });
  if (before && 'problem' in before) {
    return { problem: `${earlier!.history} cannot be ${DONE[earlier!.how]}: ${before.problem}` };
  }
  const history = historyTarget(options, { machine: loaded.name, settings: project.settings }, io);
  if (history && 'problem' in history) return history;
  return {
    loaded: { ...loaded, type },
    project,
    input: before?.checkpoint.input ?? input.text,
    seed,
    mocks: mocks?.mocks,
    mockCase,
    target,
    consents: consentsOf(allowedByFlag, project.root, io),
    earlier: before,
    history,
  };
}

const DONE: Record<GoingOn, string> = { resume: 'resumed', redrive: 'redriven' };

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
      return visible(`  ${mock}:${before.length}:${before.at(-1)!.length + 1}: ${message}`);
    });
    return { problem: `The mock configuration cannot be used:\n${lines.join('\n')}` };
  }
  if (testCase !== undefined) return { config, testCase };
  const cases = config.machines.flatMap(({ name, cases }) => cases.map((each) => visible(`  ${name}: ${each.name}`)));
  return { problem: `--mock needs --case NAME. The test cases of ${mock} are:\n${cases.join('\n')}` };
}

/** How a mock configuration may name the machine that runs. */
function namesOf({ name }: LoadedMachine, options: Options, { machines }: Project): string[] {
  const known = machines.find((machine) => machine.name === name);
  return [...(options.machine === undefined ? [] : [options.machine]), name, ...(known?.aliases ?? [])];
}
