import type { LexEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { lexV1Answer } from '../answers/lexAnswer';
import { TURN } from '../parts/lexTurn';
import { exactly, leftOut, mapOf, nullable, oneOf, type Described } from '../shape';
import { eventSource } from '../source';

export const lexV1 = eventSource({
  name: 'lex-v1',
  title: () => phrase`Lex V1: a turn of a conversation`,
  service: 'Lex',
  page: 'https://docs.aws.amazon.com/lex/latest/dg/lambda-input-response-format.html',
  parameters: TURN,
  describe: ({ intent, hook, slots, transcript }, fresh): Described<LexEvent> => ({
    messageVersion: exactly('1.0'),
    invocationSource: oneOf(hook, 'FulfillmentCodeHook', 'DialogCodeHook'),
    userId: fresh.small(24),
    sessionAttributes: nullable(mapOf({}, '')),
    requestAttributes: nullable(mapOf({}, ''), true),
    bot: { name: 'Florist', alias: '$LATEST', version: '$LATEST' },
    outputDialogMode: oneOf('Text', 'Voice'),
    currentIntent: {
      name: intent,
      slots: mapOf<LexEvent['currentIntent']['slots']>(slots as { [name: string]: string }, nullable('')),
      slotDetails: leftOut(mapOf({}, {}), true),
      confirmationStatus: oneOf('None', 'Confirmed', 'Denied'),
    },
    inputTranscript: transcript,
  }),
  answer: lexV1Answer,
});
