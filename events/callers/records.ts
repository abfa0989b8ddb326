import type { Json } from '../../core/json';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { at, listAt, mistakesIn } from './verdict';

/** What is wrong with an answer that must have a record for each of the event's, with its recordId. @param faultsOf of one of the shape */
export function recordFaults(
  answer: Json,
  event: Json,
  described: object,
  faultsOf: (record: Json, id: string) => readonly Phrase[],
): Phrase[] {
  const given = new Map(listAt(answer, 'records').map((each) => [at(each, 'recordId'), each]));
  return listAt(event, 'records').flatMap((each): readonly Phrase[] => {
    const id = at(each, 'recordId');
    const found = given.get(id);
    if (found === undefined) return [phrase`${String(id)}: The answer has no record with this recordId.`];
    const mistakes = mistakesIn(found, described);
    if (mistakes.length > 0) return mistakes.map((mistake) => phrase`${String(id)}: ${mistake}`);
    return faultsOf(found, String(id));
  });
}

export const saysThatItFailed = (id: string): Phrase => phrase`${id}: The handler says that it failed.`;
