/** What a Task's Resource names. */
import type { TaskCall } from './host';

export interface TaskResource {
  readonly text: string;
  readonly kind: TaskCall['kind'];
  /** As events tell it: `lambda`, `aws-sdk:dynamodb`. */
  readonly resourceType: string;
  /** As events tell it: `invoke.waitForTaskToken`. */
  readonly resource: string;
  readonly action: string;
  readonly pattern: NonNullable<TaskCall['pattern']>;
  /** It times out after so many seconds, whatever the state says. */
  readonly longestSeconds?: number;
}

/** Source: the page of each integration. */
const LONGEST_SECONDS: ReadonlyMap<string, number> = new Map([['bedrockagentcore:invokeHarness', 900]]);

const PATTERNS = ['.sync:2', '.sync', '.waitForTaskToken'] as const;

/** Reads any text: what is no ARN of a known form counts as a function (a placeholder, a bare name). */
export function parseTaskResource(text: string): TaskResource {
  const integration = /^arn:[^:]*:states:[^:]*:[^:]*:(?!activity:)(.+)$/.exec(text);
  if (!integration) {
    const kind = /^arn:[^:]*:states:[^:]*:[^:]*:activity:/.test(text) ? 'activity' : 'lambda';
    return { text, kind, resourceType: kind, resource: text, action: '', pattern: 'requestResponse' };
  }
  const name = integration[1] ?? '';
  const suffix = PATTERNS.find((candidate) => name.endsWith(candidate)) ?? '';
  const plain = name.slice(0, name.length - suffix.length);
  const colon = plain.lastIndexOf(':');
  const action = plain.slice(colon + 1);
  const longestSeconds = LONGEST_SECONDS.get(plain);
  return {
    text,
    kind: 'integration',
    resourceType: plain.slice(0, colon),
    resource: action + suffix,
    action,
    pattern: suffix === '' ? 'requestResponse' : (suffix.slice(1) as TaskResource['pattern']),
    ...(longestSeconds !== undefined && { longestSeconds }),
  };
}
