/** The layers of a function as folders that stand for `/opt`, and what is wrong with them. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { FunctionLayer, Mount } from './layer';
import { unpackedZip } from '../unpackZip';

export interface MountedLayers {
  /** What wins stands first: later layers lie over earlier ones. */
  readonly mounts: readonly Mount[];
  /** Why a layer that is of the project is not among them: sentences. */
  readonly problems: readonly string[];
}

/** What is a zip file is unpacked once. */
export class LayerMounts {
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
    return stat.isFile() && /\.zip$/i.test(place) ? unpacked(name, place) : { problem: notALayer(name, place) };
  }
}

function unpacked(name: string, file: string): { readonly folder: string } | { readonly problem: string } {
  const made = unpackedZip(file, 'layer');
  return 'folder' in made
    ? made
    : { problem: `The layer ${name} is not used: ${file} cannot be unpacked, because ${made.problem}.` };
}

function notALayer(name: string, file: string): string {
  return `The layer ${name} is not used: ${file} is a file, and a layer must be a folder or a zip file. Name the folder that holds ${path.basename(file)}.`;
}
