import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { eventBridgeEvent } from '../parts/eventBridge';
import { json, jsonObject, text } from '../parameters';
import { anyObject } from '../shape';
import { eventSource } from '../source';

export const eventbridge = eventSource({
  name: 'eventbridge',
  title: () => phrase`EventBridge: an event of a bus`,
  service: 'EventBridge',
  page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html',
  parameters: {
    source: text('shop.orders', () => phrase`the source of the event`),
    'detail-type': text('Order placed', () => phrase`the detail type of the event`),
    detail: jsonObject({ orderId: '1042' }, () => phrase`the detail, as a JSON object`),
    resources: json([], () => phrase`the ARNs that it is about, as a JSON list`),
  },
  describe: ({ source, 'detail-type': detailType, detail, resources }, fresh) =>
    eventBridgeEvent(
      {
        source,
        detailType,
        detail: anyObject(detail),
        resources: Array.isArray(resources) ? resources.map(String) : [],
      },
      fresh,
    ),
  filled: { detail: { at: ['detail'] } },
  caller: queuedCaller,
});
