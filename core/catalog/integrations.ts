/**
 * What a Task's `Resource` may call: the optimized integrations by name, any `aws-sdk:` action by its
 * shape, Lambda functions and activities by ARN.
 */
import type { JsonObject } from '../json';
import { apigateway } from './integrations/apigateway';
import { athena } from './integrations/athena';
import { batch } from './integrations/batch';
import { bedrock } from './integrations/bedrock';
import { bedrockagentcore } from './integrations/bedrockagentcore';
import { codebuild } from './integrations/codebuild';
import { databrew } from './integrations/databrew';
import { dynamodb } from './integrations/dynamodb';
import { ecs } from './integrations/ecs';
import { eks } from './integrations/eks';
import { elasticmapreduce } from './integrations/elasticmapreduce';
import { emrContainers } from './integrations/emrContainers';
import { emrServerless } from './integrations/emrServerless';
import { events } from './integrations/events';
import { glue } from './integrations/glue';
import { http } from './integrations/http';
import {
  integrationsOf,
  type ErrorNames,
  type IntegratedService,
  type Integration,
  type IntegrationPattern,
} from './integrations/integration';
import { lambda } from './integrations/lambda';
import { mediaconvert } from './integrations/mediaconvert';
import { sagemaker } from './integrations/sagemaker';
import { SDK_SAMPLES } from './integrations/sdkSamples';
import { sns } from './integrations/sns';
import { sqs } from './integrations/sqs';
import { states } from './integrations/states';

export type { Integration, IntegrationPattern } from './integrations/integration';

/** The services, the commonest first. A new one is a file beside these and a line here; a new action is a row of its file. Gathered from AWS's table of integrations, 2025. */
export const SERVICES: readonly IntegratedService[] = [
  lambda,
  sqs,
  sns,
  events,
  states,
  apigateway,
  http,
  bedrock,
  bedrockagentcore,
  dynamodb,
  athena,
  glue,
  databrew,
  mediaconvert,
  batch,
  ecs,
  codebuild,
  sagemaker,
  elasticmapreduce,
  emrContainers,
  emrServerless,
  eks,
];

/** Every optimized action the catalogue knows. */
export const INTEGRATIONS: readonly Integration[] = SERVICES.flatMap(integrationsOf);

/** Patterns of every `aws-sdk:` action. */
export const SDK_PATTERNS: readonly IntegrationPattern[] = ['requestResponse', 'waitForTaskToken'];

const SUFFIX: Record<IntegrationPattern, string> = {
  requestResponse: '',
  sync: '.sync',
  'sync:2': '.sync:2',
  waitForTaskToken: '.waitForTaskToken',
};

const byName = new Map(
  INTEGRATIONS.map((integration) => [`${integration.service}:${integration.action}`, integration]),
);
const serviceByName = new Map(SERVICES.map((service) => [service.name, service]));

/** A Resource ARN taken apart. */
export type ParsedResource =
  | { readonly kind: 'lambda'; readonly functionName: string; readonly qualifier?: string }
  | { readonly kind: 'activity'; readonly activityName: string }
  | {
      readonly kind: 'integration';
      readonly partition: string;
      readonly sdk: boolean;
      /** `lambda`, or `s3` of `aws-sdk:s3:getObject`. */
      readonly service: string;
      readonly action: string;
      /** Undefined where the suffix is none that exists. */
      readonly pattern?: IntegrationPattern;
      readonly suffix: string;
    };

const INTEGRATION_ARN = /^arn:([^:]+):states:[^:]*:[^:]*:(aws-sdk:)?([A-Za-z0-9-]+):([A-Za-z0-9]+)(\.[A-Za-z0-9:]+)?$/;
const LAMBDA_ARN = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)(?::([^:]+))?$/;
const ACTIVITY_ARN = /^arn:[^:]+:states:[^:]*:[^:]*:activity:(.+)$/;

/** Partition and region are often a placeholder; what is called stands behind them. */
const OPEN_PREFIX = /^arn:\$\{[^}]*\}:/;

/** A Resource whose partition is open, as one of AWS's own partition; any other as it is. */
export function withPartition(resource: string): string {
  return resource.replace(OPEN_PREFIX, 'arn:aws:');
}

/** Takes a Resource apart; undefined where it is none of the forms (a placeholder, a mistake). */
export function parseResource(resource: string): ParsedResource | undefined {
  const lambda = LAMBDA_ARN.exec(resource);
  if (lambda) return { kind: 'lambda', functionName: lambda[1] ?? '', qualifier: lambda[2] };
  const activity = ACTIVITY_ARN.exec(resource);
  if (activity) return { kind: 'activity', activityName: activity[1] ?? '' };
  const arn = INTEGRATION_ARN.exec(resource);
  if (!arn) return undefined;
  const [, partition = '', sdk, service = '', action = '', suffix = ''] = arn;
  const pattern = (Object.keys(SUFFIX) as IntegrationPattern[]).find((name) => SUFFIX[name] === suffix);
  return { kind: 'integration', partition, sdk: sdk !== undefined, service, action, pattern, suffix };
}

export function integrationNamed(service: string, action: string): Integration | undefined {
  return byName.get(`${service}:${action}`);
}

export function isOptimizedService(service: string): boolean {
  return serviceByName.has(service);
}

/** Undefined where no error of the service's comes from an SDK, or the service is none of the optimized. */
export function errorNamesOf(service: string): ErrorNames | undefined {
  const errors = serviceByName.get(service)?.errors;
  return errors && 'prefix' in errors ? errors : undefined;
}

/** The ARN of an action in one of its patterns. */
export function resourceArn(service: string, action: string, pattern: IntegrationPattern, partition = 'aws'): string {
  return `arn:${partition}:states:::${service}:${action}${SUFFIX[pattern]}`;
}

/** What a service is known to answer, which may be nothing: `{}`. Undefined where the answer is anybody's, or not known. */
export function knownResponse(resource: string): JsonObject | undefined {
  const parsed = parseResource(resource);
  if (parsed?.kind !== 'integration' || parsed.pattern === 'waitForTaskToken') return undefined;
  const { service, action, pattern } = parsed;
  const integration = integrationNamed(service, action);
  if (parsed.sdk) return SDK_SAMPLES[`${service}:${action}`] ?? (integration && withoutMetadata(integration.response));
  if (!integration) return undefined;
  const waits = pattern === 'sync' || pattern === 'sync:2';
  const sample = (waits && integration.syncResponse) || integration.response;
  // The older `.sync` of startExecution returns the nested output as text.
  return service === 'states' && pattern === 'sync' ? { ...sample, Input: '{}', Output: '{}' } : sample;
}

function withoutMetadata({ SdkHttpMetadata: _http, SdkResponseMetadata: _response, ...rest }: JsonObject): JsonObject {
  return rest;
}

/**
 * A response in the shape the service returns, to begin a mock with: of a Lambda function or activity an
 * empty object, of an SDK call a recorded or guessed shape (lists for `list…`, `{}` where nothing is known).
 */
export function sampleResponse(resource: string): JsonObject {
  return knownResponse(resource) ?? guessedResponse(parseResource(resource));
}

function guessedResponse(parsed: ParsedResource | undefined): JsonObject {
  if (parsed?.kind !== 'integration' || !parsed.sdk || parsed.pattern === 'waitForTaskToken') return {};
  const subject = /^(?:list|describe|get|create|update)([A-Z]\w*)$/.exec(parsed.action)?.[1];
  return subject ? { [subject]: /s$/.test(subject) ? [] : {} } : {};
}
