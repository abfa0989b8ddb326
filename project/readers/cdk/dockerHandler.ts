/** The handler of a container image, where its Dockerfile or its command is that of AWS's own base images. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import type { Files } from '../../files';
import { findHandlerFile } from '../../handlerFile';
import type { HandlerPlace } from '../../handlerFile';

const COMMAND = /^\s*CMD\s*\[\s*"([^"]+)"/im;
const BASE = /^\s*FROM\s+\S*lambda\/(nodejs|python)\b/im;

/**
 * @param folder absolute: what the image is built from
 * @param command the first word of the function's own command, which stands before the Dockerfile's
 */
export function dockerHandler(
  folder: string,
  command: string | undefined,
  files: Files,
  dockerfile = 'Dockerfile',
): HandlerPlace & { readonly handler?: string } {
  const text = files.readSource(path.join(folder, dockerfile)) ?? '';
  const handler = command ?? COMMAND.exec(text)?.[1];
  if (handler === undefined || !handler.includes('.')) {
    return { exportName: 'handler', problem: phrase`It is a container image, which is not run here.` };
  }
  const language = BASE.exec(text)?.[1];
  const runtime = language === undefined ? undefined : { nodejs: 'nodejs20.x', python: 'python3.12' }[language];
  return { handler, ...findHandlerFile({ codeDir: folder, handler, runtime }, files) };
}
