/**
 * From launch arguments to what is run: the machine or function, its project and its input. Every argument
 * but `program` may be missing, so that any editor can start a run. A mistake is a sentence, not an exception.
 */
import path from 'node:path';
import type { Machine } from '../core/model';
import type { FunctionSpec } from '../lambda/lambda';
import type { LaunchArguments, Refusal } from '../messages/debugClient';
import {
  filesOnDisk,
  findFunction,
  findProjectFolder,
  isDefinitionFile,
  MISSING,
  parseMockConfig,
  plainFunction,
  problemOfFile,
  readProject,
  readTextFile,
  type Project,
  type ProjectFunction,
  type ProjectMachine,
} from '../project';
import { chooseMockCase, definitionErrors, functionSpec, loadMachine, loadProjectMachine, refusalText } from '../run';
import type { EarlierRun, MockCase } from '../run';
import { fileOf } from './machineFile';
import { readEarlierRun } from './savedRun';

export interface PreparedMachine {
  readonly ok: true;
  readonly kind: 'machine';
  readonly name: string;
  readonly file: string;
  readonly machine: Machine;
  readonly type: ProjectMachine['type'];
  readonly project: Project;
  /** The test case of a MockConfigFile.json that answers first. */
  readonly mockCase?: MockCase;
  /** The run that this one goes on with. */
  readonly earlier?: EarlierRun;
  /** JSON text. */
  readonly input: string;
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
  /** What is wrong with the project's own files. */
  readonly problems: Project['problems'];
}

export type Prepared = PreparedMachine | PreparedFunction;

export interface Refused {
  readonly ok: false;
  readonly message: string;
  /** Where AWS would refuse the definition: it can be run all the same. */
  readonly refusal?: Refusal;
}

export function prepareLaunch(args: LaunchArguments): Prepared | Refused {
  const file = path.resolve(typeof args.program === 'string' ? args.program : '');
  if (!args.program || typeof args.program !== 'string') {
    return refused('The launch configuration lacks "program": the definition, template or handler file to run.');
  }
  const reason = problemOfFile(file);
  if (reason !== undefined) {
    const what = reason === MISSING ? `There is no file ${file}.` : `${file} cannot be read: ${reason}.`;
    return refused(`${what} Correct "program" in the launch configuration.`);
  }
  const input = readInput(args);
  if (!input.ok) return input;
  const project = readProject(args.project ?? findProjectFolder(file), { definition: file });
  const target = args.target ?? (isMachineFile(file, project) ? 'machine' : 'function');
  const prepared =
    target === 'machine'
      ? prepareMachine(args, file, project, input.text)
      : prepareFunction(args, file, project, input.text);
  if (!prepared.ok || args.allowHttp === undefined) return prepared;
  return { ...prepared, problems: [{ message: ALLOW_HTTP_IS_GONE }, ...prepared.problems] };
}

const ALLOW_HTTP_IS_GONE =
  '"allowHttp" in the launch configuration has no effect any more: what HTTP Tasks may send is allowed host by host, when you are asked. Remove it.';

function prepareMachine(args: LaunchArguments, file: string, project: Project, input: string): Prepared | Refused {
  const loaded = loadMachine(file, { project, name: args.machine });
  if ('problem' in loaded) return refused(loaded.problem);
  const { machine, name, type } = loaded;
  if (machine.states.length === 0) return refused(`${file} has no states to run.`);
  const refusal = args.runAnyway === true ? undefined : refusalOf(machine, args.machineType ?? type);
  if (refusal) return refusal;
  const mockCase = readMockCase(args, name, project);
  if (mockCase && 'problem' in mockCase) return refused(mockCase.problem);
  const earlier = readEarlierRun(args, machine, args.machineType ?? type);
  if (earlier && 'problem' in earlier) return refused(earlier.problem);
  return {
    ok: true,
    kind: 'machine',
    name,
    file: fileOf(machine),
    machine,
    type,
    project,
    mockCase,
    earlier,
    input: earlier?.checkpoint.input ?? input,
    problems: [...project.problems, ...definitionProblems(machine, args.machineType ?? type)],
  };
}

/** The case that the launch configuration names; a mistake in it or in its file is a sentence. */
function readMockCase(
  { mockFile: file, mockCase: name, machine }: LaunchArguments,
  machineName: string,
  project: Project,
): MockCase | { readonly problem: string } | undefined {
  if (file === undefined && name === undefined) return undefined;
  if (file === undefined || name === undefined) {
    return { problem: 'A mock needs both "mockFile" and "mockCase" in the launch configuration.' };
  }
  const { text, reason } = readTextFile(path.resolve(file));
  if (text === undefined) {
    return { problem: `${file} cannot be read: ${reason}. Correct "mockFile" in the launch configuration.` };
  }
  const { config, problems } = parseMockConfig(path.resolve(file), text);
  const [first] = problems;
  if (first) {
    const line = text.slice(0, first.span.start).split('\n').length;
    return { problem: `The mock configuration cannot be used: ${file}:${line}: ${first.message}` };
  }
  const known = project.machines.find((candidate) => candidate.name === machineName);
  const names = [machineName, ...(known?.aliases ?? []), ...(machine === undefined ? [] : [machine])];
  return chooseMockCase(config, name, names);
}

function refusalOf(machine: Machine, type: ProjectMachine['type']): Refused | undefined {
  const { refused: findings } = definitionErrors(machine, type);
  const [first] = findings;
  if (!first) return undefined;
  const file = fileOf(machine);
  return {
    ok: false,
    message: refusalText(findings, { machine, file, anyway: '"runAnyway": true in the launch configuration' }),
    refusal: { file, ...machine.document.positionAt(first.span.start), message: first.message, count: findings.length },
  };
}

/** What AWS would refuse. A half-written machine may run here as far as it goes, but nobody shall take that for success. */
function definitionProblems(machine: Machine, type: ProjectMachine['type']): Project['problems'] {
  const { document } = machine;
  return definitionErrors(machine, type).errors.map(({ message, mayRun, span }) => ({
    message: mayRun ? message : `AWS would refuse this definition: ${message}`,
    place: { file: fileOf(machine), line: document.positionAt(span.start).line },
  }));
}

function prepareFunction(args: LaunchArguments, file: string, project: Project, input: string): Prepared | Refused {
  const found = chooseFunction(args, file, project);
  if ('problem' in found) return refused(found.problem);
  const { function: chosen } = found;
  const spec = functionSpec(chosen, project);
  if ('problem' in spec) return refused(spec.problem);
  return { ok: true, kind: 'function', name: chosen.name, spec, project, input, problems: project.problems };
}

/** Named in the project, by its file, or by an export of the file that no template mentions. */
function chooseFunction(
  args: LaunchArguments,
  file: string,
  project: Project,
): { function: ProjectFunction } | { problem: string } {
  const here = project.functions.filter((candidate) => candidate.file === file);
  const wanted = args.function;
  const chosen =
    wanted === undefined
      ? here[0]
      : here.find(({ names, exportName }) => names.includes(wanted) || exportName === wanted);
  if (chosen) return { function: chosen };
  const plain = plainFunction(file, filesOnDisk());
  if (plain) return { function: wanted === undefined ? plain : { ...plain, exportName: wanted } };
  if (wanted !== undefined) return findFunction(project, wanted);
  return { problem: `${file} exports no handler: export a function called "handler" (Python: "lambda_handler").` };
}

/** The machines a file holds on disk; none where it is no definition and no template with one. */
export function machinesIn(file: string): Machine[] {
  const project = readProject(findProjectFolder(file), { definition: file });
  return project.machines
    .filter((machine) => machine.file === file)
    .flatMap((machine) => {
      const loaded = loadProjectMachine(machine, { project });
      return 'problem' in loaded ? [] : [loaded.machine];
    });
}

function isMachineFile(file: string, project: Project): boolean {
  return (
    isDefinitionFile(file) ||
    project.machines.some((machine) => machine.file === file || machine.template === file) ||
    // Data is no handler, whatever it is called.
    /\.(json|ya?ml|template)$/i.test(file)
  );
}

/** The input that the arguments give: JSON text. */
export function readInput(
  args: Pick<LaunchArguments, 'input' | 'inputFile' | 'inputText'>,
): { ok: true; text: string } | Refused {
  if (args.inputText === undefined && args.inputFile === undefined) {
    return { ok: true, text: args.input === undefined ? '{}' : JSON.stringify(args.input) };
  }
  const file = args.inputFile ?? '';
  const { text, reason } = args.inputText === undefined ? readTextFile(file) : { text: args.inputText };
  if (text === undefined) return refused(`The input file ${file} cannot be read: ${reason}.`);
  try {
    JSON.parse(text);
    return { ok: true, text };
  } catch (error) {
    const where = args.inputText === undefined ? file : 'The input';
    return refused(`${where} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refused(message: string): Refused {
  return { ok: false, message };
}
