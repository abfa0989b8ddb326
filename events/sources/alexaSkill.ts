import { phrase } from '../../core/l10n/phrase';
import { alexaCaller } from '../callers/alexa';
import { choice, jsonObject, text } from '../parameters';
import { anyObject, exactly, leftOut, mapOf, matching, oneOf, says } from '../shape';
import { eventSource } from '../source';

const KINDS = ['IntentRequest', 'LaunchRequest', 'SessionEndedRequest'] as const;

export const alexaSkill = eventSource({
  name: 'alexa-skill',
  title: () => phrase`Alexa: a request to a custom skill`,
  service: 'Alexa',
  page: 'https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-and-response-json-reference.html',
  parameters: {
    kind: choice(KINDS, () => phrase`what is asked of the skill`),
    intent: text('OrderStatus', () => phrase`the name of the intent`),
    slots: jsonObject({ orderId: '1042' }, () => phrase`the slots with their values, as a JSON object`),
    attributes: jsonObject({}, () => phrase`the attributes of the session, as a JSON object`),
  },
  describe({ kind, intent, slots, attributes }, fresh) {
    const skill = `amzn1.ask.skill.${fresh.uuid()}`;
    const user = { userId: `amzn1.ask.account.${fresh.capitals(28)}`, accessToken: leftOut('') };
    const slot = (name: string, value: string) => ({
      name,
      value: leftOut(value, true),
      confirmationStatus: oneOf('NONE', 'CONFIRMED', 'DENIED'),
    });
    return {
      version: exactly('1.0'),
      session: leftOut(
        {
          new: kind === 'LaunchRequest',
          sessionId: `amzn1.echo-api.session.${fresh.uuid()}`,
          application: { applicationId: skill },
          attributes: leftOut(anyObject(attributes), true),
          user,
        },
        true,
      ),
      context: {
        System: {
          application: {
            applicationId: matching(skill, /^amzn1\.ask\.skill\./, phrase`It must be the id of a skill.`),
          },
          user,
          device: leftOut(
            { deviceId: `amzn1.ask.device.${fresh.capitals(28)}`, supportedInterfaces: mapOf({}, {}) },
            true,
          ),
          apiEndpoint: 'https://api.eu.amazonalexa.com',
          apiAccessToken: leftOut(''),
        },
      },
      request: {
        type: says(phrase`Skills with directives get other types too.`, kind as string),
        requestId: `amzn1.echo-api.request.${fresh.uuid()}`,
        timestamp: fresh.time.iso,
        locale: 'en-GB',
        intent: leftOut(
          {
            name: intent,
            confirmationStatus: oneOf('NONE', 'CONFIRMED', 'DENIED'),
            slots: leftOut(
              mapOf(
                Object.fromEntries(Object.entries(slots).map(([name, value]) => [name, slot(name, String(value))])),
                slot('', ''),
              ),
              true,
            ),
          },
          kind === 'IntentRequest',
        ),
        dialogState: leftOut(oneOf('STARTED', 'IN_PROGRESS', 'COMPLETED')),
        reason: leftOut(oneOf('USER_INITIATED', 'ERROR', 'EXCEEDED_MAX_REPROMPTS'), kind === 'SessionEndedRequest'),
      },
    };
  },
  caller: alexaCaller,
});
