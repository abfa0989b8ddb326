import path from 'node:path';
import type { Json } from '../../../core/json';
import { isJsonObject } from '../../../core/json';
import { phrase } from '../../../core/l10n/phrase';
import { hasFiller } from '../../../core/values';
import type { TemplateFunction } from '../../../core/template';
import { buildOf } from '../../../processes/builtProgram';
import type { Files } from '../../files';
import { codeOfImage } from '../../containerImage';
import { findHandlerFile } from '../../handlerFile';
import type { HandlerPlace, HandlerQuestion } from '../../handlerFile';
import { parseJsonTree, valueOfNode } from '../../jsonTree';
import { isOtherLanguage, notRunHere } from '../../notRunHere';
import { packedCode } from '../../packedCode';
import type { Layer, ProjectFunction, ProjectProblem } from '../../project';
import { sourceOfRuntime } from '../../runtimeSource';
import { factsOf, faultAt, placeOf, triggersOf } from './facts';
import { likelyCode } from './storedInS3';
import type { SamStack } from './stacks';

/** Lambda's own defaults. Source: Lambda, "Configure Lambda function timeout" and "… memory". */
const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

/** @param problems takes what must be said of a function that was found all the same */
export function samFunction(
  declared: TemplateFunction,
  stack: SamStack,
  files: Files,
  problems: ProjectProblem[],
): ProjectFunction {
  const { logicalId, functionName, aliases } = declared;
  const { environment, ...code } = codeOf(declared, stack, files, problems);
  return {
    name: functionName ?? logicalId,
    names: [...new Set([...(functionName === undefined ? [] : [functionName]), logicalId, ...aliases])],
    ...code,
    environment: { ...environment, ...declared.environment, ...environmentGiven(declared, stack, files) },
    timeout: declared.timeout ?? DEFAULT_TIMEOUT,
    memorySize: declared.memorySize ?? DEFAULT_MEMORY,
    configuration: declared.configuration,
    source: placeOf(declared.span, stack),
    stack: stack.id,
    ...(declared.layers.length > 0 && { layers: declared.layers.map((layer) => layerOf(layer, stack, files)) }),
    triggers: triggersOf(declared, stack),
    inactive: declared.inactive,
    from: factsOf(declared, stack),
    fault: faultAt(declared.span, stack),
  };
}

type Code = Pick<
  ProjectFunction,
  'codeDir' | 'file' | 'exportName' | 'handler' | 'runtime' | 'inline' | 'packedIn' | 'problem' | 'notRun'
> & {
  /** What its container image sets. */
  readonly environment?: ProjectFunction['environment'];
};

/** Where its code stands. */
function codeOf(declared: TemplateFunction, stack: SamStack, files: Files, problems: ProjectProblem[]): Code {
  const { logicalId, handler, runtime, inlineCode, codeUri, image } = declared;
  const folder = path.dirname(stack.file);
  const codeDir = path.resolve(folder, codeUri ?? '.');
  if (image) {
    const context = image.context === undefined ? undefined : path.resolve(folder, image.context);
    const found = codeOfImage({ name: logicalId, image: { ...image, context }, folder, runtime }, files);
    return { ...found, ...notRunAs({ ...declared, ...found }, found.codeDir, folder) };
  }
  if (inlineCode) {
    const exportName = handler?.split('.').at(-1) ?? 'handler';
    const inline = { file: stack.file, code: inlineCode };
    return { codeDir: folder, handler, runtime, exportName, inline, ...notRunAs(declared, folder, folder) };
  }
  const elsewhere = codeElsewhere(declared);
  const packed = packedSource(declared, codeDir, folder, files);
  if (packed) return packed;
  if (elsewhere !== undefined) {
    const likely = likelyAs(declared, stack, files, problems);
    const packed = likely ? undefined : packedCode(codeDir, declared, files);
    if (packed) return { handler, runtime, ...packed };
    return likely ?? { codeDir: folder, handler, runtime, problem: elsewhere };
  }
  if (isOtherLanguage(runtime) && !hasFiller(runtime)) {
    const others = stack.template.functions.map((each) => path.resolve(folder, each.codeUri ?? '.'));
    const file = sourceOfRuntime(runtime, handler ?? '', codeDir, files, others);
    return { codeDir, handler, runtime, file, ...notRunAs(declared, codeDir, folder) };
  }
  if (handler === undefined) return { codeDir, runtime, problem: phrase`The function ${logicalId} needs a Handler.` };
  const known = runtime !== undefined && hasFiller(runtime) ? undefined : runtime;
  const here = findHandlerFile({ ...declared, runtime: known, handler, codeDir }, files);
  const place = { codeDir, ...here };
  // Where it is not beside the template, `sam build --base-dir` may name a folder above, or a script put templates together.
  const found =
    here.file === undefined ? (belowBase({ ...declared, runtime: known, handler }, stack, files) ?? place) : place;
  // What a makefile or a bundler puts together has its sources wherever that takes them from.
  if (found.file === undefined && (declared.buildMethod === 'makefile' || !files.isFolder(codeDir))) {
    const likely = likelyAs(declared, stack, files, problems);
    if (likely) return likely;
  }
  return {
    codeDir: found.codeDir,
    handler,
    runtime: known,
    file: found.file,
    exportName: found.exportName,
    problem: found.problem && `${found.problem} It is the handler of ${logicalId}.`,
  };
}

/** Of the folders above the template, up to that of the whole project, the nearest below which the code stands as the template says. */
function belowBase(
  declared: Omit<HandlerQuestion, 'codeDir'> & { readonly codeUri?: string },
  { id, file }: SamStack,
  files: Files,
): (HandlerPlace & { readonly codeDir: string }) | undefined {
  let base = path.dirname(file);
  for (let depth = id.split('/').length - 1; depth > 0; depth--) {
    base = path.dirname(base);
    const codeDir = path.resolve(base, declared.codeUri ?? '.');
    const found = findHandlerFile({ ...declared, codeDir }, files);
    if (found.file !== undefined) return { ...found, codeDir };
  }
  return undefined;
}

function likelyAs(
  declared: TemplateFunction,
  stack: SamStack,
  files: Files,
  problems: ProjectProblem[],
): Code | undefined {
  const likely = likelyCode(declared, stack, files);
  if (!likely) return undefined;
  const { found, message } = likely;
  const { handler, runtime } = declared;
  const { file, exportName, codeDir } = found;
  problems.push({ message, place: placeOf(declared.span, stack) });
  return { codeDir, handler, runtime, file, exportName };
}

function notRunAs(
  { logicalId, functionName, aliases, handler, runtime }: TemplateFunction,
  codeDir: string,
  folder: string,
): Pick<ProjectFunction, 'notRun'> {
  const names = [logicalId, ...aliases, ...(functionName === undefined ? [] : [functionName])];
  const notRun = notRunHere({ name: logicalId, names, runtime, handler, codeDir, folder });
  return notRun === undefined ? {} : { notRun };
}

/** Of what a build packs into an archive, such as a jar: the source that it is made of, in the folder of the build. */
function packedSource(declared: TemplateFunction, codeDir: string, folder: string, files: Files): Code | undefined {
  const { codeUri, handler, runtime } = declared;
  if (!isOtherLanguage(runtime) || hasFiller(runtime) || !ARCHIVE.test(codeUri ?? '')) return undefined;
  const build = buildOf({ codeDir: path.dirname(codeDir), projectDir: folder })?.folder ?? folder;
  const file = sourceOfRuntime(runtime, handler ?? '', build, files);
  if (!file) return undefined;
  return { codeDir: build, handler, runtime, file, ...notRunAs(declared, build, folder) };
}

const ARCHIVE = /\.(?:zip|jar)$/i;

/** Why its code is not beside the template; undefined where it is. */
function codeElsewhere({ logicalId, codeUri, s3Key }: TemplateFunction): string | undefined {
  if (codeUri === undefined && s3Key !== undefined)
    return phrase`The code of ${logicalId} is the object ${s3Key} in S3: name its file under "functions" in .vscode/stepwise.json.`;
  if (codeUri !== undefined && (/^\w+:\/\//.test(codeUri) || hasFiller(codeUri)))
    return phrase`The code of ${logicalId} is at ${codeUri}: name its file under "functions" in .vscode/stepwise.json.`;
  if (codeUri !== undefined && ARCHIVE.test(codeUri))
    return phrase`The code of ${logicalId} is in ${codeUri}: name its source under "functions" in .vscode/stepwise.json.`;
  return undefined;
}

/** What `env_vars` of samconfig says: by logical id, and for all under `Parameters`. */
function environmentGiven(
  { logicalId, environment }: TemplateFunction,
  { config }: SamStack,
  files: Files,
): { [name: string]: string } {
  if (config?.envVars === undefined) return {};
  const { text } = files.read(path.resolve(path.dirname(config.file), config.envVars));
  const { root } = parseJsonTree(text ?? '');
  const given = root && (valueOfNode(root) as Json);
  const ofAll = isJsonObject(given) ? [given['Parameters'], given[logicalId]] : [];
  // As `sam local` does: what the template does not declare stays away.
  const entries = ofAll
    .flatMap((each) => (isJsonObject(each) ? Object.entries(each) : []))
    .filter(([name, value]) => Object.hasOwn(environment, name) && typeof value !== 'object')
    .map(([name, value]): [string, string] => [name, String(value)]);
  return Object.fromEntries(entries);
}

/** A layer that SAM builds has its sources in the folder of the language. Source: SAM, "Building Lambda layers". */
function layerOf(
  { name, contentUri, buildMethod }: TemplateFunction['layers'][number],
  stack: SamStack,
  files: Files,
): Layer {
  if (contentUri === undefined || /^\w+:\/\//.test(contentUri)) return { name };
  const dir = path.resolve(path.dirname(stack.file), contentUri);
  if (buildMethod === undefined) return { name, dir };
  const output = path.join(path.dirname(stack.file), '.aws-sam', 'build', name);
  const built = files.isFolder(output) ? output : undefined;
  const under = /^(python|nodejs)/.exec(buildMethod)?.[1];
  // What a makefile puts together is laid out otherwise than its sources.
  if (under === undefined && built !== undefined) return { name, dir: built };
  const isLaidOut = under === undefined || files.isFolder(path.join(dir, under));
  return { name, dir, ...(!isLaidOut && { under }), ...(built !== undefined && { built }) };
}
