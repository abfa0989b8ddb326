/** What of the folder that is built no COPY takes. Source: Docker, "Build context", ".dockerignore files". */
import path from 'node:path';
import type { Files } from '../files';

/**
 * @param dockerfile absolute; a file of its name with `.dockerignore` behind goes before that of the folder
 * @returns whether a file of the folder, by its absolute path, is left out; never said of a folder, of which some may be
 * taken, nor of a path that lacks its file's ending
 */
export function leftOut(context: string, dockerfile: string, files: Files): (file: string) => boolean {
  const places = [`${dockerfile}.dockerignore`, path.join(context, '.dockerignore')];
  const found = places.find((place) => files.isFile(place));
  const rules = (found === undefined ? '' : (files.readSource(found) ?? '')).split('\n').flatMap(ruleOf);
  return (file) => {
    if (rules.length === 0 || !files.isFile(file)) return false;
    const name = path.relative(context, file).replaceAll('\\', '/');
    // The last line that matches decides.
    return rules.findLast(({ pattern }) => pattern.test(name))?.isLeftOut === true;
  };
}

function ruleOf(line: string): { readonly pattern: RegExp; readonly isLeftOut: boolean }[] {
  const [, exception = '', written = ''] = /^\s*(!?)\s*(.*?)\s*$/.exec(line) ?? [];
  const name = path.posix.normalize(written).replace(/^\/+|\/+$/g, '');
  if (written === '' || line.startsWith('#')) return [];
  const body = name.replace(/\*\*\/?|\*|\?|\[[^\]]*\]|[.+^${}()|\\[\]]/g, (part) => WILDCARDS[part] ?? escaped(part));
  try {
    // What is in a folder goes with it. `.` alone leaves out nothing, as with Docker.
    return [{ pattern: new RegExp(`^${body}(?:/|$)`), isLeftOut: exception === '' }];
  } catch {
    // `[z-a]`: Docker refuses the build, which is not ours to say.
    return [];
  }
}

const WILDCARDS: { readonly [part: string]: string } = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** A class of characters is one in expressions too. */
function escaped(part: string): string {
  return part.length > 1 ? part : `\\${part}`;
}
