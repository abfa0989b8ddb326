/** Rules, schedules, pipes, mappings, topics, buckets and logs: all that events come through. */
import { listOf, objectOf, type JsonObject } from '../../json';
import { own } from '../resolution';
import { started, startedAs, type Started, type StarterTable } from './started';

export const EVENTS: StarterTable = {
  'AWS::Events::Rule': ({ Targets: targets }) =>
    listOf(targets).map((target) => ({ what: own(target, 'Arn') ?? null, target: objectOf(target) })),
  'AWS::Scheduler::Schedule': ({ Target: target }) => [{ what: own(target, 'Arn') ?? null, target: objectOf(target) }],
  'AWS::Lambda::EventSourceMapping': ({ FunctionName: what = null }) => [{ what }],
  'AWS::Pipes::Pipe': ({ Target: what = null, TargetParameters: target }) => [{ what, target: objectOf(target) }],
  'AWS::SNS::Subscription': ({ Endpoint: what = null }) => [{ what }],
  'AWS::SNS::Topic': ({ Subscription: subscriptions, TopicName: name }, _resources, logicalId) =>
    listOf(subscriptions).map((each) =>
      startedAs('SNS.Subscription', own(each, 'Endpoint'), { TopicArn: name ?? { Ref: logicalId } }),
    ),
  'AWS::S3::Bucket': ({ NotificationConfiguration: configuration, BucketName: name }, _resources, logicalId) =>
    listOf(own(configuration, 'LambdaConfigurations')).map((each) =>
      startedAs('S3', own(each, 'Function'), { Bucket: name ?? { Ref: logicalId }, Events: own(each, 'Event') }),
    ),
  // What the CDK makes of `bucket.addEventNotification(…)`.
  'Custom::S3BucketNotifications': ({ BucketName: Bucket, NotificationConfiguration: configuration }) =>
    listOf(own(configuration, 'LambdaFunctionConfigurations')).map((each) =>
      startedAs('S3', own(each, 'LambdaFunctionArn'), { Bucket, Events: own(each, 'Events') }),
    ),
  'AWS::Logs::SubscriptionFilter': ({ DestinationArn: what, LogGroupName }) => [
    startedAs('CloudWatchLogs', what, { LogGroupName }),
  ],
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': alarm,
  'AWS::IoT::TopicRule': ({ TopicRulePayload: payload }) => {
    const given = { Sql: own(payload, 'Sql') };
    return listOf(own(payload, 'Actions')).flatMap((action) => [
      ...started('IoTRule', own(own(action, 'Lambda'), 'FunctionArn'), given),
      ...started('IoTRule', own(own(action, 'StepFunctions'), 'StateMachineName'), given),
    ]);
  },
  // It only says who may.
  'AWS::Lambda::Permission': ({ FunctionName: what = null }) => [{ what, isHint: true }],
};

function alarm({ AlarmName, AlarmActions, OKActions, InsufficientDataActions }: JsonObject): readonly Started[] {
  return [AlarmActions, OKActions, InsufficientDataActions]
    .flatMap(listOf)
    .map((what) => startedAs('CloudWatch.Alarm', what, { AlarmName }));
}
