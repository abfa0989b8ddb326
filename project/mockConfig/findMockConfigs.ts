import path from 'node:path';
import { filesOnDisk } from '../files';
import { filesBelow } from '../walk';
import type { DiskOptions } from '../files';
import { isMockConfigFile } from './mockConfig';
import type { MockConfig } from './mockConfig';
import { parseMockConfig } from './parseMockConfig';

/** Every mock configuration below a folder, by its name. Walks the folder's tree: for a question of a person, not for each key. */
export function findMockConfigs(folder: string, options: DiskOptions = {}): MockConfig[] {
  const files = filesOnDisk(options);
  const configs: MockConfig[] = [];
  for (const file of filesBelow(files, path.resolve(folder))) {
    const text = isMockConfigFile(file) ? files.read(file).text : undefined;
    if (text !== undefined) configs.push(parseMockConfig(file, text).config);
  }
  return configs;
}
