import { phrase } from '../../core/l10n/phrase';
import { oneOf } from '../shape';
import type { Caller } from '../source';
import { accepted, at, listAt, mistakesIn, retried } from './verdict';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/how-it-works-output-lambda.html */
export const analyticsCaller: Caller = {
  answered(answer, event) {
    const given = new Map(listAt(answer, 'records').map((each) => [at(each, 'recordId'), each]));
    const wanted = listAt(event, 'records').map((each) => at(each, 'recordId'));
    const faults = wanted.flatMap((id) => {
      const found = given.get(id);
      if (found === undefined) return [phrase`${String(id)}: The answer has no record with this recordId.`];
      const mistakes = mistakesIn(found, { result: oneOf('Ok', 'DeliveryFailed') });
      if (mistakes.length > 0) return mistakes.map((each) => phrase`${String(id)}: ${each}`);
      return at(found, 'result') === 'Ok' ? [] : [phrase`${String(id)}: The handler says that it failed.`];
    });
    return faults.length === 0
      ? accepted(phrase`All ${wanted.length} records would count as delivered.`)
      : retried(phrase`Records would be sent again until they are delivered.`, faults);
  },
  failed: (_error, event) =>
    retried(phrase`All ${listAt(event, 'records').length} records would be sent again until they are delivered.`),
};
