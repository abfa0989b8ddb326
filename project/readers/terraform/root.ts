import path from 'node:path';
import { fromJson, Module, quietly, textOf } from '../../../core/hcl';
import type { HclValue, Host, ModuleText, ResourceInstance, UnknownSource } from '../../../core/hcl';
import { isJsonObject } from '../../../core/json';
import { phrase } from '../../../core/l10n/phrase';
import { filesBelow } from '../../walk';
import type { Files } from '../../files';
import { parseJsonTree, valueOfNode } from '../../jsonTree';
import type { ProjectProblem } from '../../project';
import type { ReaderContext } from '../reader';
import { readModule, standInModule } from './moduleFiles';
import type { ReadModule } from './moduleFiles';
import { standInFor } from './standIns';
import { toldByArguments, type ToldModule } from './toldByArguments';
import { environmentOf, handedTo, hostAt } from './terragrunt';
import { valuesOf, variableReader } from './variables';

/** A resource, and whether its stack has it. */
export interface Found {
  readonly instance: ResourceInstance;
  /** Why not, as a sentence. */
  readonly inactive?: string;
}

/** A root module with all it calls, read. */
export interface Root {
  readonly folder: string;
  readonly module: Module;
  readonly files: Files;
  readonly host: Host;
  /** The whole tree's resources of a type, data sources too. */
  resources(type: string): readonly Found[];
  /** The text of a value; what is not known is noted, and its filler stands for it. */
  text(value: HclValue | undefined, at: ResourceInstance): string | undefined;
  /** The same without a note: for what is only compared. */
  quiet(value: HclValue | undefined): string | undefined;
  fill(at: ResourceInstance): (source: UnknownSource) => string;
  /** Of files that were read: mistakes in their syntax, modules that are not here. */
  readonly problems: readonly ProjectProblem[];
  /** The mistake in the syntax of a resource's block, as `file:line:column: message`. */
  faultOf(instance: ResourceInstance): string | undefined;
  readonly configurations: readonly string[];
}

/** @param place where it is deployed from: the folder of its text, or of the unit of Terragrunt's that deploys that */
export function readRoot(place: string, stack: string, text: ReadModule, files: Files, context: ReaderContext): Root {
  const { folder } = text;
  const host = hostOf(folder, files, place);
  const values = context.values.within(stack);
  const problems: ProjectProblem[] = [];
  const read = new Map<string, ReadModule | undefined>([[folder, text]]);
  const moduleIn = (place: string): ReadModule | undefined => {
    if (!read.has(place)) read.set(place, readModule(place, files));
    return read.get(place);
  };
  const installed = installedModules(place, files);
  /** Modules that are not here, of which what they are handed tells what they make, by their sources. */
  const told = new Map<string, ToldModule>();
  const load = (source: string, from: string, address: string, handed: readonly string[]): ModuleText | undefined => {
    const isLocal = /^\.\.?(\/|$)|^\//.test(source);
    const dir = isLocal
      ? path.resolve(from, source)
      : installed.get(address.replace(/\[[^\]]*\]/g, '').replace(/(^|\.)module\./g, '$1'));
    const here = dir === undefined ? undefined : moduleIn(dir);
    if (here) return here;
    const standIn = isLocal ? undefined : standInFor(source);
    if (standIn !== undefined) return standInModule(folder, standIn);
    const known = toldByArguments(handed);
    if (!known) return undefined;
    told.set(source, known);
    return standInModule(folder, known.text, undefined, known.outputLike);
  };
  const { varFile, region } = context.settings?.stacks?.[stack] ?? {};
  const { reason: unreadable } = varFile === undefined ? {} : files.read(path.resolve(place, varFile));
  if (varFile !== undefined && context.settings && unreadable !== undefined) {
    const message = phrase`The "varFile" ${varFile} of the stack ${stack} cannot be read: ${unreadable}. It must be a path from the stack's folder.`;
    problems.push({ message, place: { file: context.settings.file, line: 0 } });
  }
  let known: ReturnType<typeof handedTo> | undefined;
  const environment = environmentOf((key) => values.given(key), context.environment);
  const units = (): ReturnType<typeof handedTo> => (known ??= handedTo(place, context.root, files, environment));
  // What several units say differently is for a person to choose.
  const handed = (name: string): HclValue | undefined =>
    units().length === 1 ? units()[0]!.inputs.get(name) : undefined;
  const variableFiles = (): readonly string[] => [
    ...(units().length === 1 ? units()[0]!.variableFiles : []).map((each) => host.resolve(each)),
    ...(varFile === undefined ? [] : [path.resolve(place, varFile)]),
  ];
  const folders = [...new Set([folder, place])];
  const variable = variableReader({ handed, folders, files, host, variableFiles, environment: context.environment });
  const module = new Module(text, {
    host,
    root: folder,
    load,
    variable,
    given: (key) => values.given(key),
    ...(region === undefined ? {} : { region }),
    tell: (limit) => files.tell(limit),
  });
  const modules = modulesOf(module, undefined, problems, told);
  const found = new Map<string, readonly Found[]>();
  const fill =
    (at: ResourceInstance) =>
    (source: UnknownSource): string => {
      // Whatever its key, a person may have given it: an output of another unit, what a function nobody knows here answers.
      const given = values.given(source.key);
      const text = given === undefined ? undefined : textOf(fromJson(given), quietly);
      if (text !== undefined) return text;
      const suggestions = source.suggestions ?? [
        ...suggestionsFor(source.key, place, files, host),
        ...units().flatMap(({ inputs }) => textOf(inputs.get(source.key.replace(/^var:/, '')), quietly) ?? []),
      ];
      return values.unset({ place: at.place, ...source, ...(suggestions.length > 0 ? { suggestions } : {}) });
    };
  return {
    folder,
    module,
    files,
    host,
    resources: (type) => {
      const known =
        found.get(type) ?? modules.flatMap(({ module: each, inactive }) => resourcesOf(each, type, inactive));
      found.set(type, known);
      return known;
    },
    text: (value, at) => textOf(value, fill(at)),
    quiet: (value) => textOf(value, quietly),
    fill,
    get problems() {
      const syntax = [...read.values()].flatMap((each) => each?.problems ?? []);
      return [
        ...syntax.map(({ file, problem, line }) => ({ message: problem.message, place: { file, line } })),
        ...problems,
      ];
    },
    faultOf: ({ resource }) => {
      const { span } = resource.block;
      const found = [...read.values()]
        .flatMap((each) => each?.problems ?? [])
        .find(({ file, problem }) => {
          const { start } = problem.span;
          return file === resource.file.path && start >= span.start && start <= span.end;
        });
      return found && `${found.file}:${found.line + 1}: ${found.problem.message}`;
    },
    get configurations() {
      const written = [...read.values()].flatMap((each) => each?.files.map((file) => file.path) ?? []);
      const made = [...read.values()].flatMap((each) => each?.generated ?? []);
      const unit = place === folder ? [] : [path.join(place, 'terragrunt.hcl')];
      return [...new Set([...unit, ...written])].filter((file) => !made.includes(file));
    },
  };
}

/** Paths are relative to the root, as Terraform is run there; Terragrunt lays the unit's own files beside the module's. */
function hostOf(root: string, files: Files, place: string): Host {
  const { resolve } = hostAt(root, files, place);
  return hostAt(root, files, place, (folder) =>
    [...filesBelow(files, resolve(folder), 6)].map((file) =>
      path.relative(resolve(folder), file).split(path.sep).join('/'),
    ),
  );
}

/** Where `terraform init` has put modules, by the dotted names of their calls. */
function installedModules(folder: string, files: Files): ReadonlyMap<string, string> {
  const { text } = files.read(path.join(folder, '.terraform', 'modules', 'modules.json'));
  const { root } = text === undefined ? {} : parseJsonTree(text);
  const list: unknown =
    root && isJsonObject(valueOfNode(root)) ? (valueOfNode(root) as { Modules?: unknown }).Modules : [];
  const entries = (Array.isArray(list) ? list : []).flatMap((each: unknown): [string, string][] => {
    const { Key: key, Dir: dir } = isJsonObject(each) ? each : {};
    return typeof key === 'string' && typeof dir === 'string' && key !== '' ? [[key, path.resolve(folder, dir)]] : [];
  });
  return new Map(entries);
}

interface FoundModule {
  readonly module: Module;
  readonly inactive?: string;
}

function modulesOf(
  module: Module,
  inactive: string | undefined,
  problems: ProjectProblem[],
  told: Map<string, ToldModule>,
): FoundModule[] {
  const inner = module.calls.flatMap(({ place, source, modules }): FoundModule[] => {
    const known = told.get(source);
    if (known) {
      // One word for all its calls.
      told.delete(source);
      problems.push({ message: wordsOfTold(source, known), place: module.placeOf(place.block.span, place.file) });
    }
    if (!modules) {
      // Of all modules that are elsewhere, those that look like functions and machines are missed.
      const isMissed = place.block.body.attributes.some(({ name }) =>
        /^(handler|runtime|source_path|image_uri|definition)$/.test(name),
      );
      if (isMissed) {
        problems.push({
          message: /^\.\.?(\/|$)/.test(source)
            ? phrase`The module ${source} is called here, but this project has no such folder.`
            : phrase`The module ${source} is not in this project. Run terraform init, or the functions and state machines that it makes stay unknown.`,
          place: module.placeOf(place.block.span, place.file),
        });
      }
      return [];
    }
    const { items, none } = modules;
    if (items.length === 0 && none) {
      return modulesOf(none, inactive ?? noneOf(none.call?.address ?? ''), problems, told);
    }
    return items.flatMap(({ value }) => modulesOf(value, inactive, problems, told));
  });
  return [{ module, inactive }, ...inner];
}

function wordsOfTold(source: string, { makes }: ToldModule): string {
  const missing = /^\.\.?(\/|$)/.test(source)
    ? phrase`This project has no folder ${source}.`
    : phrase`The module ${source} is not in this project. Run terraform init, and the module itself is read.`;
  const read =
    makes === 'function'
      ? phrase`Its arguments are read as those of a function.`
      : phrase`Its arguments are read as those of a state machine.`;
  return `${missing} ${read}`;
}

function resourcesOf(module: Module, type: string, inactive: string | undefined): Found[] {
  return module.resources
    .filter((each) => each.type === type)
    .flatMap((resource): Found[] => {
      const { items, none } = module.instancesOf(resource);
      if (items.length === 0 && none) {
        // What a stand-in does not make is no part of anybody's configuration.
        return module.text.isStandIn ? [] : [{ instance: none, inactive: inactive ?? noneOf(none.address) }];
      }
      return items.map(({ value }) => ({ instance: value, inactive }));
    });
}

function noneOf(address: string): string {
  return phrase`This stack has no ${address}: its count is 0.`;
}

const VARIABLE_FILE = /\.tfvars(\.json)?(\.(example|sample|template|dist))?$|^example\.tfvars/;
const VARIABLE_FOLDER = /^(env(s|ironments?)?|vars|variables|tfvars|config|configs|stages?)$/;

/** What other files of values say of a variable: those of stages, examples. */
function suggestionsFor(key: string, folder: string, files: Files, host: Host): string[] {
  if (!key.startsWith('var:')) return [];
  const folders = files.list(folder).filter(({ name, isFolder }) => isFolder && VARIABLE_FOLDER.test(name));
  const candidates = [folder, ...folders.map(({ name }) => path.join(folder, name))].flatMap((place) =>
    files
      .list(place)
      .flatMap(({ name, isFolder }) => (!isFolder && VARIABLE_FILE.test(name) ? [path.join(place, name)] : [])),
  );
  const texts = candidates.flatMap((file) => textOf(valuesOf(file, files, host).get(key.slice(4)), quietly) ?? []);
  // Angle brackets ask for a value.
  return [...new Set(texts)].filter((text) => text !== '' && !/[<>]/.test(text)).slice(0, 10);
}
