/** From an SDK's answer to what a task ends with: the response's shape, error names and causes. */
import { errorNamesOf } from '../../core/catalog/integrations';
import { exceptionName, serviceInErrors, stateError } from '../../core/catalog/services/javaNames';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import type { SdkAnswer, SdkFailure } from './sdkClients';

type Success = Extract<SdkAnswer, { type: 'success' }>;
type Failure = Extract<TaskOutcome, { type: 'failure' }>;

/** Whether a call is `aws-sdk:…`, whose answers are the SDK's own; the optimized ones have their own ways. */
export function isSdkCall({ resource }: Pick<TaskCall, 'resource'>): boolean {
  return resource.includes(':aws-sdk:');
}

/** Moments are ISO texts in answers of `aws-sdk:` calls, milliseconds in those of optimized ones. Source: recorded. */
export function outputOf(call: Pick<TaskCall, 'resource'>, answer: Success): JsonObject {
  const isSdk = isSdkCall(call);
  const output = withMoments(answer.output, isSdk);
  return { ...(isJsonObject(output) ? output : {}), ...(isSdk ? {} : metadataOf(answer)) };
}

function withMoments(value: Json, asText: boolean): Json {
  if (Array.isArray(value)) return value.map((each) => withMoments(each, asText));
  if (!isJsonObject(value)) return value;
  if (typeof value.$text === 'string' && typeof value.$date === 'number') return asText ? value.$text : value.$date;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withMoments(each, asText)]));
}

/** Node gives header names small; these are how AWS's answers have them. Source: recorded. */
const HEADERS = ['Connection', 'Content-Length', 'Content-Type', 'Date', 'Server', 'x-amzn-RequestId'];
const spelled = new Map(HEADERS.map((name) => [name.toLowerCase(), name]));

function metadataOf({ headers, status, requestId }: Success): JsonObject {
  const written = Object.entries(headers).map(([name, value]) => [spelled.get(name) ?? name, value] as const);
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(written.map(([name, value]) => [name, [value]])),
      HttpHeaders: Object.fromEntries(written),
      HttpStatusCode: status,
    },
    SdkResponseMetadata: { RequestId: requestId ?? '' },
  };
}

/** Forms of both kinds of cause: recorded. */
export function failureOf(call: TaskCall, failure: SdkFailure, endpoint: string | undefined): Failure {
  if (failure.status === undefined) return unreachable(call, failure, endpoint);
  return isSdkCall(call) ? sdkFailure(failure) : optimizedFailure(call, failure);
}

function sdkFailure({ serviceId, name, isModelled, message, status, requestId, ...more }: SdkFailure): Failure {
  const service = serviceInErrors(serviceId);
  const extended = more.extendedRequestId === undefined ? '' : `, Extended Request ID: ${more.extendedRequestId}`;
  const facts = `Service: ${service}, Status Code: ${status}, Request ID: ${requestId ?? 'null'}${extended}`;
  return {
    type: 'failure',
    error: isModelled ? stateError(serviceId, name) : `${service}.${service}Exception`,
    cause: `${message} (${facts}) (SDK Attempt Count: ${more.attempts})`,
  };
}

function optimizedFailure(
  call: TaskCall,
  { serviceId, name, code, isModelled, message, status, requestId }: SdkFailure,
): Failure {
  const plainName = serviceId.replace(/\s/g, '');
  const service = errorNamesOf(call.service ?? '') ?? {
    prefix: plainName,
    service: plainName,
    otherError: `${plainName}Exception`,
  };
  const facts = [
    `Service: ${service.service}`,
    `Status Code: ${status}`,
    `Error Code: ${code ?? name}`,
    `Request ID: ${requestId ?? 'null'}`,
    'Proxy: null',
  ];
  return {
    type: 'failure',
    error: `${service.prefix}.${isModelled ? exceptionName(name) : service.otherError}`,
    cause: `${message} (${facts.join('; ')})`,
  };
}

function unreachable(call: TaskCall, { serviceId, message }: SdkFailure, endpoint: string | undefined): Failure {
  const error = isSdkCall(call)
    ? `${serviceInErrors(serviceId)}.SdkClientException`
    : `${errorNamesOf(call.service ?? '')?.prefix ?? serviceId}.SdkClientException`;
  const where =
    endpoint === undefined ? '' : ` The endpoint of ${call.service} is ${endpoint}. Check that it is running.`;
  return { type: 'failure', error, cause: `Unable to execute HTTP request: ${message}.${where}` };
}
