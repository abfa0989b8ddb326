/** Resources of their own that start functions and machines: rules, schedules, pipes, mappings, methods of APIs. */
import type { Json, JsonObject } from '../json';
import { isJsonObject, objectOf } from '../json';
import { own } from './resolution';
import { plainOf, resolveValue } from './resolveValue';
import type { Resource } from './resource';
import type { TemplateTrigger } from './template';

/** What one resource starts. */
export interface Started {
  /** The value that names it. */
  readonly what: Json;
  /** Of what starts several: what it says of this one. */
  readonly target?: JsonObject;
  /** Where the resource holds several that start something: which one. */
  readonly part?: string;
  /** In the words of another type of resource. */
  readonly as?: { readonly type: string; readonly properties: JsonObject };
}

type Resources = ReadonlyMap<string, { readonly properties: JsonObject }>;

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

const STARTERS: { readonly [type: string]: (properties: JsonObject, resources: Resources) => readonly Started[] } = {
  'AWS::Events::Rule': ({ Targets: targets }) =>
    listOf(targets).map((target) => ({ what: own(target, 'Arn') ?? null, target: objectOf(target) })),
  'AWS::Scheduler::Schedule': ({ Target: target }) => [{ what: own(target, 'Arn') ?? null, target: objectOf(target) }],
  'AWS::Lambda::EventSourceMapping': ({ FunctionName: what = null }) => [{ what }],
  'AWS::Pipes::Pipe': ({ Target: what = null, TargetParameters: target }) => [{ what, target: objectOf(target) }],
  'AWS::ApiGateway::Method': (properties, resources) => {
    const { Integration: integration, ResourceId: id } = properties;
    const target = { ResourcePath: pathOf(id, resources) };
    const uri = own(integration, 'Uri') ?? null;
    return [{ what: isStart(uri) ? (own(integration, 'RequestTemplates') ?? null) : uri, target }];
  },
  'AWS::ApiGatewayV2::Integration': ({ IntegrationSubtype: subtype, RequestParameters: parameters }) =>
    isStart(subtype) ? [{ what: own(parameters, 'StateMachineArn') ?? null }] : [],
  'AWS::SNS::Subscription': ({ Endpoint: what = null }) => [{ what }],
  'AWS::Lambda::Url': ({ TargetFunctionArn: what = null }) => [{ what }],
  // What the CDK makes of `bucket.addEventNotification(…)`.
  'Custom::S3BucketNotifications': ({ BucketName: bucket, NotificationConfiguration: configuration }) =>
    listOf(own(configuration, 'LambdaFunctionConfigurations')).map((each) =>
      notified(own(each, 'LambdaFunctionArn'), bucket, own(each, 'Events')),
    ),
  'AWS::ApiGateway::RestApi': ({ Body: body }) => openApi(body),
  'AWS::ApiGatewayV2::Api': ({ Body: body }) => openApi(body),
  'AWS::Serverless::Api': ({ DefinitionBody: body }) => openApi(body),
  'AWS::Serverless::HttpApi': ({ DefinitionBody: body }) => openApi(body),
};

export function isStarter(type: string): boolean {
  return Object.hasOwn(STARTERS, type);
}

/** What a resource starts; none of one that is no {@link isStarter}. @param resources of its template, by logical id */
export function startedBy(type: string, properties: JsonObject, resources: Resources): readonly Started[] {
  return isStarter(type) ? STARTERS[type]!(properties, resources) : [];
}

/** `AWS::Events::Rule` → `Events.Rule` */
export function triggerTypeOf(type: string): string {
  return type.split('::').slice(1).join('.');
}

/** What starts each function and machine of a template, by its logical id. */
export function startersOf(list: readonly Resource[]): (logicalId: string) => readonly TemplateTrigger[] {
  const resources = new Map(list.map((resource) => [resource.logicalId, resource]));
  const found = list.flatMap((resource) => {
    return startedBy(resource.type, resource.properties, resources).map((started) => ({
      resource,
      started,
      means: meaning(started.what, resource),
    }));
  });
  return (logicalId) =>
    found
      .filter(({ means }) => means(logicalId))
      .map(({ resource: { logicalId: name, type, properties, key, scope }, started: { target, part, as } }) => {
        const plain = (value: Json): JsonObject => objectOf(plainOf(resolveValue(value, scope), scope));
        return {
          name: part === undefined ? name : `${name} ${part}`,
          type: as?.type ?? triggerTypeOf(type),
          properties: plain(as?.properties ?? properties),
          ...(target && { target: plain(target) }),
          span: key,
        };
      });
}

/** Whether a value is a reference to a resource, or a text that has its address in it. */
function meaning(what: Json, { scope }: Resource): (logicalId: string) => boolean {
  if (what === null) return () => false;
  const resolved = resolveValue(what, scope);
  if (resolved.kind === 'resource') return (logicalId) => resolved.logicalId === logicalId;
  return (logicalId) => mentions(what, logicalId);
}

/** Whether a value, as it is written, names a resource. */
export function mentions(what: Json, logicalId: string): boolean {
  const written = JSON.stringify(what);
  return [`"${logicalId}"`, `\${${logicalId}}`, `\${${logicalId}.`, `"${logicalId}.Arn"`].some((each) =>
    written.includes(each),
  );
}

/** A notification of S3, in SAM's words. */
function notified(what: Json | undefined, bucket: Json | undefined, events: Json | undefined): Started {
  const properties: JsonObject = {};
  if (bucket !== undefined) properties.Bucket = bucket;
  if (events !== undefined) properties.Events = events;
  return { what: what ?? null, as: { type: 'S3', properties } };
}

function isStart(value: Json | undefined): boolean {
  return /(?:states:action\/|StepFunctions-)Start(?:Sync)?Execution/.test(JSON.stringify(value ?? ''));
}

/** `/orders/{id}`: the parts of a resource of an API and of those above it. */
function pathOf(id: Json | undefined, resources: Resources): string {
  const parts: Json[] = [];
  let above = own(id, 'Ref');
  for (let depth = 0; typeof above === 'string' && depth < 40; depth++) {
    const properties = resources.get(above)?.properties;
    if (properties?.PathPart === undefined) break;
    parts.unshift(properties.PathPart);
    above = own(properties.ParentId, 'Ref');
  }
  return `/${parts.filter((part) => typeof part === 'string').join('/')}`;
}

/** Source: API Gateway, "x-amazon-apigateway-integration object". */
function openApi(body: Json | undefined): Started[] {
  return Object.entries(objectOf(own(body, 'paths'))).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).flatMap(([method, operation]): Started[] => {
      const written = own(operation, 'x-amazon-apigateway-integration');
      if (!isJsonObject(written)) return [];
      const part = `${method.replace(/^x-amazon-apigateway-any-method$/, 'any').toUpperCase()} ${path}`;
      if (isStart(written.integrationSubtype)) {
        const properties = { RequestParameters: written.requestParameters ?? {}, RouteKey: part };
        const as = { type: 'ApiGatewayV2.Integration', properties };
        return [{ what: own(written.requestParameters, 'StateMachineArn') ?? null, part, as }];
      }
      if (!isStart(written.uri)) return [];
      const Integration = { Uri: written.uri ?? null, RequestTemplates: written.requestTemplates ?? {} };
      const as = { type: 'ApiGateway.Method', properties: { HttpMethod: method.toUpperCase(), Integration } };
      return [{ what: written.requestTemplates ?? null, part, as, target: { ResourcePath: path } }];
    }),
  );
}
