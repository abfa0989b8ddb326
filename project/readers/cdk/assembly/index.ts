/** Reads an app from what was synthesized of it. */
import { phrase } from '../../../../core/l10n/phrase';
import type { Files } from '../../../files';
import type { ProjectFunction, ProjectMachine, ProjectProblem, Stack } from '../../../project';
import type { ReaderContext } from '../../reader';
import type { CdkApp } from '../app';
import { SourceConstructs } from '../sourceConstructs';
import { AddedVariables } from '../static/addedVariables';
import { ConstructReader } from '../static/constructs';
import { CdkProgram } from '../static/program';
import { readAssembly } from './assembly';
import { assemblyFunctions } from './functions';
import type { AssemblyReading } from './functionCode';
import { assemblyMachines } from './machines';
import { Originals } from './originals';
import { newerSource } from './stale';
import { readTemplates } from './templates';

export interface ReadApp {
  readonly stacks: readonly Stack[];
  readonly functions: readonly ProjectFunction[];
  readonly machines: readonly ProjectMachine[];
  readonly problems: readonly ProjectProblem[];
}

/** Undefined where the folder holds nothing that was synthesized. */
export function readSynthesized(
  folder: string,
  app: CdkApp,
  files: Files,
  context: ReaderContext,
): ReadApp | undefined {
  const assembly = readAssembly(folder, files);
  if (!assembly) return undefined;
  const program = new CdkProgram(app, files);
  const templates = readTemplates(assembly.stacks, context.values, files);
  const reader = new ConstructReader(program);
  const reading: AssemblyReading = {
    app,
    assembly,
    files,
    originals: new Originals(app.folder, folder, files),
    constructs: new SourceConstructs(reader, app.folder, files),
    // What the source says of values is not asked for: the templates have them.
    source: { reader, app, files, values: SILENT, stack: '', added: new AddedVariables(reader) },
  };
  let functions: ReturnType<typeof assemblyFunctions>[] | undefined;
  let machines: ReturnType<typeof assemblyMachines>[] | undefined;
  let stacks: readonly Stack[] | undefined;
  const allFunctions = (): ReturnType<typeof assemblyFunctions>[] =>
    (functions ??= templates.map((template) => assemblyFunctions(template, reading)));
  const allMachines = (): ReturnType<typeof assemblyMachines>[] =>
    (machines ??= templates.map((template) => assemblyMachines(template, reading)));
  noteMissing(assembly.missing, context, assembly.manifest);
  return {
    get stacks() {
      return (stacks ??= stacksOf());
    },
    get functions() {
      return allFunctions().flatMap((each) => each.functions);
    },
    get machines() {
      return allMachines().flatMap((each) => each.machines);
    },
    get problems() {
      return [...assembly.problems, ...[...allFunctions(), ...allMachines()].flatMap(({ problems }) => problems)];
    },
  };

  function stacksOf(): readonly Stack[] {
    const newer = newerSource(program, assembly!.manifest, app, files);
    const why =
      newer === undefined ? undefined : phrase`${newer} is newer than what was synthesized: synthesize the app again.`;
    return assembly!.stacks.map(({ id, template, manifest, region }) => {
      const nested = templates
        .filter(({ stack, file }) => stack.id === id && file !== template)
        .map(({ file }) => file);
      return { id, kind: 'cdk', files: [template, ...nested, manifest], state: why ? 'stale' : 'fresh', why, region };
    });
  }
}

const SILENT = {
  given: () => undefined,
  unset: () => '',
  within: () => SILENT,
};

function noteMissing(missing: readonly string[], { values }: ReaderContext, manifest: string): void {
  for (const key of missing) {
    if (values.given(`context:${key}`) !== undefined) continue;
    const why = phrase`The CDK looks it up in the account that the app is deployed to.`;
    values.unset({ key: `context:${key}`, why, place: { file: manifest, line: 0 } });
  }
}
