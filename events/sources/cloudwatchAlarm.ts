import type { CloudWatchAlarmEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { choice, text } from '../parameters';
import { anyObject, exactly, leftOut, matching, oneOf, type Described } from '../shape';
import { eventSource } from '../source';

const STATES = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;

export const cloudwatchAlarm = eventSource({
  name: 'cloudwatch-alarm',
  title: () => phrase`CloudWatch: an alarm changes its state`,
  service: 'CloudWatch',
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html',
  parameters: {
    alarm: text('too-many-errors', () => phrase`the name of the alarm`),
    state: choice(STATES, () => phrase`the state that it has come to`),
  },
  describe({ alarm, state }, fresh): Described<CloudWatchAlarmEvent> {
    const at = (seconds: number): string => fresh.time.later(seconds).isoMillis.replace('Z', '+0000');
    const stateAt = (value: (typeof STATES)[number], seconds: number) => ({
      value: oneOf(value, ...STATES),
      reason: 'Threshold Crossed: 1 out of the last 1 datapoints was compared with the threshold (5.0).',
      reasonData: leftOut<string>('{"version":"1.0","threshold":5.0}', true),
      timestamp: at(seconds),
      actionsSuppressedBy: leftOut<string>(oneOf('WaitPeriod', 'ExtensionPeriod', 'Alarm')),
      actionsSuppressedReason: leftOut<string>(''),
    });
    return {
      source: exactly('aws.cloudwatch'),
      alarmArn: matching(fresh.arn('cloudwatch', `alarm:${alarm}`), /:alarm:/, phrase`It must be the ARN of an alarm.`),
      accountId: fresh.account,
      time: at(0),
      region: fresh.region,
      alarmData: {
        alarmName: alarm,
        state: stateAt(state, 0),
        previousState: stateAt(state === 'OK' ? 'ALARM' : 'OK', -300),
        configuration: anyObject({
          description: 'More than five errors in five minutes',
          metrics: [
            {
              id: fresh.uuid(),
              metricStat: {
                metric: { namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: 'charge' } },
                period: 300,
                stat: 'Sum',
              },
              returnData: true,
            },
          ],
        }),
      },
    };
  },
  caller: queuedCaller,
});
