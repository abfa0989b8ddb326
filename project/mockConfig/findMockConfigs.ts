import path from 'node:path';
import { filesBelow, filesOnDisk } from '../files';
import { isMockConfigFile } from './mockConfig';
import type { MockConfig } from './mockConfig';
import { parseMockConfig } from './parseMockConfig';

/** Every mock configuration below a folder, by its name. Walks the folder's tree: for a question of a person, not for each key. */
export function findMockConfigs(folder: string, unsaved?: (file: string) => string | undefined): MockConfig[] {
  const files = filesOnDisk(unsaved);
  const configs: MockConfig[] = [];
  for (const file of filesBelow(files, path.resolve(folder))) {
    const text = isMockConfigFile(file) ? files.read(file) : undefined;
    if (text !== undefined) configs.push(parseMockConfig(file, text).config);
  }
  return configs;
}
