import { phrase } from '../../core/l10n/phrase';
import { EXIT } from '../io';
import type { Action } from './index';

/** `stepwise events list`: one line a source, or an array of `{name, source, title}`. */
export const list: Action = (words, { options, events, refuse }, io) => {
  if (words[0] !== undefined) return refuse(phrase`Unexpected argument "${words[0]}": list takes only options.`);
  const rows = events.EVENT_SOURCES.map(({ name, service, title }) => ({ name, source: service, title: title() }));
  if (options.format === 'json') io.data(JSON.stringify(rows));
  else {
    const width = Math.max(...rows.map(({ name }) => name.length));
    io.out(rows.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`).join(''));
    io.error(phrase`\nTo see one: stepwise events show NAME\n`);
  }
  return EXIT.succeeded;
};
