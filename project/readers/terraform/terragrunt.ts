/** Units of Terragrunt's: folders with a `terragrunt.hcl` that deploy a module, with what they hand it. */
import path from 'node:path';
import { fromJson, Module, plain, parseHcl, textOf, quietly, Unknown } from '../../../core/hcl';
import type { HclBody, HclMap, HclValue, Host, ModuleText } from '../../../core/hcl';
import { phrase } from '../../../core/l10n/phrase';
import { LineTable } from '../../../core/syntax/lineTable';
import type { Files } from '../../files';
import { once } from '../../once';
import { filesCalled } from '../../walk';
import type { ProjectProblem } from '../../project';
import { configurationsIn, readModule, standInModule, type ReadModule } from './moduleFiles';
import { standInFor } from './standIns';
import { configurationOf, MOST_FILES, type Configuration, type Reading } from './terragruntConfiguration';
import { ROOT_NAMES } from './terragruntFunctions';
import { toldByArguments } from './toldByArguments';

const NAME = 'terragrunt.hcl';

const unitFiles = filesCalled((name) => name === NAME);

/** What a unit knows of the environment that deploys: by the name of a variable. */
export type Environment = Reading['variable'];

/** Whether a folder holds a unit and nothing of Terraform's own. */
export function isUnit(folder: string, files: Files): boolean {
  return (
    isListed(NAME, folder, files) &&
    files.isFile(path.join(folder, NAME)) &&
    configurationsIn(folder, files).length === 0
  );
}

/** Every folder of a repository is asked about: its listing says at once that it has none. */
function isListed(wanted: string, folder: string, files: Files): boolean {
  return files.list(folder).some(({ name }) => name === wanted);
}

/** Whether a file of that name makes a unit, or is what units include. */
export function isOfUnits(name: string): boolean {
  return ROOT_NAMES.includes(name);
}

/** The file by which a folder is that of units below it; undefined of any other folder. */
export function rootOfUnits(folder: string, files: Files): string | undefined {
  const name = ROOT_NAMES.find((each) => isListed(each, folder, files) && files.isFile(path.join(folder, each)));
  if (name === undefined) return undefined;
  return files.keptData(`units:${folder}`, (noted) => {
    for (const file of unitFiles(noted.below(folder))) {
      const place = path.dirname(file);
      if (place === folder || !isUnit(place, noted)) continue;
      if (unitModule(place, noted).module) return path.join(folder, name);
    }
    return undefined;
  });
}

/** Folders of the modules that units in and below a folder deploy. */
export function modulesOfUnits(folder: string, files: Files): readonly string[] {
  return files.keptData(`modulesOfUnits:${folder}`, (noted) => [
    ...new Set(
      unitFiles(noted.below(folder)).flatMap((file) => {
        const place = path.dirname(file);
        return isUnit(place, noted) ? (localModule(place, configurationIn(place, noted), noted)?.folder ?? []) : [];
      }),
    ),
  ]);
}

/**
 * The module of a unit: the one in this project, or what stands for one that others publish; a problem where that is a module nobody
 * knows here.
 */
export function unitModule(
  folder: string,
  files: Files,
  configuration = configurationIn(folder, files),
): { readonly module?: ReadModule; readonly problem?: ProjectProblem } {
  const unit = path.join(folder, NAME);
  const { source, inputs } = configuration;
  if (source === undefined) return {};
  const local = localModule(folder, configuration, files);
  if (local) return { module: local };
  const { text = '' } = files.read(unit);
  const place = { file: unit, line: lineOf(parseHcl(text).body, text) };
  const standIn = isLocal(source) ? undefined : standInFor(source);
  if (standIn !== undefined) return { module: withGenerated(standInModule(folder, standIn, place), configuration) };
  const told = isLocal(source) ? undefined : toldByArguments([...inputs.keys()]);
  // Of networks and databases nothing is missed.
  if (!told && !/lambda|function|step|state.?machine|\bsfn\b/i.test(source)) return {};
  if (isLocal(source)) return {};
  const missing = phrase`The module ${source} is not in this project: the functions and state machines that it makes stay unknown.`;
  if (!told) return { problem: { message: missing, place } };
  const read =
    told.makes === 'function'
      ? phrase`The module ${source} is not in this project. Its arguments are read as those of a function.`
      : phrase`The module ${source} is not in this project. Its arguments are read as those of a state machine.`;
  const module = withGenerated(standInModule(folder, told.text, place, told.outputLike), configuration);
  return { module, problem: { message: read, place } };
}

/** Where its inputs stand, else the unit's first line. Zero-based. */
function lineOf(body: HclBody, text: string): number {
  const inputs = body.attributes.find(({ name }) => name === 'inputs');
  return inputs ? new LineTable(text).positionAt(inputs.span.start).line : 0;
}

/** A module in this project that a unit deploys from another folder. */
function localModule(folder: string, configuration: Configuration, files: Files): ReadModule | undefined {
  const place = localFolder(folder, configuration.source);
  const text = place === undefined || place === folder ? undefined : readModule(place, files);
  return text && withGenerated(text, configuration);
}

/** Absolute; undefined of a module that lies elsewhere. Two slashes part a repository from a folder in it. */
function localFolder(folder: string, source: string | undefined): string | undefined {
  if (source === undefined || !isLocal(source)) return undefined;
  return path.resolve(folder, source.replace(/([^:])\/\/+/, '$1/'));
}

function isLocal(source: string): boolean {
  return /^\.\.?(\/|$)|^\//.test(source);
}

/** What Terragrunt writes beside the module's own files: its providers. */
function withGenerated(text: ReadModule, { generated }: Configuration): ReadModule {
  const made = [...generated]
    .filter(([name]) => /\.(tf|tofu)$/.test(name))
    .map(([name, contents]) => ({
      path: path.join(text.folder, name),
      body: parseHcl(contents).body,
      lineAt: () => 0,
    }));
  const own = text.files.filter((file) => !made.some((each) => each.path === file.path));
  return made.length === 0 ? text : { ...text, files: [...own, ...made], generated: made.map((each) => each.path) };
}

/** What a unit hands the root module in a folder, or in the folder of the unit itself. */
export interface Handed {
  readonly inputs: HclMap;
  /** Files of variables that it starts Terraform with. Absolute, or from the module's folder. */
  readonly variableFiles: readonly string[];
}

/**
 * What the units of a project hand the module in a folder: the one that stands in it, else those whose source it is.
 *
 * @param root absolute: of the project
 * @returns of each unit the values that are known without Terragrunt
 */
export function handedTo(folder: string, root: string, files: Files, environment: Environment): readonly Handed[] {
  if (files.isFile(path.join(folder, NAME))) return [handedBy(folder, files, environment)];
  return (unitsBelow(root, files).get(folder) ?? []).map((unit) => handedBy(unit, files, environment));
}

/** The folders of the units of a project by the folder of the module that each uses. Each of its roots asks for them. */
function unitsBelow(root: string, files: Files): ReadonlyMap<string, readonly string[]> {
  return files.keptData(`unitsBelow:${root}`, (noted) => {
    const found = new Map<string, string[]>();
    for (const unit of unitFiles(noted.below(root)).map((file) => path.dirname(file))) {
      const source = localFolder(unit, configurationIn(unit, noted).source);
      if (source !== undefined) found.set(source, [...(found.get(source) ?? []), unit]);
    }
    return found;
  });
}

function handedBy(folder: string, files: Files, environment: Environment): Handed {
  const { inputs, source, variableFiles } = configurationIn(folder, files, environment);
  // A variable without a value is asked for; those of a stand-in have values, which must not hide what is not known.
  if (source !== undefined && !isLocal(source)) return { inputs, variableFiles };
  const known = [...inputs].filter(([, value]) => {
    const found = plain(value);
    return (
      !(found instanceof Unknown) || found.parts.some((part) => typeof part === 'object' && part.key.startsWith('env:'))
    );
  });
  return { inputs: new Map(known), variableFiles };
}

type Outputs = (name: string) => HclValue | undefined;

/** What is read for one unit: of those that it depends on, each once, however many ways lead there. */
interface Units {
  /** Folders of those that are being read. One that asks for its asker gets nothing. */
  readonly open: Set<string>;
  readonly outputs: Map<string, Outputs | undefined>;
}

/** What the unit in a folder says. */
function configurationIn(
  folder: string,
  files: Files,
  environment?: Environment,
  units: Units = { open: new Set(), outputs: new Map() },
): Configuration {
  const unit = path.join(folder, NAME);
  const isFirst = !units.open.has(folder);
  units.open.add(folder);
  const configuration = configurationOf(unit, {
    unit,
    original: unit,
    files,
    host: hostAt(folder, files),
    depth: 0,
    budget: { left: MOST_FILES },
    ...(environment && { variable: environment }),
    outputsOf: (other) => {
      if (units.open.has(other)) return undefined;
      if (!units.outputs.has(other)) units.outputs.set(other, outputsOf(other, files, environment, units));
      return units.outputs.get(other);
    },
  });
  if (isFirst) units.open.delete(folder);
  return configuration;
}

function outputsOf(folder: string, files: Files, environment: Environment, units: Units): Outputs | undefined {
  if (!files.isFile(path.join(folder, NAME))) return undefined;
  const module = once((): Module | undefined => {
    const configuration = configurationIn(folder, files, environment, units);
    const own = configuration.source === undefined ? readModule(folder, files) : undefined;
    const text = own ?? unitModule(folder, files, configuration).module;
    return text && moduleOf(text, folder, configuration.inputs, files);
  });
  return (name) => {
    const found = module();
    const isThere = found?.blocks('output').some((each) => each.block.labels[0]?.text === name) === true;
    return isThere || found?.text.outputLike?.(name) !== undefined ? found!.attribute(name) : undefined;
  };
}

function moduleOf(text: ModuleText, unit: string, inputs: HclMap, files: Files): Module {
  return new Module(text, {
    host: hostAt(text.folder, files, unit),
    root: text.folder,
    load: (called, from) => (isLocal(called) ? readModule(path.resolve(from, called), files) : undefined),
    variable: (name) => inputs.get(name),
    given: () => undefined,
    tell: () => undefined,
  });
}

/** @param beside a folder whose files Terragrunt lays beside the module's */
export function hostAt(folder: string, files: Files, beside?: string, below: Host['below'] = () => []): Host {
  const resolve = (written: string): string => {
    const own = path.resolve(folder, written);
    if (beside === undefined || beside === folder || files.exists(own)) return own;
    const other = path.resolve(beside, written);
    return files.exists(other) ? other : own;
  };
  return {
    resolve,
    read: (file) => files.read(resolve(file)).text,
    isFile: (file) => files.isFile(resolve(file)),
    below,
  };
}

/** What a unit's variable of the environment may be given by: a person, then what this process has for Terraform. */
export function environmentOf(
  given: (key: `env:${string}`) => unknown,
  environment: { readonly [name: string]: string | undefined } | undefined,
): Environment {
  return (name) => {
    const answer = given(`env:${name}`);
    if (answer !== undefined) return textOf(fromJson(answer as never), quietly);
    return environment?.[name];
  };
}
