/** What Lambda tells the destination of an asynchronous call. */
import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { json, text } from '../parameters';
import { anything, exactly, leftOut, matching, oneOf, says } from '../shape';

export const DESTINATION = {
  function: text('charge', () => phrase`the name of the function that was called`),
  request: json({ orderId: '1042' }, () => phrase`its event, as JSON`),
};

export function destinationEvent<const Condition extends string>(
  given: { readonly function: string; readonly request: Json; readonly response: Json; readonly error?: string },
  [condition, ...others]: readonly [Condition, ...Condition[]],
  fresh: Fresh,
) {
  return {
    version: exactly('1.0'),
    timestamp: fresh.time.isoMillis,
    requestContext: {
      requestId: fresh.requestId,
      functionArn: matching(
        fresh.arn('lambda', `function:${given.function}:$LATEST`),
        /^arn:aws[\w-]*:lambda:/,
        phrase`It must be the ARN of a function.`,
      ),
      condition: oneOf<Condition>(condition, ...others),
      approximateInvokeCount: given.error === undefined ? 1 : 3,
    },
    requestPayload: says(phrase`The event of the call.`, anything(given.request)),
    responseContext: leftOut(
      {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: leftOut(given.error ?? '', given.error !== undefined),
      },
      true,
    ),
    responsePayload: says(phrase`What the function answered.`, leftOut(anything(given.response), true)),
  };
}
