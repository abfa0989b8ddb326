/** The code of a container image: what its Dockerfile starts, in the sources that it is built from. */
import path from 'node:path';
import { languageOf, languageOfRuntime } from '../../core/handlers';
import { phrase } from '../../core/l10n/phrase';
import { filesBelow } from '../walk';
import type { Files } from '../files';
import { findHandlerFile } from '../handlerFile';
import { isOtherLanguage } from '../notRunHere';
import type { ProjectFunction } from '../project';
import { sourceOfRuntime } from '../runtimeSource';
import { leftOut } from './dockerignore';
import { readDockerfile, type BuildOptions, type Stage } from './dockerfile';
import { otherRoots, sourcesOfPath } from './sourcesOfPath';
import { startedProgram, type ImageConfig, type StartedProgram } from './startedProgram';

export type { ImageConfig } from './startedProgram';

export interface ContainerImage extends ImageConfig, BuildOptions {
  /** Absolute: the folder that it is built from; absent: the deployment does not say. */
  readonly context?: string;
  /** Relative to {@link context}, or absolute. */
  readonly dockerfile?: string;
}

export interface ImageQuestion {
  /** For people. */
  readonly name: string;
  readonly image: ContainerImage;
  /** Absolute: of what declares it. */
  readonly folder: string;
  /** What the deployment says of it, though an image has none. */
  readonly runtime?: string;
}

export interface ImageCode extends Pick<
  ProjectFunction,
  'codeDir' | 'rootDirs' | 'file' | 'exportName' | 'handler' | 'runtime' | 'problem'
> {
  /** What the image sets, below what the function's own variables say. */
  readonly environment?: { readonly [name: string]: string };
}

/** Levels below the context in which a handler's file is looked for by its name. */
const DEEP = 3;

export function codeOfImage(question: ImageQuestion, files: Files): ImageCode {
  const { image, folder, name } = question;
  const context = image.context ?? folder;
  const file = path.resolve(context, image.dockerfile ?? 'Dockerfile');
  const stage = readDockerfile(files.readSource(file) ?? '', image);
  if (!stage) return withoutDockerfile(question, files);
  const isLeftOut = leftOut(context, file, files);
  const located = (inside: string): string[] =>
    sourcesOfPath(inside, stage, context, files).filter((source) => !isLeftOut(source));
  const started = startedProgram(stage, image, (inside) => scriptAt(located(inside), files));
  const shown = path.relative(folder, file) || path.basename(file);
  if (started.kind === 'executable') return executable(started, question, context, located);
  if (started.kind !== 'handler') return { codeDir: context, problem: problemOf(started, name, shown) };
  const runtime = started.runtime ?? question.runtime;
  const { handler } = started;
  if (isOtherLanguage(runtime)) {
    const code = { codeDir: context, handler, runtime, file: sourceOfRuntime(runtime, handler, context, files) };
    return { ...code, environment: environmentOf(stage, [], located, files) };
  }
  const place = { handler, runtime: runtime ?? started.family, folder: started.folder, located, isLeftOut, context };
  const found = handlerIn(place, files);
  if (!found) {
    const problem = phrase`The handler "${handler}" of the container image ${name} is in none of the files that ${shown} copies: ${remedy()}`;
    return { codeDir: context, handler, runtime, problem };
  }
  const others = otherRoots(stage, started.folder, context, files).filter((root) => root !== found.codeDir);
  // Python has a path of its own for it.
  if (isPython(found.file))
    return { ...found, handler, runtime, environment: environmentOf(stage, others, located, files) };
  const rootDirs = others.length > 0 ? [found.codeDir, ...others] : undefined;
  return { ...found, rootDirs, handler, runtime, environment: environmentOf(stage, [], located, files) };
}

/** What the deployment itself says may be enough. */
function withoutDockerfile({ name, image, folder, runtime }: ImageQuestion, files: Files): ImageCode {
  const [handler] = image.command ?? [];
  const codeDir = image.context ?? folder;
  const place = {
    handler: handler ?? '',
    runtime,
    folder: '/',
    located: () => [],
    isLeftOut: () => false,
    context: codeDir,
  };
  const found = handler?.includes('.') === true ? handlerIn(place, files) : undefined;
  if (found) return { ...found, handler, runtime };
  const problem = phrase`${name} is a container image whose Dockerfile is not in the project: ${remedy()}`;
  return { codeDir, handler, runtime, problem };
}

/** The other half of a sentence. */
function remedy(): string {
  return phrase`name its handler under "functions" in .vscode/stepwise.json, or mock the states that call it.`;
}

function problemOf(started: StartedProgram, name: string, dockerfile: string): string {
  if (started.kind === 'web')
    return phrase`${name} is a container image with a web server behind the Lambda Web Adapter, which is not run here: mock the states that call it.`;
  return started.kind === 'other'
    ? phrase`${name} is a container image that starts "${started.words.join(' ')}", which is not run here: ${remedy()}`
    : phrase`${name} is a container image, and ${dockerfile} says no command that names its handler: ${remedy()}`;
}

/** What it starts is looked for in what its build leaves here. */
function executable(
  { path: inside, handler }: Extract<StartedProgram, { kind: 'executable' }>,
  { image, folder, runtime }: ImageQuestion,
  context: string,
  located: (inside: string) => readonly string[],
): ImageCode {
  const [source] = located(inside);
  const codeDir = image.context ?? folder;
  const name = path.posix.basename(inside);
  const isBelow = source !== undefined && !path.relative(codeDir, source).startsWith('..');
  return {
    codeDir: isBelow && name === 'bootstrap' ? path.dirname(source) : context,
    handler: handler ?? name,
    runtime: runtime?.startsWith('provided') === true ? runtime : 'provided.al2023',
  };
}

interface HandlerInImage {
  readonly handler: string;
  readonly runtime: string | undefined;
  /** Inside the image: where the handler's name begins. */
  readonly folder: string;
  readonly located: (inside: string) => readonly string[];
  readonly isLeftOut: (file: string) => boolean;
  /** Absolute. */
  readonly context: string;
}

function handlerIn(
  { handler, runtime, folder, located, isLeftOut, context }: HandlerInImage,
  files: Files,
): { readonly codeDir: string; readonly file: string; readonly exportName: string } | undefined {
  const language = languageOfRuntime(runtime ?? '');
  const { modulePath } = languageOf(language ?? 'node').splitHandler(handler);
  const exportPart = handler.slice(modulePath.length);
  const inside = path.posix.join(folder, modulePath);
  const at = (place: string, under: string): ReturnType<typeof handlerIn> => {
    const { file, exportName } = findHandlerFile({ codeDir: place, handler: under + exportPart, runtime }, files);
    return file === undefined ? undefined : { codeDir: place, file, exportName };
  };
  for (const source of [...located(inside), path.join(context, modulePath)]) {
    const end = path.sep + modulePath.split('/').join(path.sep);
    // Under another name it is its own folder's.
    const found = source.endsWith(end)
      ? at(source.slice(0, -end.length), modulePath)
      : at(path.dirname(source), path.basename(source));
    if (found) return found;
  }
  // A step of the build may have moved it: one of that name alone is taken.
  const name = path.posix.basename(modulePath);
  const alike = [...filesBelow(files, context, DEEP)].filter(
    (file) => path.basename(file, path.extname(file)) === name && !/\.d\.[cm]?ts$/.test(file) && !isLeftOut(file),
  );
  const all = alike.flatMap((file) => at(path.dirname(file), name) ?? []);
  return new Set(all.map(({ file }) => file)).size === 1 ? all[0] : undefined;
}

function scriptAt(places: readonly string[], files: Files): string | undefined {
  const file = places.find((place) => files.isFile(place));
  const text = file === undefined ? undefined : files.readSource(file);
  return text?.startsWith('#!') === true ? text : undefined;
}

function isPython(file: string): boolean {
  return file.endsWith('.py');
}

/** What belongs to the image's own system, or to Lambda, says nothing here. */
const OF_THE_IMAGE =
  /^(?:PATH|LD_LIBRARY_PATH|NODE_PATH|PYTHONPATH|PYTHONHOME|VIRTUAL_ENV|HOME|SHELL|TMPDIR|(?:AWS|LAMBDA|_|UV_|PIP_)\w*)$/;

/** `ENV`, with paths that are here as they are here. */
function environmentOf(
  stage: Stage,
  roots: readonly string[],
  located: (inside: string) => readonly string[],
  files: Files,
): { readonly [name: string]: string } | undefined {
  const here = (value: string): string =>
    (value.startsWith('/') ? located(value).find((place) => files.exists(place)) : undefined) ?? value;
  const own = [...stage.environment].filter(([name]) => !OF_THE_IMAGE.test(name));
  const searched = (stage.environment.get('PYTHONPATH') ?? '').split(':').filter((entry) => entry !== '');
  const python = [...searched.map(here).filter((entry) => path.isAbsolute(entry) && files.isFolder(entry)), ...roots];
  const all = [
    ...own.map(([name, value]) => [name, here(value)] as const),
    ...(python.length > 0 ? [['PYTHONPATH', [...new Set(python)].join(path.delimiter)] as const] : []),
  ];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
