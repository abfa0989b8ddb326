import path from 'node:path';
import { isOfTests } from '../../core/handlers/fileNames';
import type { Files } from '../files';
import { isSkippedFolder } from '../walk';
import { bundlerSource } from './bundlerSource';
import { nxSource } from './nxSource';
import { tsconfigSource } from './tsconfigSource';

/** Folders that compilers write into. */
const BUILD_FOLDER = /^(dist|build|out|lib|\.build|\.esbuild|\.aws-sam)$/;

/**
 * The source of what a build has written, or would write: `dist/app` may have been compiled from `src/app.ts` or `app.ts` beside the folder, as `tsconfig.json` says; bundled from what
 * a script of `package.json` or a target of Nx names; or compiled from the one other folder there that has an `app.ts` in the same place.
 *
 * @param written absolute, without an ending
 * @param endings of sources
 */
export function sourceOfBuilt(written: string, endings: readonly string[], files: Files): string | undefined {
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
