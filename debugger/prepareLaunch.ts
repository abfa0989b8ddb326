/**
 * From launch arguments to what is run: the machine or function, its project and its input. Every argument
 * but `program` may be missing, so that any editor can start a run. A mistake is a sentence, not an exception.
 */
import path from 'node:path';
import { visible } from '../core/escape/visible';
import { languageOfFile } from '../core/handlers';
import { mayHoldDefinitionsByName } from '../core/hosts/fileNames';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { buildMachine, type Machine } from '../core/model';
import { parseDocument } from '../core/syntax';
import type { AwsTarget, Executables, FunctionSpec } from '../lambda/lambda';
import type { LaunchArguments, LaunchOptions, NeededValues, Refusal } from '../messages/debugClient';
import {
  concerning,
  filesOnDisk,
  findFunction,
  findProjectFolder,
  functionNamed,
  functionsInFile,
  isDefinitionFile,
  languageOf,
  MISSING,
  onlyFunction,
  plainFunction,
  problemOfFile,
  readProject,
  readTextFile,
  settingsFolderOf,
  type Project,
  type ProjectFunction,
  type ProjectMachine,
} from '../project';
import {
  choicesOfLaunch,
  executablesOf,
  EDITOR,
  EDITOR_WORDING,
  functionSpec,
  launchProblem,
  loadProjectMachine,
  namesFunction,
  needlessKey,
  prepareMachine,
  readInput,
  readProjectOf,
} from '../run';
import type { OWN_KEYS, Choices, LaunchReader, PreparedMachine, Unprepared } from '../run';
import { wholeText, type NamedMachine } from './keptTexts';
import { fileOf } from './machineFile';

export interface PreparedMachineRun extends PreparedMachine {
  readonly ok: true;
  readonly kind: 'machine';
  /** Absolute path of the definition, or of the template that holds it. */
  readonly file: string;
  /** What is wrong with the project's own files and with the definition. */
  readonly problems: Project['problems'];
}

export interface PreparedFunction {
  readonly ok: true;
  readonly kind: 'function';
  readonly name: string;
  readonly spec: FunctionSpec;
  readonly project: Project;
  /** JSON text. */
  readonly input: string;
  /** What starts it. */
  readonly triggers?: Project['functions'][number]['triggers'];
  readonly clock: 'real' | 'skip';
  readonly target: AwsTarget;
  readonly executables: Executables;
  /** How many handlers run at a time. */
  readonly maxProcesses?: number;
  /** What is wrong with the project's own files. */
  readonly problems: Project['problems'];
}

export type Prepared = PreparedMachineRun | PreparedFunction;

export interface Refused {
  readonly ok: false;
  readonly message: string;
  /** Where AWS would refuse the definition: it can be run all the same. */
  readonly refusal?: Refusal;
  /** Where it would decide by values that nobody has given: it can be run with placeholders. */
  readonly needed?: NeededValues;
}

export async function prepareLaunch(args: LaunchArguments): Promise<Prepared | Refused> {
  const wrong = launchProblem(args satisfies OwnKeysAreKnown);
  if (wrong !== undefined) return refused(wrong);
  const file = path.resolve(typeof args.program === 'string' ? args.program : '');
  if (!args.program || typeof args.program !== 'string') {
    return refused(phrase`The launch configuration needs "program": the definition, template or handler file to run.`);
  }
  const reason = problemOfFile(file);
  if (reason !== undefined) {
    const what =
      reason === MISSING ? phrase`The file ${file} does not exist.` : phrase`${file} cannot be read: ${reason}.`;
    return refused(`${what}${EDITOR.correct('program')}`);
  }
  const choices = choicesOfLaunch(args satisfies AsInTheTable);
  if ('problem' in choices) return refused(choices.problem);
  const told = args.allowHttp === undefined ? [] : [{ message: allowHttpIsGone() }];
  const project = readProjectOf(choices, file, { ...READER, values: args.secrets });
  if ('problem' in project) return refused(project.problem);
  const target =
    choices.target ?? (namesFunction(choices, file) || !isMachineFile(file, project) ? 'function' : 'machine');
  const needless = needlessKey(args, target);
  if (needless !== undefined) return refused(needless);
  return target === 'machine'
    ? prepareMachineRun(choices, file, project, told)
    : prepareFunction(choices, file, project, told);
}

type Same<One, Other> = [Required<One>, Required<Other>] extends [Required<Other>, Required<One>] ? true : false;

/** Nothing fits it where a key of launch.json is missing in the table of options, or the other way round, or means something else. */
type AsInTheTable = Same<LaunchOptions, Choices> extends true ? LaunchOptions : never;

/** The same of what the client adds. */
type OwnKeysAreKnown =
  Same<
    { readonly [Key in Exclude<keyof LaunchArguments, keyof LaunchOptions>]: true },
    { readonly [Key in (typeof OWN_KEYS)[number]]: true }
  > extends true
    ? LaunchArguments
    : never;

/** Paths of a launch configuration; VS Code has made them absolute. */
export const READER: LaunchReader = {
  ...EDITOR,
  resolve: (written) => path.resolve(written),
  nameOf: (written) => written,
  wording: EDITOR_WORDING,
  read(written, most) {
    const { text, reason } = readTextFile(path.resolve(written), most);
    return Promise.resolve(text === undefined ? { reason } : { text });
  },
};

const allowHttpIsGone = (): Phrase =>
  phrase`"allowHttp" in the launch configuration no longer has an effect: Stepwise asks before HTTP Tasks send to a host. Remove it.`;

async function prepareMachineRun(
  choices: Choices,
  file: string,
  project: Project,
  told: Project['problems'],
): Promise<PreparedMachineRun | Refused> {
  const prepared = await prepareMachine(choices, { file, name: file, project }, READER);
  if ('problem' in prepared) {
    const { problem, refused: findings, unset } = prepared;
    return { ...refused(problem), refusal: findings && refusalOf(findings), needed: unset && neededOf(unset, project) };
  }
  const problems = [...told, ...prepared.problems, ...definitionProblems(prepared)];
  return { ...prepared, ok: true, kind: 'machine', file: fileOf(prepared.machine), problems };
}

function refusalOf({ machine, findings }: NonNullable<Unprepared['refused']>): Refusal {
  const [{ span, message }] = findings;
  return { file: fileOf(machine), ...machine.document.positionAt(span.start), message, count: findings.length };
}

function neededOf(unset: NonNullable<Unprepared['unset']>, project: Project): NeededValues | undefined {
  const [first, ...others] = unset.map(({ key, suggestions = [], isSecret = false, usedIn, why }) => ({
    key,
    suggestions,
    isSecret,
    use: visible(`${usedIn.join(', ')}: ${why}`),
  }));
  return first && { folder: settingsFolderOf(project), values: [first, ...others] };
}

/** What AWS would refuse. A half-written machine may run here as far as it goes, but nobody shall take that for success. */
function definitionProblems({ machine, errors }: PreparedMachine): Project['problems'] {
  return errors.map(({ message, mayRun, span }) => ({
    message: mayRun ? message : phrase`AWS would refuse this definition: ${message}`,
    place: { file: fileOf(machine), line: machine.document.positionAt(span.start).line },
  }));
}

async function prepareFunction(
  choices: Choices,
  file: string,
  project: Project,
  told: Project['problems'],
): Promise<PreparedFunction | Refused> {
  const input = await readInput(choices, READER);
  if ('problem' in input) return refused(input.problem);
  const found = chooseFunction(choices, file, project);
  if ('problem' in found) return refused(found.problem);
  const { function: chosen } = found;
  const spec = functionSpec(chosen, project);
  if ('problem' in spec) return refused(spec.problem);
  return {
    ok: true,
    kind: 'function',
    name: chosen.name,
    spec: withSettings(spec, choices.lambda),
    project,
    triggers: chosen.triggers,
    input: input.text,
    clock: choices.clock ?? 'real',
    target: choices.awsTarget ?? { kind: 'mock' },
    executables: executablesOf(choices),
    maxProcesses: choices.maxProcesses,
    problems: [...told, ...concerning(chosen, project).problems],
  };
}

function withSettings(spec: FunctionSpec, settings: Choices['lambda'] = {}): FunctionSpec {
  const { runtime = spec.runtime, memoryMb = spec.memorySize, timeoutSec = spec.timeoutSeconds } = settings;
  const environment = { ...spec.environment, ...settings.environmentVariables };
  return { ...spec, runtime, memorySize: memoryMb, timeoutSeconds: timeoutSec, environment };
}

/** Named in the project, or an export of the file; where none is named, the one that can be meant. */
function chooseFunction(
  { function: wanted }: Choices,
  file: string,
  project: Project,
): { readonly function: ProjectFunction } | { readonly problem: string } {
  const functions = functionsInFile(project, file, filesOnDisk());
  if (wanted === undefined) {
    return onlyFunction(functions, file, (name) => phrase`"function": "${name}" in the launch configuration`);
  }
  const known = functionNamed(functions, wanted);
  if (known) return { function: known };
  const elsewhere = findFunction(project, wanted);
  // What a file has from elsewhere its text does not show.
  const isSource = 'problem' in elsewhere && languageOfFile(file) !== undefined;
  return isSource ? { function: plainFunction(file, { name: wanted }, filesOnDisk()) } : elsewhere;
}

/** The machines a file holds on disk; none where it is no definition and no template with one. */
export function machinesIn(file: string): NamedMachine[] {
  const project = readProject(findProjectFolder(file), { definition: file });
  const { text } = readTextFile(file);
  return project.machines
    .filter((known) => known.file === file)
    .flatMap((known) => {
      const loaded = loadProjectMachine(known, { project });
      const machine = 'problem' in loaded ? halfWritten(known, text) : loaded.machine;
      // Lines mean nothing where a machine's text stands otherwise in its file, as escaped in a string.
      return machine && wholeText(machine) === text ? [{ name: known.name, machine }] : [];
    });
}

/** What a definition says as it stands, though it could not be run. */
function halfWritten({ file, template, span, mapped }: ProjectMachine, text = ''): Machine | undefined {
  return template === file || span || mapped ? undefined : buildMachine(parseDocument(file, text, languageOf(file)));
}

function isMachineFile(file: string, project: Project): boolean {
  return (
    isDefinitionFile(file) ||
    // Data is no handler, whatever it is called.
    mayHoldDefinitionsByName(file) ||
    (project.near?.({ file }) ?? project).machines.some((machine) => machine.file === file || machine.template === file)
  );
}

function refused(message: string): Refused {
  return { ok: false, message };
}
