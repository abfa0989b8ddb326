import type { CloudWatchLogsEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { base64OfBytes } from '../fresh';
import { gzip } from '../gzip';
import { text } from '../parameters';
import { matching, says, type Described } from '../shape';
import { eventSource } from '../source';

export const cloudwatchLogs = eventSource({
  name: 'cloudwatch-logs',
  title: () => phrase`CloudWatch Logs: lines of a subscription`,
  service: 'CloudWatch Logs',
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html',
  parameters: {
    message: text('ERROR The order 1042 has no address', () => phrase`the line of the log`),
    'log-group': text('/aws/lambda/charge', () => phrase`the log group`),
    filter: text('errors', () => phrase`the name of the subscription filter`),
  },
  describe({ message, 'log-group': logGroup, filter }, fresh): Described<CloudWatchLogsEvent> {
    const lines = {
      messageType: 'DATA_MESSAGE',
      owner: fresh.account,
      logGroup,
      logStream: `${fresh.time.iso.slice(0, 10).replaceAll('-', '/')}/[$LATEST]${fresh.hex(32)}`,
      subscriptionFilters: [filter],
      logEvents: [{ id: fresh.digits(56), timestamp: fresh.time.millis, message }],
    };
    const data = base64OfBytes(gzip(new TextEncoder().encode(JSON.stringify(lines))));
    return {
      awslogs: {
        data: says(
          phrase`JSON, compressed with gzip, in base64.`,
          matching(data, /^H4sI/, phrase`It must be JSON, compressed with gzip, in base64: it begins with H4sI.`),
        ),
      },
    };
  },
  filled: { message: { at: ['awslogs', 'data', 'logEvents', 0, 'message'] } },
  caller: queuedCaller,
});
