import { phrase } from '../../core/l10n/phrase';
import { oneOf } from '../shape';
import type { Caller } from '../source';
import { recordFaults, saysThatItFailed } from './records';
import { accepted, at, listAt, retried } from './verdict';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/how-it-works-output-lambda.html */
export const analyticsCaller: Caller = {
  answered(answer, event) {
    const faults = recordFaults(answer, event, { result: oneOf('Ok', 'DeliveryFailed') }, (record, id) =>
      at(record, 'result') === 'Ok' ? [] : [saysThatItFailed(id)],
    );
    return faults.length === 0
      ? accepted(phrase`All ${listAt(event, 'records').length} records would count as delivered.`)
      : retried(phrase`Records would be sent again until they are delivered.`, faults);
  },
  failed: (_error, event) =>
    retried(phrase`All ${listAt(event, 'records').length} records would be sent again until they are delivered.`),
};
