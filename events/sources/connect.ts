import type { ConnectContactFlowEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { connectCaller } from '../callers/connect';
import { jsonObject, text } from '../parameters';
import { anyObject, exactly, mapOf, nullable, oneOf, says, type Described } from '../shape';
import { headerTexts } from '../parts/http';
import { eventSource } from '../source';

export const connect = eventSource({
  name: 'connect',
  title: () => phrase`Connect: a block of a contact flow`,
  service: 'Connect',
  page: 'https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html',
  parameters: {
    parameters: jsonObject({ orderId: '1042' }, () => phrase`the input parameters of the block, as a JSON object`),
    attributes: jsonObject({}, () => phrase`the attributes of the contact, as a JSON object`),
    phone: text('+12025550142', () => phrase`the customer's number`),
  },
  describe({ parameters, attributes, phone }, fresh): Described<ConnectContactFlowEvent> {
    const contact = fresh.uuid();
    const instance = fresh.arn('connect', `instance/${fresh.uuid()}`);
    return {
      Name: exactly('ContactFlowEvent'),
      Details: {
        ContactData: {
          Attributes: mapOf(headerTexts(attributes), ''),
          Channel: oneOf('VOICE', 'CHAT', 'EMAIL'),
          ContactId: contact,
          CustomerEndpoint: nullable({ Address: phone, Type: exactly('TELEPHONE_NUMBER') }),
          InitialContactId: contact,
          InitiationMethod: oneOf('INBOUND', 'OUTBOUND', 'TRANSFER', 'CALLBACK', 'API'),
          InstanceARN: instance,
          MediaStreams: { Customer: { Audio: nullable(anyObject({} as never), true) } },
          PreviousContactId: contact,
          Queue: nullable({ ARN: `${instance}/queue/${fresh.uuid()}`, Name: 'Orders' }, true),
          SystemEndpoint: nullable({ Address: '+12025550100', Type: exactly('TELEPHONE_NUMBER') }),
        },
        Parameters: says(phrase`What the block passes on.`, mapOf(headerTexts(parameters), '')),
      },
    };
  },
  filled: {
    parameters: { at: ['Details', 'Parameters'] },
    attributes: { at: ['Details', 'ContactData', 'Attributes'] },
  },
  caller: connectCaller,
});
