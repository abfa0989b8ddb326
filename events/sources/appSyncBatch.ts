import { phrase } from '../../core/l10n/phrase';
import { appSyncBatchCaller } from '../callers/appSync';
import { FIELD, resolverEvent } from '../parts/appSync';
import { wholeNumber } from '../parameters';
import { batch, some } from '../shape';
import { eventSource } from '../source';

export const appSyncBatch = eventSource({
  name: 'appsync-batch',
  title: () => phrase`AppSync: a batch of fields is resolved`,
  service: 'AppSync',
  page: 'https://docs.aws.amazon.com/appsync/latest/devguide/tutorial-lambda-resolvers-js.html',
  parameters: { ...FIELD, count: wholeNumber(2, () => phrase`how many fields`) },
  describe: ({ count, ...given }, fresh) => some(batch(count, () => resolverEvent(given, fresh))),
  filled: { arguments: { at: [0, 'arguments'] }, field: { at: [0, 'info', 'fieldName'] } },
  caller: appSyncBatchCaller,
});
