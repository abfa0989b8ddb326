import { phrase } from '../../core/l10n/phrase';
import { jsonObject, text } from '../parameters';
import { exactly, leftOut, mapOf, oneOf } from '../shape';
import { eventSource } from '../source';

export const cognitoSync = eventSource({
  name: 'cognito-sync',
  title: () => phrase`Cognito Sync: a dataset is synchronized`,
  service: 'Cognito Sync',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-events.html',
  parameters: {
    dataset: text('preferences', () => phrase`the name of the dataset`),
    records: jsonObject({ theme: 'dark' }, () => phrase`the new values, as a JSON object`),
  },
  describe: ({ dataset, records }, fresh) => ({
    version: exactly(2),
    eventType: exactly('SyncTrigger'),
    region: fresh.region,
    identityPoolId: `${fresh.region}:${fresh.uuid()}`,
    identityId: `${fresh.region}:${fresh.uuid()}`,
    datasetName: dataset,
    datasetRecords: mapOf(
      Object.fromEntries(
        Object.entries(records).map(([name, value]) => [
          name,
          { oldValue: leftOut(''), newValue: leftOut(String(value), true), op: oneOf('replace', 'remove') },
        ]),
      ),
      { oldValue: leftOut(''), newValue: leftOut(''), op: oneOf('replace', 'remove') },
    ),
  }),
});
