/** Whether this machine has what starts a function that AWS's own client runs, as far as its files tell: no program is asked. */
import { foldersUpTo, type Built } from '../builtProgram';
import { findExecutable } from '../findExecutable';
import { dotnetBuild } from './dotnet';
import { javaBuild, javaProgram } from './java';
import { bundledGems, clientIn, hasInstalledClient } from './ruby';

export const IS_HERE = {
  ruby(built: Built) {
    const ruby = findExecutable('ruby');
    if (ruby === undefined) return false;
    const bundled = foldersUpTo(built).flatMap(bundledGems);
    return bundled.some((folder) => clientIn(folder).length > 0) || hasInstalledClient(ruby);
  },
  java: (built: Built) => javaProgram() !== undefined && javaBuild(built)?.classPath !== undefined,
  dotnet(built: Built, handler: string) {
    const { bootstrap, library } = dotnetBuild(built, handler);
    return bootstrap !== undefined || (library !== undefined && findExecutable('dotnet') !== undefined);
  },
} satisfies { readonly [runtime: string]: (built: Built, handler: string) => boolean };
