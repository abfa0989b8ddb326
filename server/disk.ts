/** What the server may read: all that the user can, or the workspace's own folders alone until it is trusted. */
import { filesOnDisk } from '../project';
import type { DiskOptions, Files } from '../project';
import type { DocumentStore } from './documentStore';
import { filePathOf } from './fileUri';

export class Disk {
  /** Paths of the workspace's folders; folders that lie on another host have none here. */
  private folders: readonly string[] = [];
  private trusted = true;

  constructor(private readonly documents: DocumentStore) {}

  /** Folders by their URIs. */
  addFolders(uris: readonly string[]): void {
    this.folders = [...this.folders, ...uris.flatMap((uri) => filePathOf(uri) ?? [])];
  }

  removeFolders(uris: readonly string[]): void {
    const gone = uris.map((uri) => filePathOf(uri));
    this.folders = this.folders.filter((folder) => !gone.includes(folder));
  }

  trust(trusted: boolean): void {
    this.trusted = trusted;
  }

  /** Folders above which no project is looked for. */
  get bounds(): readonly string[] {
    return this.folders;
  }

  get options(): DiskOptions {
    return {
      unsaved: (file) => this.documents.unsaved(file),
      ...(!this.trusted && { within: this.folders }),
    };
  }

  /** For one answer: what it reads is bounded as a whole. */
  files(): Files {
    return filesOnDisk(this.options);
  }
}
