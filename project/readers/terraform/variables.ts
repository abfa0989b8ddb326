import path from 'node:path';
import { evaluate, fromJson, parseHcl } from '../../../core/hcl';
import type { Expression, HclValue, Host, Scope } from '../../../core/hcl';
import type { Json } from '../../../core/json';
import { isJsonObject } from '../../../core/json';
import type { Files } from '../../files';
import { parseJsonTree, valueOfNode } from '../../jsonTree';

export interface VariableSources {
  /** Absolute paths: of the root's folder, and of one whose files are laid beside its own. */
  readonly folders: readonly string[];
  readonly files: Files;
  readonly host: Host;
  /** Other files of values: absolute paths. */
  readonly variableFiles?: () => readonly string[];
  /** What a tool around Terraform hands the root: files of values go before it. */
  readonly handed?: (name: string) => HclValue | undefined;
  /** Variables of the process, of which those that begin with `TF_VAR_` are asked for. */
  readonly environment?: { readonly [name: string]: string | undefined };
}

/**
 * What files of values and the environment say of the root's variables, the strongest first. Source: Terraform, "Input
 * Variables", "Variable Definition Precedence", but for the environment, which here says what a person says at the moment.
 */
export function variableReader(
  sources: VariableSources,
): (name: string, type: Expression | undefined) => HclValue | undefined {
  const { environment = {}, host, folders } = sources;
  let read: ReadonlyMap<string, HclValue> | undefined;
  return (name, type) => {
    const given = environment[`TF_VAR_${name}`];
    if (given !== undefined) return ofEnvironment(given, type, { file: folders[0]!, host, lookUp: () => undefined });
    return (read ??= valuesOfFiles(sources)).get(name) ?? sources.handed?.(name);
  };
}

/** A text where the variable is one, else an expression. */
function ofEnvironment(text: string, type: Expression | undefined, scope: Scope): HclValue {
  const isText = type === undefined || (type.kind === 'variable' && !/^(any|list|map|set)$/.test(type.name));
  const value = isText ? undefined : parseHcl(`value = ${text}\n`).body.attributes[0]?.value;
  return value === undefined ? text : evaluate(value, scope);
}

function valuesOfFiles({ folders, files, host, variableFiles }: VariableSources): Map<string, HclValue> {
  const automatic = folders.flatMap((folder) => {
    const names = files.list(folder).map(({ name }) => name);
    const usual = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
    return [...usual, ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name))].map((name) =>
      path.join(folder, name),
    );
  });
  const values = new Map<string, HclValue>();
  for (const file of [...automatic, ...(variableFiles?.() ?? [])]) {
    for (const [key, value] of valuesOf(file, files, host)) values.set(key, value);
  }
  return values;
}

/** The values of one file of variables. */
export function valuesOf(file: string, files: Files, host: Host): Map<string, HclValue> {
  const { text = '' } = files.read(file);
  if (file.endsWith('.json')) {
    const { root } = parseJsonTree(text);
    const json = root && (valueOfNode(root) as Json);
    return new Map(isJsonObject(json) ? Object.entries(json).map(([key, value]) => [key, fromJson(value)]) : []);
  }
  const scope: Scope = { file, host, lookUp: () => undefined };
  return new Map(parseHcl(text).body.attributes.map(({ name, value }) => [name, evaluate(value, scope)]));
}
