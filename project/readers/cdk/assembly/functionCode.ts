/** Where the code of a synthesized function stands: in the user's own source, wherever that can be found. */
import path from 'node:path';
import { languageOfRuntime } from '../../../../core/handlers';
import { objectOf, type Json } from '../../../../core/json';
import { phrase } from '../../../../core/l10n/phrase';
import { MappedText, MappedTextBuilder } from '../../../../core/syntax/mappedText';
import { nodeAtPath } from '../../../../core/syntax/value';
import { codeOfImage, type ContainerImage } from '../../../containerImage';
import type { Files } from '../../../files';
import { findHandlerFile } from '../../../handlerFile';
import { isOtherLanguage } from '../../../notRunHere';
import { packedCode } from '../../../packedCode';
import { textOf } from '../app';
import type { CdkApp } from '../app';
import type { SourceConstructs } from '../sourceConstructs';
import { codeOf, fileAsCode, IN_BUCKET } from '../static/functions';
import type { CodePlace, FunctionReading } from '../static/functions';
import type { Assembly } from './assembly';
import { entryOfBundle } from './bundle';
import type { Originals } from './originals';
import { assetNamed } from './templates';
import type { Resource, StackTemplate } from './templates';

/** Languages that code in a template may be written in. */
const HANDLER_FILE = /\.(?:py|[cm]?js)$/;

export interface AssemblyReading {
  readonly app: CdkApp;
  readonly assembly: Assembly;
  readonly files: Files;
  readonly originals: Originals;
  readonly constructs: SourceConstructs;
  /** For what the source says of a construct. */
  readonly source: FunctionReading;
}

export interface FoundCode extends CodePlace {
  /** It is the copy in the assembly that runs: a person's changes do not show. */
  readonly isCopy?: boolean;
  /** What shows that it is this file. */
  readonly evidence?: string;
}

export function functionCode(
  resource: Resource,
  runtime: string | undefined,
  handler: string | undefined,
  template: StackTemplate,
  reading: AssemblyReading,
): FoundCode {
  const { app, files } = reading;
  const code = objectOf(resource.properties.Code);
  if (code.ZipFile !== undefined) return inlineCode(resource, handler, template, reading);
  const { place, image, isBundled } = assetOf(resource, template);
  const isImage = code.ImageUri !== undefined || resource.properties.PackageType === 'Image';
  if (isImage) return imageCode(resource, place, image, reading);
  if (place === undefined) return { codeDir: app.folder, handler, problem: IN_BUCKET() };
  if (isOtherLanguage(runtime)) return { codeDir: place, handler };
  if (handler === undefined) return { codeDir: place, problem: phrase`It names no handler.` };
  const said = saidInSource(resource, runtime, template, reading);
  if (said) return said;
  const packed = packedCode(place, { handler, runtime }, files);
  if (packed) return { handler, ...packed };
  const found = { codeDir: place, handler, runtime };
  const copy = findHandlerFile(found, files);
  const isCopied = reading.originals.isCopy(place);
  if (!isCopied && !isBundled) return { codeDir: place, handler, ...copy };
  if (!isCopied) return { codeDir: place, handler, problem: phrase`Its entry was not found in the source of the app.` };
  const entry = isNode(runtime) ? entryOfBundle(place, copy.exportName, app.folder, files) : undefined;
  if (entry) {
    const { file, evidence } = entry;
    return { codeDir: path.dirname(file), file, exportName: copy.exportName, handler, evidence };
  }
  const relative = copy.file === undefined ? undefined : path.relative(place, copy.file);
  const folder = relative === undefined ? undefined : reading.originals.folderOf(place, relative);
  if (folder !== undefined) {
    const original = findHandlerFile({ ...found, codeDir: folder }, files);
    if (original.file !== undefined) return { codeDir: folder, handler, ...original, evidence: 'equal-content' };
  }
  return { codeDir: place, handler, ...copy, isCopy: copy.file !== undefined };
}

function isNode(runtime = 'nodejs'): boolean {
  return languageOfRuntime(runtime) === 'node';
}

/** What the construct in the source names, where all ways to it name the same. */
function saidInSource(
  resource: Resource,
  runtime: string | undefined,
  { stack }: StackTemplate,
  { constructs, source }: AssemblyReading,
): FoundCode | undefined {
  const frames = resource.path === undefined ? [] : stack.framesOf(resource.path);
  const found = constructs.find(resource.path, frames).map((each) => codeOf(each, runtime, source));
  const [first] = found;
  if (first?.file === undefined || found.some(({ file }) => file !== first.file)) return undefined;
  return { ...first, evidence: 'construct' };
}

interface CodeAsset {
  readonly place?: string;
  readonly image: Pick<ContainerImage, 'dockerfile' | 'target' | 'args'>;
  readonly isBundled: boolean;
}

/** The hash in the key leads to the list of assets; the metadata says the same where there are any. */
export function assetOf({ properties, metadata }: Resource, { file, stack }: StackTemplate): CodeAsset {
  const code = objectOf(properties.Code ?? properties.Content);
  const asset = assetNamed(JSON.stringify(code), stack);
  const written = textOf(metadata['aws:asset:path']);
  const place = asset?.place ?? (written === undefined ? undefined : path.resolve(path.dirname(file), written));
  const dockerfile = asset?.image?.dockerfile ?? textOf(metadata['aws:asset:dockerfile-path']);
  const target = asset?.image?.target ?? textOf(metadata['aws:asset:docker-build-target']);
  return {
    place,
    image: { ...asset?.image, dockerfile, target },
    isBundled: metadata['aws:asset:is-bundled'] === true,
  };
}

/** Code that the app has read from a file is that file's: there a person changes it. */
function inlineCode(
  resource: Resource,
  handler: string | undefined,
  { file, document }: StackTemplate,
  { originals }: AssemblyReading,
): FoundCode {
  const node = nodeAtPath(document.root, ['Resources', resource.logicalId, 'Properties', 'Code', 'ZipFile']);
  const codeDir = path.dirname(file);
  const exportName = handler?.split('.').at(-1);
  if (!node) return { codeDir, handler, exportName, problem: phrase`It has no code.` };
  const original = node.kind === 'string' ? originals.fileOf(node.value, HANDLER_FILE) : undefined;
  if (original !== undefined && node.kind === 'string') {
    return { codeDir, handler, exportName, inline: fileAsCode(original, node.value), evidence: 'equal-content' };
  }
  const code =
    node.kind === 'string'
      ? new MappedTextBuilder()
          .verbatim(node.value, node.span, (index) => node.sourceOffset(index), 'double-quoted')
          .build(node.span)
      : MappedText.unmapped('', node.span);
  return { codeDir, handler, exportName, inline: { file, code } };
}

function imageCode(
  { properties, logicalId }: Resource,
  place: string | undefined,
  image: CodeAsset['image'],
  { app, files, originals }: AssemblyReading,
): FoundCode {
  const { dockerfile = 'Dockerfile' } = image;
  const { Command, EntryPoint, WorkingDirectory } = objectOf(properties.ImageConfig);
  const context = place === undefined ? undefined : (originals.folderOf(place, dockerfile) ?? place);
  const said = {
    command: wordsOf(Command),
    entryPoint: wordsOf(EntryPoint),
    workingDirectory: textOf(WorkingDirectory),
  };
  const question = { name: logicalId, image: { ...image, ...said, context }, folder: app.folder };
  const { environment: imageEnvironment, ...found } = codeOfImage(question, files);
  return { ...found, imageEnvironment };
}

function wordsOf(list: Json | undefined): readonly string[] | undefined {
  return Array.isArray(list) ? list.map((word) => textOf(word) ?? '') : undefined;
}
