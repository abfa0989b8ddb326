import { phrase } from '../../core/l10n/phrase';
import type { Verdict } from '../source';
import { accepted } from './verdict';

/**
 * Of an integration that is no proxy.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export function customIntegration(): Verdict {
  return accepted(phrase`The client would get the answer as it is, unless a response of the integration changes it.`);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html */
export function customIntegrationFails(): Verdict {
  return accepted(
    phrase`The client would get the error with the status 200, unless an integration response's pattern matches it.`,
  );
}
