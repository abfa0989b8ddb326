import type { LexEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { lexV1Caller } from '../callers/lex';
import { TURN } from '../parts/lexTurn';
import { anyObject, exactly, leftOut, mapOf, nullable, oneOf, type Described } from '../shape';
import { eventSource } from '../source';

/** What Lex sends since, where a bot has it, and the types do not know. */
interface Later {
  readonly currentIntent: { readonly nluIntentConfidenceScore?: number | null };
  readonly alternativeIntents?: unknown;
  readonly recentIntentSummaryView?: unknown;
  readonly sentimentResponse?: unknown;
  readonly kendraResponse?: unknown;
  readonly activeContexts?: unknown;
}

export const lexV1 = eventSource({
  name: 'lex-v1',
  title: () => phrase`Lex V1: a turn of a conversation`,
  service: 'Lex',
  page: 'https://docs.aws.amazon.com/lex/latest/dg/lambda-input-response-format.html',
  parameters: TURN,
  describe: ({ intent, hook, slots, transcript }, fresh): Described<LexEvent & Later> => ({
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
      slotDetails: leftOut(mapOf({}, nullable({ resolutions: [{ value: '' }], originalValue: '' })), true),
      nluIntentConfidenceScore: leftOut(nullable(0.9)),
      confirmationStatus: oneOf('None', 'Confirmed', 'Denied'),
    },
    inputTranscript: transcript,
    alternativeIntents: leftOut(nullable([{ name: intent }])),
    recentIntentSummaryView: leftOut(nullable([{ intentName: intent, confirmationStatus: 'None' }])),
    sentimentResponse: leftOut(nullable({ sentimentLabel: 'NEUTRAL', sentimentScore: '' })),
    kendraResponse: leftOut(nullable(anyObject({}))),
    activeContexts: leftOut(
      nullable([{ name: '', parameters: mapOf({}, ''), timeToLive: { timeToLiveInSeconds: 90, turnsToLive: 5 } }]),
    ),
  }),
  caller: lexV1Caller,
});
