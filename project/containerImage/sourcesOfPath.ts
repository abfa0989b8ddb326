/** Where on this machine a path of an image comes from: the way back through what the Dockerfile copies. */
import path from 'node:path';
import type { Files } from '../files';
import { withoutEnding } from '../handlerFile';
import type { Copy, Stage } from './dockerfile';

/**
 * @param inside absolute path in the image; its ending may be missing
 * @param context absolute: the folder that is built
 * @returns absolute paths, the likeliest first, each with the same ending or none
 */
export function sourcesOfPath(inside: string, stage: Stage, context: string, files: Files): string[] {
  return [...new Set([...copied(inside, stage, context, files), ...besideCopied(inside, stage, context)])];
}

/** What is copied there as it stands. A later copy lies over an earlier one. */
function copied(inside: string, { copies }: Stage, context: string, files: Files): string[] {
  return copies.toReversed().flatMap((copy): string[] => {
    const { sources, from, to, intoFolder } = copy;
    if (from && 'elsewhere' in from) return [];
    const within = (source: string): string[] => {
      const found = placesIn(source, inside, to, intoFolder, from === undefined ? isFile(context, files) : undefined);
      return from === undefined
        ? found.map((each) => path.join(context, each))
        : found.flatMap((each) => sourcesOfPath(each, from, context, files));
    };
    return sources.flatMap(within);
  });
}

function isFile(context: string, files: Files): (source: string) => boolean {
  return (source) => files.isFile(path.join(context, source));
}

/** @param isKnownFile undefined: what the source is nothing here shows */
function placesIn(
  source: string,
  inside: string,
  to: string,
  intoFolder: boolean,
  isKnownFile: ((source: string) => boolean) | undefined,
): string[] {
  const rest = restBelow(inside, to);
  const isAll = /[*?]/.test(source);
  const name = path.posix.basename(source);
  const folder = path.posix.dirname(source);
  const found: string[] = [];
  if (!isAll && isSame(to, inside)) {
    // A file under a new name.
    found.push(endsAlike(source, to, inside));
  }
  if (rest === undefined) return found;
  const couldBeFile = isKnownFile === undefined || isKnownFile(source);
  if (!isAll && couldBeFile && intoFolder && isSame(name, rest)) found.push(path.posix.join(folder, rest));
  if (isAll && fits(path.posix.basename(source), rest)) found.push(path.posix.join(folder, rest));
  if (!isAll && (isKnownFile === undefined || !isKnownFile(source))) found.push(path.posix.join(source, rest));
  return found;
}

/** What a build writes: where the files of its stage come from, the same path may be in their folder. */
function besideCopied(inside: string, { copies }: Stage, context: string): string[] {
  return copies.toReversed().flatMap(({ sources, from, to, intoFolder }) => {
    const rest = restBelow(inside, to);
    if (from !== undefined || !intoFolder || rest === undefined) return [];
    return sources.map((source) => path.join(context, path.posix.dirname(source), rest));
  });
}

/** Absolute paths of folders from which modules are imported by their place in the image, beside the code's own. */
export function otherRoots(stage: Stage, root: string, context: string, files: Files): string[] {
  const roots = stage.copies.flatMap(({ sources, from, to, intoFolder }: Copy): string[] => {
    const rest = to === root ? '' : restBelow(to, root);
    if (from !== undefined || rest === undefined) return [];
    return sources.flatMap((source) => {
      const place = path.join(context, source.replace(/\/?(?:\*[^/]*)?$/, ''));
      const own = files.isFolder(place) ? place : intoFolder ? path.dirname(place) : undefined;
      if (own === undefined) return [];
      // `COPY libs/shared ./shared`: what is imported as `shared` is in `libs`.
      return own === rest || own.endsWith(`${path.sep}${rest.split('/').join(path.sep)}`)
        ? [own.slice(0, own.length - rest.length).replace(/[\\/]+$/, '')]
        : rest === ''
          ? [own]
          : [];
    });
  });
  return [...new Set(roots)];
}

function restBelow(inside: string, folder: string): string | undefined {
  if (folder === '/') return inside.slice(1);
  return inside.startsWith(`${folder}/`) ? inside.slice(folder.length + 1) : undefined;
}

/** Of two names one may lack its ending. */
function isSame(one: string, other: string): boolean {
  return one === other || withoutEnding(one) === other;
}

function endsAlike(source: string, to: string, inside: string): string {
  return inside === to ? source : withoutEnding(source);
}

/** `*.py` of `app.py`, and of `app`. */
function fits(pattern: string, rest: string): boolean {
  const [first = ''] = rest.split('/');
  const expression = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  );
  const ending = path.posix.extname(pattern);
  return expression.test(first) || (ending !== '' && expression.test(first + ending));
}
