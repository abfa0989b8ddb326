/**
 * The ways in which an app's source makes something start a function or a machine: a row for each, by the method or the class that
 * is called. What a row finds is in the words of CloudFormation, or of SAM where CloudFormation has several resources for it.
 */
import type { Json, JsonObject } from '../../../../core/json';
import type { Placed } from '../../../code/evaluate';
import { eventPattern, patternValue, scheduleText, targetInput } from './ruleValues';
import type { TriggerSite } from './triggerSite';

export interface FoundTrigger {
  /** What is started, or the calls that it is wrapped in: `new LambdaFunction(fn)`. */
  readonly starts: Placed | undefined;
  readonly type: string;
  readonly properties: { readonly [name: string]: Json | undefined };
  readonly target?: JsonObject;
  readonly name?: string;
}

export type Way = (site: TriggerSite) => readonly FoundTrigger[];

/** By the method, as JavaScript has it. */
export const METHODS: { readonly [method: string]: Way } = {
  addEventSource: (site) => eventSource(site.callOf(site.argument(0, 'source')), site.object),
  addTarget: (site) => {
    const rule = site.callOf(site.object);
    return rule?.name === 'Rule' ? ruleTarget(rule, site.argument(0, 'target')) : [];
  },
  addEventNotification: (site) => {
    const event = site.argument(0, 'event');
    return notification(site, site.argument(1, 'dest'), event && eventName(site.wordOf(event)));
  },
  addObjectCreatedNotification: (site) => notification(site, site.argument(0, 'dest'), 's3:ObjectCreated:*'),
  addObjectRemovedNotification: (site) => notification(site, site.argument(0, 'dest'), 's3:ObjectRemoved:*'),
  addSubscription: (site) => {
    const subscription = site.callOf(site.argument(0, 'topic_subscription'));
    return subscription?.name === 'LambdaSubscription' ? topic(site, site.object, subscription.call) : [];
  },
  addMethod: (site) => {
    const { path, api } = routeOf(site.object, site);
    const integration = site.argument(1, 'integration') ?? api?.property('defaultIntegration');
    const method = site.argument(0, 'http_method');
    return restRoute(path, method && site.evaluate.text(method), integration ?? api?.property('handler'), site);
  },
  addProxy: (site) => {
    const { path, api } = routeOf(site.object, site);
    const integration = site.property('defaultIntegration') ?? api?.property('defaultIntegration');
    const proxy = path === undefined ? undefined : `${path.replace(/\/$/, '')}/{proxy+}`;
    return restRoute(proxy, 'ANY', integration ?? api?.property('handler'), site);
  },
  addRoutes: (site) => {
    const methods = site.property('methods');
    const words = methods && site.evaluate.elements(methods)?.map((each) => site.wordOf(each));
    return (words ?? ['ANY']).flatMap((method) =>
      httpRoute(site.text('path'), method, site.callOf(site.property('integration'))),
    );
  },
  addFunctionUrl: (site) => [{ starts: site.object, type: 'Lambda.Url', properties: urlProperties(site) }],
};

function urlProperties(site: TriggerSite): FoundTrigger['properties'] {
  const word = (name: string): string | undefined => {
    const given = site.property(name);
    return given && site.wordOf(given);
  };
  return { AuthType: word('authType'), InvokeMode: word('invokeMode') };
}

/** By the class. */
export const CLASSES: { readonly [className: string]: Way } = {
  FunctionUrl: (site) => [{ starts: site.property('function'), type: 'Lambda.Url', properties: urlProperties(site) }],
  Rule: (rule) => {
    const targets = rule.property('targets');
    return ((targets && rule.evaluate.elements(targets)) ?? []).flatMap((target) => ruleTarget(rule, target));
  },
  // Of EventBridge Scheduler.
  Schedule: (site) => {
    const target = site.callOf(site.property('target'));
    const schedule = site.property('schedule');
    const properties = {
      Name: site.text('scheduleName'),
      ScheduleExpression: schedule && scheduleText(schedule, site),
    };
    const name = site.construct?.path.at(-1);
    return target
      ? [{ name, starts: target.call, type: 'Scheduler.Schedule', properties, target: targetInput(target) }]
      : [];
  },
  LambdaRestApi: (site) => {
    const proxy = site.property('proxy');
    if (proxy && site.evaluate.json(proxy) === false) return [];
    return restRoute('/{proxy+}', 'ANY', site.property('handler'), site);
  },
  HttpApi: (site) => httpRoute(undefined, undefined, site.callOf(site.property('defaultIntegration'))),
  EventSourceMapping: (site) => [
    {
      name: site.construct?.path.at(-1),
      starts: site.property('target'),
      type: 'Lambda.EventSourceMapping',
      properties: { EventSourceArn: arnText(site), ...mapping(site) },
    },
  ],
  ...Object.fromEntries(
    ['Function', 'NodejsFunction', 'PythonFunction', 'DockerImageFunction'].map((name): [string, Way] => [
      name,
      (site) => {
        const sources = site.property('events');
        const elements = (sources && site.evaluate.elements(sources)) ?? [];
        return elements.flatMap((each) => eventSource(site.callOf(each), site.call));
      },
    ]),
  ),
};

/** By the class of `aws-lambda-event-sources`: what its first argument is. */
const EVENT_SOURCES: {
  readonly [className: string]: (source: TriggerSite) => Pick<FoundTrigger, 'type' | 'properties'>;
} = {
  SqsEventSource: mapped('SQS', 'Queue'),
  DynamoEventSource: mapped('DynamoDB', 'Stream'),
  KinesisEventSource: mapped('Kinesis', 'Stream'),
  ManagedKafkaEventSource: (source) => ({
    type: 'Lambda.EventSourceMapping',
    properties: { EventSourceArn: source.text('clusterArn'), Topics: topicsOf(source), ...mapping(source) },
  }),
  SelfManagedKafkaEventSource: (source) => ({
    type: 'SelfManagedKafka',
    properties: { Topics: topicsOf(source), ...mapping(source) },
  }),
  SnsEventSource: (source) => ({ type: 'SNS', properties: { Topic: source.arnOf(source.arguments[0]) } }),
  S3EventSource: bucketSource,
  S3EventSourceV2: bucketSource,
  ApiEventSource: (source) => {
    const [method, path] = source.arguments.map((each) => source.evaluate.text(each));
    return { type: 'Api', properties: { Method: method, Path: path } };
  },
};

function eventSource(source: TriggerSite | undefined, starts: Placed | undefined): FoundTrigger[] {
  if (!source || !Object.hasOwn(EVENT_SOURCES, source.name)) return [];
  return [{ name: source.idOf(source.arguments[0]), starts, ...EVENT_SOURCES[source.name]!(source) }];
}

function mapped(type: string, property: string) {
  return (source: TriggerSite): Pick<FoundTrigger, 'type' | 'properties'> => ({
    type,
    properties: { [property]: source.arnOf(source.arguments[0]), ...mapping(source) },
  });
}

function mapping(site: TriggerSite): FoundTrigger['properties'] {
  const batch = site.property('batchSize');
  const reports = site.property('reportBatchItemFailures');
  const filters = site.property('filters');
  const patterns = ((filters && site.evaluate.elements(filters)) ?? []).flatMap((each): JsonObject[] => {
    // `FilterCriteria.filter({ … })`
    const [given] = site.callOf(each)?.arguments ?? [];
    const pattern = given && patternValue(given, site);
    return pattern === undefined ? [] : [{ Pattern: JSON.stringify(pattern) }];
  });
  return {
    BatchSize: batch && site.evaluate.json(batch),
    FunctionResponseTypes: reports && site.evaluate.json(reports) === true ? ['ReportBatchItemFailures'] : undefined,
    FilterCriteria: patterns.length > 0 ? { Filters: patterns } : undefined,
  };
}

function topicsOf(site: TriggerSite): Json | undefined {
  const topic = site.text('topic');
  return topic === undefined ? undefined : [topic];
}

function arnText(site: TriggerSite): string | undefined {
  const given = site.property('eventSourceArn');
  if (given?.expression.kind !== 'member') return site.text('eventSourceArn');
  return site.arnOf({ ...given, expression: given.expression.object });
}

function ruleTarget(rule: TriggerSite, target: Placed | undefined): FoundTrigger[] {
  const made = rule.callOf(target);
  const pattern = rule.property('eventPattern');
  const schedule = rule.property('schedule');
  const bus = rule.property('eventBus');
  const properties = {
    ...(bus && { EventBusName: rule.arnOf(bus) ?? null }),
    Name: rule.text('ruleName'),
    EventPattern: pattern && eventPattern(pattern, rule),
    ScheduleExpression: schedule && scheduleText(schedule, rule),
  };
  const name = rule.construct?.path.at(-1);
  return made ? [{ name, starts: made.call, type: 'Events.Rule', properties, target: targetInput(made) }] : [];
}

function notification(site: TriggerSite, starts: Placed | undefined, event: string | undefined): FoundTrigger[] {
  if (site.callOf(starts)?.name !== 'LambdaDestination') return [];
  const properties = { Bucket: site.arnOf(site.object), Events: event === undefined ? undefined : [event] };
  return [{ name: site.idOf(site.object), starts, type: 'S3', properties }];
}

function bucketSource(source: TriggerSite): Pick<FoundTrigger, 'type' | 'properties'> {
  const events = source.property('events');
  const names = events && source.evaluate.elements(events)?.flatMap((each) => eventName(source.wordOf(each)) ?? []);
  return { type: 'S3', properties: { Bucket: source.arnOf(source.arguments[0]), Events: names } };
}

/** `OBJECT_CREATED_PUT` → `s3:ObjectCreated:Put` */
function eventName(constant: string | undefined): string | undefined {
  const [, kind, ...rest] = constant?.split('_') ?? [];
  const word = (part: string): string => part[0]!.toUpperCase() + part.slice(1).toLowerCase();
  return kind && `s3:Object${word(kind)}:${rest.filter(Boolean).map(word).join('') || '*'}`;
}

function topic(site: TriggerSite, of: Placed | undefined, starts: Placed): FoundTrigger[] {
  return [{ name: site.idOf(of), starts, type: 'SNS', properties: { Topic: site.arnOf(of) } }];
}

function restRoute(
  path: string | undefined,
  method: string | undefined,
  starts: Placed | undefined,
  site: TriggerSite,
): FoundTrigger[] {
  const made = site.callOf(starts);
  // What another service answers starts nothing of ours.
  if (!made || (/Integration$/.test(made.name) && made.name !== 'LambdaIntegration')) return [];
  const name = path === undefined ? undefined : `${method ?? 'ANY'} ${path}`;
  return [{ name, starts: made.call, type: 'Api', properties: { Method: method, Path: path } }];
}

function httpRoute(
  path: string | undefined,
  method: string | undefined,
  integration: TriggerSite | undefined,
): FoundTrigger[] {
  if (!integration?.name.includes('Lambda')) return [];
  const version = integration.property('payloadFormatVersion');
  const isFirst = version !== undefined && integration.wordOf(version) === 'VERSION_1_0';
  const name = path === undefined ? '$default' : `${method ?? 'ANY'} ${path}`;
  const properties = { Method: method, Path: path, PayloadFormatVersion: isFirst ? '1.0' : undefined };
  return [{ name, starts: integration.call, type: 'HttpApi', properties }];
}

/** The path of a resource of a REST API, such as `api.root.addResource('orders')`, and the API. */
function routeOf(
  resource: Placed | undefined,
  at: TriggerSite,
  depth = 0,
): { readonly path?: string; readonly api?: TriggerSite } {
  if (!resource || depth > DEEPEST_ROUTE) return {};
  const { expression, ...place } = at.evaluate.follow(resource);
  if (expression.kind === 'member' && expression.name === 'root') {
    return { path: '/', api: at.callOf({ ...place, expression: expression.object }) };
  }
  const made = at.callOf({ ...place, expression });
  const kind = made?.name.replaceAll('_', '').toLowerCase() ?? '';
  const part = Object.hasOwn(PARTS, kind) ? PARTS[kind]!(made!) : undefined;
  if (part === undefined) return {};
  const above = routeOf(made!.object, made!, depth + 1);
  return above.path === undefined ? above : { ...above, path: `${above.path.replace(/\/$/, '')}/${part}` };
}

const DEEPEST_ROUTE = 30;

/** By the method that makes a resource of an API: what it adds to the path. */
const PARTS: { readonly [method: string]: (site: TriggerSite) => string | undefined } = {
  addresource: ({ evaluate, arguments: [part] }) => part && evaluate.text(part),
  resourceforpath: ({ evaluate, arguments: [part] }) => part && evaluate.text(part)?.replace(/^\//, ''),
  addproxy: () => '{proxy+}',
};
