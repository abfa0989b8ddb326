/** Lambda functions as the source of a CDK app makes them. */
import path from 'node:path';
import { functionConfiguration, type FunctionConfiguration } from '../../../../core/handlers';
import { phrase } from '../../../../core/l10n/phrase';
import { MappedText, MappedTextBuilder } from '../../../../core/syntax/mappedText';
import { lastName } from '../../../code/expression';
import type { CallExpression } from '../../../code/expression';
import type { Evaluator, Placed } from '../../../code/evaluate';
import { codeOfImage } from '../../../containerImage';
import type { Files } from '../../../files';
import { findHandlerFile, withoutEnding } from '../../../handlerFile';
import type { ProjectFunction, ProjectProblem, SourcePlace } from '../../../project';
import { sourceOfRuntime } from '../../../runtimeSource';
import { isOtherLanguage, notRunHere } from '../../../notRunHere';
import { packedCode } from '../../../packedCode';
import { humanId, logicalIdOf, shownNames } from '../constructNames';
import type { AddedVariables } from './addedVariables';
import type { Chains } from './chain';
import { propertyOf } from './constructs';
import type { Construct } from './constructs';
import { deployedText, physicalName } from './deployedValue';
import type { ValueReading } from './deployedValue';
import { placeOf } from './place';
import { readText } from './readText';
import { layersOf } from './layers';
import type { AppTriggers } from './triggers';

export const FUNCTION_CLASSES = [
  'Function',
  'NodejsFunction',
  'PythonFunction',
  'GoFunction',
  'RustFunction',
  'DockerImageFunction',
  'SingletonFunction',
  'CfnFunction',
] as const;

/** Lambda's own defaults. Source: Lambda, "Configure Lambda function timeout" and "… memory". */
const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

export interface FunctionReading extends ValueReading {
  readonly files: Files;
  readonly stack: string;
  /** What is given to functions after they are made. */
  readonly added: AddedVariables;
  /** Absent: definitions that the program makes are read elsewhere. */
  readonly chains?: Chains;
  /** Absent: they are read elsewhere. */
  readonly triggers?: AppTriggers;
  /** Is given what of a function is not known though it can be run. Absent: nobody asks. */
  readonly notes?: ProjectProblem[];
}

/** Where the code of a function stands, as its source says. */
export interface CodePlace {
  readonly codeDir: string;
  readonly handler?: string;
  readonly file?: string;
  readonly exportName?: string;
  readonly inline?: ProjectFunction['inline'];
  readonly packedIn?: string;
  readonly problem?: string;
  readonly place?: SourcePlace;
  /** Of a container image. */
  readonly runtime?: string;
  readonly imageEnvironment?: ProjectFunction['environment'];
}

export function staticFunction(construct: Construct, reading: FunctionReading): ProjectFunction {
  const { reader, stack } = reading;
  const { path: ids, call } = construct;
  const name = physicalName(construct, reader);
  const runtime = runtimeOf(construct, reading);
  const { place, imageEnvironment, ...code } = codeOf(construct, runtime, reading);
  const numberAt = (property: string): number | undefined => {
    const placed = reader.property(construct, property);
    const value = placed && reader.evaluate.json(placed);
    return typeof value === 'number' ? value : undefined;
  };
  const source = placeOf(call);
  const names = [...new Set([name, ...idsOf(construct), ...shownNames(ids)])];
  return {
    name,
    names,
    runtime,
    environment: { ...imageEnvironment, ...environmentOf(construct, reading) },
    layers: layersOf(construct, reading),
    timeout: secondsOf(construct, reading) ?? numberAt('timeout') ?? DEFAULT_TIMEOUT,
    memorySize: numberAt('memorySize') ?? DEFAULT_MEMORY,
    configuration: configurationOf(construct, reading),
    triggers: reading.triggers?.of(construct),
    source,
    stack,
    notRun: notRunHere({
      name,
      names,
      runtime: code.runtime ?? runtime,
      handler: code.handler,
      codeDir: code.codeDir,
      folder: reading.app.folder,
    }),
    from: { handler: source, ...(place && { file: place }) },
    ...code,
    problem: code.problem && withoutSource(ids.at(-1)!, code.problem),
  };
}

/** @param why a sentence */
export function withoutSource(name: string, why: string): string {
  return phrase`The function ${name} has no source here. ${why}`;
}

/** Logical ids, without the hash and with it. */
export function idsOf({ className, path: ids, stackDepth }: Construct): string[] {
  const below = ids.slice(stackDepth);
  // Classes that stand for a resource itself have nothing inside.
  return [humanId(below), logicalIdOf(className.startsWith('Cfn') ? below : [...below, 'Resource'])];
}

/** Where the code stands that a construct names. */
export function codeOf(construct: Construct, runtime: string | undefined, reading: FunctionReading): CodePlace {
  const { className } = construct;
  if (className === 'NodejsFunction') return bundledEntry(construct, reading);
  if (className === 'PythonFunction') return pythonEntry(construct, reading);
  if (className === 'GoFunction' || className === 'RustFunction') {
    const entry = textAt(construct, 'entry', reading) ?? textAt(construct, 'manifestPath', reading);
    const codeDir = path.resolve(reading.app.folder, entry ?? '.');
    return { codeDir, problem: phrase`${className} is not run here: give its tasks a mock.` };
  }
  return assetCode(construct, runtime, reading);
}

function textAt(construct: Construct, name: string, { reader }: FunctionReading): string | undefined {
  const placed = reader.property(construct, name);
  return placed && reader.evaluate.text(placed);
}

/** `entry` names the file; without it the file's own name and the construct's id do. */
function bundledEntry(construct: Construct, reading: FunctionReading): CodePlace {
  const { files, app, reader } = reading;
  const written = reader.property(construct, 'entry');
  const named = textAt(construct, 'handler', reading) ?? 'handler';
  const exportName = named.includes('.') ? named.slice(named.indexOf('.') + 1) : named;
  const { file: caller } = construct.call.scope.code;
  const entry = written && reader.evaluate.text(written);
  if (written && entry === undefined) {
    return { codeDir: app.folder, exportName, problem: phrase`The entry is computed when the app runs.` };
  }
  const base = withoutEnding(caller);
  const wanted =
    entry === undefined
      ? ['.ts', '.js', '.mjs', '.mts', '.cts', '.cjs'].map((ending) => `${base}.${construct.path.at(-1)}${ending}`)
      : [path.resolve(app.folder, entry)];
  const file = wanted.find((candidate) => files.isFile(candidate));
  const handler = `${path.basename(wanted[0]!, path.extname(wanted[0]!))}.${exportName}`;
  const codeDir = path.dirname(wanted[0]!);
  const place = written && placeOf(written);
  if (file !== undefined) return { codeDir, file, exportName, handler, place };
  const problem = phrase`The handler has no file: there is no ${wanted[0]!}.`;
  return { codeDir, exportName, handler, place, problem };
}

function pythonEntry(construct: Construct, reading: FunctionReading): CodePlace {
  const { files, app } = reading;
  const entry = textAt(construct, 'entry', reading);
  const exportName = textAt(construct, 'handler', reading) ?? 'handler';
  if (entry === undefined) {
    return { codeDir: app.folder, exportName, problem: phrase`The entry is computed when the app runs.` };
  }
  const codeDir = path.resolve(app.folder, entry);
  const index = (textAt(construct, 'index', reading) ?? 'index.py').replace(/\.py$/, '');
  const handler = exportName.includes('.') ? exportName : `${index}.${exportName}`;
  return { codeDir, handler, ...findHandlerFile({ codeDir, handler, runtime: 'python3.12' }, files) };
}

/** `Code.fromAsset(…)`, `Code.fromInline(…)`, `DockerImageCode.fromImageAsset(…)` */
function assetCode(construct: Construct, runtime: string | undefined, reading: FunctionReading): CodePlace {
  const { reader, app, files } = reading;
  const { evaluate } = reader;
  const handler = textAt(construct, 'handler', reading);
  const written = reader.property(construct, 'code');
  const code = written && evaluate.follow(written);
  const nowhere = (problem: string): CodePlace => ({ codeDir: app.folder, handler, problem });
  const isPlain = code?.expression.kind === 'call' && lastName(code.expression.callee) === 'CodeProperty';
  if (code && (isPlain || code.expression.kind === 'object')) return plainCode(code, handler, reading);
  if (code?.expression.kind !== 'call') return nowhere(phrase`The code is chosen when the app runs.`);
  const kind = lastName(code.expression.callee).replaceAll('_', '').toLowerCase();
  const [first] = code.expression.items;
  const argument = first ?? code.expression.named.find(({ key }) => key === 'path' || key === 'directory')?.value;
  const placed = argument && { ...code, expression: argument };
  if (kind === 'frominline' || kind === 'inlinecode') return inlineCode(placed, handler, app.folder, reading);
  if (kind === 'frombucket' || kind === 'frombucketv2' || kind === 's3code') return nowhere(IN_BUCKET());
  const isImage = /image|ecr/.test(kind);
  const folder = placed && evaluate.text(placed);
  if (isImage && (/ecr/.test(kind) || folder === undefined)) return imageCode(construct, code, undefined, reading);
  if (folder === undefined) return nowhere(phrase`The folder of the code is chosen when the app runs.`);
  const codeDir = path.resolve(app.folder, folder);
  const place = placeOf(placed!);
  if (isImage) return { place, ...imageCode(construct, code, codeDir, reading) };
  if (isOtherLanguage(runtime)) {
    return { codeDir, handler, place, file: sourceOfRuntime(runtime, handler ?? '', codeDir, files) };
  }
  if (handler === undefined) return { ...nowhere(phrase`It names no handler.`), codeDir, place };
  if (/\.(?:zip|jar)$/.test(codeDir)) {
    const packed = packedCode(codeDir, { handler, runtime }, files);
    if (packed) return { handler, place, ...packed };
    return { ...nowhere(phrase`The code is in ${path.basename(codeDir)} alone.`), codeDir, place };
  }
  return { codeDir, handler, place, ...findHandlerFile({ codeDir, handler, runtime }, files) };
}

export const IN_BUCKET = (): string => phrase`The code is in a bucket.`;

/** Of an object, or in Python of what stands for one: `CfnFunction.CodeProperty(zip_file=…)`. */
function memberOf(placed: Placed, name: string, evaluate: Evaluator): Placed | undefined {
  const whole = evaluate.follow(placed);
  return whole.expression.kind === 'call'
    ? propertyOf(evaluate, whole as Placed<CallExpression>, name)
    : evaluate.property(whole, name);
}

/** Of a `CfnFunction`: `{ zipFile: … }`. */
function plainCode(code: Placed, handler: string | undefined, reading: FunctionReading): CodePlace {
  const { evaluate } = reading.reader;
  const text = memberOf(code, 'zipFile', evaluate) ?? memberOf(code, 'zip_file', evaluate);
  if (text) return inlineCode(text, handler, reading.app.folder, reading);
  return { codeDir: reading.app.folder, handler, problem: IN_BUCKET() };
}

function inlineCode(
  placed: Placed | undefined,
  handler: string | undefined,
  codeDir: string,
  { reader, app, files }: FunctionReading,
): CodePlace {
  const read = placed && readText(placed, reader);
  const source = read?.replaced.length === 0 ? path.resolve(app.folder, read.path) : undefined;
  const ofFile = source === undefined ? undefined : files.readSource(source);
  if (source !== undefined && ofFile !== undefined) {
    return { codeDir, handler, exportName: handler?.split('.').at(-1), inline: fileAsCode(source, ofFile) };
  }
  const whole = placed && reader.evaluate.follow(placed);
  const text = whole && reader.evaluate.text(whole);
  if (text === undefined || !whole) {
    return { codeDir, handler, problem: phrase`The code is put together when the app runs.` };
  }
  const { file, text: program } = whole.scope.code;
  const { start, end } = whole.expression;
  const written = program.slice(start + 1, end - 1);
  const span = { start, end };
  const code =
    written === text
      ? new MappedTextBuilder().verbatim(text, span, (index) => start + 1 + index).build(span)
      : MappedText.unmapped(text, span);
  return { codeDir, handler, exportName: handler?.split('.').at(-1), inline: { file, code } };
}

/** The text of a whole file, where what runs is a copy of it. */
export function fileAsCode(file: string, text: string): NonNullable<ProjectFunction['inline']> {
  const span = { start: 0, end: text.length };
  return { file, code: new MappedTextBuilder().verbatim(text, span, (index) => index).build(span) };
}

/** `DockerImageCode.fromImageAsset(folder, { file, cmd, target })`, `fromEcr(repository, { cmd })` */
function imageCode(
  construct: Construct,
  code: Placed,
  context: string | undefined,
  { reader, files, app }: FunctionReading,
): CodePlace {
  const { evaluate } = reader;
  const property = (name: string): Placed | undefined => propertyOf(evaluate, code as Placed<CallExpression>, name);
  const text = (name: string): string | undefined => {
    const placed = property(name);
    return placed && evaluate.text(placed);
  };
  const words = (name: string): string[] | undefined => {
    const placed = property(name);
    return placed && evaluate.elements(placed)?.map((word) => evaluate.text(word) ?? '');
  };
  const args = property('buildArgs');
  const image = {
    context,
    dockerfile: text('file'),
    target: text('target'),
    args: args && texts(evaluate.entries(args), (value) => evaluate.text(value)),
    command: words('cmd'),
    entryPoint: words('entrypoint'),
    workingDirectory: text('workingDirectory'),
  };
  const name = construct.path.at(-1) ?? construct.className;
  const { environment: imageEnvironment, ...found } = codeOfImage({ name, image, folder: app.folder }, files);
  return { ...found, imageEnvironment };
}

function texts(
  entries: ReadonlyMap<string, Placed>,
  textOf: (value: Placed) => string | undefined,
): { readonly [name: string]: string } {
  return Object.fromEntries([...entries].map(([name, value]) => [name, textOf(value) ?? '']));
}

/** `lambda.Runtime.NODEJS_20_X` */
function runtimeOf(construct: Construct, { reader }: FunctionReading): string | undefined {
  const placed = reader.property(construct, 'runtime');
  const whole = placed && reader.evaluate.follow(placed);
  if (!whole) {
    if (construct.className === 'NodejsFunction') return undefined;
    return { GoFunction: 'provided.al2023', RustFunction: 'provided.al2023' }[construct.className];
  }
  const { expression } = whole;
  if (expression.kind === 'literal') return String(expression.value);
  return expression.kind === 'member' ? runtimeNamed(expression.name) : undefined;
}

/** `NODEJS_20_X` → `nodejs20.x`; undefined for `NODEJS_LATEST`, which says nothing of a version. */
export function runtimeNamed(constant: string): string | undefined {
  const name = constant.toLowerCase();
  if (name.endsWith('latest')) return undefined;
  const [, family = '', version = ''] = /^(nodejs|python|java|dotnet|ruby|go|provided)_?(.*)$/.exec(name) ?? [];
  if (family === 'nodejs') return version === '' ? family : `${family}${version.replace('_x', '.x').replace('_', '.')}`;
  if (family === 'provided') return version === '' ? family : `${family}.${version}`;
  if (family === 'dotnet')
    return `${family}${version
      .replace(/^core_/, 'core')
      .replace('_', '.')
      .replace(/^(\d)$/, '$1')}`;
  return family === ''
    ? undefined
    : `${family}${version.replace('_x', '.x').replace('_corretto', '').replace('_', '.')}`;
}

/** The CDK's properties of CloudFormation's fields, of which a name that ends so is the newer. */
const CONFIGURATION: { readonly [field: string]: readonly string[] } = {
  LogFormat: ['loggingFormat'],
  ApplicationLogLevel: ['applicationLogLevelV2', 'applicationLogLevel'],
  SystemLogLevel: ['systemLogLevelV2', 'systemLogLevel'],
  ReservedConcurrentExecutions: ['reservedConcurrentExecutions'],
  ApplyOn: ['snapStart'],
};

function configurationOf(construct: Construct, { reader }: FunctionReading): FunctionConfiguration {
  return functionConfiguration((...names) => {
    const [placed] = (CONFIGURATION[names.at(-1)!] ?? []).flatMap((name) => reader.property(construct, name) ?? []);
    const whole = placed && reader.evaluate.follow(placed);
    if (!whole) return undefined;
    const { expression } = whole;
    if (expression.kind !== 'member') {
      const value = reader.evaluate.json(whole);
      return value === undefined || value === null ? undefined : String(value as string | number);
    }
    return expression.name === 'ON_PUBLISHED_VERSIONS' ? 'PublishedVersions' : expression.name;
  });
}

/** `Duration.minutes(1)` */
function secondsOf(construct: Construct, { reader }: FunctionReading): number | undefined {
  const placed = reader.property(construct, 'timeout');
  const whole = placed && reader.evaluate.follow(placed);
  if (whole?.expression.kind !== 'call') return undefined;
  const { callee, items } = whole.expression;
  const count = items[0] && reader.evaluate.json({ ...whole, expression: items[0] });
  const unit = { seconds: 1, minutes: 60, hours: 3600, millis: 0.001 }[lastName(callee)];
  return typeof count === 'number' && unit !== undefined ? count * unit : undefined;
}

function environmentOf(construct: Construct, reading: FunctionReading): { [name: string]: string } {
  const { evaluate } = reading.reader;
  const given = reading.reader.property(construct, 'environment');
  // CloudFormation's own has them one level deeper.
  const placed = construct.className === 'CfnFunction' && given ? memberOf(given, 'variables', evaluate) : given;
  const written = placed ? [...evaluate.entries(placed)] : [];
  if (placed && !evaluate.isKnownWhole(placed)) {
    const name = construct.path.at(-1) ?? construct.className;
    const message = phrase`Variables of the environment of ${name} are chosen when the app runs: synthesize the app, or give them under "functions" in .vscode/stepwise.json.`;
    reading.notes?.push({ message, place: placeOf(construct.call) });
  }
  // A variable that is `undefined` is none.
  const entries = [...written, ...reading.added.of(construct)].filter(([, value]) => evaluate.json(value) !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, deployedText(value, `env:${name}`, reading)]));
}
