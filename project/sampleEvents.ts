import path from 'node:path';
import type { Files } from './files';
import type { SampleEvent } from './project';

/** The JSON files of `events/` in each of the folders, then those of its subfolders, labelled `checkout/order`. */
export function readSampleEvents(folders: Iterable<string>, files: Files): SampleEvent[] {
  const events: SampleEvent[] = [];
  for (const folder of new Set(folders)) collect(path.join(folder, 'events'), '', 2);
  return events;

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
