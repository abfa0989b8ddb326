/** Where TypeScript has modules from that are imported by an alias. Source: TypeScript, "paths", "baseUrl". */
import path from 'node:path';
import type { JsonObject } from '../../core/json';
import type { Files } from '../files';
import { nearestTsconfig } from './tsconfig';

/**
 * The places, without an ending, that a specifier may lead to by `paths` and `baseUrl` of the nearest `tsconfig.json`.
 *
 * @param from absolute: the folder of the file that imports
 */
export function aliasedPaths(specifier: string, from: string, files: Files): string[] {
  const { paths, pathsFrom, baseUrl } = nearestTsconfig(from, files) ?? {};
  const aliased = paths ? matched(paths, specifier, baseUrl ?? pathsFrom ?? from) : [];
  return baseUrl === undefined ? aliased : [...aliased, path.join(baseUrl, specifier)];
}

/** The longest pattern that fits decides. */
function matched(paths: JsonObject, specifier: string, base: string): string[] {
  const fitting = Object.entries(paths)
    .map(([pattern, targets]) => {
      const [before = '', after = ''] = pattern.split('*');
      const isExact = !pattern.includes('*');
      const fits = isExact
        ? specifier === pattern
        : specifier.startsWith(before) && specifier.endsWith(after) && specifier.length >= before.length + after.length;
      const star = isExact ? '' : specifier.slice(before.length, specifier.length - after.length);
      return { fits, star, targets, length: isExact ? Infinity : before.length };
    })
    .filter(({ fits }) => fits)
    .sort((one, other) => other.length - one.length);
  const [{ star = '', targets = [] } = {}] = fitting;
  return (Array.isArray(targets) ? targets : []).flatMap((target) =>
    typeof target === 'string'
      ? [
          path.resolve(
            base,
            target.replace('*', () => star),
          ),
        ]
      : [],
  );
}
