import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { DESTINATION, destinationEvent } from '../parts/destination';
import { json } from '../parameters';
import { eventSource } from '../source';

export const destinationFailure = eventSource({
  name: 'destination-failure',
  title: () => phrase`Lambda: the destination of a call that failed`,
  service: 'Lambda',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  parameters: {
    ...DESTINATION,
    response: json({ errorType: 'Error', errorMessage: 'The card was declined' }, () => phrase`its error, as JSON`),
  },
  describe: (given, fresh) =>
    destinationEvent({ ...given, error: 'Unhandled' }, ['RetriesExhausted', 'EventAgeExceeded'], fresh),
  caller: queuedCaller,
});
