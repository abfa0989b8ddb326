/** What a command line means by FILE: a file, or a state machine of the project by its name. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { nearestName } from '../core/nearestName';
import { filesOnDisk, findProjectFolder, MISSING, problemOfFile, readProject } from '../project';
import type { Project, ProjectMachine } from '../project';
import { fileToRun, howToCall, howToRun, terminalWording } from '../run';
import type { Io } from './io';

export interface MachineFile {
  /** As a person could write it. */
  readonly name: string;
  /** Which of several in the file. */
  readonly machine?: string;
}

/** @param wanted of `--machine` and `--project` */
export function machineFile(
  name: string,
  wanted: { readonly machine?: string; readonly project?: string },
  io: Io,
): MachineFile | { readonly problem: string } {
  const [stack, called] = ofStack(name, io);
  if (called !== undefined && filesOnDisk().isFile(path.resolve(io.cwd, stack)))
    return { name: stack, machine: wanted.machine ?? called };
  if (called !== undefined) return machineFile(called, { ...wanted, project: wanted.project ?? stack }, io);
  const given = { name, machine: wanted.machine };
  const meant = machinesCalled(name, wanted.project, io);
  if (!meant) return given;
  const { project, found } = meant;
  const [only, ...others] = found;
  if (only && others.length === 0) {
    return { name: path.relative(io.cwd, fileToRun(only)), machine: wanted.machine ?? name };
  }
  return { problem: only ? severalOf(name, found, project, io) : noneOf(name, project, io) };
}

/** `STACK#NAME`, as an inventory has it: the file or the folder that a stack stands for, and the name. Of anything else itself. */
function ofStack(name: string, io: Io): readonly [string, string?] {
  const at = name.lastIndexOf('#');
  const stack = path.resolve(io.cwd, name.slice(0, Math.max(at, 0)));
  const isStack = at > 0 && (filesOnDisk().isFile(stack) || filesOnDisk().isFolder(stack));
  return isStack && problemOfFile(path.resolve(io.cwd, name)) === MISSING
    ? [name.slice(0, at), name.slice(at + 1)]
    : [name];
}

/** The state machines of a name in the project; undefined where it is a file's. */
export function machinesCalled(
  name: string,
  where: string | undefined,
  io: Io,
): { readonly project: Project; readonly found: readonly ProjectMachine[] } | undefined {
  const isPath = /[\\/]|\.\w+$/.test(name) || name === '-';
  if (isPath || problemOfFile(path.resolve(io.cwd, name)) !== MISSING) return undefined;
  const folder = where === undefined ? findProjectFolder(io.cwd) : path.resolve(io.cwd, where);
  if (!filesOnDisk().isFolder(folder)) return undefined;
  const project = readProject(folder, { isWhole: true });
  const called = project.machines.filter((each) => each.name === name);
  return {
    project,
    found: called.length > 0 ? called : project.machines.filter((each) => namesOf(each).includes(name)),
  };
}

function severalOf(name: string, found: readonly ProjectMachine[], project: Project, io: Io): string {
  const wording = terminalWording(io.cwd);
  const ways = found.map((each) => `  ${howToRun(each, project, wording)}`);
  return phrase`This project has several state machines of the name ${name}. Choose one of them:\n${ways.join('\n')}`;
}

/** Who wants to check one is told its name alone; who wants to run one, how to. */
export function noneToCheck(name: string, project: Project, io: Io): string {
  const nearest = nearestName(name, project.machines.flatMap(namesOf));
  const none = nearest === undefined ? notThere(name) : phrase`${notThere(name)} Did you mean ${nearest}?`;
  return functionInstead(name, project, io) ?? none;
}

function noneOf(name: string, project: Project, io: Io): string {
  const { machines } = project;
  const nearest = nearestName(name, machines.flatMap(namesOf));
  const [meant = machines[0]] = machines.filter((each) => nearest !== undefined && namesOf(each).includes(nearest));
  return functionInstead(name, project, io) ?? (meant ? wayTo(meant) : notThere(name));

  function wayTo(machine: ProjectMachine): string {
    const way = howToRun(machine, project, terminalWording(io.cwd));
    return nearest === undefined
      ? phrase`${notThere(name)} To run ${machine.name}, which it has: ${way}`
      : phrase`${notThere(name)} To run ${nearest}: ${way}`;
  }
}

function functionInstead(name: string, { functions }: Project, io: Io): string | undefined {
  const called = functions.find(({ names, file }) => file !== undefined && names.includes(name));
  if (!called) return undefined;
  return phrase`${name} is a function, not a state machine. To call it: ${howToCall(called, functions, terminalWording(io.cwd))}`;
}

function notThere(name: string): string {
  return phrase`${name} cannot be read: there is no such file, and no state machine of that name in this project.`;
}

function namesOf({ name, aliases = [] }: ProjectMachine): readonly string[] {
  return [name, ...aliases];
}
