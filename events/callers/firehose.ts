import { phrase } from '../../core/l10n/phrase';
import { leftOut, nullable, oneOf } from '../shape';
import type { Caller } from '../source';
import { accepted, at, listAt, mistakesIn, refused } from './verdict';

/** https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html */
export const firehoseCaller: Caller = {
  answered: (answer, event) => {
    const wanted = listAt(event, 'records').map((each) => at(each, 'recordId'));
    const given = new Map(listAt(answer, 'records').map((each) => [at(each, 'recordId'), each]));
    const record = { result: oneOf('Ok', 'Dropped', 'ProcessingFailed'), data: leftOut(nullable('')) };
    const faults = wanted.flatMap((id) => {
      const found = given.get(id);
      if (found === undefined) return [phrase`${String(id)}: The answer has no record with this recordId.`];
      const mistakes = mistakesIn(found, record);
      if (mistakes.length > 0) return mistakes.map((each) => phrase`${String(id)}: ${each}`);
      if (at(found, 'result') === 'ProcessingFailed') return [phrase`${String(id)}: The handler says that it failed.`];
      return at(found, 'result') === 'Ok' && typeof at(found, 'data') !== 'string'
        ? [phrase`${String(id)}: data is missing. It must be base64.`]
        : [];
    });
    return faults.length === 0
      ? accepted(phrase`All ${wanted.length} records would be delivered or dropped as they say.`)
      : refused(
          phrase`Firehose would count records as failed, and write them to the error prefix of the bucket.`,
          faults,
        );
  },
  // https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html
  failed: (_error, event) =>
    refused(
      phrase`Firehose would count all ${listAt(event, 'records').length} records as failed, and write them to the error prefix of the bucket. It would first try a timeout three times more.`,
    ),
};
