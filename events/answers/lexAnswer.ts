import { phrase } from '../../core/l10n/phrase';
import { anyObject, leftOut, mapOf, nullable, oneOf } from '../shape';
import { shaped } from './verdict';

/**
 * https://docs.aws.amazon.com/lexv2/latest/dg/lambda-response-format.html; the error is one of
 * https://docs.aws.amazon.com/lexv2/latest/APIReference/API_runtime_RecognizeText.html
 */
export const lexV2Answer = shaped(
  () => ({
    sessionState: {
      dialogAction: {
        type: oneOf('Close', 'ConfirmIntent', 'Delegate', 'ElicitIntent', 'ElicitSlot'),
        slotToElicit: leftOut(''),
      },
      intent: leftOut({ name: '', state: leftOut(''), slots: leftOut(nullable(anyObject({}))) }),
      sessionAttributes: leftOut(nullable(mapOf({}, ''))),
    },
    messages: leftOut(
      nullable([
        { contentType: oneOf('PlainText', 'SSML', 'CustomPayload', 'ImageResponseCard'), content: leftOut('') },
      ]),
    ),
  }),
  {
    good: () => phrase`Lex would go on with the dialog action.`,
    bad: () => phrase`Lex would fail with a DependencyFailedException: it cannot use the answer.`,
  },
);

/** https://docs.aws.amazon.com/lex/latest/dg/lambda-input-response-format.html */
export const lexV1Answer = shaped(
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
);
