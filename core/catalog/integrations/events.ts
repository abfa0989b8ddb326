import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import { METADATA, type IntegratedService } from './integration';
import { withText } from './sdkCall';

export const events: IntegratedService = {
  name: 'events',
  client: 'eventbridge',
  source: 'AWS: Add EventBridge events with Step Functions',
  errors: { prefix: 'EventBridge', service: 'AmazonEventBridge', otherError: 'AmazonEventBridgeException' },
  actions: {
    putEvents: {
      doc: 'Puts events on an EventBridge bus. A failed entry fails the task.',
      request: {
        Entries: [{ Source: 'orders', DetailType: 'OrderPlaced', 'Detail.$': '$', EventBusName: 'default' }],
      },
      response: { Entries: [{ EventId: '1d3f0d2e-0000-4000-8000-000000000000' }], FailedEntryCount: 0, ...METADATA },
      callback: true,
      sdk: {
        parameters: (input) => ({
          ...input,
          Entries: Array.isArray(input.Entries) ? input.Entries.map(withDetailAsText) : (input.Entries ?? null),
        }),
        failure: (output) =>
          typeof output.FailedEntryCount === 'number' && output.FailedEntryCount > 0
            ? { error: 'EventBridge.FailedEntry', cause: JSON.stringify(output) }
            : undefined,
      },
    },
  },
};

function withDetailAsText(entry: Json): Json {
  return isJsonObject(entry) ? withText('Detail')(entry) : entry;
}
