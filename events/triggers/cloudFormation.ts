/** The words of CloudFormation and of what CDK makes: resources of their own that start a function. */
import { objectOf, type Json } from '../../core/json';
import type { OwnEvent, TriggerWords } from './ownEvent';
import { permitted } from './permission';
import { hasVirtualHost } from './sam';
import { firstOf, inputOf, lastOf, ofSource, patterned, textOf, texts } from './values';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
export const CLOUDFORMATION: TriggerWords = {
  'Lambda.EventSourceMapping': (given) => {
    const { Topics: topics, Queues: queues, SourceAccessConfigurations: access } = given;
    const { DatabaseName: database, CollectionName: collection } = objectOf(given.DocumentDBEventSourceConfig);
    const { KafkaBootstrapServers: servers } = objectOf(objectOf(given.SelfManagedEventSource).Endpoints);
    if (servers !== undefined)
      return { source: 'kafka', texts: texts({ topic: firstOf(topics), servers: firstOf(servers) }) };
    return ofSource(given.EventSourceArn, {
      topics,
      queues,
      virtualHost: hasVirtualHost(access),
      database,
      collection,
    });
  },
  'Events.Rule': ({ Name, ScheduleExpression, EventPattern }, target) => ({
    ...rule({ name: Name, schedule: ScheduleExpression, pattern: EventPattern }),
    ...inputOf(target.Input),
  }),
  'Scheduler.Schedule': ({ Name, GroupName, Target }, target) => ({
    source: 'scheduler',
    texts: texts({ schedule: textOf(Name), group: textOf(GroupName) }),
    ...inputOf(target.Input ?? objectOf(Target).Input),
  }),
  'Pipes.Pipe': ({ Source }) => pipe(Source),
  'SNS.Subscription': ({ TopicArn }) => ({ source: 'sns', texts: texts({ topic: lastOf(TopicArn) }) }),
  'Lambda.Url': () => ({ source: 'function-url', texts: {} }),
  'Lambda.Permission': ({ Principal, SourceArn }) => permitted(Principal, SourceArn),
};

/** A rule fires at times or on events. */
export function rule(given: { readonly name?: Json; readonly schedule?: Json; readonly pattern?: Json }): OwnEvent {
  return given.pattern === undefined && given.schedule !== undefined
    ? { source: 'scheduled-rule', texts: texts({ rule: textOf(given.name) }) }
    : { source: 'eventbridge', texts: patterned(given.pattern) };
}

/** Of the sources of pipes only a queue has a sample. */
export function pipe(source: Json | undefined): OwnEvent | undefined {
  return textOf(source)?.split(':')[2] === 'sqs'
    ? { source: 'pipes-sqs', texts: texts({ queue: lastOf(source) }) }
    : undefined;
}
