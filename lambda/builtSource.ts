/** What the project's own build has left of a source file, where that is newer and leads back to it. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { smallFile } from '../processes/versions/smallFile';

/**
 * The JavaScript, with its map inside it; undefined where there is none that can be taken for the source.
 *
 * @param file absolute
 * @param outDirs absolute: where builds write
 * @param since in milliseconds: what was built before is out of date
 */
export function builtSource(file: string, outDirs: readonly string[], since: number): string | undefined {
  const name = `${file.slice(0, -path.extname(file).length)}.${/[cm]?(?=tsx?$)/.exec(file)![0]}js`;
  const oldest = Math.max(since, writtenAt(file));
  for (const outDir of outDirs) {
    for (const below of tails(name)) {
      const built = path.join(outDir, below);
      if (writtenAt(built) < oldest) continue;
      const text = withMap(built, file);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** Of `/a/src/x.js`: `a/src/x.js`, `src/x.js`, `x.js`: which of its folders is the root of a build is seldom said. */
function tails(file: string): string[] {
  const parts = path.relative(path.parse(file).root, file).split(path.sep);
  return parts.map((_, at) => path.join(...parts.slice(at)));
}

/** In milliseconds; without such a file, before all times. */
export function writtenAt(file: string): number {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return -Infinity;
  }
}

const MAP_URL = /\n\/\/# sourceMappingURL=(\S+)\s*$/;

/** The map says of which source it is. */
function withMap(built: string, file: string): string | undefined {
  const text = smallFile(built);
  const url = text === undefined ? undefined : MAP_URL.exec(text)?.[1];
  if (text === undefined || url === undefined) return undefined;
  const [, inline] = /^data:application\/json;(?:charset=[^;,]+;)?base64,(.*)$/.exec(url) ?? [];
  const mapFile = path.join(path.dirname(built), decodeURI(inline === undefined ? url : ''));
  const mapText = inline === undefined ? smallFile(mapFile) : Buffer.from(inline, 'base64').toString();
  const map = mapOf(mapText);
  if (!map || map.sources?.length !== 1) return undefined;
  const source = path.resolve(path.dirname(built), map.sourceRoot ?? '', map.sources[0]!);
  if (source !== file) return undefined;
  const own = { ...map, sourceRoot: '', sources: [path.basename(file)], sourcesContent: [smallFile(file)] };
  const encoded = Buffer.from(JSON.stringify(own)).toString('base64');
  return `${text.replace(MAP_URL, '\n')}//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}

interface SourceMap {
  readonly sourceRoot?: string;
  readonly sources?: readonly string[];
}

function mapOf(text: string | undefined): SourceMap | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as SourceMap);
  } catch {
    return undefined;
  }
}
