import { phrase } from '../../core/l10n/phrase';
import { appSyncCaller } from '../callers/appSync';
import { FIELD, resolverEvent } from '../parts/appSync';
import { eventSource } from '../source';

export const appSyncResolver = eventSource({
  name: 'appsync-resolver',
  title: () => phrase`AppSync: a field is resolved`,
  service: 'AppSync',
  page: 'https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html',
  parameters: FIELD,
  describe: resolverEvent,
  filled: { arguments: { at: ['arguments'] }, field: { at: ['info', 'fieldName'] } },
  caller: appSyncCaller,
});
