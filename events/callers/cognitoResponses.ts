/**
 * What the response of each trigger of a user pool may have. All of it may be left out or null, as Cognito sends it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html has a page of each.
 */
import { anyObject, anything, leftOut, mapOf, nullable, oneOf } from '../shape';

const maybe = (described: unknown): unknown => leftOut(nullable(described as never));
const truth = maybe(false);
const words = maybe('');
const list = maybe(['']);
const texts = maybe(mapOf({}, ''));

const GROUPS = maybe({ groupsToOverride: list, iamRolesToOverride: list, preferredRole: words });
const TOKEN = maybe({
  claimsToAddOrOverride: maybe(anyObject({})),
  claimsToSuppress: list,
  scopesToAdd: list,
  scopesToSuppress: list,
});

/** By what `triggerSource` begins with. */
const RESPONSES: { readonly [trigger: string]: unknown } = {
  PreSignUp: { autoConfirmUser: truth, autoVerifyEmail: truth, autoVerifyPhone: truth },
  CustomMessage: { emailMessage: words, emailSubject: words, smsMessage: words },
  DefineAuthChallenge: { challengeName: words, issueTokens: truth, failAuthentication: truth },
  CreateAuthChallenge: {
    publicChallengeParameters: texts,
    privateChallengeParameters: texts,
    challengeMetadata: words,
  },
  VerifyAuthChallengeResponse: { answerCorrect: truth },
  UserMigration: {
    // The one without which there is nobody to migrate.
    userAttributes: mapOf({}, ''),
    finalUserStatus: maybe(oneOf('CONFIRMED', 'RESET_REQUIRED')),
    messageAction: maybe(oneOf('SUPPRESS', 'RESEND')),
    desiredDeliveryMediums: list,
    forceAliasCreation: truth,
    enableSMSMFA: truth,
  },
  InboundFederation: { userAttributesToMap: texts },
  TokenGeneration: {
    claimsOverrideDetails: maybe({
      claimsToAddOrOverride: texts,
      claimsToSuppress: list,
      groupOverrideDetails: GROUPS,
    }),
    claimsAndScopeOverrideDetails: maybe({
      idTokenGeneration: TOKEN,
      accessTokenGeneration: TOKEN,
      groupOverrideDetails: GROUPS,
    }),
  },
};

/** @param triggerSource such as `PreSignUp_AdminCreateUser` */
export function responseOf(triggerSource: string): unknown {
  const [trigger = ''] = triggerSource.split('_');
  return Object.hasOwn(RESPONSES, trigger) ? RESPONSES[trigger] : anything({});
}
