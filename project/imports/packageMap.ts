/** What `exports` and `imports` of a `package.json` lead to. Source: Node.js, "Modules: Packages". */
import path from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';

/** Those that Node.js and bundlers for it choose by, whether a module is imported or required. */
const USUAL = new Set(['node', 'node-addons', 'import', 'require', 'module', 'module-sync', 'default']);

/**
 * The targets for a key, `./orders`, `.` or `#lib/db`: those of the usual conditions first, then those of all others, such as
 * `types`, `source` and `development`, which often are the sources of what is not built yet.
 */
export function targetsOf(map: JsonObject, key: string): readonly string[] {
  const exact = Object.hasOwn(map, key) && !key.includes('*') ? map[key] : undefined;
  const [target, star] = exact === undefined ? matched(map, key) : [exact, ''];
  if (target === undefined) return [];
  const all = [...flat(target, (condition) => USUAL.has(condition)), ...flat(target, () => true)];
  return [...new Set(all.map((each) => each.replaceAll('*', () => star)))];
}

/** `exports` as a map: one that is a target, or has conditions alone, is that of the package itself. */
export function exportsMap(exported: Json): JsonObject {
  const isMap = isJsonObject(exported) && Object.keys(exported).every((key) => key.startsWith('.'));
  return isMap ? exported : { '.': exported };
}

/** The longest part before the star decides; a folder's pattern of old ends in a slash. */
function matched(map: JsonObject, key: string): [Json | undefined, string] {
  let best: [Json | undefined, string] = [undefined, ''];
  let length = -1;
  for (const [pattern, target] of Object.entries(map)) {
    const [before = '', after] = pattern.endsWith('/') ? [pattern, ''] : pattern.split('*');
    if (after === undefined || !key.startsWith(before) || !key.endsWith(after)) continue;
    if (key.length < before.length + after.length || before.length <= length) continue;
    length = before.length;
    const star = key.slice(before.length, key.length - after.length);
    best = pattern.endsWith('/') ? [inFolder(target, star), ''] : [target, star];
  }
  return best;
}

function inFolder(target: Json | undefined, inside: string): Json | undefined {
  return typeof target === 'string' ? path.posix.join(target, inside) : undefined;
}

function flat(target: Json | undefined, isWanted: (condition: string) => boolean): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap((each) => flat(each, isWanted));
  if (!isJsonObject(target)) return [];
  return Object.entries(target).flatMap(([condition, each]) => (isWanted(condition) ? flat(each, isWanted) : []));
}
