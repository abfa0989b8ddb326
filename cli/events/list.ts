import path from 'node:path';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { findProjectFolder, readProject } from '../../project';
import { EXIT } from '../io';
import type { Action } from './index';
import { ownEvents } from './ownTrigger';
import { projectEvents } from './projectEvents';

/**
 * `stepwise events list`: one line an event, what the project's triggers send and what its files hold before the samples; or an
 * array of `{name, source, title}`, the samples first, with the `file` of those that have one.
 */
export const list: Action = (words, { options, events, refuse }, io) => {
  if (words[0] !== undefined) return refuse(phrase`Unexpected argument "${words[0]}": list takes only options.`);
  const samples = events.EVENT_SOURCES.map(({ name, service, title }) => ({ name, source: service, title: title() }));
  const project = readProject(findProjectFolder(io.cwd));
  const triggers = ownEvents(project, events, io.cwd).flatMap(({ name, own }) => {
    const source = events.EVENT_SOURCES.find((each) => each.name === own.source);
    if (!source) return [];
    // A schedule or a rule may have what it sends in its file.
    const isWritten = own.handOver?.input !== undefined;
    const title = isWritten ? phrase`${source.service}: the input written there` : source.title();
    return [{ name, source: source.service, title }];
  });
  const files = projectEvents(project, events, io.cwd).map(({ name, file, source }) => ({
    name,
    source: source?.service ?? '',
    title: source?.title() ?? phrase`an event of its own`,
    file: path.relative(io.cwd, file),
  }));
  if (options.format === 'json') io.data(JSON.stringify([...samples, ...files, ...triggers]));
  else {
    const blocks = [triggers, files, samples].filter(({ length }) => length > 0).map(linesOf);
    io.out(blocks.join('\n'));
    io.error(phrase`\nTo see one: stepwise events show NAME\n`);
    if (blocks.length > 1) io.error(phrase`To give one to a function: stepwise invoke FUNCTION --event NAME\n`);
  }
  return EXIT.succeeded;
};

interface Listed {
  readonly name: string;
  readonly title: Phrase;
  readonly file?: string;
}

function linesOf(list: readonly Listed[]): string {
  const width = Math.max(...list.map(({ name }) => name.length));
  const lines = list.map(({ name, title, file = name }) => {
    return `${name.padEnd(width)}  ${title}${file === name ? '' : ` (${file})`}\n`;
  });
  return lines.join('');
}
