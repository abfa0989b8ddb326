import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { eventBridgeEvent } from '../parts/eventBridge';
import { text } from '../parameters';
import { eventSource } from '../source';

export const scheduler = eventSource({
  name: 'scheduler',
  title: () => phrase`EventBridge Scheduler: a schedule without an input of its own`,
  service: 'EventBridge Scheduler',
  page: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html',
  parameters: {
    schedule: text('every-night', () => phrase`the name of the schedule`),
    group: text('default', () => phrase`the group of the schedule`),
  },
  describe: ({ schedule, group }, fresh) =>
    eventBridgeEvent(
      {
        source: 'aws.scheduler',
        isFixed: true,
        detailType: 'Scheduled Event',
        resources: [fresh.arn('scheduler', `schedule/${group}/${schedule}`)],
        // A text here, unlike that of a rule.
        detail: '{}',
      },
      fresh,
    ),
  caller: queuedCaller,
});
