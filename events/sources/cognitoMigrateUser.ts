import type { UserMigrationTriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoCaller } from '../callers/cognito';
import { clientMetadata, firstOf, poolEvent, USER, type AnyCaller } from '../parts/cognito';
import { choice } from '../parameters';
import { leftOut, mapOf, nullable, oneOf, says, type Described } from '../shape';
import { eventSource } from '../source';

const CALLED_BY = ['UserMigration_Authentication', 'UserMigration_ForgotPassword'] as const;

export const cognitoMigrateUser = eventSource({
  name: 'cognito-migrate-user',
  title: () => phrase`Cognito: a user from elsewhere signs in`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html',
  parameters: { user: USER.user, pool: USER.pool, trigger: choice(CALLED_BY, () => phrase`what calls the trigger`) },
  describe: ({ user, pool, trigger }, fresh): Described<AnyCaller<UserMigrationTriggerEvent>> => ({
    ...poolEvent({ user, pool }, firstOf(trigger, CALLED_BY), fresh),
    request: {
      password: says(
        phrase`Not there where the user has forgotten it.`,
        leftOut<string>('not-a-real-password', trigger === 'UserMigration_Authentication'),
      ),
      validationData: leftOut(nullable(mapOf({}, ''), true), true),
      clientMetadata: clientMetadata(),
    },
    response: {
      userAttributes: nullable(mapOf({}, ''), true),
      forceAliasCreation: leftOut(nullable(false, true), true),
      enableSMSMFA: leftOut(nullable(false, true)),
      finalUserStatus: leftOut(nullable('CONFIRMED', true), true),
      messageAction: leftOut(nullable('SUPPRESS', true), true),
      desiredDeliveryMediums: nullable([oneOf('EMAIL', 'SMS')], true),
    },
  }),
  caller: cognitoCaller,
});
