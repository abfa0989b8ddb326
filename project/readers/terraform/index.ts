import path from 'node:path';
import { attributeIn, literalText } from '../../../core/hcl';
import { phrase } from '../../../core/l10n/phrase';
import { filesBelow } from '../../walk';
import type { Files } from '../../files';
import type { ProjectFunction, ProjectMachine, ProjectProblem, Stack } from '../../project';
import { MISSING } from '../../readRegularFile';
import type { ProjectReader, ReaderContext, ReaderResult } from '../reader';
import { declaredIn } from './declared';
import { readFunctions } from './functions';
import { readMachines } from './machines';
import { configurationsIn, isConfiguration, readModule } from './moduleFiles';
import type { ReadModule } from './moduleFiles';
import { readRoot } from './root';
import { isOfUnits, isUnit, modulesOfUnits, rootOfUnits, unitModule } from './terragrunt';

const USUAL_NAMES = ['main.tf', 'main.tofu', 'main.tf.json'];

/** Folders of configurations that are looked into below one folder. */
const MOST_ROOTS = 60;

/** Terraform and OpenTofu: the folder's own configuration, and the roots below it. */
export const terraformReader: ProjectReader = {
  name: 'Terraform',
  markFiles: USUAL_NAMES,
  mayMark: (name) => isConfiguration(name) || isOfUnits(name),
  filesIn,
  includes: (folder, part, files) =>
    modulesCalledIn(folder, files).includes(part) ||
    (terragruntIn(folder, files).length > 0 &&
      ((part.startsWith(folder + path.sep) && isUnit(part, files)) || modulesOfUnits(folder, files).includes(part))),
  read: readTerraform,
};

/** What has a usual name and cannot be read is one of them: somebody must say so. */
function filesIn(folder: string, files: Files): readonly string[] {
  const names = files.list(folder).map(({ name }) => name);
  const broken = USUAL_NAMES.filter((name) => names.includes(name))
    .map((name) => path.join(folder, name))
    .filter((file) => unreadable(file, files));
  const unit = terragruntIn(folder, files);
  return [...configurationsIn(folder, files), ...unit, ...broken];
}

function terragruntIn(folder: string, files: Files): readonly string[] {
  const deploys = isUnit(folder, files) && unitModule(folder, files).module !== undefined;
  const found = deploys ? path.join(folder, 'terragrunt.hcl') : rootOfUnits(folder, files);
  return found === undefined ? [] : [found];
}

function unreadable(file: string, files: Files): ProjectProblem | undefined {
  const { reason } = files.read(file);
  if (reason === undefined || reason === MISSING) return undefined;
  return { message: phrase`${path.basename(file)} cannot be read: ${reason}.`, place: { file, line: 0 } };
}

function readTerraform(folder: string, files: Files, context: ReaderContext): ReaderResult | undefined {
  const broken = USUAL_NAMES.flatMap((name) => unreadable(path.join(folder, name), files) ?? []);
  const stacks: Stack[] = [];
  const functions: ProjectFunction[] = [];
  const machines: ProjectMachine[] = [];
  const problems: ProjectProblem[] = [...broken];
  for (const [place, text] of rootsBelow(folder, files, problems)) {
    const id = path.relative(context.root, place).split(path.sep).join('/') || '.';
    const root = readRoot(place, id, text, files, context);
    const read = { functions: readFunctions(root, id), machines: readMachines(root, id) };
    const isEmpty =
      read.functions.functions.length + read.machines.machines.length + read.machines.problems.length === 0;
    if (isEmpty && root.problems.length === 0) continue;
    stacks.push({
      id,
      kind: 'terraform',
      files: root.configurations,
      state: 'static',
      region: root.module.region(),
      declared: declaredIn(root),
    });
    functions.push(...read.functions.functions);
    machines.push(...read.machines.machines);
    problems.push(...root.problems, ...read.functions.problems, ...read.machines.problems);
  }
  if (stacks.length === 0 && problems.length === 0) return undefined;
  return {
    stacks,
    functions,
    machines,
    problems,
    searched: stacks.map(({ files: [first = folder] }) => path.dirname(first)),
  };
}

/** Folders that hold a configuration that no other calls as a module: what is deployed. */
function rootsBelow(folder: string, files: Files, problems: ProjectProblem[]): Map<string, ReadModule> {
  const modules = new Map<string, ReadModule>();
  for (const file of [...configurationsIn(folder, files), ...filesBelow(files, folder)]) {
    const place = path.dirname(file);
    const isOfTerragrunt = path.basename(file) === 'terragrunt.hcl' && isUnit(place, files);
    if (modules.has(place) || modules.size >= MOST_ROOTS) continue;
    if (!isOfTerragrunt && !isConfiguration(path.basename(file))) continue;
    const { module, problem } = isOfTerragrunt ? unitModule(place, files) : { module: readModule(place, files) };
    if (module) modules.set(place, module);
    if (problem) problems.push(problem);
  }
  const called = new Set(
    [...modules].flatMap(([place, module]) => [
      ...calledBy(module, module.folder),
      // A module that a unit deploys is that unit's.
      ...(module.folder === place ? [] : [module.folder]),
    ]),
  );
  return new Map([...modules].filter(([place]) => !called.has(place)));
}

/** Looking for the root of a module asks many folders, and for each file anew. */
function modulesCalledIn(folder: string, files: Files): readonly string[] {
  return files.keptData(`modules:${folder}`, (noted) => {
    const module = readModule(folder, noted);
    return module ? calledBy(module, folder) : [];
  });
}

function calledBy({ files }: ReadModule, place: string): string[] {
  return files.flatMap(({ body }) =>
    body.blocks.flatMap((block) => {
      const source = block.type === 'module' ? literalText(attributeIn(block.body, 'source')?.value) : undefined;
      return source !== undefined && /^\.\.?(\/|$)/.test(source) ? [path.resolve(place, source)] : [];
    }),
  );
}
