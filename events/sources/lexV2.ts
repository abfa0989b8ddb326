import type { LexV2Event } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { lexV2Caller } from '../callers/lex';
import { TURN } from '../parts/lexTurn';
import { anyObject, exactly, leftOut, mapOf, nullable, oneOf, says, some, type Described, type Shape } from '../shape';
import { eventSource } from '../source';

const STATES = [
  'ReadyForFulfillment',
  'InProgress',
  'Failed',
  'Fulfilled',
  'FulfillmentInProgress',
  'Waiting',
] as const;

export const lexV2 = eventSource({
  name: 'lex-v2',
  title: () => phrase`Lex V2: a turn of a conversation`,
  service: 'Lex',
  page: 'https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html',
  parameters: TURN,
  describe({ intent: name, hook, slots, transcript }, fresh): Described<LexV2Event> {
    const slot = (value: string): Shape<never> =>
      nullable({
        shape: oneOf('Scalar', 'List'),
        value: { originalValue: value, interpretedValue: leftOut(value, true), resolvedValues: [value] },
        values: leftOut([]),
      } as never);
    const intent = (): Shape<LexV2Event['sessionState']['intent']> =>
      says<LexV2Event['sessionState']['intent']>(phrase`The intent with its slots.`, {
        name: says<string>(phrase`The intent that the user wants.`, name),
        slots: mapOf(
          Object.fromEntries(Object.entries(slots).map(([each, value]) => [each, slot(String(value))])),
          slot(''),
        ),
        state: oneOf(hook === 'DialogCodeHook' ? 'InProgress' : 'ReadyForFulfillment', ...STATES),
        confirmationState: oneOf('None', 'Confirmed', 'Denied'),
        kendraResponse: leftOut({}),
      });
    return {
      messageVersion: exactly('1.0'),
      invocationSource: oneOf(hook, 'FulfillmentCodeHook', 'DialogCodeHook'),
      inputMode: oneOf('Text', 'Speech', 'DTMF'),
      responseContentType: 'text/plain; charset=utf-8',
      sessionId: fresh.digits(15),
      inputTranscript: transcript,
      ...{ invocationLabel: leftOut('') },
      bot: {
        id: fresh.capitals(10),
        name: 'Florist',
        aliasId: 'TSTALIASID',
        aliasName: 'TestBotAlias',
        localeId: 'en_US',
        version: 'DRAFT',
      },
      interpretations: some<LexV2Event['interpretations']>([
        {
          interpretationSource: leftOut(oneOf('Lex', 'Bedrock'), true),
          intent: intent(),
          nluConfidence: leftOut<number>(0.94, true),
          sentimentResponse: leftOut<undefined>(anyObject({}) as never),
        } as never,
      ]),
      proposedNextState: leftOut(anyObject({} as LexV2Event['proposedNextState'])),
      requestAttributes: leftOut(mapOf({}, '')),
      sessionState: {
        activeContexts: leftOut([], true),
        sessionAttributes: leftOut(mapOf({}, ''), true),
        intent: intent(),
        originatingRequestId: fresh.requestId,
      },
      transcriptions: leftOut<LexV2Event['transcriptions']>(
        [anyObject({ transcription: transcript, transcriptionConfidence: 1 })] as never,
        true,
      ),
    };
  },
  filled: {
    slots: { at: ['sessionState', 'intent', 'slots'], as: 'names' },
    intent: { at: ['sessionState', 'intent', 'name'] },
    hook: { at: ['invocationSource'] },
  },
  caller: lexV2Caller,
});
