import { prettyJsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { hasPersonalTexts, withoutPersonalTexts } from '../../core/mask';
import { EXIT } from '../io';
import { nameOf, readText } from '../readText';
import type { Action } from './index';

/** `stepwise events import FILE`: the event in a line of a log, in JSON within JSON, or in what Python printed. */
export const importEvent: Action = async ([file, ...others], { options, events, refuse }, io) => {
  if (file === undefined || others.length > 0)
    return refuse(phrase`Name one file with a line of a log, or - to read standard input.`);
  const read = await readText(file, io);
  if ('problem' in read) return refuse(read.problem);
  const found = events.eventInText(read.text);
  if (found === undefined) return refuse(phrase`${nameOf(file)} holds neither a JSON object nor a list.`);
  const text = prettyJsonText(found);
  io.data(options.mask ? withoutPersonalTexts(text) : text);
  if (!options.mask && hasPersonalTexts(text))
    io.error(phrase`It holds tokens, account numbers or addresses: --mask replaces them.\n`);
  return EXIT.succeeded;
};
