/** What a turn of a conversation is made from, in both versions of Lex. */
import { phrase } from '../../core/l10n/phrase';
import { choice, jsonObject, text } from '../parameters';

export const TURN = {
  intent: text('OrderFlowers', () => phrase`the intent`),
  hook: choice(['FulfillmentCodeHook', 'DialogCodeHook'], () => phrase`what calls the function`),
  slots: jsonObject({ FlowerType: 'tulips' }, () => phrase`the slots with their values, as a JSON object`),
  transcript: text('I would like some tulips', () => phrase`what the user said`),
};
