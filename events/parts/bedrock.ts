/** What an agent of Bedrock tells the function of an action group. */
import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { jsonObject, text } from '../parameters';
import { exactly, mapOf, says, leftOut } from '../shape';

export const AGENT = {
  group: text('Orders', () => phrase`the action group`),
  parameters: jsonObject({ orderId: '1042' }, () => phrase`the parameters with their values, as a JSON object`),
  input: text('Where is my order 1042?', () => phrase`what the user said`),
};

export function agentEvent(
  { group, parameters, input }: { readonly group: string; readonly parameters: JsonObject; readonly input: string },
  fresh: Fresh,
) {
  return {
    messageVersion: exactly('1.0'),
    agent: { name: 'shop-assistant', id: fresh.capitals(10), alias: 'TSTALIASID', version: 'DRAFT' },
    inputText: input,
    sessionId: fresh.digits(15),
    actionGroup: says(phrase`The answer names it again.`, group),
    parameters: leftOut(agentParameters(parameters), true),
    sessionAttributes: mapOf({}, ''),
    promptSessionAttributes: mapOf({}, ''),
  };
}

export function agentParameters(parameters: JsonObject) {
  return Object.entries(parameters).map(([name, value]) => ({ name, type: typeof value, value: String(value) }));
}
