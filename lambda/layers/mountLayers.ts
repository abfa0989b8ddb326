/** The layers of a function as folders that stand for `/opt`, and what is wrong with them. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { newTemporaryFolder } from '../../processes/temporaryFolder';
import type { FunctionLayer, Mount } from './layer';
import { unpackZip } from './unpackZip';

export interface MountedLayers {
  /** What wins stands first: later layers lie over earlier ones. */
  readonly mounts: readonly Mount[];
  /** Why a layer that is of the project is not among them: sentences. */
  readonly problems: readonly string[];
}

/** Of one host; what it unpacks is unpacked once. */
export class LayerMounts {
  private readonly unpacked = new Map<string, { readonly folder: string } | { readonly problem: string }>();

  of(layers: readonly FunctionLayer[]): MountedLayers {
    const mounts: Mount[] = [];
    const problems: string[] = [];
    for (const { name, dir, under = '', built } of layers.toReversed()) {
      const source = dir === undefined ? undefined : this.folderOf(name, dir);
      if (source && 'problem' in source && built === undefined) problems.push(source.problem);
      // The file that a person edits, not its copy.
      if (source && 'folder' in source) mounts.push({ layer: name, at: under, dir: source.folder });
      if (built !== undefined) mounts.push({ layer: name, at: '', dir: built });
    }
    return { mounts, problems };
  }

  private folderOf(name: string, place: string): { readonly folder: string } | { readonly problem: string } {
    const stat = statSync(place, { throwIfNoEntry: false });
    if (!stat) return { problem: `The layer ${name} is missing here: there is no ${place}. Build or create it.` };
    if (stat.isDirectory()) return { folder: place };
    const key = `${place}\n${stat.size}\n${stat.mtimeMs}`;
    const known = this.unpacked.get(key);
    if (known) return known;
    const made = stat.isFile() && /\.zip$/i.test(place) ? unpacked(name, place) : { problem: notALayer(name, place) };
    this.unpacked.set(key, made);
    return made;
  }
}

function unpacked(name: string, file: string): { readonly folder: string } | { readonly problem: string } {
  const made = newTemporaryFolder('layer');
  if ('problem' in made) return { problem: `The layer ${name} cannot be unpacked. ${made.problem}` };
  const problem = unpackZip(file, made.folder);
  return problem === undefined
    ? { folder: made.folder }
    : { problem: `The layer ${name} is not used: ${file} cannot be unpacked, because ${problem}.` };
}

function notALayer(name: string, file: string): string {
  return `The layer ${name} is not used: ${file} is a file, and a layer must be a folder or a zip file. Name the folder that holds ${path.basename(file)}.`;
}
