/** What the messages of Amazon MQ have in common, whichever broker has them. */
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { text } from '../parameters';

export const BROKER = {
  data: text('{"orderId":"1042"}', () => phrase`the message, as a text`),
  queue: text('orders', () => phrase`the name of the queue`),
  broker: text('shop', () => phrase`the name of the broker`),
};

export function brokerArn(broker: string, fresh: Fresh): string {
  return fresh.arn('mq', `broker:${broker}:b-${fresh.uuid()}`);
}
