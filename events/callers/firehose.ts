import { phrase } from '../../core/l10n/phrase';
import { leftOut, nullable, oneOf } from '../shape';
import type { Caller } from '../source';
import { recordFaults, saysThatItFailed } from './records';
import { accepted, at, listAt, refused } from './verdict';

/** https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html */
export const firehoseCaller: Caller = {
  answered: (answer, event) => {
    // Of records of an MSK topic the value is what goes on.
    const payload = at(listAt(event, 'records')[0], 'kafkaRecordValue') === undefined ? 'data' : 'kafkaRecordValue';
    const described = { result: oneOf('Ok', 'Dropped', 'ProcessingFailed'), [payload]: leftOut(nullable('')) };
    const faults = recordFaults(answer, event, described, (record, id) => {
      if (at(record, 'result') === 'ProcessingFailed') return [saysThatItFailed(id)];
      return at(record, 'result') === 'Ok' && typeof at(record, payload) !== 'string'
        ? [phrase`${id}: ${payload} is missing. It must be base64.`]
        : [];
    });
    return faults.length === 0
      ? accepted(phrase`All ${listAt(event, 'records').length} records would be delivered or dropped as they say.`)
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
