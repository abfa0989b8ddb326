/** Which error of the model is meant, and how it is told where the model does not know it. */
import { stateError } from '../../core/catalog/services/javaNames';
import type { ServiceError } from '../../core/catalog/services/serviceTable';
import type { Call, CallError, Unreadable } from './call';
import type { ErrorToWrite } from './protocol';

export function errorToWrite(call: Call | Unreadable, error: CallError, requestId: string): ErrorToWrite {
  const shape = findError(call, error.name);
  const status = error.status ?? shape?.status ?? usualStatus(error.name, call.protocol.startsWith('rest'));
  return {
    ...(call.service ? { service: call.service } : {}),
    ...(call.operation ? { operation: call.operation } : {}),
    ...(shape ? { shape } : {}),
    name: shape?.name ?? error.name,
    code: shape?.code ?? error.name,
    status,
    message: error.message,
    members: error.members ?? {},
    requestId,
  };
}

/** By its name first: two errors may share a code. */
export function findError({ service, operation }: Call | Unreadable, name: string): ServiceError | undefined {
  if (!service) return undefined;
  const all = [...(operation?.errors ?? []), ...service.errors];
  return (
    all.find((each) => each.name === name) ??
    all.find((each) => each.code === name) ??
    all.find((each) => stateError(service.id, each.name) === name)
  );
}

/** Of errors that every service has and no model: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const USUAL: readonly (readonly [name: RegExp, status: number])[] = [
  [/^(ServiceUnavailable|SlowDown|Unavailable)/, 503],
  [/^Internal(Failure|Error|Server)/, 500],
];

/** REST services tell by the status what others tell by the name alone. */
const USUAL_OF_REST: readonly (readonly [name: RegExp, status: number])[] = [
  [/^NoSuch|NotFound/, 404],
  [/^(AccessDenied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch)/, 403],
  [/^MethodNotAllowed$/, 405],
  [/^(Conflict|BucketAlready)/, 409],
  [/^PreconditionFailed$/, 412],
  [/^InvalidRange$/, 416],
  [/^(Throttling|TooManyRequests)/, 429],
  [/^NotModified$/, 304],
];

function usualStatus(name: string, isRest: boolean): number {
  return [...USUAL, ...(isRest ? USUAL_OF_REST : [])].find(([pattern]) => pattern.test(name))?.[1] ?? 400;
}
