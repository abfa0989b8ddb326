import path from 'node:path';
import {
  mappedTemplate,
  parseTemplateText,
  plain,
  renderedTemplate,
  ResourceInstance,
  Sourced,
  templateScope,
  Unknown,
} from '../../../core/hcl';
import type { HclMap, HclValue, Nested } from '../../../core/hcl';
import { languageOfFile } from '../../../core/handlers';
import { MappedText } from '../../../core/syntax/mappedText';
import { withoutEnding } from '../../handlerFile';
import { zippedInto, type Origin } from './commands';
import type { InlineCode, SourcePlace } from '../../project';
import type { Root } from './root';

/** Where the code of a function or a layer is, before it is packed. */
export type Code =
  | { readonly kind: 'folder'; readonly folder: string; readonly from?: SourcePlace }
  /** `packed`: what it is called in a package that has it alone. */
  | { readonly kind: 'file'; readonly file: string; readonly packed?: string; readonly from?: SourcePlace }
  | { readonly kind: 'inline'; readonly inline: InlineCode; readonly from?: SourcePlace }
  /** A package that nothing here makes. */
  | { readonly kind: 'package'; readonly file: string }
  | { readonly kind: 'image' }
  | { readonly kind: 'elsewhere'; readonly where: string };

/**
 * The code of a function, or of a layer.
 *
 * @param module the handler's, with `/`: of the files in a package that one is meant
 */
export function codeOf(instance: ResourceInstance, module: string, root: Root): Code {
  if (isImage(instance, root)) return { kind: 'image' };
  const written = instance.argument('filename');
  if (isGiven(written)) return codeOfPath(written, module, root);
  const key = instance.argument('s3_key');
  if (!isGiven(key)) return { kind: 'elsewhere', where: instance.address };
  const object = originOf(key) ?? objectOfKey(root.quiet(key), root);
  const source = object?.argument('source');
  if (isGiven(source)) return codeOfPath(source, module, root);
  return {
    kind: 'elsewhere',
    where: `s3://${root.quiet(instance.argument('s3_bucket')) ?? ''}/${root.quiet(key) ?? ''}`,
  };
}

/** Whether a function is a container image. */
export function isImage(instance: ResourceInstance, root: Root): boolean {
  return root.quiet(instance.argument('package_type')) === 'Image' || isGiven(instance.argument('image_uri'));
}

function isGiven(value: HclValue | undefined): value is HclValue {
  return value !== undefined && plain(value) !== null && plain(value) !== '';
}

/** The resource that an attribute is of. */
export function originOf(value: HclValue | undefined): ResourceInstance | undefined {
  if (!(value instanceof Sourced) || value.origin.kind !== 'resource') return undefined;
  return value.origin.resource instanceof ResourceInstance ? value.origin.resource : undefined;
}

function objectOfKey(key: string | undefined, root: Root): ResourceInstance | undefined {
  const objects = [...root.resources('aws_s3_object'), ...root.resources('aws_s3_bucket_object')];
  return objects.find(({ instance }) => root.quiet(instance.argument('key')) === key)?.instance;
}

/** A path may lead to a package that something here makes, to a folder, to a source file. */
function codeOfPath(value: HclValue, module: string, root: Root): Code {
  const origin = originOf(value);
  if (origin?.type === 'archive_file') return codeOfArchive(origin, module, root);
  const known = plain(value);
  if (typeof known !== 'string') return { kind: 'elsewhere', where: root.quiet(value) ?? '' };
  const file = path.resolve(root.folder, known);
  const archive = root
    .resources('archive_file')
    .find(({ instance }) => pathOf(instance.argument('output_path'), root) === file)?.instance;
  if (archive) return codeOfArchive(archive, module, root);
  if (root.files.isFolder(file)) return { kind: 'folder', folder: file };
  if (languageOfFile(file) !== undefined) return { kind: 'file', file };
  const zipped = zippedInto(file, root);
  if (zipped) return { kind: 'folder', folder: zipped.folder, from: commandPlace(zipped) };
  return { kind: 'package', file };
}

/** The resource whose command says where code comes from. */
export function commandPlace({ instance }: Origin): SourcePlace {
  return { ...instance.place, word: `${instance.type}.${instance.resource.name}` };
}

function pathOf(value: HclValue | undefined, root: Root): string | undefined {
  const known = value === undefined ? undefined : plain(value);
  return typeof known === 'string' ? path.resolve(root.folder, known) : undefined;
}

/** What an `archive_file` packs: a folder, a file, or files by content. */
function codeOfArchive(archive: ResourceInstance, module: string, root: Root): Code {
  const from = { ...archive.place, word: `archive_file.${archive.resource.name}` };
  const folder = pathOf(archive.argument('source_dir'), root);
  if (folder !== undefined) return { kind: 'folder', folder, from };
  const file = pathOf(archive.argument('source_file'), root);
  if (file !== undefined) return { kind: 'file', file, packed: path.basename(file), from };
  const blocks = archive.nested('source');
  const meant =
    blocks.find((block) => withoutEnding(root.quiet(block.argument('filename')) ?? '') === module) ?? blocks[0];
  const content = meant?.argument('content') ?? archive.argument('source_content');
  const code = contentCode(content, archive, meant, root);
  return code
    ? { ...code, from }
    : { kind: 'package', file: pathOf(archive.argument('output_path'), root) ?? root.folder };
}

/** The content of a packed file: another file's, or a text that stands in the configuration. */
function contentCode(
  content: HclValue | undefined,
  archive: ResourceInstance,
  block: Nested | undefined,
  root: Root,
): (Code & { kind: 'file' | 'inline' }) | undefined {
  if (content === undefined) return undefined;
  if (content instanceof Sourced && content.origin.kind === 'file') {
    const { path: file, variables } = content.origin;
    const code = variables && renderedCode(file, variables, archive, root);
    return code ? { kind: 'inline', inline: { file, code } } : { kind: 'file', file };
  }
  if (content instanceof Sourced && content.origin.kind === 'template') {
    const { expression, scope } = content.origin;
    const isText = expression.parts.every(({ kind }) => kind === 'text');
    if (isText) return { kind: 'inline', inline: { file: scope.file, code: mappedTemplate(expression).text } };
  }
  const text = root.text(content, archive);
  if (text === undefined || plain(content) instanceof Unknown) return undefined;
  const written =
    block?.block.body.attributes.find(({ name }) => name === 'content') ?? archive.written('source_content');
  const span = written?.value.span ?? archive.resource.block.span;
  return { kind: 'inline', inline: { file: archive.resource.file.path, code: MappedText.unmapped(text, span) } };
}

/** The code that a template in a file comes to; undefined where nothing is put into it. */
function renderedCode(file: string, variables: HclMap, archive: ResourceInstance, root: Root): MappedText | undefined {
  const { template } = parseTemplateText(root.files.read(file).text ?? '');
  if (template.parts.every((part) => part.kind === 'text' && part.offsets === undefined)) return undefined;
  const scope = templateScope(variables, { file, host: root.host });
  return renderedTemplate(template, { scope, fill: root.fill(archive) });
}
