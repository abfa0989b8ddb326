import path from 'node:path';
import { endingsOf, HANDLER_LANGUAGE_IDS, languageOf, languageOfRuntime } from '../core/handlers';
import type { HandlerLanguageId } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import { sourceOfBuilt } from './builtFrom';
import { filesOnDisk, type Files } from './files';
import { OUTSIDE } from './reach';

/** Where a handler stands: the file a person edits, and what it exports. */
export interface HandlerPlace {
  readonly file?: string;
  readonly exportName: string;
  /** Why there is no file, as a sentence. */
  readonly problem?: string;
}

export interface HandlerQuestion {
  /** Absolute. */
  readonly codeDir: string;
  /** `src/app.handler`, as in the template. */
  readonly handler: string;
  readonly runtime?: string;
  /** Sources that a bundler makes the handler's file from, relative to the code folder. */
  readonly entryPoints?: readonly string[];
}

/**
 * Finds the source file of a handler: in the code folder, among the entry points of its bundler, and,
 * where the template points at what a compiler wrote, in the sources beside it.
 */
export function findHandlerFile(question: HandlerQuestion, files: Files): HandlerPlace {
  const { runtime } = question;
  // What cannot run here is looked for as most handlers are; where the template names no runtime, the file itself says it.
  const languages = runtime === undefined ? HANDLER_LANGUAGE_IDS : [languageOfRuntime(runtime) ?? MOST_USED];
  const places = languages.map((id) => findIn(id, question, files));
  return places.find(({ file }) => file !== undefined) ?? places[0]!;
}

/** The same in a folder of ours; undefined where there is none. */
export function handlerFileIn(question: HandlerQuestion): string | undefined {
  return findHandlerFile(question, filesOnDisk()).file;
}

const MOST_USED: HandlerLanguageId = 'node';

function findIn(id: HandlerLanguageId, question: HandlerQuestion, files: Files): HandlerPlace {
  const { codeDir, handler } = question;
  const { sourceEndings, initFiles, splitHandler } = languageOf(id);
  const { modulePath, exportName } = splitHandler(handler);
  const written = path.resolve(codeDir, modulePath);
  const endings = [...endingsOf(id), ...initFiles.map((name) => name.replace('/', path.sep))];
  const candidates = [
    ...(question.entryPoints ?? [])
      .map((entry) => path.resolve(codeDir, entry))
      .filter((entry) => withoutEnding(path.basename(entry)) === path.basename(written)),
    ...endings.map((ending) => written + ending),
  ];
  let file = candidates.find((candidate) => files.isFile(candidate));
  const isCompiled = file === undefined || !sourceEndings.includes(path.extname(file));
  if (isCompiled && sourceEndings.length > 0) file = sourceOfBuilt(written, sourceEndings, files) ?? file;
  if (file !== undefined) return { file, exportName };
  if (files.problemOf(written + endings[0]!) === OUTSIDE) {
    return { exportName, problem: `The file of the handler "${handler}" may not be read: ${OUTSIDE}.` };
  }
  const folder = path.dirname(written);
  if (!files.isFolder(folder)) {
    const problem = phrase`The handler "${handler}" has no file: there is no folder ${folder}. If a build writes it, build the project, or name the handler's source under "functions" in .vscode/stepwise.json.`;
    return { exportName, problem };
  }
  const dotted = dottedFile(question, written, endings, files);
  if (dotted !== undefined) {
    const [wanted, ending] = [path.basename(written), path.extname(dotted)];
    const problem = phrase`Lambda does not find ${dotted} by the handler "${handler}": it takes the file's name up to the first dot, which is ${wanted}. Rename the file, such as to ${dotted.slice(0, -ending.length).replaceAll('.', '-')}${ending}.`;
    return { exportName, problem };
  }
  const names = endings.map((ending) => path.basename(written + ending)).join(', ');
  return {
    exportName,
    problem: `The handler "${handler}" has no file: none of ${names} is in ${folder}.`,
  };
}

/** `order.handler.ts`, where `order.handler.main` means it: Lambda looks for `order`. Its name. */
function dottedFile(
  { codeDir, handler }: HandlerQuestion,
  written: string,
  endings: readonly string[],
  files: Files,
): string | undefined {
  const meant = path.resolve(codeDir, withoutEnding(handler));
  const ending = meant === written ? undefined : endings.find((each) => files.isFile(meant + each));
  return ending === undefined ? undefined : path.basename(meant + ending);
}

/** Of a path, or of a name. */
export function withoutEnding(name: string): string {
  return name.slice(0, name.length - path.extname(name).length);
}
