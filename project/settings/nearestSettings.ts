import path from 'node:path';
import type { Files } from '../files';
import type { Project } from '../project';
import { readSettings, SETTINGS_FILE } from './readSettings';
import type { SettingsResult } from './readSettings';

/** The settings of a folder, else those of the nearest above it, within the workspace and the repository. */
export function nearestSettings(root: string, bounds: readonly string[], files: Files): SettingsResult | undefined {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const found = readSettings(folder, files);
    if (found) return found;
    const isBound = bounds.some((bound) => path.resolve(bound) === folder) || files.exists(path.join(folder, '.git'));
    if (isBound || path.dirname(folder) === folder) return undefined;
  }
}

/** The folder whose settings a project has, or would get. */
export function settingsFolderOf({ root, settings }: Pick<Project, 'root' | 'settings'>): string {
  return settings === undefined ? root : settings.file.slice(0, -SETTINGS_FILE.length - 1);
}
