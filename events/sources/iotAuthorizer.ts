import type { IoTCustomAuthorizerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { iotAuthorizerCaller } from '../callers/iotAuthorizer';
import { base64Of } from '../fresh';
import { text } from '../parameters';
import { leftOut, mapOf, mixed, oneOf, type Described } from '../shape';
import { eventSource } from '../source';

export const iotAuthorizer = eventSource({
  name: 'iot-authorizer',
  title: () => phrase`IoT Core: a custom authorizer`,
  service: 'IoT Core',
  page: 'https://docs.aws.amazon.com/iot/latest/developerguide/custom-auth-lambda.html',
  parameters: {
    token: text('allow-me', () => phrase`the token`),
    client: text('greenhouse-7', () => phrase`the id of the client`),
    user: text('sensor', () => phrase`the user's name in MQTT`),
    password: text('not-a-real-password', () => phrase`the password in MQTT`),
  },
  describe: ({ token, client, user, password }, fresh): Described<IoTCustomAuthorizerEvent> => ({
    token: leftOut<string>(token, token !== ''),
    signatureVerified: true,
    protocols: mixed<IoTCustomAuthorizerEvent['protocols']>([oneOf('tls', 'http', 'mqtt'), oneOf('mqtt')]),
    protocolData: {
      tls: leftOut({ serverName: `${fresh.small(14)}-ats.iot.${fresh.region}.amazonaws.com` }, true),
      http: leftOut({ headers: mapOf({}, ''), queryString: '' }),
      mqtt: leftOut(
        {
          clientId: client,
          username: leftOut<string>(user, true),
          password: leftOut<string>(base64Of(password), true),
        },
        true,
      ),
    },
    connectionMetadata: { id: fresh.uuid() },
  }),
  caller: iotAuthorizerCaller,
});
