/** `terragrunt.hcl`: what it hands a module as its variables, and which module that is. Source: Terragrunt, "inputs", "terraform". */
import path from 'node:path';
import { attributeIn, evaluate, isMap, literalText, parseHcl, unknownIn } from '../../../core/hcl';
import type { HclValue, Host, Scope } from '../../../core/hcl';
import { filesBelow } from '../../files';
import type { Files } from '../../files';

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
  const { body } = parseHcl(files.read(unit).text ?? '');
  const inputs = attributeIn(body, 'inputs')?.value;
  if (inputs?.kind !== 'object') return new Map();
  const scope: Scope = {
    file: unit,
    host,
    lookUp: (name) => (name === 'local' ? locals : undefined),
  };
  const locals = new Map<string, HclValue>();
  for (const block of body.blocks.filter(({ type }) => type === 'locals')) {
    for (const { name, value } of block.body.attributes) locals.set(name, evaluate(value, scope));
  }
  const values = evaluate(inputs, scope);
  // What another unit gives, or a function of Terragrunt's, is asked for as any variable without a value.
  return new Map(isMap(values) ? [...values].filter(([, value]) => unknownIn(value) === undefined) : []);
}
