import { phrase } from '../../core/l10n/phrase';
import { exactly, mapOf } from '../shape';
import type { Caller } from '../source';
import { at, refused, shaped } from './verdict';

/** https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html */
export const bedrockCaller: Caller = {
  answered: shaped(
    (event) => ({
      messageVersion: exactly('1.0'),
      response: {
        actionGroup: exactly(String(at(event, 'actionGroup') ?? '')),
        ...(at(event, 'apiPath') === undefined
          ? { function: '', functionResponse: { responseBody: mapOf({}, { body: '' }) } }
          : { apiPath: '', httpMethod: '', httpStatusCode: 200, responseBody: mapOf({}, { body: '' }) }),
      },
    }),
    {
      good: () => phrase`The agent would go on with the response.`,
      bad: () => phrase`The agent would fail with a DependencyFailedException: it cannot use the answer.`,
    },
  ),
  failed: () => refused(phrase`The agent would fail with a DependencyFailedException.`),
};
