import { phrase } from '../../core/l10n/phrase';
import type { Caller } from '../source';
import { accepted } from './verdict';

/** API Gateway, of an integration that is no proxy. */
export const customIntegrationCaller: Caller = {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
  answered: () =>
    accepted(phrase`The client would get the answer as it is, unless a response of the integration changes it.`),
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
  failed: () =>
    accepted(
      phrase`The client would get the error with the status 200, unless an integration response's pattern matches it.`,
    ),
};
