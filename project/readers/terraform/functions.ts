import path from 'node:path';
import { isList, isMap, plain } from '../../../core/hcl';
import type { HclValue, ResourceInstance } from '../../../core/hcl';
import { languageOf, languageOfFile, languageOfRuntime } from '../../../core/handlers';
import { phrase } from '../../../core/l10n/phrase';
import { findHandlerFile } from '../../handlerFile';
import type { Layer, ProjectFunction, ProjectProblem, SourcePlace } from '../../project';
import { codeOf, originOf, withoutEnding } from './code';
import type { Code } from './code';
import { likelyFile } from './likelyFile';
import type { Found, Root } from './root';
import { placeOf, shortNames } from './places';
import { triggersOf } from './triggers';
import { tsconfigSource } from './tsconfigSource';

/** Lambda's own. Source: Lambda, "Configure Lambda function timeout" and "… memory". */
const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

export interface ReadFunctions {
  readonly functions: readonly ProjectFunction[];
  readonly problems: readonly ProjectProblem[];
}

/** The functions of a root and of the modules it calls. */
export function readFunctions(root: Root, stack: string): ReadFunctions {
  const problems: ProjectProblem[] = [];
  const found = root.resources('aws_lambda_function').filter(({ instance }) => !instance.resource.isData);
  const active = found.filter(({ inactive }) => inactive === undefined).map(({ instance }) => instance);
  const functions = found.map((each) => {
    const made = readFunction(each, root, stack, problems);
    return { ...made, names: [...new Set([...made.names, ...shortNames(each.instance, active)])] };
  });
  return { functions, problems };
}

function readFunction(
  { instance, inactive }: Found,
  root: Root,
  stack: string,
  problems: ProjectProblem[],
): ProjectFunction {
  const text = (name: string): string | undefined => root.text(instance.argument(name), instance);
  const name = root.text(instance.physicalName, instance) ?? instance.resource.name;
  const runtime = text('runtime') || undefined;
  const code = codeOf(instance, moduleOf(root.quiet(instance.argument('handler')) ?? '', runtime), root);
  const handler = (code.kind === 'image' ? imageCommand(instance, root) : text('handler')) || undefined;
  const source = placeOf(instance, root);
  const placed = placeCode({ name, handler, runtime, code, instance }, root, problems);
  const from: { [fact: string]: SourcePlace } = { ...factPlaces(instance), ...placed.from };
  const made: ProjectFunction = {
    name,
    names: [name, instance.address],
    codeDir: placed.codeDir,
    file: placed.file,
    exportName: placed.exportName,
    handler,
    runtime,
    environment: inactive === undefined ? environmentOf(instance, root) : {},
    timeout: numberOf(instance.argument('timeout'), DEFAULT_TIMEOUT),
    memorySize: numberOf(instance.argument('memory_size'), DEFAULT_MEMORY),
    source,
    stack,
    layers: layersOf(instance, root),
    triggers: triggersOf(instance, root),
    inline: placed.inline,
    inactive,
    notRun: placed.notRun,
    from,
    problem: placed.problem,
    fault: root.faultOf(instance),
  };
  if (made.problem !== undefined && inactive === undefined) problems.push({ message: made.problem, place: source });
  return made;
}

interface Placed {
  readonly codeDir: string;
  readonly file?: string;
  readonly exportName?: string;
  readonly inline?: ProjectFunction['inline'];
  readonly problem?: string;
  readonly notRun?: string;
  readonly from?: { readonly file: SourcePlace };
}

interface Question {
  readonly name: string;
  readonly handler?: string;
  readonly runtime?: string;
  readonly code: Code;
  readonly instance: ResourceInstance;
}

function placeCode(question: Question, root: Root, problems: ProjectProblem[]): Placed {
  const { name, handler, runtime, code } = question;
  const folder = code.kind === 'folder' ? code.folder : code.kind === 'file' ? path.dirname(code.file) : root.folder;
  const from = 'from' in code && code.from ? { file: code.from } : undefined;
  if (runtime !== undefined && languageOfRuntime(runtime) === undefined) {
    return {
      codeDir: folder,
      from,
      notRun: phrase`${name} has the runtime ${runtime}, which is not run here. Mock its tasks.`,
    };
  }
  if (handler === undefined) {
    if (code.kind === 'image') return { codeDir: folder, notRun: imageWords(name) };
    return { codeDir: folder, from, problem: phrase`The function ${name} needs a handler.` };
  }
  if (code.kind === 'inline') {
    const exportName = exportOf(handler, runtime);
    return { codeDir: path.dirname(code.inline.file), exportName, inline: code.inline, from };
  }
  if (code.kind === 'folder') {
    const found = inFolder(code.folder, handler, runtime, root);
    if (found.file !== undefined) return { codeDir: code.folder, ...found, from };
  }
  if (code.kind === 'file') {
    const file = fileOf(code.file, handler, runtime, root);
    if (file !== undefined) return { codeDir: folder, file, exportName: exportOf(handler, runtime), from };
  }
  return guessed(question, folder, root, problems);
}

/** The handler in a folder that is packed, or in the sources that it was compiled from. */
function inFolder(
  codeDir: string,
  handler: string,
  runtime: string | undefined,
  root: Root,
): { file?: string; exportName: string } {
  const { file, exportName } = findHandlerFile({ codeDir, handler, runtime }, root.files);
  if (file !== undefined && !/\.[cm]?js$/.test(file)) return { file, exportName };
  const compiled = tsconfigSource(path.join(codeDir, moduleOf(handler, runtime)), root.files);
  return { file: compiled === undefined ? file : sourceFile(compiled, root), exportName };
}

function sourceFile(withoutItsEnding: string, root: Root): string | undefined {
  return ['.ts', '.mts', '.cts', '.tsx']
    .map((ending) => withoutItsEnding + ending)
    .find((file) => root.files.isFile(file));
}

/** A single file that is packed: itself, or what it was compiled from. */
function fileOf(file: string, handler: string, runtime: string | undefined, root: Root): string | undefined {
  const module = withoutEnding(path.basename(file));
  const found = inFolder(path.dirname(file), `${module}.${exportOf(handler, runtime)}`, runtime, root).file;
  if (found !== undefined) return found;
  return root.files.isFile(file) && languageOfFile(file) !== undefined ? file : undefined;
}

/** Where nothing here tells where the code is, a file of the handler's name may be it: that is said. */
function guessed(
  { name, handler = '', runtime, code, instance }: Question,
  folder: string,
  root: Root,
  problems: ProjectProblem[],
): Placed {
  const exportName = exportOf(handler, runtime);
  const shown = (file: string): string => path.relative(root.folder, file) || '.';
  const where =
    code.kind === 'package' || code.kind === 'file'
      ? shown(code.file)
      : code.kind === 'folder'
        ? shown(code.folder)
        : code.kind === 'elsewhere'
          ? code.where
          : '';
  const names = [
    instance.resource.name,
    name,
    instance.module.call?.address.replace(/^.*module\./, '') ?? '',
    withoutEnding(path.basename(where)),
  ];
  const likely = likelyFile(handler, runtime, names, root);
  if (likely) {
    const others = likely.others.slice(0, 5).map(shown).join(', ');
    const message =
      code.kind === 'image'
        ? phrase`${name} is a container image. ${shown(likely.file)} is taken for its code, because the handler is called ${handler}.`
        : phrase`Nothing here says what is in ${where}. ${shown(likely.file)} is taken for the code of ${name}, because the handler is called ${handler}.`;
    const more = others === '' ? '' : ` ${phrase`It could also be ${others}.`}`;
    problems.push({ message: message + more, place: placeOf(instance, root) });
    const from = { file: { ...instance.place, word: phrase`by the handler's name` } };
    return { codeDir: path.dirname(likely.file), file: likely.file, exportName, from };
  }
  if (code.kind === 'image') return { codeDir: folder, exportName, notRun: imageWords(name) };
  if (code.kind === 'folder' || code.kind === 'file') {
    const problem = phrase`The handler "${handler}" of ${name} has no file in ${where}.`;
    return { codeDir: folder, exportName, problem };
  }
  const problem = phrase`The code of ${name} is in ${where}, and nothing here says from which files: name its file under "functions" in .vscode/stepwise.json.`;
  return { codeDir: folder, exportName, problem };
}

function imageWords(name: string): string {
  return phrase`${name} is a container image, which is not run here. Mock its tasks, or name its handler in .vscode/stepwise.json.`;
}

function imageCommand(instance: ResourceInstance, root: Root): string | undefined {
  const command = instance.nested('image_config')[0]?.argument('command');
  const list = command === undefined ? undefined : plain(command);
  return isList(list) && list[0] !== undefined ? root.quiet(list[0]) : undefined;
}

/** A handler's module, with `/`. */
function moduleOf(handler: string, runtime: string | undefined): string {
  return languageOf(languageIdOf(runtime)).splitHandler(handler).modulePath;
}

function exportOf(handler: string, runtime: string | undefined): string {
  return languageOf(languageIdOf(runtime)).splitHandler(handler).exportName;
}

function languageIdOf(runtime: string | undefined): 'node' | 'python' {
  return (runtime === undefined ? undefined : languageOfRuntime(runtime)) ?? 'node';
}

function numberOf(value: HclValue | undefined, otherwise: number): number {
  const number = value === undefined ? NaN : Number(plain(value) ?? NaN);
  return Number.isFinite(number) && number > 0 ? number : otherwise;
}

function environmentOf(instance: ResourceInstance, root: Root): { [name: string]: string } {
  const variables: { [name: string]: string } = {};
  for (const block of instance.nested('environment')) {
    const written = block.argument('variables');
    const map = written === undefined ? undefined : plain(written);
    if (map !== undefined && !isMap(map)) root.text(map, instance);
    for (const [name, value] of isMap(map) ? map : []) {
      const text = root.text(value, instance);
      if (text !== undefined && name !== '__proto__') variables[name] = text;
    }
  }
  return variables;
}

function layersOf(instance: ResourceInstance, root: Root): Layer[] | undefined {
  const written = instance.argument('layers');
  const list = written === undefined ? undefined : plain(written);
  if (!isList(list) || list.length === 0) return undefined;
  return list.map((value) => {
    const layer = originOf(value);
    const name = root.quiet(value) ?? '';
    if (layer?.type !== 'aws_lambda_layer_version') return { name };
    const code = codeOf(layer, '', root);
    return code.kind === 'folder' ? { name, dir: code.folder } : { name };
  });
}

/** Where single facts stand. */
function factPlaces(instance: ResourceInstance): { [fact: string]: SourcePlace } {
  const { file } = instance.resource;
  const places: { [fact: string]: SourcePlace } = {};
  for (const name of ['handler', 'runtime', 'timeout']) {
    const written = instance.written(name);
    if (written) places[name] = { file: file.path, line: file.lineAt(written.span.start) };
  }
  const variables = instance.nested('environment')[0]?.block.body.attributes.find(({ name }) => name === 'variables');
  if (variables?.value.kind === 'object') {
    for (const { key, span } of variables.value.items) {
      const [part] = key.kind === 'template' ? key.parts : [];
      if (part?.kind === 'text')
        places[`environment.${part.text}`] = { file: file.path, line: file.lineAt(span.start) };
    }
  }
  return places;
}
