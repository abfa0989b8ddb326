/** The files that a module of Python may be, by the name that another imports it by. Source: "The import system", 5. */
import path from 'node:path';
import type { Files } from '../files';

/**
 * The file of a module, or of a package its `__init__.py`; undefined where it is none of the project's.
 *
 * @param module as written: `orders.prices`, `.db`, `..`
 * @param from absolute: the file that imports
 * @param roots absolute: where modules are looked for, the first first
 */
export function pythonModule(module: string, from: string, roots: readonly string[], files: Files): string | undefined {
  return pythonPlaces(module, from, roots)
    .flatMap((place) => [`${place}.py`, path.join(place, '__init__.py')])
    .find((each) => files.isFile(each));
}

/** Without an ending. */
function pythonPlaces(module: string, from: string, roots: readonly string[]): string[] {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/s.exec(module) ?? [];
  const bases = dots === '' ? roots : [path.resolve(path.dirname(from), ...Array<string>(dots.length - 1).fill('..'))];
  return bases.map((base) => path.join(base, ...rest.split('.')));
}
