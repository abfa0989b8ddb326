/** Secrets that a person has given in place of what only a deployment knows: the editor keeps them, and no file of ours does. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { window } from './window';

/** Folder of a project → `KIND:NAME` → the secret. */
interface Kept {
  readonly [folder: string]: { readonly [key: string]: string };
}

const KEY = 'stepwise.values';

export class SecretValues implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly storage: vscode.SecretStorage) {}

  /** Those of the projects that one of the places is in; the nearer go first. */
  async around(...places: readonly string[]): Promise<{ readonly [key: string]: string }> {
    const kept = Object.entries(await this.read()).sort(([one], [other]) => one.length - other.length);
    const isAround = (folder: string): boolean => places.some((place) => isWithin(folder, place));
    return Object.assign(
      {},
      ...kept.filter(([folder]) => isAround(folder)).map(([, values]) => values),
    ) as Kept[string];
  }

  /** An empty text forgets it. @returns whether it is done; why not has been said */
  async keep(folder: string, key: string, text: string): Promise<boolean> {
    try {
      const kept = await this.read();
      const { [key]: _, ...others } = kept[folder] ?? {};
      const values = text === '' ? others : { ...others, [key]: text };
      await this.storage.store(KEY, JSON.stringify({ ...kept, [folder]: values }));
      this.changed.fire();
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(phrase`The editor could not keep the secret ${key}: ${why}`);
      return false;
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Without a keyring of the system's nothing is kept. */
  private async read(): Promise<Kept> {
    try {
      return JSON.parse((await this.storage.get(KEY)) ?? '{}') as Kept;
    } catch {
      return {};
    }
  }
}

/** Whether a place is the folder or lies below it. */
export function isWithin(folder: string, place: string): boolean {
  const way = path.relative(folder, place);
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
}
