/** From what was chosen to the run of a state machine: the machine, its project, its input and answers. A mistake is a sentence. */
import type { Diagnostic } from '../../core/rules';
import { phrase } from '../../core/l10n/phrase';
import type { Machine } from '../../core/model/machine';
import type { AwsTarget, Executables } from '../../lambda/lambda';
import { filesOnDisk, findProjectFolder, LARGEST_HISTORY, readProject } from '../../project';
import type { Files, MockConfig, Project } from '../../project';
import { goOnFrom } from '../history/goOnFrom';
import type { EarlierRun, GoingOn } from '../history/goOnFrom';
import { loadMachine } from '../loadMachine';
import type { LoadedMachine } from '../loadMachine';
import { sampleInput } from '../mocks/sampleInput';
import { InferredAnswers } from '../mocks/inferredAnswers';
import { chooseMockCase } from '../mocks/mockCase';
import type { MockCase } from '../mocks/mockCase';
import { definitionErrors, refusalText } from '../refusals';
import { executablesOf } from './choices';
import type { RecordTarget } from '../record/recordFile';
import { idleMocks, INFERRED_MOCKS, readMockConfig, readMocks, type MocksOfRun } from './givenMocks';
import { readInput, readText } from './givenText';
import { historyTarget } from './history';
import type { HistoryTarget } from './history';
import type { Choices } from './options';
import type { Wording } from '../wording';
import { needsValues, reachedBy } from './unsetValues';
import type { ReachedValue } from './unsetValues';
import type { LaunchReader, Problem } from './launchReader';
import { recordingOf } from './recording';
import { startedAs } from './startedAs';
import { statsAt } from './statsAt';

/** What is run. */
export interface Program {
  /** Absolute path. */
  readonly file: string;
  /** As it is to be called. */
  readonly name: string;
  /** What it holds, where that has been read already. */
  readonly text?: string;
  /** Of it, where that has been read already. */
  readonly project?: Project;
  /** How it goes on with the run of {@link Choices.resume}; default: as that history calls for. */
  readonly how?: GoingOn;
}

export interface PreparedMachine extends MocksOfRun {
  readonly machine: Machine;
  readonly name: string;
  readonly stack: LoadedMachine['stack'];
  readonly region?: LoadedMachine['region'];
  readonly type: LoadedMachine['type'];
  readonly project: Project;
  /** JSON text. */
  readonly input: string;
  readonly clock: 'real' | 'skip';
  readonly seed?: number;
  /** Stands before all. */
  readonly mockCase?: MockCase;
  /** Answers what nothing else does. */
  readonly inferred?: InferredAnswers;
  /** The input, where it was inferred: JSON text. */
  readonly inferredInput?: string;
  /** The run that this one goes on with. */
  readonly earlier?: EarlierRun;
  readonly history?: HistoryTarget;
  /** Where what comes back from outside is written. */
  readonly recording?: RecordTarget;
  /** What is said of its input, where that is of a trigger. */
  readonly startNotes: readonly string[];
  /** What is said of mocks and recordings that answer nothing. */
  readonly idleMocks: readonly string[];
  readonly target: AwsTarget;
  readonly executables: Executables;
  /** How many handlers run at a time. */
  readonly maxProcesses?: number;
  /** What is wrong with the files of the stacks that it needs. */
  readonly problems: Project['problems'];
  /** What AWS would refuse, or find as it runs. */
  readonly errors: readonly Diagnostic[];
  /** Values that it may read and that nobody has given. */
  readonly unset: readonly ReachedValue[];
}

export interface Unprepared {
  readonly problem: string;
  /** Values that it would decide by, and that nobody has given. */
  readonly unset?: readonly ReachedValue[];
  /** Where AWS would refuse the definition: it can be run all the same. */
  readonly refused?: { readonly machine: Machine; readonly findings: readonly [Diagnostic, ...Diagnostic[]] };
}

/** What files are called in a sentence about this program: itself as it was named. */
export function calledBeside({ file: own, name }: Program, wording: Wording): (file: string) => string {
  return (file) => (file === own ? name : wording.shown(file));
}

export async function prepareMachine(
  choices: Choices,
  program: Program,
  reader: LaunchReader,
): Promise<PreparedMachine | Unprepared> {
  const past =
    choices.resume === undefined ? undefined : await readText('resume', choices.resume, reader, LARGEST_HISTORY);
  if (past && 'problem' in past) return past;
  const input = await readInput(choices, reader);
  if ('problem' in input) return input;
  const mocks = await readMocks(choices, reader);
  if ('problem' in mocks) return mocks;
  const mockConfig = await readMockConfig(choices, reader);
  if (mockConfig && 'problem' in mockConfig) return mockConfig;
  const project = program.project ?? readProjectOf(choices, program.file, reader);
  if ('problem' in project) return project;

  const loaded = load(choices, program, project, reader, mockConfig?.config);
  if ('problem' in loaded) {
    reader.found?.(project.near?.({ file: program.file }) ?? project);
    return loaded;
  }
  const reached = reachedBy(loaded, project, mocks.mocks);
  reader.found?.(reached.project);
  const { machine, name } = loaded;
  if (machine.states.length === 0) return { problem: phrase`${program.name} has no states to run.` };
  const type = choices.machineType ?? loaded.type;
  const mockCase =
    mockConfig && chooseMockCase(mockConfig.config, mockConfig.testCase, namesOf(name, choices, project));
  if (mockCase && 'problem' in mockCase) return mockCase;
  const { errors, refused } = definitionErrors(machine, { ...loaded, type });
  const [first, ...others] = refused;
  if (first && choices.runAnyway !== true) {
    const anyway = `${reader.written('runAnyway')}${reader.where}`;
    const problem = refusalText(refused, { machine, called: calledBeside(program, reader.wording), anyway });
    return { problem, refused: { machine, findings: [first, ...others] } };
  }
  const { unset } = reached;
  if (choices.fill !== true && unset.some(({ isDecisive }) => isDecisive)) return needsValues(unset, project, reader);
  const earlier = past && goOnFrom({ how: program.how, text: past.text, machine, type });
  if (earlier && 'problem' in earlier) {
    return { problem: `${NOT_DONE[program.how ?? 'either'](reader.nameOf(choices.resume!))}: ${earlier.problem}` };
  }
  const started = await startedAs(choices, loaded, project, reader);
  if (started && 'problem' in started) return started;
  const recording = recordingOf(choices, project, reader);
  if (recording && 'problem' in recording) return recording;
  const inferring =
    choices.mocks === INFERRED_MOCKS
      ? await inferringFor(loaded, project, choices, started?.input ?? input.text)
      : undefined;
  return {
    machine,
    name,
    stack: loaded.stack,
    region: loaded.region,
    type,
    project,
    inferred: inferring?.answers,
    inferredInput: earlier ? undefined : inferring?.input,
    input: earlier?.checkpoint.input ?? started?.input ?? inferring?.input ?? input.text,
    startNotes: started?.notes ?? [],
    clock: choices.clock ?? 'real',
    seed: choices.seed,
    mocks: mocks.mocks,
    calls: mocks.calls,
    mockCase,
    earlier,
    recording,
    idleMocks: idleMocks(loaded, namesOf(name, choices, project), mocks, project, reader.wording),
    history: historyTarget(choices, { machine: name, settings: project.settings, resolve: reader.resolve }),
    target: choices.awsTarget ?? { kind: 'mock' },
    executables: executablesOf(choices),
    maxProcesses: choices.maxProcesses,
    problems: reached.project.problems,
    errors,
    unset,
  };
}

/** @param input JSON text, for where one is given */
async function inferringFor(
  { machine, name, stack }: LoadedMachine,
  project: Project,
  { input: given, inputFile, inputText, as }: Choices,
  input: string,
): Promise<{ readonly answers: InferredAnswers; readonly input?: string }> {
  const isGiven = [given, inputFile, inputText, as].some((each) => each !== undefined);
  const inferred = isGiven ? undefined : await sampleInput({ machine, stack, project });
  const answers = new InferredAnswers({ machine, name, stack, project, input: inferred ?? input });
  return { answers, input: inferred };
}

const NOT_DONE: Record<GoingOn | 'either', (history: string) => string> = {
  resume: (history) => phrase`${history} cannot be resumed`,
  redrive: (history) => phrase`${history} cannot be redriven`,
  either: (history) => phrase`Nothing can go on from ${history}`,
};

/** The project that a run is of: that of its options, else the nearest to what is run. */
export function readProjectOf(
  choices: Pick<Choices, 'project' | 'values'>,
  file: string,
  reader: FolderReader,
): Project | Problem {
  const files = filesOnDisk();
  const found = projectFolderOf(choices, file, reader, files);
  const values = { ...choices.values, ...reader.values };
  return 'problem' in found ? found : readProject(found.folder, { definition: file, values, files });
}

type FolderReader = Pick<LaunchReader, 'resolve' | 'called' | 'where' | 'values'>;

/** Its folder, an absolute path. @param near the file or folder that the nearest project is looked for from */
export function projectFolderOf(
  { project: wanted }: Pick<Choices, 'project'>,
  near: string,
  { resolve, called, where }: FolderReader,
  files?: Files,
): { readonly folder: string } | Problem {
  const folder = wanted === undefined ? findProjectFolder(near, { files }) : resolve(wanted);
  const found = statsAt(folder);
  if (found?.isDirectory()) return { folder };
  return {
    problem: found
      ? phrase`${called('project')}${where} must be a folder, and this is a file: ${folder}.`
      : phrase`The folder of ${called('project')}${where} does not exist: ${folder}.`,
  };
}

/** The state machine of the file that the options name. */
function load(
  { machine: wanted }: Choices,
  { file, name, text }: Program,
  project: Project,
  { wording, nameOf }: LaunchReader,
  mockConfig: MockConfig | undefined,
): LoadedMachine | Problem {
  const unsaved = (other: string): string | undefined => (other === file ? text : undefined);
  const called: Wording = { ...wording, shown: (other) => (other === file ? nameOf(name) : wording.shown(other)) };
  const named = loadMachine(file, { project, name: wanted, unsaved, wording: called });
  // It may be named as the mock configuration names it: a definition is registered under any name.
  const isMocked = mockConfig?.machines.some(({ name }) => name === wanted);
  return 'problem' in named && isMocked ? loadMachine(file, { project, unsaved, wording: called }) : named;
}

/** How a mock configuration may name the machine that runs. */
function namesOf(name: string, { machine: wanted }: Choices, { machines }: Project): string[] {
  const known = machines.find((machine) => machine.name === name);
  return [...(wanted === undefined ? [] : [wanted]), name, ...(known?.aliases ?? [])];
}
