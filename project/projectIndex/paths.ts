/** What is known of single paths of the disk, found again by the path that changed. */
import path from 'node:path';
import type { FolderEntry } from '../files';
import { isResolved } from '../resolvedPath';
import type { Asked, Text } from './known';
import type { Tree } from './tree';

/** What has been asked of one path. */
export interface PathFacts {
  /** Why it is not that of a file that may be read; undefined where it is. */
  look?: Asked<string | undefined>;
  text?: Text;
  list?: Asked<FolderList>;
  tree?: Tree;
}

export interface FolderList {
  readonly entries: readonly FolderEntry[];
  /** What the disk told of on the way. */
  readonly limits: readonly string[];
}

export class Paths {
  private readonly facts = new Map<string, PathFacts>();
  /** Folder → the paths directly in it at which, or below which, something has been asked. */
  private readonly inside = new Map<string, Set<string>>();

  at(file: string): PathFacts {
    const key = keyOf(file);
    const known = this.facts.get(key);
    if (known) return known;
    const made: PathFacts = {};
    this.facts.set(key, made);
    for (let below = key, folder = path.dirname(key); folder !== below; below = folder, folder = path.dirname(folder)) {
      const others = this.inside.get(folder);
      if (others?.has(below)) break;
      if (others) others.add(below);
      else this.inside.set(folder, new Set([below]));
    }
    return made;
  }

  /** @param isThereOrGone whether it came or went, and with it perhaps what lies below */
  changed(file: string, isThereOrGone: boolean): void {
    const key = keyOf(file);
    for (let below = '', folder = key; folder !== below; below = folder, folder = path.dirname(folder)) {
      this.facts.get(folder)?.tree?.doubtAt(key, isThereOrGone);
    }
    if (isThereOrGone) {
      this.facts.get(path.dirname(key))?.list?.doubt();
      this.doubtBelow(key);
    } else {
      this.doubt(key);
    }
  }

  clear(): void {
    this.facts.clear();
    this.inside.clear();
  }

  private doubtBelow(key: string): void {
    this.doubt(key);
    this.facts.get(key)?.tree?.doubt();
    for (const below of this.inside.get(key) ?? []) this.doubtBelow(below);
  }

  private doubt(key: string): void {
    const facts = this.facts.get(key);
    facts?.text?.change();
    facts?.look?.doubt();
    facts?.list?.doubt();
  }
}

function keyOf(file: string): string {
  // Most paths come resolved, and resolving is slow.
  return caseKey(isResolved(file) ? file : path.resolve(file));
}

/** Windows writes paths in either case. @param resolved an absolute path, with nothing in it to resolve */
export function caseKey(resolved: string): string {
  return process.platform === 'win32' ? resolved.toLowerCase() : resolved;
}
