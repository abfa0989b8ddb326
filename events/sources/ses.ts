import type { SESEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { sesCaller } from '../callers/ses';
import { choice, text } from '../parameters';
import { exactly, leftOut, oneOf, some, type Described } from '../shape';
import { eventSource } from '../source';

export const ses = eventSource({
  name: 'ses',
  title: () => phrase`SES: an email is received`,
  service: 'SES',
  page: 'https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html',
  parameters: {
    from: text('mira@example.com', () => phrase`the sender`),
    to: text('orders@example.org', () => phrase`the recipient`),
    subject: text('My order', () => phrase`the subject`),
    invocation: choice(['Event', 'RequestResponse'], () => phrase`how the rule calls the function`),
  },
  describe({ from, to, subject, invocation }, fresh): Described<SESEvent> {
    const messageId = fresh.small(40);
    const verdict = () => ({ status: oneOf('PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED') });
    const date = new Date(fresh.time.millis).toUTCString().replace('GMT', '+0000');
    return {
      Records: some([
        {
          eventSource: exactly('aws:ses'),
          eventVersion: exactly('1.0'),
          ses: {
            mail: {
              timestamp: fresh.time.isoMillis,
              source: from,
              messageId,
              destination: [to],
              headersTruncated: false,
              headers: [
                { name: 'From', value: from },
                { name: 'To', value: to },
                { name: 'Subject', value: subject },
              ],
              commonHeaders: {
                returnPath: from,
                from: leftOut<string[]>([from], true),
                date,
                to: leftOut<string[]>([to], true),
                messageId: `<${messageId}@example.com>`,
                subject: leftOut<string>(subject, true),
                cc: leftOut<string[]>(['']),
                bcc: leftOut<string[]>(['']),
                sender: leftOut<string[]>(['']),
                replyTo: leftOut<string[]>(['']),
              },
            },
            receipt: {
              timestamp: fresh.time.isoMillis,
              processingTimeMillis: fresh.number(200, 900),
              recipients: [to],
              spamVerdict: verdict(),
              virusVerdict: verdict(),
              spfVerdict: verdict(),
              dkimVerdict: verdict(),
              dmarcVerdict: verdict(),
              dmarcPolicy: leftOut(oneOf('reject', 'quarantine', 'none')),
              action: {
                type: exactly('Lambda'),
                functionArn: fresh.arn('lambda', 'function:read-mail'),
                invocationType: oneOf(invocation, 'Event', 'RequestResponse'),
              },
            },
          },
        },
      ]),
    };
  },
  caller: sesCaller,
});
