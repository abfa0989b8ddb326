import path from 'node:path';
import { endingsOf, HANDLER_LANGUAGE_IDS, languageOf, languageOfRuntime } from '../core/handlers';
import type { HandlerLanguageId } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import { bundlerSource } from './bundlerSource';
import { isOfTests } from '../core/handlers/fileNames';
import { isSkippedFolder } from './walk';
import type { Files } from './files';
import { nxSource } from './nxSource';
import { OUTSIDE } from './reach';
import { tsconfigSource } from './tsconfigSource';

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

/** Folders that compilers write into. */
const BUILD_FOLDER = /^(dist|build|out|lib|\.build|\.esbuild|\.aws-sam)$/;

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
  if (isCompiled && sourceEndings.length > 0) file = findSource(written, sourceEndings, files) ?? file;
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
  const file = meant === written ? undefined : withEnding(meant, endings, files);
  return file && path.basename(file);
}

/**
 * `dist/app` may have been compiled from `src/app.ts` or `app.ts` beside the folder, as `tsconfig.json` says; bundled from what
 * a script of `package.json` or a target of Nx names; or compiled from the one other folder there that has an `app.ts` in the same place.
 */
function findSource(written: string, endings: readonly string[], files: Files): string | undefined {
  const compiled = endings.includes('.ts') ? tsconfigSource(written, files) : undefined;
  const ofCompiler = compiled === undefined ? undefined : withEnding(compiled, endings, files);
  const ofTool =
    ofCompiler ?? (endings.includes('.ts') ? (nxSource(written, files) ?? bundlerSource(written, files)) : undefined);
  if (ofTool !== undefined) return ofTool;
  const parts = written.split(path.sep);
  for (let index = parts.length - 2; index > 0; index--) {
    if (!BUILD_FOLDER.test(parts[index]!)) continue;
    const [before, behind] = [parts.slice(0, index), parts.slice(index + 1)];
    const sourceIn = (...between: string[]): string | undefined =>
      withEnding([...before, ...between, ...behind].join(path.sep), endings, files);
    const usual = sourceIn('src') ?? sourceIn();
    if (usual !== undefined) return usual;
    // `dist/apps/api/lambda` of `apps/api/src/lambda.ts`: Nx, and monorepos of NestJS.
    for (let at = 1; at < behind.length; at++) {
      const [member, inside] = [behind.slice(0, at), behind.slice(at)];
      const found = withEnding([...before, ...member, 'src', ...inside].join(path.sep), endings, files);
      if (found !== undefined) return found;
    }
    const beside = files
      .list(before.join(path.sep) || path.sep)
      .filter(({ name, isFolder }) => isFolder && !isSkippedFolder(name) && !BUILD_FOLDER.test(name));
    const found = beside
      .flatMap(({ name }) => sourceIn(name) ?? [])
      .filter((file) => !isOfTests(path.relative(before.join(path.sep), file)));
    if (found.length === 1) return found[0];
  }
  return undefined;
}

function withEnding(module: string, endings: readonly string[], files: Files): string | undefined {
  const ending = endings.find((each) => files.isFile(module + each));
  return ending === undefined ? undefined : module + ending;
}

/** Of a path, or of a name. */
export function withoutEnding(name: string): string {
  return name.slice(0, name.length - path.extname(name).length);
}
