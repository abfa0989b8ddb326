/** The words of CloudFormation and of what CDK makes: resources of their own that start a function. */
import { objectOf } from '../json';
import { pipe, rule, scheduler, textsIn } from './handed';
import type { TriggerWords } from './handOver';
import { permitted } from './permission';
import { hasVirtualHost } from './sam';
import { firstOf, lastOf, ofSource, route, textOf, texts } from './values';

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
  'Events.Rule': ({ Name: name, ScheduleExpression: schedule, EventPattern: pattern }, target) =>
    rule({ name, schedule, pattern }, target),
  'Scheduler.Schedule': ({ Name: name, GroupName: group, Target: own }, target) =>
    scheduler({ name, group }, Object.keys(target).length > 0 ? target : own),
  'Pipes.Pipe': ({ Name: name, Source: source, Enrichment: enrichment }, target) =>
    pipe({ name, source, enrichment }, target),
  'ApiGateway.Method': ({ HttpMethod: method, Integration: integration }, { ResourcePath: path }) => ({
    source: 'api-gateway-rest',
    texts: route(method, path),
    handOver: {
      by: 'rest-api',
      method: textOf(method),
      route: textOf(path),
      requestTemplates: textsIn(objectOf(integration).RequestTemplates),
    },
  }),
  'ApiGatewayV2.Integration': ({ RequestParameters: parameters, RouteKey: key }) => {
    const [method, path] = textOf(key)?.split(' ') ?? [];
    const parameter = textOf(objectOf(parameters).Input ?? objectOf(parameters).input);
    return {
      source: 'http-api',
      texts: route(method, path),
      handOver: { by: 'http-api', method, route: path, parameter },
    };
  },
  'SNS.Subscription': ({ TopicArn }) => ({ source: 'sns', texts: texts({ topic: lastOf(TopicArn) }) }),
  'Lambda.Url': () => ({ source: 'function-url', texts: {} }),
  'Lambda.Permission': ({ Principal, SourceArn }) => permitted(Principal, SourceArn),
};
