import path from 'node:path';
import type { Files } from './files';
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

/** A TypeScript source stands before the JavaScript compiled from it. */
const NODE_ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];
const SOURCE_ENDINGS = NODE_ENDINGS.slice(0, 4);
const PYTHON_ENDINGS = ['.py', `${path.sep}__init__.py`];

/** Folders that compilers write into. */
const BUILD_FOLDER = /^(dist|build|out|lib|\.build|\.esbuild|\.aws-sam)$/;

/**
 * Finds the source file of a handler: in the code folder, among the entry points of its bundler, and,
 * where the template points at what a compiler wrote, in the sources beside it.
 */
export function findHandlerFile(question: HandlerQuestion, files: Files): HandlerPlace {
  const { codeDir, handler, runtime } = question;
  const isPython = runtime?.startsWith('python') ?? false;
  const { modulePath, exportName } = isPython ? splitPythonHandler(handler) : splitNodeHandler(handler);
  const written = path.resolve(codeDir, modulePath);
  const endings = isPython ? PYTHON_ENDINGS : NODE_ENDINGS;
  const candidates = [
    ...(question.entryPoints ?? [])
      .map((entry) => path.resolve(codeDir, entry))
      .filter((entry) => withoutEnding(path.basename(entry)) === path.basename(written)),
    ...endings.map((ending) => written + ending),
  ];
  let file = candidates.find((candidate) => files.isFile(candidate));
  const isCompiled = file === undefined || !SOURCE_ENDINGS.includes(path.extname(file));
  if (!isPython && isCompiled) file = findSource(written, files) ?? file;
  // Where the template names no runtime, the file itself says it.
  if (file === undefined && runtime === undefined) {
    const python = findHandlerFile({ ...question, runtime: 'python' }, files);
    if (python.file !== undefined) return python;
  }
  if (file !== undefined) return { file, exportName };
  if (files.problemOf(written + endings[0]!) === OUTSIDE) {
    return { exportName, problem: `The file of the handler "${handler}" may not be read: ${OUTSIDE}.` };
  }
  const names = endings.map((ending) => path.basename(written + ending)).join(', ');
  return {
    exportName,
    problem: `The handler "${handler}" has no file: none of ${names} is in ${path.dirname(written)}.`,
  };
}

/** Node's runtime takes the file's name up to its first dot; the rest is the (possibly nested) export. */
function splitNodeHandler(handler: string): { modulePath: string; exportName: string } {
  const nameStart = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', nameStart);
  if (dot < 0) return { modulePath: handler, exportName: 'handler' };
  return { modulePath: handler.slice(0, dot), exportName: handler.slice(dot + 1) };
}

/** Python's runtime takes everything before the last dot as the module, dots and slashes alike. */
function splitPythonHandler(handler: string): { modulePath: string; exportName: string } {
  const dot = handler.lastIndexOf('.');
  if (dot < 0) return { modulePath: handler, exportName: 'handler' };
  return { modulePath: handler.slice(0, dot).replace(/\./g, '/'), exportName: handler.slice(dot + 1) };
}

/** `dist/app` may have been compiled from `src/app.ts` or `app.ts` beside the folder. */
function findSource(written: string, files: Files): string | undefined {
  const parts = written.split(path.sep);
  for (let index = parts.length - 2; index > 0; index--) {
    if (!BUILD_FOLDER.test(parts[index]!)) continue;
    const [before, behind] = [parts.slice(0, index), parts.slice(index + 1)];
    for (const between of [['src'], [], ['lambda'], ['functions']]) {
      const source = [...before, ...between, ...behind].join(path.sep);
      const found = SOURCE_ENDINGS.find((ending) => files.isFile(source + ending));
      if (found !== undefined) return source + found;
    }
  }
  return undefined;
}

function withoutEnding(name: string): string {
  return name.slice(0, name.length - path.extname(name).length);
}
