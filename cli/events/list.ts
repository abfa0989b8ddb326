import path from 'node:path';
import { phrase } from '../../core/l10n/phrase';
import { findProjectFolder, readProject } from '../../project';
import { EXIT } from '../io';
import type { Action } from './index';
import { projectEvents } from './projectEvents';

/**
 * `stepwise events list`: one line an event, those of the project's files before the samples; or an array of `{name, source, title}`,
 * the samples first, with the `file` of those that have one.
 */
export const list: Action = (words, { options, events, refuse }, io) => {
  if (words[0] !== undefined) return refuse(phrase`Unexpected argument "${words[0]}": list takes only options.`);
  const samples = events.EVENT_SOURCES.map(({ name, service, title }) => ({ name, source: service, title: title() }));
  const own = projectEvents(readProject(findProjectFolder(io.cwd)), events, io.cwd).map(({ name, file, source }) => ({
    name,
    source: source?.service ?? '',
    title: source?.title() ?? phrase`an event of its own`,
    file: path.relative(io.cwd, file),
  }));
  if (options.format === 'json') io.data(JSON.stringify([...samples, ...own]));
  else {
    const width = Math.max(...[...samples, ...own].map(({ name }) => name.length));
    const lines = [
      ...own.map(({ name, title, file }) => `${name.padEnd(width)}  ${title}${file === name ? '' : ` (${file})`}\n`),
      ...(own.length > 0 ? ['\n'] : []),
      ...samples.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`),
    ];
    io.out(lines.join(''));
    io.error(phrase`\nTo see one: stepwise events show NAME\n`);
    if (own.length > 0) io.error(phrase`To give one to a function: stepwise invoke FUNCTION --event NAME\n`);
  }
  return EXIT.succeeded;
};
