import path from 'node:path';
import {
  foreignRuntimeOf,
  functionConfiguration,
  languageOfFile,
  type FunctionConfiguration,
} from '../../../core/handlers';
import { isJsonObject, type Json, type JsonObject } from '../../../core/json';
import { phrase } from '../../../core/l10n/phrase';
import { FUNCTION_DEFAULTS, functionLogicalId, layerLogicalId } from '../../../core/serverless';
import { own } from '../../../core/template/resolution';
import { SERVERLESS } from '../../../core/triggers/serverless';
import { codeOfImage, type ContainerImage, type ImageCode } from '../../containerImage';
import { findHandlerFile } from '../../handlerFile';
import { sourceOfProgram, sourceOfRuntime } from '../../runtimeSource';
import { isOtherLanguage, notRunHere } from '../../notRunHere';
import { packedCode } from '../../packedCode';
import type { Layer, ProjectFunction, SourcePlace, Trigger } from '../../project';
import { artifactOf, builtIn, packedFrom, type Artifact } from './artifact';
import { authorizerTriggers } from './authorizers';
import { isBundled } from './bundlers';
import { urlTriggers } from './functionUrl';
import type { CloudFormation } from './cloudFormation';
import { placeOf, type Entry, type Part } from './part';
import { resourceTriggers } from './resourceTriggers';
import { dotenvVariables, type DotenvVariables } from './dotenvPlugin';
import type { Service } from './service';

/** A function as it is declared, its address known before its values are. */
export interface DeclaredFunction extends Entry {
  readonly logicalId: string;
  /** What AWS calls it. */
  readonly name: string;
}

/** The functions of a service; what stands for their names is there for CloudFormation's functions from now on. */
export function declaredFunctions(service: Service, cloudFormation: CloudFormation): DeclaredFunction[] {
  const serviceName = service.textAt('service') ?? 'service';
  const functions = service.entries(service.at('functions')).map((entry): DeclaredFunction => {
    const declared = service.plain(service.follow(entry.part, ['name']));
    const name = typeof declared === 'string' ? declared : `${serviceName}-${service.stage}-${entry.key}`;
    return { ...entry, logicalId: functionLogicalId(entry.key), name };
  });
  for (const { key, logicalId, name } of functions) {
    // In definitions a function is meant by its key too.
    const names = cloudFormation.resources.has(key) ? [logicalId] : [logicalId, key];
    cloudFormation.add(names, 'AWS::Lambda::Function', { FunctionName: name });
  }
  for (const { key } of service.entries(service.at('layers')))
    cloudFormation.add([layerLogicalId(key)], 'AWS::Lambda::LayerVersion', {});
  return functions;
}

export function serviceFunction(
  entry: DeclaredFunction,
  service: Service,
  cloudFormation: CloudFormation,
): ProjectFunction {
  const { key, part, logicalId, name } = entry;
  const field = (field: string): Part | undefined => service.follow(part, [field]) ?? service.at('provider', field);
  const numberOf = (name: string, fallback: number): number => {
    const value = Number(service.text(field(name)) ?? NaN);
    return Number.isFinite(value) ? value : fallback;
  };
  const source = placeOf(entry.declared);
  const from: { [fact: string]: SourcePlace } = {};
  const note = (fact: string, at: Part | undefined): void => void (at && (from[fact] = placeOf(at)));

  const handlerPart = service.follow(part, ['handler']);
  note('handler', handlerPart);
  note('runtime', field('runtime'));
  const names = [...new Set([name, key, logicalId])];
  const { environment, ...code } = codeOf(entry, names, service);
  const dotenv = dotenvVariables(service);
  Object.assign(from, dotenv.from);
  return {
    name,
    names,
    ...code,
    environment: { ...environment, ...environmentOf(service, part, { cloudFormation, note, dotenv }) },
    timeout: numberOf('timeout', FUNCTION_DEFAULTS.timeout),
    memorySize: numberOf('memorySize', FUNCTION_DEFAULTS.memorySize),
    configuration: configurationOf(service, part),
    source,
    layers: layersOf(service, field('layers'), cloudFormation),
    triggers: resourceTriggers([logicalId], service, cloudFormation, [
      ...triggersOf(service, service.follow(part, ['events']), cloudFormation),
      ...authorizerTriggers(key, service),
      ...urlTriggers(part, service),
    ]),
    from,
  };
}

type FoundCode = ImageCode & Pick<ProjectFunction, 'notRun' | 'isBundled' | 'packedIn'>;

/** Where its code stands: in a folder of the service, or in what a container image is built from. */
function codeOf({ key, part }: DeclaredFunction, names: readonly string[], service: Service): FoundCode {
  const { folder, files } = service;
  // The framework puts it behind a folder: a slash at its head changes nothing.
  const handler = service.text(service.follow(part, ['handler']))?.replace(/^\/+/, '');
  const runtime = service.text(service.follow(part, ['runtime']) ?? service.at('provider', 'runtime'));
  const image = handler === undefined ? imageOf(service, part) : undefined;
  if (image) {
    const found = codeOfImage({ name: key, image, folder, runtime }, files);
    return { ...found, notRun: notRunHere({ ...found, name: key, names, folder }) };
  }
  const module = service.text(service.follow(part, ['module']));
  const codeDir = path.resolve(folder, module ?? basePathOf(service) ?? '.');
  const artifact = artifactOf(service, part);
  if (isOtherLanguage(runtime))
    return codeInOtherLanguage({ key, names, runtime, handler, codeDir, artifact }, service);
  if (handler === undefined) return { codeDir, runtime, problem: phrase`The function ${key} needs a handler.` };
  const places = [codeDir, ...(artifact ? packedFrom(artifact) : [])].map((place) => ({
    place,
    found: findHandlerFile({ codeDir: place, handler, runtime }, files),
  }));
  const { place, found } = places.find((each) => each.found.file !== undefined) ?? places[0]!;
  const { file, exportName, problem } = found;
  const packed = problem && artifact && packedCode(artifact.file, { handler, runtime }, files);
  if (packed) return { handler, runtime, ...packed };
  const elsewhere = problem && artifact && codeInArchive(key, artifact);
  const why = elsewhere ?? (problem && phrase`${problem} It is the handler of ${key}.`);
  const isOurs = file !== undefined && languageOfFile(file) === 'node' && isBundled(service, part);
  return { codeDir: place, file, exportName, handler, runtime, problem: why, ...(isOurs && { isBundled: true }) };
}

const codeInArchive = (key: string, { written }: Artifact): string =>
  phrase`The code of ${key} is in ${written}: name its source under "functions" in .vscode/stepwise.json.`;

interface OtherCode {
  readonly key: string;
  readonly names: readonly string[];
  readonly runtime: string;
  readonly handler?: string;
  readonly codeDir: string;
  readonly artifact?: Artifact;
}

/** Of a language whose sources are not read here: where it is built, and where its source stands. */
function codeInOtherLanguage(of: OtherCode, { folder, files }: Service): FoundCode {
  const { key, runtime, handler, artifact } = of;
  const isProgram = foreignRuntimeOf(runtime) === 'provided';
  // What is packed lies beside the archive.
  const codeDir =
    artifact === undefined ? of.codeDir : isProgram ? path.dirname(artifact.file) : builtIn(artifact, of.codeDir);
  const programs = isProgram ? [...(artifact ? [path.parse(artifact.file).name] : []), key] : [];
  return {
    codeDir,
    file:
      sourceOfProgram(programs, of.codeDir, files) ??
      (artifact && isProgram ? undefined : sourceOfRuntime(runtime, handler ?? '', codeDir, files)),
    // `Assembly::Namespace.Class::Method`, `com.example.Class::method`
    exportName: handler?.split(/::|\./).at(-1),
    handler,
    runtime,
    notRun: notRunHere({ name: key, names: of.names, runtime, handler, codeDir, folder }),
  };
}

/** Where a plugin looks for all handlers. */
function basePathOf(service: Service): string | undefined {
  return service.hasPlugin('serverless-functions-base-path')
    ? service.textAt('custom', 'functionsBasePath')
    : undefined;
}

/** Source: the Serverless Framework's "Functions" (Logging Configuration, Reserved Concurrency, SnapStart). */
function configurationOf(service: Service, part: Part): FunctionConfiguration {
  const text = (...path: readonly string[]): string | undefined => service.text(service.follow(part, path));
  return functionConfiguration((name, inner = '') => {
    const field = inner.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
    if (name === 'LoggingConfig') return text('logs', field) ?? service.textAt('provider', 'logs', 'lambda', field);
    if (name === 'SnapStart') return text('snapStart') === 'true' ? 'PublishedVersions' : undefined;
    return text('reservedConcurrency');
  });
}

/** Of `image: NAME`, or a map with it; what builds it stands in `provider.ecr.images`. */
function imageOf(service: Service, part: Part): ContainerImage | undefined {
  const image = service.follow(part, ['image']);
  if (!image) return undefined;
  const name = service.text(image) ?? service.text(service.follow(image, ['name']));
  const built = name === undefined ? undefined : service.at('provider', 'ecr', 'images', name);
  const text = (of: Part | undefined, field: string): string | undefined =>
    service.text(of && service.follow(of, [field]));
  const words = (field: string): string[] | undefined => {
    const items = service.items(service.follow(image, [field])).map((item) => service.text(item) ?? '');
    return items.length > 0 ? items : undefined;
  };
  const context = service.text(built) ?? text(built, 'path');
  const args = service.entries(built && service.follow(built, ['buildArgs']));
  return {
    context: context === undefined ? undefined : path.resolve(service.folder, context),
    dockerfile: text(built, 'file'),
    target: targetIn(service, built),
    args: Object.fromEntries(args.map(({ key, part }) => [key, service.text(part) ?? ''])),
    command: words('command'),
    entryPoint: words('entryPoint'),
    workingDirectory: text(image, 'workingDirectory'),
  };
}

/** `buildOptions: ['--target', 'production']` */
function targetIn(service: Service, built: Part | undefined): string | undefined {
  const options = service
    .items(built && service.follow(built, ['buildOptions']))
    .map((item) => service.text(item) ?? '');
  const at = options.findIndex((option) => option.startsWith('--target'));
  return at < 0 ? undefined : (/=(.+)/.exec(options[at]!)?.[1] ?? options[at + 1]);
}

/** A function's own goes before the provider's; `null` takes one away. */
function environmentOf(
  service: Service,
  part: Part,
  {
    cloudFormation,
    note,
    dotenv,
  }: {
    readonly cloudFormation: CloudFormation;
    readonly note: (fact: string, at: Part) => void;
    readonly dotenv: DotenvVariables;
  },
): { readonly [name: string]: string } {
  const environment = new Map<string, string>();
  const ofProvider = service.at('provider', 'environment');
  const ofFunction = service.follow(part, ['environment']);
  for (const holder of [ofProvider, ofFunction]) {
    // The plugin writes over what the provider has.
    if (holder === ofFunction)
      for (const [name, value] of Object.entries(dotenv.environment)) environment.set(name, value);
    for (const { key, part: variable } of service.entries(holder)) {
      const value = service.plain(variable);
      if (value === undefined || value === null) environment.delete(key);
      else {
        environment.set(key, cloudFormation.text(value, variable));
        note(`environment.${key}`, variable);
      }
    }
  }
  return Object.fromEntries(environment);
}

function layersOf(service: Service, part: Part | undefined, cloudFormation: CloudFormation): Layer[] {
  return service.items(part).map((item): Layer => {
    const value = service.plain(item) ?? null;
    const name = typeof value === 'string' ? value : cloudFormation.text(value, item);
    const dir = service.layerFolder(name) ?? service.neighbours?.layer(name);
    return dir === undefined ? { name } : { name, dir };
  });
}

/** Of a function or of a machine: each item is a type, or a map with the type as its only key. */
export function triggersOf(service: Service, events: Part | undefined, cloudFormation: CloudFormation): Trigger[] {
  return service.items(events).flatMap((item): Trigger[] => {
    const place = placeOf(item);
    const value = service.plain(item);
    if (typeof value === 'string') return [{ name: value, type: value, properties: {}, place }];
    const [type] = isJsonObject(value ?? null) ? Object.keys(value as JsonObject) : [];
    if (type === undefined) {
      // Of what is not known the variable is told.
      if (value !== undefined) service.tell(phrase`An event must be a type with its value, such as "sqs: ARN".`, item);
      return [];
    }
    const properties = cloudFormation.value(own(value, type) ?? null, item);
    // Plugins may have types that need none.
    if (properties === null && Object.hasOwn(SERVERLESS, type) && type !== 'alexaSkill') {
      service.tell(
        phrase`The event ${type} has no value. What belongs to it must be indented further than ${type}.`,
        item,
      );
    }
    const given = asProperties(properties, type);
    return [{ name: nameOf(type, given), type, properties: given, place }];
  });
}

/** Its own name, else what tells it from its like: `http POST /orders`. */
function nameOf(type: string, given: JsonObject): string {
  const { name, method, path: route } = given;
  if (typeof name === 'string') return name;
  const told = [typeof method === 'string' ? method.toUpperCase() : undefined, route, given[type]];
  return [type, ...told.filter((each) => typeof each === 'string')].join(' ');
}

/** `schedule: rate(1 hour)` has a text where others have a map. */
function asProperties(value: Json, type: string): JsonObject {
  if (isJsonObject(value)) return value;
  return value === null ? {} : { [type]: value };
}
