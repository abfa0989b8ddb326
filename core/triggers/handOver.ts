/**
 * What a trigger hands to the state machine that it starts, in one form for every kind of deployment file. Data alone: the
 * library of events applies it to a sample event.
 */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../json';
import { jsonText, parsedJson } from '../jsonText';

/** A trigger as readers of projects find it. */
export interface TriggerFact {
  readonly name?: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** What a resource that starts several says of this one. */
  readonly target?: JsonObject;
}

export interface HandOver {
  readonly by: 'rule' | 'scheduled-rule' | 'scheduler' | 'rest-api' | 'http-api' | 'pipe';
  /** Its own name, where it has one. */
  readonly called?: string;
  /** The events that a rule is about. */
  readonly pattern?: JsonObject;
  /** Where a pipe reads: an ARN or an address. */
  readonly source?: string;
  readonly method?: string;
  readonly route?: string;
  /** The input itself, as JSON text. Of this and what follows one is there; none: the event as it is. */
  readonly input?: string;
  /** The part of the event that is the input. */
  readonly inputPath?: string;
  /** Names and paths of an input transformer … */
  readonly inputPaths?: { readonly [name: string]: string };
  /** … and its template, or that of a pipe. */
  readonly inputTemplate?: string;
  /** By content type: the mapping templates of an API, in Velocity. */
  readonly requestTemplates?: { readonly [contentType: string]: string };
  /** The request is handed over as a function would get it. */
  readonly isProxy?: boolean;
  /** The parameter `Input` of an HTTP API, such as `$request.body`. */
  readonly parameter?: string;
  /** A pipe asks something else what to hand over. */
  readonly isEnriched?: boolean;
}

/** SAM's own. Source: SAM, "EventSource" of `AWS::Serverless::StateMachine`. */
const SAM_TEMPLATE = `{"input": "$util.escapeJavaScript($input.json('$'))"}`;
const SAM_UNESCAPED = `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")"}`;
/** serverless-step-functions', for JSON and for forms. */
const SERVERLESS_TEMPLATE = SAM_UNESCAPED;

type Reading = (properties: JsonObject, target: JsonObject) => HandOver | undefined;

const rule: Reading = (properties, target) => {
  const [pattern] = ['Pattern', 'EventPattern', 'event'].map((name) => objectIn(at(properties, name))).filter(Boolean);
  const isScheduled =
    !pattern && ['ScheduleExpression', 'Schedule', 'rate'].some((name) => at(properties, name) !== undefined);
  return {
    by: isScheduled ? 'scheduled-rule' : 'rule',
    called: text(at(properties, 'Name')),
    pattern,
    ...handed(target),
  };
};
const onItself =
  (reading: Reading): Reading =>
  (properties) =>
    reading(properties, properties);
const scheduledRule: Reading = (properties) => ({
  by: 'scheduled-rule',
  called: text(at(properties, 'Name')),
  ...handed(properties),
});
const scheduler: Reading = (properties, target) => ({
  by: 'scheduler',
  called: text(at(properties, 'Name')),
  ...handed(target),
});

/** By what the deployment file calls it. */
const READINGS: { readonly [type: string]: Reading } = {
  // SAM
  Schedule: scheduledRule,
  ScheduleV2: onItself(scheduler),
  EventBridgeRule: onItself(rule),
  CloudWatchEvent: onItself(rule),
  Api: ({ Path: route, Method: method, UnescapeMappingTemplate: isUnescaped }) => ({
    by: 'rest-api',
    method: text(method)?.toUpperCase(),
    route: text(route),
    requestTemplates: { 'application/json': isUnescaped === true ? SAM_UNESCAPED : SAM_TEMPLATE },
  }),
  // CloudFormation, and what the CDK makes
  'Events.Rule': rule,
  'Scheduler.Schedule': scheduler,
  'Pipes.Pipe': pipe,
  'ApiGateway.Method': ({ HttpMethod: method, Integration: integration }, { ResourcePath: route }) => ({
    by: 'rest-api',
    method: text(method),
    route: text(route),
    requestTemplates: texts(at(integration, 'RequestTemplates')),
  }),
  'ApiGatewayV2.Integration': ({ RequestParameters: parameters, RouteKey: key }) => {
    const [method, route] = text(key)?.split(' ') ?? [];
    return { by: 'http-api', method, route, parameter: text(at(parameters, 'Input')) };
  },
  // Serverless
  schedule: scheduledRule,
  eventBridge: onItself(rule),
  cloudwatchEvent: onItself(rule),
  http: (properties) => {
    const [method, route] = text(properties.http)?.split(/\s+/) ?? [text(properties.method), text(properties.path)];
    const written = at(at(properties, 'request'), 'template');
    if (text(properties.action) === 'StartSyncExecution' && written === undefined)
      return { by: 'rest-api', method: method?.toUpperCase(), route: slashed(route) };
    const own = { 'application/json': SERVERLESS_TEMPLATE, 'application/x-www-form-urlencoded': SERVERLESS_TEMPLATE };
    return {
      by: 'rest-api',
      method: method?.toUpperCase(),
      route: slashed(route),
      ...(written === 'lambda_proxy' ? { isProxy: true } : { requestTemplates: { ...own, ...texts(written) } }),
    };
  },
  // Terraform
  aws_cloudwatch_event_target: onItself(rule),
  aws_scheduler_schedule: onItself(scheduler),
  aws_pipes_pipe: onItself(pipe),
};

/** Undefined: nothing is known of such a trigger. */
export function handOverOf({ type, properties, target = {} }: TriggerFact): HandOver | undefined {
  const found = Object.hasOwn(READINGS, type) ? READINGS[type]!(properties, target) : undefined;
  return (
    found &&
    (Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as unknown as HandOver)
  );
}

function pipe(properties: JsonObject, target: JsonObject): HandOver {
  return {
    by: 'pipe',
    called: text(at(properties, 'Name')),
    source: text(at(properties, 'Source')),
    inputTemplate: text(at(target, 'InputTemplate')),
    isEnriched: at(properties, 'Enrichment') === undefined ? undefined : true,
  };
}

function handed(target: JsonObject): Pick<HandOver, 'input' | 'inputPath' | 'inputPaths' | 'inputTemplate'> {
  const input = at(target, 'Input');
  const transformer = at(target, 'InputTransformer');
  if (input !== undefined && input !== null) return { input: typeof input === 'string' ? input : jsonText(input) };
  if (transformer === undefined) return { inputPath: text(at(target, 'InputPath')) };
  return {
    inputPaths: texts(at(transformer, 'InputPathsMap') ?? at(transformer, 'InputPaths')),
    inputTemplate: text(at(transformer, 'InputTemplate')),
  };
}

/** A member by its name, in whichever spelling: `InputPath`, `inputPath`, `input_path`. */
function at(value: Json | undefined, name: string): Json | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(objectOf(value)).find(([key]) => key.replaceAll('_', '').toLowerCase() === wanted)?.[1];
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A pattern may be written as JSON text. */
function objectIn(value: Json | undefined): JsonObject | undefined {
  const read = typeof value === 'string' ? parsedJson(value) : value;
  return isJsonObject(read) ? read : undefined;
}

function texts(value: Json | undefined): { readonly [name: string]: string } | undefined {
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function slashed(route: string | undefined): string | undefined {
  return route === undefined ? undefined : `/${route.replace(/^\//, '')}`;
}
