import path from 'node:path';
import type { Files } from './files';
import type { SampleEvent } from './project';

/** The JSON files of `events/` in each of the folders, subfolders of it included; label `checkout/order` for those. */
export function readSampleEvents(folders: Iterable<string>, files: Files): SampleEvent[] {
  const events: SampleEvent[] = [];
  for (const folder of new Set(folders)) collect(path.join(folder, 'events'), '', 2);
  return events;

  function collect(folder: string, prefix: string, depth: number): void {
    for (const { name, isFolder } of files.list(folder)) {
      const file = path.join(folder, name);
      if (isFolder) {
        if (depth > 0) collect(file, `${prefix}${name}/`, depth - 1);
      } else if (name.toLowerCase().endsWith('.json')) {
        events.push({ label: prefix + name.slice(0, -'.json'.length), file });
      }
    }
  }
}
