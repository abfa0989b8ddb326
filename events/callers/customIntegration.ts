import { phrase } from '../../core/l10n/phrase';
import type { HandOver } from '../../core/triggers/handOver';
import type { Caller, FailureCheck } from '../source';
import { accepted, refused } from './verdict';

type Patterns = HandOver['errorPatterns'];

/** Characters of an error's message that a pattern is held against. */
const READ = 1000;

/** API Gateway, of an integration that is no proxy. @param patterns of its responses; absent: nobody knows */
export function customIntegrationCaller(patterns: Patterns): Caller {
  return {
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
    answered: () =>
      accepted(phrase`The client would get the answer as it is, unless a response of the integration changes it.`),
    failed: patterns
      ? ({ errorMessage }) => matched(errorMessage, patterns)
      : () =>
          accepted(
            phrase`The client would get the error with the status 200, unless an integration response's pattern matches it.`,
          ),
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html: all of the message. */
function matched(message: string, patterns: NonNullable<Patterns>): ReturnType<FailureCheck> {
  const all = Object.entries(patterns);
  const [found] = all.filter(([, pattern]) => pattern !== '' && isAllOf(message.slice(0, READ), pattern));
  if (found) {
    const [status, pattern] = found;
    return accepted(phrase`The client would get ${status}: its integration response is for such a message.`, [
      phrase`The pattern: ${pattern}`,
    ]);
  }
  const usual = all.find(([, pattern]) => pattern === '')?.[0];
  return usual === undefined
    ? refused(phrase`API Gateway would answer 500: no integration response is for the message of this error.`)
    : accepted(phrase`The client would get ${usual} with the error: no other integration response is for its message.`);
}

function isAllOf(message: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(message);
  } catch {
    // Java has forms that JavaScript has not.
    return false;
  }
}
