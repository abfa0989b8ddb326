/** Resources of their own that start functions and machines: rules, schedules, pipes, mappings, routes of APIs, user pools. */
import type { Json, JsonObject } from '../../json';
import { objectOf } from '../../json';
import { own } from '../resolution';
import { plainOf, resolveValue } from '../resolveValue';
import type { Resource } from '../resource';
import type { TemplateTrigger } from '../template';
import { APIS } from './apis';
import { EVENTS } from './events';
import { customResource, SERVICES } from './services';
import { mentions, type Resources, type Started, type StarterTable, type Starts } from './started';

export { isStart, mentions, type Started } from './started';

const STARTERS: StarterTable = { ...EVENTS, ...APIS, ...SERVICES };

/** Resources of AWS's that may start something. */
export const STARTER_TYPES: readonly string[] = Object.keys(STARTERS);

function startsOf(type: string): Starts | undefined {
  if (Object.hasOwn(STARTERS, type)) return STARTERS[type];
  return type.startsWith('Custom::') ? customResource(type) : undefined;
}

function isStarter(type: string): boolean {
  return startsOf(type) !== undefined;
}

/** Of types that seldom start anything: the property without which they do not. */
const ONLY_WITH: { readonly [type: string]: string } = {
  'AWS::S3::Bucket': 'NotificationConfiguration',
  'AWS::SNS::Topic': 'Subscription',
  'AWS::Cognito::UserPool': 'LambdaConfig',
  'AWS::CloudFront::Distribution': 'DistributionConfig',
  'AWS::CodeCommit::Repository': 'Triggers',
  'AWS::CloudWatch::Alarm': 'AlarmActions',
  'AWS::Transfer::Server': 'IdentityProviderDetails',
  'AWS::ECS::Service': 'DeploymentConfiguration',
  'AWS::BedrockAgentCore::Gateway': 'InterceptorConfigurations',
};

/** Whether a resource starts something perhaps, by its properties' names alone: values may need what nobody has given. */
export function mayStart(type: string, has: (property: string) => boolean): boolean {
  return isStarter(type) && (!Object.hasOwn(ONLY_WITH, type) || has(ONLY_WITH[type]!));
}

/** What a resource starts; none of one that is no {@link isStarter}. @param resources of its template, by logical id */
export function startedBy(
  {
    type,
    logicalId,
    properties,
  }: { readonly type: string; readonly logicalId: string; readonly properties: JsonObject },
  resources: Resources,
): readonly Started[] {
  return startsOf(type)?.(properties, resources, logicalId) ?? [];
}

/** `AWS::Events::Rule` → `Events.Rule` */
export function triggerTypeOf(type: string): string {
  return type.split('::').slice(1).join('.');
}

/** What starts each function and machine of a template, by its logical id. @param hasOwn whether it has events of its own */
export function startersOf(
  list: readonly Resource[],
): (logicalId: string, hasOwn: boolean) => readonly TemplateTrigger[] {
  const resources = new Map(list.map((resource) => [resource.logicalId, resource]));
  const found = list.flatMap((resource) => {
    return startedBy(resource, resources).map((started) => ({
      resource,
      started,
      means: meaning(started.what, resource),
    }));
  });
  return (logicalId, hasOwn) => {
    const names = [logicalId, ...versionsOf(logicalId, list)];
    const own = found.filter(({ means }) => names.some(means));
    return telling(own, ({ started }) => started, hasOwn).map(({ resource, started: { target, part, as } }) => {
      const { logicalId: name, type, properties, key, scope } = resource;
      const plain = (value: Json): JsonObject => objectOf(plainOf(resolveValue(value, scope), scope));
      return {
        name: part === undefined ? name : `${name} ${part}`,
        type: as?.type ?? triggerTypeOf(type),
        properties: plain(as?.properties ?? properties),
        ...(target && { target: plain(target) }),
        span: key,
      };
    });
  };
}

/** A permission says less than what uses it. */
export function telling<T>(found: readonly T[], startedOf: (each: T) => Started, hasOwn: boolean): readonly T[] {
  const clear = found.filter((each) => !startedOf(each).isHint);
  return hasOwn || clear.length > 0 ? clear : found;
}

/** Versions and aliases of a function: what starts them starts it. */
function versionsOf(logicalId: string, list: readonly Resource[]): readonly string[] {
  return list
    .filter(
      ({ type, properties }) =>
        (type === 'AWS::Lambda::Version' || type === 'AWS::Lambda::Alias') &&
        mentions(own(properties, 'FunctionName') ?? null, logicalId),
    )
    .map((version) => version.logicalId);
}

/** Whether a value is a reference to a resource, or a text that has its address in it. */
function meaning(what: Json, { scope }: Resource): (logicalId: string) => boolean {
  if (what === null) return () => false;
  const resolved = resolveValue(what, scope);
  if (resolved.kind === 'resource') return (logicalId) => resolved.logicalId === logicalId;
  return (logicalId) => mentions(what, logicalId);
}
