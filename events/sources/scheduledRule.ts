import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { eventBridgeEvent } from '../parts/eventBridge';
import { text } from '../parameters';
import { eventSource } from '../source';

export const scheduledRule = eventSource({
  name: 'scheduled-rule',
  title: () => phrase`EventBridge: a rule with a schedule`,
  service: 'EventBridge',
  page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html',
  parameters: { rule: text('every-night', () => phrase`the name of the rule`) },
  describe: ({ rule }, fresh) =>
    eventBridgeEvent(
      {
        source: 'aws.events',
        isFixed: true,
        detailType: 'Scheduled Event',
        resources: [fresh.arn('events', `rule/${rule}`)],
        detail: {},
      },
      fresh,
    ),
  caller: queuedCaller,
});
