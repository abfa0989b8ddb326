import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { DESTINATION, destinationEvent } from '../parts/destination';
import { json } from '../parameters';
import { eventSource } from '../source';

export const destinationSuccess = eventSource({
  name: 'destination-success',
  title: () => phrase`Lambda: the destination of a call that succeeded`,
  service: 'Lambda',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  parameters: { ...DESTINATION, response: json({ charged: true }, () => phrase`what it answered, as JSON`) },
  describe: (given, fresh) => destinationEvent(given, ['Success'], fresh),
  caller: queuedCaller,
});
