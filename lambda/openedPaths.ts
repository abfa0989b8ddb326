/**
 * Files by the paths of the folder that a person has opened. Bundlers name what lies behind a link by its place on the disk, and an
 * editor knows its breakpoints by the path that it opened.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { FunctionSpec } from './lambda';

/** @returns the path by which a file, absolute and as it is on the disk, is known; the same where no link leads to it */
export function openedPaths({ file, projectDir }: Pick<FunctionSpec, 'file' | 'projectDir'>): (real: string) => string {
  const links = [file, projectDir].flatMap((opened) => {
    const real = realPath(opened);
    return real === undefined || real === opened ? [] : [withoutCommonEnd(opened, real)];
  });
  return (real) => {
    for (const { opened, target } of links) {
      if (real !== target && !real.startsWith(target + path.sep)) continue;
      const known = opened + real.slice(target.length);
      // Beside the end of a link lie files that nothing leads to.
      if (realPath(known) === real) return known;
    }
    return real;
  };
}

/** The link itself, from what lies behind it: its neighbours are opened by the same one. */
function withoutCommonEnd(opened: string, real: string): { readonly opened: string; readonly target: string } {
  if (path.basename(opened) !== path.basename(real)) return { opened, target: real };
  return withoutCommonEnd(path.dirname(opened), path.dirname(real));
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
