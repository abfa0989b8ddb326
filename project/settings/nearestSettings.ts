import type { Files } from '../files';
import { foldersUp } from '../foldersUp';
import type { Project } from '../project';
import { readSettings, SETTINGS_FILE } from './readSettings';
import type { SettingsResult } from './readSettings';

/** The settings of a folder, else those of the nearest above it, within the workspace and the repository. */
export function nearestSettings(root: string, bounds: readonly string[], files: Files): SettingsResult | undefined {
  for (const folder of foldersUp(root, bounds, files).folders) {
    const found = readSettings(folder, files);
    if (found) return found;
  }
  return undefined;
}

/** The folder whose settings a project has, or would get. */
export function settingsFolderOf({ root, settings }: Pick<Project, 'root' | 'settings'>): string {
  return settings === undefined ? root : settings.file.slice(0, -SETTINGS_FILE.length - 1);
}
