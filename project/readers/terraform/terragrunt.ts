/**
 * `terragrunt.hcl`: what it and what it includes hand a module as its variables, and which module that is. Source: Terragrunt,
 * "inputs", "include", "terraform".
 */
import path from 'node:path';
import { attributeIn, evaluate, isMap, literalText, parseHcl, plain, unknownIn } from '../../../core/hcl';
import type { HclMap, HclValue, Host, Scope } from '../../../core/hcl';
import { filesBelow } from '../../files';
import type { Files } from '../../files';
import { foldersUp } from '../../foldersUp';

const NAME = 'terragrunt.hcl';

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

/** Of one reading of a project, which has many roots. */
const known = new WeakMap<Files, Map<string, ReadonlyMap<string, readonly string[]>>>();

/** The units of a project by the folder of the module that each uses. */
function unitsBelow(root: string, files: Files): ReadonlyMap<string, readonly string[]> {
  const ofFiles = known.get(files) ?? new Map<string, ReadonlyMap<string, readonly string[]>>();
  known.set(files, ofFiles);
  const before = ofFiles.get(root);
  if (before) return before;
  const found = new Map<string, string[]>();
  for (const unit of filesBelow(files, root, 6)) {
    const source = path.basename(unit) === NAME ? sourceOf(unit, files) : undefined;
    if (source !== undefined) found.set(source, [...(found.get(source) ?? []), unit]);
  }
  ofFiles.set(root, found);
  return found;
}

/** Absolute; undefined of a module that lies elsewhere. Two slashes part a repository from a folder in it. */
function sourceOf(unit: string, files: Files): string | undefined {
  const block = parseHcl(files.read(unit).text ?? '').body.blocks.find(({ type }) => type === 'terraform');
  const source = block && literalText(attributeIn(block.body, 'source')?.value);
  if (source === undefined || !/^\.\.?(\/|$)/.test(source)) return undefined;
  return path.resolve(path.dirname(unit), source.replace('//', '/'));
}

function inputsOf(unit: string, files: Files, host: Host): ReadonlyMap<string, HclValue> {
  const { inputs } = configurationOf(unit, { unit, files, host, depth: 0 });
  // What another unit gives, or a function of Terragrunt's, is asked for as any variable without a value.
  return new Map([...inputs].filter(([, value]) => unknownIn(value) === undefined));
}

/** What a file of Terragrunt's says, with what it includes. */
interface Configuration {
  readonly locals: HclMap;
  readonly inputs: HclMap;
}

interface Reading {
  /** The unit that is read, by whose folder functions answer in what it includes, too. */
  readonly unit: string;
  readonly files: Files;
  readonly host: Host;
  readonly depth: number;
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
    lookUp: (name) => (name === 'local' ? locals : name === 'include' ? included : undefined),
    call: (name, values) => called(name, values, file, reading, within),
  };
  const inputs = new Map<string, HclValue>();
  for (const { body: block, labels } of body.blocks.filter(({ type }) => type === 'include')) {
    const place = attributeIn(block, 'path')?.value;
    const path = place && evaluate(place, scope);
    const other = typeof path === 'string' ? within(absolute(path, file)) : NOTHING;
    included.set(labels[0]?.text ?? '', asMap(other));
    for (const [name, value] of other.inputs) inputs.set(name, value);
  }
  for (const block of body.blocks.filter(({ type }) => type === 'locals')) {
    for (const { name, value } of block.body.attributes) locals.set(name, evaluate(value, scope));
  }
  const written = attributeIn(body, 'inputs')?.value;
  const own = written && plain(evaluate(written, scope));
  if (isMap(own)) for (const [name, value] of own) inputs.set(name, value);
  return { locals, inputs };
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
      return inParents(unit, typeof first === 'string' ? [first] : [NAME, 'root.hcl'], files);
    case 'read_terragrunt_config':
      return typeof first === 'string' ? asMap(within(absolute(first, file))) : undefined;
    case 'get_terragrunt_dir':
    case 'get_original_terragrunt_dir':
      return path.dirname(unit);
    case 'get_parent_terragrunt_dir':
      return path.dirname(inParents(unit, [NAME, 'root.hcl'], files) ?? unit);
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
