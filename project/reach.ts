/** Which paths may be touched in a workspace that its owner does not trust yet: those below its own folders alone. */
import fs from 'node:fs';
import path from 'node:path';

/** The path that a file really has, with no link in it; undefined where it leads out. */
export type Reach = (file: string) => string | undefined;

/** More than any system follows: Windows 63, Linux 40. */
const MOST_LINKS = 64;

export const OUTSIDE = 'it lies outside the folders of this workspace, which is not trusted';

/**
 * What can be reached below the folders. Links are followed by hand, and each target is looked at before it is touched:
 * on Windows the mere question after `\\host\share` sends a person's credentials there.
 */
export function reachBelow(folders: readonly string[]): Reach {
  const roots = [...new Set(folders.flatMap((folder) => [path.resolve(folder), realFolder(folder)]))];
  return (file) => {
    let links = 0;
    let target = path.resolve(file);
    let root = rootOf(target, roots, path);
    if (root === undefined) return undefined;
    let place = root;
    let rest = partsBelow(root, target, path);
    while (rest.length > 0) {
      const next = path.join(place, rest[0]!);
      rest = rest.slice(1);
      const link = linkAt(next);
      if (link === undefined) {
        place = next;
        continue;
      }
      // More than any system follows, or a circle. Never the link itself: the system would follow what is left of the chain.
      if (++links > MOST_LINKS) return undefined;
      target = path.resolve(place, link, ...rest);
      root = rootOf(target, roots, path);
      if (root === undefined) return undefined;
      place = root;
      rest = partsBelow(root, target, path);
    }
    return place;
  };
}

/**
 * The folder that an absolute path is in, by its text alone. On Windows other hosts (`\\host\share`), devices (`NUL`,
 * `\\.\COM1`, `\\?\…`) and streams (`file:stream`) are in no folder.
 */
export function rootOf(file: string, folders: readonly string[], platform: path.PlatformPath): string | undefined {
  return folders.find((folder) => {
    const relative = platform.relative(folder, file);
    if (relative === '') return true;
    const parts = relative.split(platform.sep);
    if (parts[0] === '..' || platform.isAbsolute(relative)) return false;
    return platform.sep === '/' || !parts.some((part) => isDeviceName(part));
  });
}

function partsBelow(root: string, file: string, platform: path.PlatformPath): string[] {
  return platform.relative(root, file).split(platform.sep).filter(Boolean);
}

/** Source: Microsoft, "Naming Files, Paths, and Namespaces": the names count with any ending, and blanks and dots at the end do not. */
function isDeviceName(part: string): boolean {
  return /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*([.:]|$)/i.test(part) || /[:]|[. ]$/.test(part);
}

/** The folder itself is the person's own choice: they opened it. */
function realFolder(folder: string): string {
  try {
    return fs.realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

/** Where a link points, as it is written; undefined for anything else, and where nothing is. */
function linkAt(file: string): string | undefined {
  try {
    return fs.lstatSync(file).isSymbolicLink() ? fs.readlinkSync(file) : undefined;
  } catch {
    return undefined;
  }
}
