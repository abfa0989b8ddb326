import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { anyObject, leftOut, mapOf, nullable, oneOf, some } from '../shape';
import type { Caller, Verdict } from '../source';
import { accepted, at, mistakesIn, refused, shaped } from './verdict';

/**
 * https://docs.aws.amazon.com/lexv2/latest/dg/lambda-response-format.html; the error is one of
 * https://docs.aws.amazon.com/lexv2/latest/APIReference/API_runtime_RecognizeText.html
 */
export const lexV2Caller: Caller = {
  answered: (answer) => {
    const action = at(answer, 'sessionState', 'dialogAction', 'type');
    const mistakes = mistakesIn(answer, lexV2Response(action));
    return mistakes.length === 0
      ? accepted(phrase`Lex would go on with the dialog action.`)
      : refused(phrase`Lex would fail with a DependencyFailedException: it cannot use the answer.`, mistakes);
  },
  failed,
};

/** What must be there depends on what Lex is to do next. */
function lexV2Response(action: Json | undefined): object {
  const intent = {
    name: '',
    state: leftOut(
      oneOf('Failed', 'Fulfilled', 'FulfillmentInProgress', 'InProgress', 'ReadyForFulfillment', 'Waiting'),
    ),
    confirmationState: leftOut(oneOf('Confirmed', 'Denied', 'None')),
    slots: leftOut(nullable(anyObject({}))),
  };
  const messages = [
    { contentType: oneOf('PlainText', 'SSML', 'CustomPayload', 'ImageResponseCard'), content: leftOut('') },
  ];
  return {
    sessionState: {
      dialogAction: {
        type: oneOf('Close', 'ConfirmIntent', 'Delegate', 'ElicitIntent', 'ElicitSlot'),
        slotToElicit: action === 'ElicitSlot' ? '' : leftOut(nullable('')),
      },
      intent: action === 'Delegate' || action === 'ElicitIntent' ? leftOut(intent) : intent,
      sessionAttributes: leftOut(nullable(mapOf({}, ''))),
    },
    messages: action === 'ElicitIntent' ? some(messages) : leftOut(nullable(messages)),
  };
}

/** https://docs.aws.amazon.com/lex/latest/dg/lambda-input-response-format.html */
export const lexV1Caller: Caller = {
  answered: shaped(
    () => ({
      sessionAttributes: leftOut(nullable(mapOf({}, ''))),
      dialogAction: {
        type: oneOf('Close', 'ConfirmIntent', 'Delegate', 'ElicitIntent', 'ElicitSlot'),
        fulfillmentState: leftOut(oneOf('Fulfilled', 'Failed')),
        message: leftOut({ contentType: oneOf('PlainText', 'SSML', 'CustomPayload'), content: '' }),
      },
    }),
    {
      good: () => phrase`Lex would go on with the dialog action.`,
      bad: () => phrase`Lex would fail with a DependencyFailedException: it cannot use the answer.`,
    },
  ),
  failed,
};

function failed(): Verdict {
  return refused(phrase`Lex would fail with a DependencyFailedException.`);
}
