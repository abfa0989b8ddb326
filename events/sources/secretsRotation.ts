import type { SecretsManagerRotationEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { waitingCaller } from '../callers/ignoring';
import { choice, text } from '../parameters';
import { matching, oneOf, type Described } from '../shape';
import { eventSource } from '../source';

const STEPS = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

export const secretsRotation = eventSource({
  name: 'secrets-rotation',
  title: () => phrase`Secrets Manager: a step of a rotation`,
  service: 'Secrets Manager',
  page: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html',
  parameters: {
    step: choice(STEPS, () => phrase`the step`),
    secret: text('shop/database', () => phrase`the name of the secret`),
  },
  describe: ({ step, secret }, fresh): Described<SecretsManagerRotationEvent> => ({
    Step: oneOf(step, ...STEPS),
    SecretId: matching(
      fresh.arn('secretsmanager', `secret:${secret}-${fresh.signs(6, 'ABCDEFabcdef')}`),
      /^arn:aws[\w-]*:secretsmanager:/,
      phrase`It must be the ARN of a secret.`,
    ),
    ClientRequestToken: matching(fresh.uuid(), /^[\w-]{32,64}$/, phrase`It must have 32 to 64 letters and digits.`),
  }),
  caller: waitingCaller,
});
