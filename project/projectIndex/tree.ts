/** What lies below a folder, looked through again only where something may have come or gone. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { foldersBelow, ListedFolder } from '../walk';
import { Known } from './known';
import { caseKey } from './paths';
import type { FolderList } from './paths';

export class Tree extends Known {
  private walked: readonly ListedFolder[] = [];
  /** By their keys; undefined until something changes: most trees are asked for once. */
  private byKey: ReadonlyMap<string, ListedFolder> | undefined;
  /** Keys of folders whose listing may be another. */
  private readonly stale = new Set<string>();
  private told: ReadonlySet<string> = new Set();

  constructor(
    private readonly root: string,
    private readonly list: (folder: string) => FolderList,
  ) {
    super();
    this.look();
  }

  get value(): readonly ListedFolder[] {
    this.settle();
    return this.walked;
  }

  /** What the disk told of on the way. */
  get limits(): ReadonlySet<string> {
    return this.told;
  }

  override doubt(): void {
    this.walked = [];
    this.byKey = undefined;
    super.doubt();
  }

  /**
   * What is in no folder of the tree changes nothing of it.
   *
   * @param key of what changed: a folder's own listing, or with `isThereOrGone` that of its folder and all that is below
   */
  doubtAt(key: string, isThereOrGone: boolean): void {
    const folder = isThereOrGone ? path.dirname(key) : key;
    const isFolder = this.folders.has(key);
    if (!isFolder && !this.folders.has(folder)) return;
    this.stale.add(folder).add(key);
    if (isThereOrGone && isFolder) {
      for (const each of this.folders.keys()) if (each.startsWith(key + path.sep)) this.stale.add(each);
    }
    super.doubt();
  }

  private get folders(): ReadonlyMap<string, ListedFolder> {
    return (this.byKey ??= new Map(this.walked.map((each) => [caseKey(each.folder), each])));
  }

  protected look(): void {
    const told = new Set(this.walked.length > 0 ? this.told : []);
    const list = (folder: string): FolderList['entries'] => {
      const { entries, limits } = this.list(folder);
      limits.forEach((limit) => told.add(limit));
      return entries;
    };
    const others = new Map<string, ListedFolder>();
    for (const key of this.stale) {
      const before = this.folders.get(key);
      if (!before) continue;
      const entries = list(before.folder);
      if (!isDeepStrictEqual(entries, before.entries)) others.set(key, new ListedFolder(before.folder, entries));
    }
    this.stale.clear();
    if (this.walked.length > 0 && others.size === 0) return;
    const { folders } = this;
    const known = (folder: string): ListedFolder | undefined => {
      const key = caseKey(folder);
      return others.get(key) ?? folders.get(key);
    };
    this.walked = foldersBelow(this.root, list, folders.size > 0 ? known : undefined);
    this.byKey = undefined;
    this.told = told;
    this.version++;
  }
}
