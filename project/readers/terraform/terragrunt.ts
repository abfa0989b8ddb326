/**
 * `terragrunt.hcl`: what it and what it includes hand a module as its variables, and which module that is. Source: Terragrunt,
 * "inputs", "include", "terraform", "dependency".
 */
import path from 'node:path';
import {
  attributeIn,
  evaluate,
  isMap,
  literalText,
  Module,
  parseHcl,
  plain,
  Unknown,
  unknownIn,
} from '../../../core/hcl';
import type { HclBody, HclMap, HclValue, Host, Scope } from '../../../core/hcl';
import { phrase } from '../../../core/l10n/phrase';
import { LineTable } from '../../../core/syntax/lineTable';
import { LOCAL_ACCOUNT } from '../../../core/template';
import { filesCalled } from '../../walk';
import type { Files } from '../../files';
import { foldersUp } from '../../foldersUp';
import type { ProjectProblem } from '../../project';
import { configurationsIn, readModule, standInModule, type ReadModule } from './moduleFiles';
import { standInFor } from './standIns';

const NAME = 'terragrunt.hcl';

const unitFiles = filesCalled((name) => name === NAME);

/**
 * What the units of a project hand the module in a folder: the one that stands in it, else those whose source it is.
 *
 * @param root absolute: of the project
 * @returns of each unit the values that are known without Terragrunt
 */
export function terragruntInputs(
  folder: string,
  root: string,
  files: Files,
  host: Host,
): readonly ReadonlyMap<string, HclValue>[] {
  const own = path.join(folder, NAME);
  if (files.isFile(own)) return [inputsOf(own, files, host)];
  return (unitsBelow(root, files).get(folder) ?? []).map((unit) => inputsOf(unit, files, host));
}

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

/** What units include from above. */
const ROOT_NAMES = ['root.hcl', NAME];

/** Whether a file of that name makes a unit, or is what units include. */
export function isOfUnits(name: string): boolean {
  return ROOT_NAMES.includes(name);
}

/** The file by which a folder is that of units of published modules below it; undefined of any other folder. */
export function rootOfUnits(folder: string, files: Files): string | undefined {
  const name = ROOT_NAMES.find((each) => isListed(each, folder, files) && files.isFile(path.join(folder, each)));
  if (name === undefined) return undefined;
  return files.keptData(`units:${folder}`, (noted) => {
    for (const file of unitFiles(noted.below(folder))) {
      const place = path.dirname(file);
      if (place === folder || !isUnit(place, noted)) continue;
      if (publishedModule(place, noted).module) return path.join(folder, name);
    }
    return undefined;
  });
}

/** What stands for the module of a unit that others publish; a problem where that is a module nobody knows here. */
export function publishedModule(
  folder: string,
  files: Files,
): { readonly module?: ReadModule; readonly problem?: ProjectProblem } {
  const unit = path.join(folder, NAME);
  const { text = '' } = files.read(unit);
  const { body } = parseHcl(text);
  const { source } = configurationOf(unit, { unit, files, host: hostAt(folder, files), depth: 0, units: new Set() });
  if (source === undefined || isLocal(source)) return {};
  const standIn = standInFor(source);
  const place = { file: unit, line: lineOf(body, text) };
  if (standIn !== undefined) return { module: standInModule(folder, standIn, place) };
  // Of networks and databases nothing is missed.
  if (!/lambda|function|step|state.?machine|\bsfn\b/i.test(source)) return {};
  return {
    problem: {
      message: phrase`The module ${source} is not in this project: the functions and state machines that it makes stay unknown.`,
      place,
    },
  };
}

/** Where its inputs stand, else the unit's first line. Zero-based. */
function lineOf(body: HclBody, text: string): number {
  const inputs = body.attributes.find(({ name }) => name === 'inputs');
  return inputs ? new LineTable(text).positionAt(inputs.span.start).line : 0;
}

function hostAt(folder: string, files: Files): Host {
  const resolve = (written: string): string => path.resolve(folder, written);
  return {
    resolve,
    read: (file) => files.read(resolve(file)).text,
    isFile: (file) => files.isFile(resolve(file)),
    below: () => [],
  };
}

/** The units of a project by the folder of the module that each uses. Each of its roots asks for them. */
function unitsBelow(root: string, files: Files): ReadonlyMap<string, readonly string[]> {
  return files.keptData(`unitsBelow:${root}`, (noted) => {
    const found = new Map<string, string[]>();
    for (const unit of unitFiles(noted.below(root))) {
      const source = sourceOf(unit, noted);
      if (source !== undefined) found.set(source, [...(found.get(source) ?? []), unit]);
    }
    return found;
  });
}

/** Absolute; undefined of a module that lies elsewhere. Two slashes part a repository from a folder in it. */
function sourceOf(unit: string, files: Files): string | undefined {
  const block = parseHcl(files.read(unit).text ?? '').body.blocks.find(({ type }) => type === 'terraform');
  const source = block && literalText(attributeIn(block.body, 'source')?.value);
  if (source === undefined || !isLocal(source)) return undefined;
  return path.resolve(path.dirname(unit), source.replace('//', '/'));
}

function inputsOf(unit: string, files: Files, host: Host): ReadonlyMap<string, HclValue> {
  const { inputs, source } = configurationOf(unit, { unit, files, host, depth: 0, units: new Set() });
  // A variable without a value is asked for; those of a stand-in have values, which must not hide what is not known.
  if (source !== undefined && standInFor(source) !== undefined) return inputs;
  return new Map([...inputs].filter(([, value]) => unknownIn(value) === undefined));
}

/** What a file of Terragrunt's says, with what it includes. */
interface Configuration {
  /** Of its module. */
  readonly source?: string;
  readonly locals: HclMap;
  readonly inputs: HclMap;
}

interface Reading {
  /** The unit that is read, by whose folder functions answer in what it includes, too. */
  readonly unit: string;
  readonly files: Files;
  readonly host: Host;
  readonly depth: number;
  /** Folders of the units that are read for another's sake. */
  readonly units: ReadonlySet<string>;
}

/** Files that include or read each other. */
const DEEPEST = 8;
const NOTHING: Configuration = { locals: new Map(), inputs: new Map() };

function configurationOf(file: string, reading: Reading): Configuration {
  const { files, host, depth } = reading;
  const text = depth > DEEPEST ? undefined : files.read(file).text;
  if (text === undefined) return NOTHING;
  const { body } = parseHcl(text);
  const locals = new Map<string, HclValue>();
  const included = new Map<string, HclMap>();
  const within = (place: string): Configuration => configurationOf(place, { ...reading, depth: depth + 1 });
  const scope: Scope = {
    file,
    host,
    lookUp: (name) => {
      if (name === 'dependency') return { attribute: (label) => dependency(label, body, scope, reading) };
      return name === 'local' ? locals : name === 'include' ? included : undefined;
    },
    call: (name, values) => called(name, values, file, reading, within),
  };
  const inputs = new Map<string, HclValue>();
  let source: string | undefined;
  for (const { body: block, labels } of body.blocks.filter(({ type }) => type === 'include')) {
    const place = attributeIn(block, 'path')?.value;
    const path = place && evaluate(place, scope);
    const other = typeof path === 'string' ? within(absolute(path, file)) : NOTHING;
    included.set(labels[0]?.text ?? '', asMap(other));
    for (const [name, value] of other.inputs) inputs.set(name, value);
    source = other.source ?? source;
  }
  for (const block of body.blocks.filter(({ type }) => type === 'locals')) {
    for (const { name, value } of block.body.attributes) locals.set(name, evaluate(value, scope));
  }
  const written = attributeIn(body, 'inputs')?.value;
  const own = written && plain(evaluate(written, scope));
  if (isMap(own)) for (const [name, value] of own) inputs.set(name, value);
  const block = body.blocks.find(({ type }) => type === 'terraform');
  const named = block && attributeIn(block.body, 'source')?.value;
  const name = named && plain(evaluate(named, scope));
  if (typeof name === 'string') source = name;
  return { source, locals, inputs };
}

/** `dependency.NAME`: its outputs, as far as its module is in this project or stood in for. */
function dependency(label: string, body: HclBody, scope: Scope, { files, host, units, unit }: Reading): HclValue {
  const block = body.blocks.find(({ type, labels }) => type === 'dependency' && labels[0]?.text === label);
  const written = block && attributeIn(block.body, 'config_path')?.value;
  const place = written && plain(evaluate(written, scope));
  const folder = typeof place === 'string' ? path.resolve(path.dirname(unit), place) : undefined;
  const module = folder === undefined || units.has(folder) ? undefined : unitModule(folder, files, host, units);
  const outputs = {
    attribute: (name: string): HclValue => {
      const isThere = module?.blocks('output').some((each) => each.block.labels[0]?.text === name) === true;
      if (isThere) return module.attribute(name);
      return new Unknown([
        {
          key: `other:dependency.${label}.outputs.${name}`,
          why: phrase`It is an output of another unit of Terragrunt's, whose module is not in this project.`,
        },
      ]);
    },
  };
  return new Map<string, HclValue>([['outputs', outputs]]);
}

function unitModule(folder: string, files: Files, host: Host, units: ReadonlySet<string>): Module | undefined {
  const unit = path.join(folder, NAME);
  if (!files.isFile(unit)) return undefined;
  const { source, inputs } = configurationOf(unit, { unit, files, host, depth: 0, units: new Set([...units, folder]) });
  const local =
    source === undefined ? folder : isLocal(source) ? path.resolve(folder, source.replace('//', '/')) : undefined;
  const text = local === undefined ? publishedModule(folder, files).module : readModule(local, files);
  if (!text) return undefined;
  return new Module(text, {
    host,
    root: text.folder,
    load: (called, from) => (isLocal(called) ? readModule(path.resolve(from, called), files) : undefined),
    variable: (name) => inputs.get(name),
    given: () => undefined,
    tell: () => undefined,
  });
}

function isLocal(source: string): boolean {
  return /^\.\.?(\/|$)/.test(source);
}

function asMap({ locals, inputs }: Configuration): HclMap {
  return new Map<string, HclValue>([
    ['locals', locals],
    ['inputs', inputs],
  ]);
}

function absolute(written: string, file: string): string {
  return path.resolve(path.dirname(file), written);
}

/** Functions of Terragrunt's that say where something stands. Source: Terragrunt, "HCL Functions". */
function called(
  name: string,
  [first]: readonly HclValue[],
  file: string,
  { unit, files }: Reading,
  within: (place: string) => Configuration,
): HclValue | undefined {
  switch (name) {
    case 'find_in_parent_folders':
      return inParents(unit, typeof first === 'string' ? [first] : ROOT_NAMES, files);
    case 'read_terragrunt_config':
      return typeof first === 'string' ? asMap(within(absolute(first, file))) : undefined;
    case 'get_terragrunt_dir':
    case 'get_original_terragrunt_dir':
      return path.dirname(unit);
    case 'get_parent_terragrunt_dir':
      return path.dirname(inParents(unit, ROOT_NAMES, files) ?? unit);
    case 'get_aws_account_id':
      return LOCAL_ACCOUNT;
    case 'get_repo_root':
      return foldersUp(path.dirname(unit), [], files).folders.find((folder) => files.exists(path.join(folder, '.git')));
    default:
      return undefined;
  }
}

/** The nearest file or folder of a name above a unit's own folder. */
function inParents(unit: string, names: readonly string[], files: Files): string | undefined {
  const { folders } = foldersUp(path.dirname(unit), [], files);
  return folders
    .slice(1)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((place) => files.exists(place));
}
