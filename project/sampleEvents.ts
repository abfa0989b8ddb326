import path from 'node:path';
import type { Files } from './files';
import type { SampleEvent } from './project';

/** Where tests keep theirs: any folder `events` in one of these. */
const TEST_FOLDERS = ['test', 'tests', '__tests__'];

/**
 * The JSON files of `events/` in each of the folders, then those of its subfolders, labelled `checkout/order`; then those of
 * `events/` among the tests.
 */
export function readSampleEvents(folders: Iterable<string>, files: Files): SampleEvent[] {
  const events: SampleEvent[] = [];
  const all = [...new Set(folders)];
  for (const folder of all) collect(path.join(folder, 'events'), '', 2);
  for (const folder of all) for (const name of TEST_FOLDERS) collectBelow(path.join(folder, name), 3);
  return events;

  function collectBelow(folder: string, depth: number): void {
    for (const { name, isFolder } of files.list(folder)) {
      if (!isFolder || name === 'node_modules') continue;
      if (name === 'events') collect(path.join(folder, name), '', 2);
      else if (depth > 1) collectBelow(path.join(folder, name), depth - 1);
    }
  }

  function collect(folder: string, prefix: string, depth: number): void {
    const entries = files.list(folder);
    for (const { name, isFolder } of entries) {
      if (isFolder || !name.toLowerCase().endsWith('.json')) continue;
      events.push({ label: prefix + name.slice(0, -'.json'.length), file: path.join(folder, name) });
    }
    if (depth === 0) return;
    for (const { name, isFolder } of entries) {
      if (isFolder) collect(path.join(folder, name), `${prefix}${name}/`, depth - 1);
    }
  }
}
