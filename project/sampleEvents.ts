import path from 'node:path';
import type { Files } from './files';
import type { ProjectFunction, SampleEvent } from './project';
import { isSkippedFolder } from './walk';

/** Where tests keep their data: any folder `events` in one of these, and what else may be an event. */
const TEST_FOLDERS = ['test', 'tests', '__tests__', 'fixtures', '__fixtures__'];

/** Files, of which somebody reads the content, and folders of functions. A project of more has them in `events/`. */
const MOST_FILES = 60;
const MOST_FOLDERS = 200;

/**
 * The JSON files of `events/` in each of the folders, then those of its subfolders, labelled `checkout/order`; then those of
 * `events/` among the tests.
 */
export function readSampleEvents(folders: Iterable<string>, files: Files): SampleEvent[] {
  const all = [...new Set(folders)];
  return [
    ...all.flatMap((folder) => eventsIn(path.join(folder, 'events'), files)),
    ...all.flatMap((folder) => amongTests(folder, files).events),
  ];
}

/**
 * JSON files where an event may lie although no folder `events/` says so, the nearest first: beside a handler or in the folder
 * of its code where their names have "event" in them (`event.json`, `sqs-event.json`), and among the tests beside the folders
 * and handlers whatever they are called. Whether one is an event its content tells.
 */
export function readPossibleEvents(
  folders: Iterable<string>,
  functions: readonly Pick<ProjectFunction, 'file' | 'codeDir'>[],
  files: Files,
): SampleEvent[] {
  const all = [...new Set(folders)];
  const ofHandlers = functions.flatMap(({ file, codeDir }) => [
    ...(file === undefined ? [] : [path.dirname(file)]),
    codeDir,
  ]);
  const places = [...new Set([...all, ...ofHandlers])].slice(0, MOST_FOLDERS);
  const prefixed = (folder: string, found: readonly SampleEvent[]): SampleEvent[] =>
    all.includes(folder)
      ? [...found]
      : found.map((each) => ({ ...each, label: `${path.basename(folder)}/${each.label}` }));
  const beside = places.flatMap((folder) =>
    prefixed(
      folder,
      jsonIn(folder, files).filter(({ file }) => /event/i.test(path.basename(file))),
    ),
  );
  const found = new Map(beside.map((each) => [each.file, each]));
  for (const folder of places) {
    if (found.size >= MOST_FILES) break;
    for (const each of prefixed(folder, amongTests(folder, files).others))
      if (!found.has(each.file)) found.set(each.file, each);
  }
  return [...found.values()].slice(0, MOST_FILES);
}

interface TestData {
  readonly events: SampleEvent[];
  /** JSON of which no folder says what it is. */
  readonly others: SampleEvent[];
}

/** In the folders of tests of a folder: both readers look there. */
function amongTests(folder: string, files: Files): TestData {
  return files.keptData(`events:tests:${folder}`, (noted) => {
    const found: TestData = { events: [], others: [] };
    collect(folder, '', 3);
    return found;

    function collect(within: string, prefix: string, depth: number): void {
      if (within !== folder) found.others.push(...jsonIn(within, noted, prefix));
      for (const { name, isFolder } of noted.list(within)) {
        if (!isFolder || (within === folder ? !TEST_FOLDERS.includes(name) : isSkippedFolder(name))) continue;
        const inner = path.join(within, name);
        if (name === 'events') found.events.push(...eventsIn(inner, noted));
        else if (depth > 0) collect(inner, TEST_FOLDERS.includes(name) ? prefix : `${prefix}${name}/`, depth - 1);
      }
    }
  });
}

/** Of a folder `events` and two levels below it. */
function eventsIn(folder: string, files: Files, prefix = '', depth = 2): SampleEvent[] {
  if (depth < 0) return [];
  return [
    ...jsonIn(folder, files, prefix),
    ...files
      .list(folder)
      .filter(({ isFolder }) => isFolder)
      .flatMap(({ name }) => eventsIn(path.join(folder, name), files, `${prefix}${name}/`, depth - 1)),
  ];
}

function jsonIn(folder: string, files: Files, prefix = ''): SampleEvent[] {
  return files
    .list(folder)
    .filter(({ name, isFolder }) => !isFolder && name.toLowerCase().endsWith('.json'))
    .map(({ name }) => ({ label: prefix + name.slice(0, -'.json'.length), file: path.join(folder, name) }));
}
