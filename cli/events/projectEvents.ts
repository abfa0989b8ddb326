/** The events that a project's files hold, by the names that a command line may say. */
import path from 'node:path';
import { parsedJson } from '../../core/jsonText';
import type { Events } from '../../events/load';
import type { EventSource } from '../../events';
import { readTextFile, type Project } from '../../project';

/** An event of a file. */
export interface ProjectEvent {
  /** As `--event` takes it: the file's label, or its path where a sample or another file has that name. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** Absent: it is an event of the function's own, or cannot be read. */
  readonly source?: EventSource;
}

/** Those of `events/` first, then the files that look like one. @param cwd to which paths are relative */
export function projectEvents(
  project: Pick<Project, 'events' | 'possibleEvents'>,
  { eventsAmong, recognize, EVENT_SOURCES }: Events,
  cwd: string,
): ProjectEvent[] {
  const taken = new Set(EVENT_SOURCES.map(({ name }) => name));
  // Two look into the same file.
  const texts = new Map<string, string | undefined>();
  const textOf = (file: string): string | undefined => {
    if (!texts.has(file)) texts.set(file, readTextFile(file).text);
    return texts.get(file);
  };
  return [...project.events, ...eventsAmong(project.possibleEvents?.() ?? [], textOf)].map(({ label, file }) => {
    const name = taken.has(label) ? path.relative(cwd, file) : label;
    taken.add(label);
    const event = parsedJson(textOf(file));
    const source = event === undefined ? undefined : recognize(event, EVENT_SOURCES);
    return { name, file, ...(source && { source }) };
  });
}
