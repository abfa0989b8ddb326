import { phrase } from '../../core/l10n/phrase';
import { appSyncEventsCaller } from '../callers/appSyncEvents';
import { choice, json, text } from '../parameters';
import { anyObject, anything, mapOf, nullable, oneOf, says } from '../shape';
import { eventSource } from '../source';

export const appSyncEvents = eventSource({
  name: 'appsync-events',
  title: () => phrase`AppSync Events: a channel is published or subscribed to`,
  service: 'AppSync',
  page: 'https://docs.aws.amazon.com/appsync/latest/eventapi/direct-lambda-integrations.html',
  parameters: {
    channel: text('/orders/1042', () => phrase`the path of the channel`),
    operation: choice(['PUBLISH', 'SUBSCRIBE'], () => phrase`what is done`),
    payload: json({ orderId: '1042' }, () => phrase`what is published, as JSON`),
  },
  describe({ channel, operation, payload }, fresh) {
    const segments = channel.split('/').filter((each) => each !== '');
    return {
      identity: nullable(anyObject({}), true),
      result: nullable(anyObject({}), true),
      request: {
        headers: mapOf({ host: `${fresh.small(26)}.appsync-api.${fresh.region}.amazonaws.com` }, ''),
        domainName: nullable('', true),
      },
      info: {
        channel: { path: channel, segments },
        channelNamespace: { name: segments[0] ?? 'default' },
        operation: oneOf(operation, 'PUBLISH', 'SUBSCRIBE'),
      },
      error: nullable(anyObject({}), true),
      prev: nullable(anyObject({}), true),
      stash: anyObject({}),
      outErrors: [] as string[],
      events: says(
        phrase`What was published; null at a subscription.`,
        nullable([{ id: fresh.uuid(), payload: anything(payload) }], operation === 'SUBSCRIBE'),
      ),
    };
  },
  caller: appSyncEventsCaller,
});
