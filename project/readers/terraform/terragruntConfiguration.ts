/**
 * What a file of Terragrunt's says, with what it includes: which module it deploys, and what it hands that. Source: Terragrunt,
 * "inputs", "include", "terraform", "dependency", "generate".
 */
import path from 'node:path';
import {
  attributeIn,
  deepMerged,
  evaluate,
  isList,
  isMap,
  literalText,
  parseHcl,
  plain,
  Unknown,
} from '../../../core/hcl';
import type { Block, HclBody, HclMap, HclValue, Host, Scope } from '../../../core/hcl';
import { phrase } from '../../../core/l10n/phrase';
import type { Files } from '../../files';
import { terragruntFunction } from './terragruntFunctions';

export interface Configuration {
  /** Of its module. */
  readonly source?: string;
  readonly locals: HclMap;
  readonly inputs: HclMap;
  /** Texts of the files that Terragrunt writes beside the module's, by their names. */
  readonly generated: ReadonlyMap<string, string>;
  /** Files of variables that Terraform is started with, as they are written. */
  readonly variableFiles: readonly string[];
  /** By its label: an outside unit's outputs. */
  readonly dependencies: ReadonlyMap<string, HclValue>;
}

export interface Reading {
  /** The file that is read as a unit: functions answer as in its folder in what it includes, too. */
  readonly unit: string;
  /** The unit that all is read for. */
  readonly original: string;
  readonly files: Files;
  readonly host: Host;
  readonly depth: number;
  /** Files that may still be read for a unit: they name each other in any number of ways. */
  readonly budget: { left: number };
  /** What a person or this process's environment says of a variable of the environment. */
  readonly variable?: (name: string) => string | undefined;
  /** The outputs of the unit in a folder, as far as they are known; undefined of one that is not here, or that asks for its asker. */
  outputsOf(folder: string): ((name: string) => HclValue | undefined) | undefined;
}

/** Files that include or read each other. */
const DEEPEST = 8;
/** A unit reads some ten files. */
export const MOST_FILES = 300;
const NOTHING: Configuration = {
  locals: new Map(),
  inputs: new Map(),
  generated: new Map(),
  variableFiles: [],
  dependencies: new Map(),
};

interface Included {
  readonly label: string;
  readonly file: string;
  readonly strategy: string;
  readonly configuration: Configuration;
}

export function configurationOf(file: string, reading: Reading): Configuration {
  const { files, depth } = reading;
  const text = depth > DEEPEST || reading.budget.left-- <= 0 ? undefined : files.read(file).text;
  if (text === undefined) return NOTHING;
  const { body } = parseHcl(text);
  const included: Included[] = [];
  const locals = new Locals(body);
  const dependencies = new Map<string, HclValue>();
  const scope = scopeOf(file, reading, { included, locals, dependencies });
  locals.scope = scope;
  for (const block of ofType(body, 'include')) included.push(...includedBy(block, file, scope, reading));
  for (const { configuration } of included) {
    for (const [label, outputs] of configuration.dependencies) dependencies.set(label, outputs);
  }
  for (const block of ofType(body, 'dependency')) {
    const label = block.labels[0]?.text ?? '';
    dependencies.set(label, dependency(label, block, scope, reading));
  }
  const terraform = ofType(body, 'terraform')[0];
  const own = valueAt(body, 'inputs', scope);
  const source = terraform && valueAt(terraform.body, 'source', scope);
  const extra = terraform ? ofType(terraform.body, 'extra_arguments').map((each) => extraOf(each, scope)) : [];
  const generated = ofType(body, 'generate').flatMap((block) => generatedBy(block, scope));
  const said: Configuration = {
    ...(typeof source === 'string' ? { source } : {}),
    locals: locals.all(),
    inputs: new Map([...extra.flatMap(({ inputs }) => [...inputs]), ...(isMap(own) ? own : [])]),
    generated: new Map(generated),
    variableFiles: extra.flatMap(({ variableFiles }) => variableFiles),
    dependencies,
  };
  // What is included last goes before what is included first.
  return included.reduceRight((over, each) => merged(each, over), said);
}

/** What a file says over what it includes. */
function merged({ strategy, configuration }: Included, over: Configuration): Configuration {
  if (strategy === 'no_merge') return over;
  const source = over.source ?? configuration.source;
  const deep = deepMerged(configuration.inputs, over.inputs);
  const shallow = new Map([...configuration.inputs, ...over.inputs]);
  return {
    ...over,
    ...(source === undefined ? {} : { source }),
    inputs: strategy.startsWith('deep') && isMap(deep) ? deep : shallow,
    generated: new Map([...configuration.generated, ...over.generated]),
    variableFiles: [...configuration.variableFiles, ...over.variableFiles],
  };
}

/** Local values, each worked out when it is first asked for: one may name another that stands further down. */
class Locals {
  scope: Scope | undefined;
  private readonly known = new Map<string, HclValue | 'busy'>();

  constructor(private readonly body: HclBody) {}

  attribute(name: string): HclValue {
    const known = this.known.get(name);
    if (known === 'busy') return Unknown.mistake(`local.${name}`, phrase`${`local.${name}`} refers to itself.`);
    if (known !== undefined) return known;
    const written = ofType(this.body, 'locals').flatMap(({ body }) => attributeIn(body, name) ?? [])[0];
    if (!written || !this.scope) return Unknown.mistake(`local.${name}`, phrase`Nothing declares ${`local.${name}`}.`);
    this.known.set(name, 'busy');
    const value = evaluate(written.value, this.scope);
    this.known.set(name, value);
    return value;
  }

  all(): HclMap {
    const names = ofType(this.body, 'locals').flatMap(({ body }) => body.attributes.map(({ name }) => name));
    return new Map(names.map((name) => [name, this.attribute(name)]));
  }
}

interface Known {
  readonly included: readonly Included[];
  readonly locals: Locals;
  readonly dependencies: ReadonlyMap<string, HclValue>;
}

function scopeOf(file: string, reading: Reading, { included, locals, dependencies }: Known): Scope {
  const { host } = reading;
  const includedCalled = (label: string | undefined): Included | undefined =>
    label === undefined ? included[0] : included.find((each) => each.label === label);
  return {
    file,
    host,
    lookUp: (name) => {
      if (name === 'local') return locals;
      if (name === 'dependency') return dependencies;
      if (name !== 'include') return undefined;
      const bare = includedCalled('');
      return bare
        ? asMap(bare.configuration)
        : new Map(included.map((each) => [each.label, asMap(each.configuration)]));
    },
    call: (name, values) =>
      terragruntFunction(name, values, {
        ...reading,
        file,
        includePath: (label) => includedCalled(label)?.file,
        read: (other) => {
          if (!reading.files.isFile(other)) return undefined;
          return asMap(configurationOf(other, { ...reading, unit: other, depth: reading.depth + 1 }));
        },
      }),
  };
}

function includedBy({ body, labels }: Block, file: string, scope: Scope, reading: Reading): Included[] {
  const place = valueAt(body, 'path', scope);
  if (typeof place !== 'string') return [];
  const other = path.resolve(path.dirname(file), place);
  return [
    {
      label: labels[0]?.text ?? '',
      file: other,
      strategy: literalText(attributeIn(body, 'merge_strategy')?.value) ?? 'shallow',
      configuration: configurationOf(other, { ...reading, depth: reading.depth + 1 }),
    },
  ];
}

/** `dependency.NAME`: its outputs, as far as its module is in this project or stood in for. */
function dependency(label: string, { body }: Block, scope: Scope, { unit, outputsOf }: Reading): HclValue {
  const place = valueAt(body, 'config_path', scope);
  const mocks = valueAt(body, 'mock_outputs', scope);
  const known = typeof place === 'string' ? outputsOf(path.resolve(path.dirname(unit), place)) : undefined;
  const outputs = {
    attribute: (name: string): HclValue => {
      const found = known?.(name);
      if (found !== undefined) return found;
      const mock = isMap(mocks) ? plain(mocks.get(name) ?? null) : null;
      return Unknown.of({
        key: `other:dependency.${label}.outputs.${name}`,
        why: phrase`It is an output of another unit of Terragrunt's, whose module is not in this project.`,
        ...(typeof mock === 'string' ? { suggestions: [mock] } : {}),
      });
    },
  };
  return new Map<string, HclValue>([['outputs', outputs]]);
}

/** `extra_arguments`: variables that the environment of Terraform has, and files of variables. */
function extraOf({ body }: Block, scope: Scope): Pick<Configuration, 'inputs' | 'variableFiles'> {
  const texts = (name: string): readonly string[] => {
    const list = valueAt(body, name, scope);
    return isList(list) ? list.map(plain).flatMap((each) => (typeof each === 'string' ? [each] : [])) : [];
  };
  const written = texts('arguments').flatMap((each) => /^-?-var-file=(.+)$/.exec(each)?.[1] ?? []);
  const environment = valueAt(body, 'env_vars', scope);
  const variables = isMap(environment) ? [...environment].filter(([name]) => name.startsWith('TF_VAR_')) : [];
  return {
    inputs: new Map(variables.map(([name, value]) => [name.slice('TF_VAR_'.length), value])),
    variableFiles: [...texts('required_var_files'), ...texts('optional_var_files'), ...written],
  };
}

function generatedBy({ body }: Block, scope: Scope): [string, string][] {
  const [name, contents] = [valueAt(body, 'path', scope), valueAt(body, 'contents', scope)];
  return typeof name === 'string' && typeof contents === 'string' ? [[name, contents]] : [];
}

function ofType(body: HclBody, wanted: string): readonly Block[] {
  return body.blocks.filter(({ type }) => type === wanted);
}

function valueAt(body: HclBody, name: string, scope: Scope): HclValue | undefined {
  const written = attributeIn(body, name)?.value;
  return written && plain(evaluate(written, scope));
}

function asMap({ locals, inputs, dependencies }: Configuration): HclMap {
  return new Map<string, HclValue>([
    ['locals', locals],
    ['inputs', inputs],
    ['dependency', dependencies],
  ]);
}
