import path from 'node:path';
import type { Files } from './files';
import { withoutEnding } from './handlerFile';
import type { ProjectFunction } from './project';

/**
 * With the folder of its sources as code folder, where the template names what a build has not written yet: `src` for
 * `dist/orders/app` whose source is `src/orders/app.ts`. A process cannot start in a folder that is not there.
 */
export function withCodeFolder(found: ProjectFunction, files: Files): ProjectFunction {
  const { file, codeDir, handler = '' } = found;
  if (file === undefined || files.isFolder(codeDir)) return found;
  const parts = withoutEnding(file).split(path.sep);
  const module = handler.split('/').slice(0, -1);
  const above = parts.slice(0, -1);
  const isBelow = module.length > 0 && above.slice(-module.length).join('/') === module.join('/');
  return { ...found, codeDir: above.slice(0, isBelow ? -module.length : undefined).join(path.sep) };
}
