import { phrase } from '../../core/l10n/phrase';
import { matching, Shape } from '../shape';
import { shaped } from './verdict';

/** https://docs.aws.amazon.com/iot/latest/developerguide/custom-auth-lambda.html */
export const iotAuthorizerAnswer = shaped(
  () => ({
    isAuthenticated: true,
    principalId: matching('device', /^[A-Za-z0-9]{1,128}$/, phrase`This must have 1 to 128 letters and digits.`),
    disconnectAfterInSeconds: 86400,
    refreshAfterInSeconds: 300,
    policyDocuments: [new Shape('', { type: ['string', 'object'] })],
  }),
  {
    good: () => phrase`IoT Core would decide by isAuthenticated and the policies.`,
    bad: () => phrase`IoT Core would refuse the connection: it cannot use the answer.`,
  },
);
