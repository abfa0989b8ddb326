import path from 'node:path';
import { Module, quietly, textOf } from '../../../core/hcl';
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
import { terragruntInputs } from './terragrunt';
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

export function readRoot(folder: string, stack: string, text: ReadModule, files: Files, context: ReaderContext): Root {
  const host = hostOf(folder, files);
  const values = context.values.within(stack);
  const problems: ProjectProblem[] = [];
  const read = new Map<string, ReadModule | undefined>([[folder, text]]);
  const moduleIn = (place: string): ReadModule | undefined => {
    if (!read.has(place)) read.set(place, readModule(place, files));
    return read.get(place);
  };
  const installed = installedModules(folder, files);
  const load = (source: string, from: string, address: string): ModuleText | undefined => {
    if (/^\.\.?(\/|$)|^\//.test(source)) return moduleIn(path.resolve(from, source));
    const dir = installed.get(address.replace(/\[[^\]]*\]/g, '').replace(/(^|\.)module\./g, '$1'));
    const here = dir === undefined ? undefined : moduleIn(dir);
    const standIn = here ? undefined : standInFor(source);
    return here ?? (standIn === undefined ? undefined : standInModule(folder, standIn));
  };
  const { varFile, region } = context.settings?.stacks?.[stack] ?? {};
  const { reason: unreadable } = varFile === undefined ? {} : files.read(path.resolve(folder, varFile));
  if (varFile !== undefined && context.settings && unreadable !== undefined) {
    const message = phrase`The "varFile" ${varFile} of the stack ${stack} cannot be read: ${unreadable}. It must be a path from the stack's folder.`;
    problems.push({ message, place: { file: context.settings.file, line: 0 } });
  }
  let known: ReturnType<typeof terragruntInputs> | undefined;
  const inputs = (): ReturnType<typeof terragruntInputs> =>
    (known ??= terragruntInputs(folder, context.root, files, host));
  // What several units say differently is for a person to choose.
  const handed = (name: string): HclValue | undefined => (inputs().length === 1 ? inputs()[0]!.get(name) : undefined);
  const variable = variableReader({ handed, folder, files, host, varFile, environment: context.environment });
  const module = new Module(text, {
    host,
    root: folder,
    load,
    variable,
    given: (key) => values.given(key),
    ...(region === undefined ? {} : { region }),
    tell: (limit) => files.tell(limit),
  });
  const modules = modulesOf(module, undefined, problems);
  const found = new Map<string, readonly Found[]>();
  const fill =
    (at: ResourceInstance) =>
    (source: UnknownSource): string => {
      const suggestions = source.suggestions ?? [
        ...suggestionsFor(source.key, folder, files, host),
        ...inputs().flatMap((each) => textOf(each.get(source.key.replace(/^var:/, '')), quietly) ?? []),
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
      return [...new Set([...read.values()].flatMap((each) => each?.files.map((file) => file.path) ?? []))];
    },
  };
}

/** Paths are relative to the root, as Terraform is run there. */
function hostOf(root: string, files: Files): Host {
  const resolve = (written: string): string => path.resolve(root, written);
  return {
    resolve,
    read: (file) => files.read(resolve(file)).text,
    isFile: (file) => files.isFile(resolve(file)),
    below: (folder) =>
      [...filesBelow(files, resolve(folder), 6)].map((file) =>
        path.relative(resolve(folder), file).split(path.sep).join('/'),
      ),
  };
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

function modulesOf(module: Module, inactive: string | undefined, problems: ProjectProblem[]): FoundModule[] {
  const inner = module.calls.flatMap(({ place, source, modules }): FoundModule[] => {
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
    if (items.length === 0 && none) return modulesOf(none, inactive ?? noneOf(none.call?.address ?? ''), problems);
    return items.flatMap(({ value }) => modulesOf(value, inactive, problems));
  });
  return [{ module, inactive }, ...inner];
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
