import path from 'node:path';
import { functionConfiguration } from '../../../core/handlers';
import { isList, isMap, plain } from '../../../core/hcl';
import type { HclValue, ResourceInstance } from '../../../core/hcl';
import { phrase } from '../../../core/l10n/phrase';
import type { Layer, ProjectFunction, ProjectProblem, SourcePlace } from '../../project';
import { codeOf, originOf } from './code';
import { moduleOf, placeCode } from './placeCode';
import type { Found, Root } from './root';
import { placeOf, shortNames } from './places';
import { triggersOf } from './triggers';

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
  const handler = (code.kind === 'image' ? undefined : text('handler')) || undefined;
  const source = placeOf(instance, root);
  const { environment, ...placed } = placeCode({ name, handler, runtime, code, instance }, root, problems);
  const from: { [fact: string]: SourcePlace } = { ...factPlaces(instance), ...placed.from };
  const made: ProjectFunction = {
    name,
    names: [name, instance.address],
    codeDir: placed.codeDir,
    file: placed.file,
    exportName: placed.exportName,
    handler: placed.handler ?? handler,
    runtime: placed.runtime ?? runtime,
    environment: inactive === undefined ? { ...environment, ...environmentOf(instance, root) } : {},
    timeout: numberOf(instance.argument('timeout'), DEFAULT_TIMEOUT),
    memorySize: numberOf(instance.argument('memory_size'), DEFAULT_MEMORY),
    configuration: functionConfiguration((...names) => configurationField(instance, names, root)),
    source,
    stack,
    layers: layersOf(instance, root, problems),
    triggers: triggersOf(instance, root),
    inline: placed.inline,
    packedIn: placed.packedIn,
    inactive,
    notRun: placed.notRun,
    from,
    problem: placed.problem,
    fault: root.faultOf(instance),
  };
  if (made.problem !== undefined && inactive === undefined) problems.push({ message: made.problem, place: source });
  return made;
}

/** CloudFormation's `LoggingConfig` is a block, `logging_config`. */
function configurationField(instance: ResourceInstance, names: readonly string[], root: Root): string | undefined {
  const [name = '', inner] = names.map((each) => each.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase());
  const value = inner === undefined ? instance.argument(name) : instance.nested(name)[0]?.argument(inner);
  return value === undefined ? undefined : root.quiet(value);
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

/** What a layer's package has at its top. Source: Lambda, "Packaging your layer content". */
const LAYER_FOLDERS = ['nodejs', 'python', 'ruby', 'java', 'lib', 'bin'];

function layersOf(instance: ResourceInstance, root: Root, problems: ProjectProblem[]): Layer[] | undefined {
  const written = instance.argument('layers');
  const list = written === undefined ? undefined : plain(written);
  if (!isList(list) || list.length === 0) return undefined;
  return list.map((value) => {
    const layer = originOf(value);
    const name = root.quiet(value) ?? '';
    if (layer?.type !== 'aws_lambda_layer_version') return { name };
    const code = codeOf(layer, '', root);
    if (code.kind === 'folder') return { name, dir: code.folder };
    if (code.kind !== 'package') return { name };
    const beside = path.dirname(code.file);
    const isMade = root.files.exists(code.file);
    if (isMade || !LAYER_FOLDERS.some((each) => root.files.isFolder(path.join(beside, each)))) {
      return { name, dir: code.file };
    }
    const shown = (place: string): string => path.relative(root.folder, place) || '.';
    const message = phrase`${shown(code.file)} was not made yet: ${shown(beside)}, where it is written to, is taken for what is in the layer ${name}.`;
    const place = placeOf(layer, root);
    if (!problems.some((each) => each.message === message)) problems.push({ message, place });
    return { name, dir: beside };
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
