import path from 'node:path';
import type { ResourceInstance } from '../../../core/hcl';
import { languageOf, languageOfFile, languageOfRuntime } from '../../../core/handlers';
import { phrase } from '../../../core/l10n/phrase';
import { codeOfImage } from '../../containerImage';
import { findHandlerFile, withoutEnding } from '../../handlerFile';
import { isOtherLanguage, notRunHere } from '../../notRunHere';
import { packedCode } from '../../packedCode';
import type { ProjectFunction, ProjectProblem, SourcePlace } from '../../project';
import { commandPlace } from './code';
import type { Code } from './code';
import { copiedInto } from './commands';
import { sourceOfRuntime } from '../../runtimeSource';
import { isEverybodys } from '../../everybodysFolder';
import { alternatives, likelyFile, takenFor } from '../../likelyFile';
import { imageOf } from './image';
import type { LikelyFile } from '../../likelyFile';
import { callerOf, placeOf } from './places';
import type { Root } from './root';

/** Where a function's code is, as far as a run needs it. */
export interface PlacedCode {
  readonly codeDir: string;
  readonly file?: string;
  readonly exportName?: string;
  readonly inline?: ProjectFunction['inline'];
  readonly packedIn?: string;
  readonly problem?: string;
  readonly notRun?: string;
  /** Of a container image. */
  readonly handler?: string;
  readonly runtime?: string;
  readonly environment?: ProjectFunction['environment'];
  readonly from?: { readonly file: SourcePlace };
}

export interface CodeQuestion {
  readonly name: string;
  readonly handler?: string;
  readonly runtime?: string;
  readonly code: Code;
  readonly instance: ResourceInstance;
}

/** Finds the file that a person edits, or says why there is none to run. */
export function placeCode(question: CodeQuestion, root: Root, problems: ProjectProblem[]): PlacedCode {
  const { name, handler, runtime, code, instance } = question;
  const folder = code.kind === 'folder' ? code.folder : code.kind === 'file' ? path.dirname(code.file) : root.folder;
  if (code.kind === 'image') return placeImage(question, root, problems);
  const from = 'from' in code && code.from ? { file: code.from } : undefined;
  if (isOtherLanguage(runtime)) {
    return {
      codeDir: folder,
      file: sourceOfRuntime(runtime, handler ?? '', folder, root.files),
      from,
      notRun: notRunHere({
        name,
        names: [name, instance.resource.name],
        runtime,
        handler,
        codeDir: folder,
        folder: root.folder,
      }),
    };
  }
  if (handler === undefined) {
    return { codeDir: folder, from, problem: phrase`The function ${name} needs a handler.` };
  }
  if (code.kind === 'inline') {
    const exportName = exportOf(handler, runtime);
    return { codeDir: path.dirname(code.inline.file), exportName, inline: code.inline, from };
  }
  if (code.kind === 'folder') {
    const found = findHandlerFile({ codeDir: code.folder, handler, runtime }, root.files);
    if (found.file !== undefined) return { codeDir: code.folder, ...found, from };
    for (const copied of copiedInto(code.folder, root)) {
      const source = findHandlerFile({ codeDir: copied.folder, handler, runtime }, root.files);
      if (source.file === undefined) continue;
      return { codeDir: copied.folder, ...source, from: { file: commandPlace(copied) } };
    }
  }
  if (code.kind === 'file') {
    const file = fileOf(code.file, handler, runtime, root);
    const module = moduleOf(handler, runtime);
    if (code.packed !== undefined && withoutEnding(code.packed) !== module) {
      const message = phrase`The package of ${name} has ${code.packed} alone, and the handler "${handler}" asks for the module ${module}: AWS will not find it.`;
      problems.push({ message, place: placeOf(instance, root) });
    }
    if (file !== undefined) return { codeDir: folder, file, exportName: exportOf(handler, runtime), from };
  }
  return guessed(question, folder, root, problems);
}

/** A single file that is packed: itself, or what it was compiled from. */
function fileOf(file: string, handler: string, runtime: string | undefined, root: Root): string | undefined {
  const module = withoutEnding(path.basename(file));
  const meant = { codeDir: path.dirname(file), handler: `${module}.${exportOf(handler, runtime)}`, runtime };
  const found = findHandlerFile(meant, root.files).file;
  if (found !== undefined) return found;
  return root.files.isFile(file) && languageOfFile(file) !== undefined ? file : undefined;
}

/** Where nothing here tells where the code is, a file of the handler's name may be it: that is said. */
function guessed(
  { name, handler = '', runtime, code, instance }: CodeQuestion,
  folder: string,
  root: Root,
  problems: ProjectProblem[],
): PlacedCode {
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
  const names = [instance.resource.name, name, callerOf(instance), withoutEnding(path.basename(where))];
  const beside = code.kind === 'package' ? besidePackage(code.file, handler, runtime, root) : undefined;
  const likely =
    beside ??
    likelyFile(handler, runtime, names, {
      folders: codeFoldersOf(root.folder),
      files: root.files,
    });
  if (likely) {
    const message = takenFor(likely, { name, handler, where, shown: shown(likely.file) });
    const more = alternatives(likely.others, root.folder);
    problems.push({ message: message + more, place: placeOf(instance, root) });
    const from = { file: { ...instance.place, word: phrase`by the handler's name` } };
    return { codeDir: likely.codeDir, file: likely.file, exportName, from };
  }
  if (code.kind === 'package') {
    const packed = packedCode(code.file, { handler, runtime }, root.files);
    if (packed) return { ...packed, from: { file: { ...instance.place, word: 'filename' } } };
  }
  if (code.kind === 'folder' || code.kind === 'file') {
    const problem = phrase`The handler "${handler}" of ${name} has no file in ${where}.`;
    return { codeDir: folder, exportName, problem };
  }
  const problem = phrase`The code of ${name} is in ${where}, and nothing here says from which files: name its file under "functions" in .vscode/stepwise.json.`;
  return { codeDir: folder, exportName, problem };
}

/** What is packed often stands in the folder that the package is written into. */
function besidePackage(file: string, handler: string, runtime: string | undefined, root: Root): LikelyFile | undefined {
  const codeDir = path.dirname(file);
  const { file: found, exportName } = findHandlerFile({ codeDir, handler, runtime }, root.files);
  return found === undefined ? undefined : { file: found, codeDir, exportName, isNamedOtherwise: false, others: [] };
}

/** What the image is built from, else a file of the handler's name, which is said. */
function placeImage(question: CodeQuestion, root: Root, problems: ProjectProblem[]): PlacedCode {
  const { name, runtime, instance } = question;
  const { folder, files } = root;
  const image = imageOf(instance, root, problems);
  const found = codeOfImage({ name, image, folder, runtime }, files);
  const names = [name, instance.resource.name];
  if (found.problem === undefined) {
    return { ...found, notRun: notRunHere({ ...found, name, names, folder }) };
  }
  const [handler] = image.command ?? [];
  if (image.context !== undefined || handler?.includes('.') !== true) return found;
  const likely = likelyFile(handler, runtime, names, { folders: codeFoldersOf(folder), files });
  if (!likely) return found;
  const { file, codeDir, exportName } = likely;
  const shown = path.relative(folder, file);
  const message = phrase`${name} is a container image. ${shown} is taken for its code, because the handler is called ${handler}.`;
  problems.push({ message, place: placeOf(instance, root) });
  const from = { file: { ...instance.place, word: phrase`by the handler's name` } };
  return { codeDir, handler, file, exportName, from };
}

/** Code often stands beside the folder of the configuration. */
function codeFoldersOf(folder: string): string[] {
  const around = path.dirname(folder);
  return isEverybodys(around) ? [folder] : [folder, around];
}

/** A handler's module, with `/`. */
export function moduleOf(handler: string, runtime: string | undefined): string {
  return languageOf(languageIdOf(runtime)).splitHandler(handler).modulePath;
}

function exportOf(handler: string, runtime: string | undefined): string {
  return languageOf(languageIdOf(runtime)).splitHandler(handler).exportName;
}

function languageIdOf(runtime: string | undefined): 'node' | 'python' {
  return (runtime === undefined ? undefined : languageOfRuntime(runtime)) ?? 'node';
}
