import path from 'node:path';
import type { Files } from './files';
import type { ProjectFunction, SampleEvent } from './project';
import { isSkippedFolder } from './walk';

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
      if (isFolder || !isJson(name)) continue;
      events.push({ label: prefix + labelOf(name), file: path.join(folder, name) });
    }
    if (depth === 0) return;
    for (const { name, isFolder } of entries) {
      if (isFolder) collect(path.join(folder, name), `${prefix}${name}/`, depth - 1);
    }
  }
}

/** Where other data of tests lie. */
const FIXTURES = [...TEST_FOLDERS, 'fixtures', '__fixtures__'];

/** Files, of which somebody reads the content, and folders of functions. A project of more has them in `events/`. */
const MOST_FILES = 60;
const MOST_FOLDERS = 200;

/**
 * JSON files where an event may lie although no folder `events/` says so, the nearest first: beside a handler or in the folder
 * of its code where their names have "event" in them (`event.json`, `sqs-event.json`), and among the tests and fixtures beside the
 * folders and handlers whatever they are called. Whether one is an event its content tells.
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
  const found = new Map<string, SampleEvent>();
  for (const folder of places) {
    const prefix = all.includes(folder) ? '' : `${path.basename(folder)}/`;
    for (const { name, isFolder } of files.list(folder))
      if (!isFolder && /event/i.test(name)) add(folder, name, prefix);
  }
  for (const folder of places) {
    for (const { name, isFolder } of files.list(folder))
      if (isFolder && FIXTURES.includes(name)) collect(path.join(folder, name), '', 3);
  }
  return [...found.values()].slice(0, MOST_FILES);

  function collect(folder: string, prefix: string, depth: number): void {
    if (found.size >= MOST_FILES) return;
    const entries = files.list(folder);
    for (const { name, isFolder } of entries) if (!isFolder) add(folder, name, prefix);
    if (depth === 0) return;
    for (const { name, isFolder } of entries) {
      if (!isFolder || name === 'events' || isSkippedFolder(name)) continue;
      collect(path.join(folder, name), FIXTURES.includes(name) ? prefix : `${prefix}${name}/`, depth - 1);
    }
  }

  function add(folder: string, name: string, prefix: string): void {
    const file = path.join(folder, name);
    if (isJson(name) && !found.has(file)) found.set(file, { label: prefix + labelOf(name), file });
  }
}

function isJson(name: string): boolean {
  return name.toLowerCase().endsWith('.json');
}

function labelOf(name: string): string {
  return name.slice(0, -'.json'.length);
}
