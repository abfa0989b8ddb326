/** What is run or called where a file or a name is no state machine: advice that can be followed as it stands. */
import { exportsOf, languageOfFile } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import type { Project, ProjectFunction, ProjectMachine } from '../project';
import type { Wording } from './wording';

type Known = Pick<Project, 'functions' | 'machines'>;

/** The file by which a machine is run: its definition, or the template or program that holds or makes it. */
export function fileToRun({ file, text, template, source }: ProjectMachine): string {
  if (text === undefined) return file;
  return languageOfFile(source.file) !== undefined ? source.file : (template ?? source.file);
}

/** How one of the project's machines is run. */
export function howToRun(machine: ProjectMachine, { machines }: Known, wording: Wording): string {
  const file = fileToRun(machine);
  const inFile = machines.filter((each) => fileToRun(each) === file);
  return wording.running(file, inFile.length > 1 ? distinctNames(inFile)[inFile.indexOf(machine)] : undefined);
}

/** What a program's file is that holds no state machine, and what there is to do with it. */
export function programInstead(file: string, text: string, project: Known, wording: Wording): string {
  const isHandler = project.functions.some((each) => each.file === file) || exportsOf(file, text).length > 0;
  return isHandler
    ? phrase`${wording.shown(file)} is the code of a function, not a state machine. To call it: ${wording.calling(file)}`
    : noMachineIn(file, project, wording);
}

export function noMachineIn(file: string, project: Known, wording: Wording): string {
  return phrase`${wording.shown(file)} does not contain a state machine.${insteadOf(file, project, wording)}`;
}

/** A sentence with a blank before it: what there is to call, or to run, instead of a file without a machine; or nothing. */
export function insteadOf(file: string, { functions, machines }: Known, wording: Wording): string {
  const callable = functions.filter((each) => each.file !== undefined && each.notRun === undefined);
  const declared = callable.find(({ source }) => source.file === file);
  if (declared) return phrase` To call its function ${declared.name}: ${howToCall(declared, callable, wording)}`;
  const [machine] = machines.filter((each) => each.notRun === undefined && each.fault === undefined);
  if (!machine) return '';
  return phrase` To run ${machine.name}, a state machine of this project: ${howToRun(machine, { functions, machines }, wording)}`;
}

/** How a function is called whose file is known. */
export function howToCall(
  { file, exportName }: ProjectFunction,
  all: readonly ProjectFunction[],
  wording: Wording,
): string {
  const isOnly = new Set(all.filter((each) => each.file === file).map((each) => each.exportName)).size === 1;
  return wording.calling(file!, isOnly && exportName === undefined ? undefined : exportName);
}

/** Names that tell machines apart: stacks that are made alike name them by their path. */
export function distinctNames(machines: readonly ProjectMachine[]): readonly string[] {
  return machines.map(({ name, aliases = [] }, at) => {
    const isShared = machines.some((other, index) => index !== at && other.name === name);
    return (isShared ? aliases.find((alias) => alias.includes('/')) : undefined) ?? name;
  });
}
