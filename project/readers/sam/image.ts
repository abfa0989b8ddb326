/** The handler of a container image, which its Dockerfile or its command names. Source: Lambda, "Create a Lambda function using a container image". */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import type { TemplateFunction, TemplateImage } from '../../../core/template';
import { filesBelow } from '../../files';
import type { Files } from '../../files';
import { findHandlerFile } from '../../handlerFile';
import type { ProjectFunction } from '../../project';

type ImageCode = Pick<
  ProjectFunction,
  'codeDir' | 'file' | 'exportName' | 'handler' | 'runtime' | 'problem' | 'notRun'
>;

/** @param folder of the template */
export function handlerOfImage(
  { logicalId, runtime: declared }: TemplateFunction,
  image: TemplateImage,
  folder: string,
  files: Files,
): ImageCode {
  const codeDir = path.resolve(folder, image.context ?? '.');
  const dockerfile = path.resolve(codeDir, image.dockerfile ?? 'Dockerfile');
  const hasContext = image.context !== undefined || files.isFile(dockerfile);
  const said = hasContext ? readDockerfile(files.read(dockerfile).text ?? '') : {};
  const handler = image.command?.[0] ?? said.handler;
  const runtime = said.runtime ?? declared;
  const unknown: ImageCode = {
    codeDir,
    handler,
    runtime,
    problem: phrase`The function ${logicalId} is a container image: name its handler under "functions" in .vscode/stepwise.json.`,
  };
  if (handler === undefined || !/^[\w./-]+\.\w+$/.test(handler)) return unknown;
  const found = findHandlerFile({ codeDir, handler, runtime }, files);
  if (found.file !== undefined) return { codeDir, handler, runtime, file: found.file, exportName: found.exportName };
  // The Dockerfile may have copied it from a folder below.
  const name = handler.slice(0, handler.lastIndexOf('.')).split('/').at(-1)!;
  const alike = hasContext
    ? [...filesBelow(files, codeDir, 3)].filter((file) => path.basename(file, path.extname(file)) === name)
    : [];
  const inPlace = alike.map((file) =>
    findHandlerFile(
      { codeDir: path.dirname(file), handler: `${name}${handler.slice(handler.lastIndexOf('.'))}`, runtime },
      files,
    ),
  );
  const files_ = [...new Set(inPlace.flatMap(({ file }) => file ?? []))];
  if (files_.length !== 1) return unknown;
  return { codeDir: path.dirname(files_[0]!), handler, runtime, file: files_[0], exportName: found.exportName };
}

/** The last `CMD`, and the runtime of AWS's base image: `public.ecr.aws/lambda/python:3.12`. */
function readDockerfile(text: string): { readonly handler?: string; readonly runtime?: string } {
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  const last = (instruction: RegExp): string | undefined =>
    lines.flatMap((line) => instruction.exec(line)?.[1] ?? []).at(-1);
  const [, language = '', version = ''] =
    /lambda\/(python|nodejs):([\d.]+)/.exec(last(/^\s*FROM\s+(.*)$/i) ?? '') ?? [];
  const command = last(/^\s*CMD\s+(.*)$/i);
  return {
    handler: command && /["']([^"']+)["']/.exec(command)?.[1],
    ...(language && { runtime: language === 'nodejs' ? `nodejs${version.split('.')[0]}.x` : `python${version}` }),
  };
}
