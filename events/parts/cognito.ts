/** What all triggers of a user pool have in common. */
import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { jsonObject, text } from '../parameters';
import { exactly, leftOut, mapOf, matching, nullable, oneOf, says, type Shape } from '../shape';
import { headerTexts } from './http';

export const USER = {
  user: text('mira', () => phrase`the user's name`),
  pool: text('Shop', () => phrase`the last part of the pool's id`),
  attributes: jsonObject(
    { email: 'mira@example.com', email_verified: 'true' },
    () => phrase`the user's attributes, as a JSON object`,
  ),
};

/** What an app has of its own. */
export const USER_FILLED = { attributes: { at: ['request', 'userAttributes'], as: 'more' } } as const;

/** Of every trigger. @param sources what may have called it, the one that did first */
export function poolEvent<const Source extends string, const Version extends string = '1'>(
  { user, pool, version }: { readonly user: string; readonly pool: string; readonly version?: Version },
  sources: readonly [Source, ...Source[]],
  fresh: Fresh,
) {
  const [source, ...others] = sources;
  return {
    version: exactly<string>(version ?? '1') as Shape<Version>,
    triggerSource: oneOf<Source>(source, ...others),
    region: fresh.region,
    userPoolId: matching(
      `${fresh.region}_${pool}`,
      /^[\w-]+_[0-9a-zA-Z]+$/,
      phrase`It must be the id of a user pool, such as eu-west-1_Shop.`,
    ),
    userName: user,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: fresh.small(26) },
  };
}

export function userAttributes(attributes: JsonObject, fresh: Fresh): Shape<{ [name: string]: string }> {
  return says(
    phrase`All are texts, numbers and truths too.`,
    mapOf({ sub: fresh.uuid(), 'cognito:user_status': 'CONFIRMED', ...headerTexts(attributes) }, ''),
  );
}

/** What the app passed on, where it did. */
export function clientMetadata(): Shape<{ [name: string]: string }> {
  return leftOut<{ [name: string]: string }>(mapOf({}, ''));
}

/** What the user has answered so far. */
export function session<T>(): Shape<T> {
  return says<T>(phrase`The challenges so far, and whether the answers were right.`, [
    { challengeName: 'SRP_A', challengeResult: true, challengeMetadata: leftOut('') },
  ] as never);
}

/** What a trigger is told before tokens are made, with the groups that it may change. @param scopes from version 2 on */
export function tokenRequest(attributes: JsonObject, fresh: Fresh, scopes?: string[]) {
  return {
    userAttributes: userAttributes(attributes, fresh),
    ...(scopes && { scopes: leftOut<string[]>(scopes, true) }),
    groupConfiguration: {
      groupsToOverride: [] as string[],
      iamRolesToOverride: [] as string[],
      preferredRole: leftOut<string>(nullable('', true), true),
    },
    clientMetadata: clientMetadata(),
  };
}

export const TOKEN_SOURCES = [
  'TokenGeneration_Authentication',
  'TokenGeneration_HostedAuth',
  'TokenGeneration_NewPasswordChallenge',
  'TokenGeneration_AuthenticateDevice',
  'TokenGeneration_RefreshTokens',
] as const;

/** The sources with the one that was chosen first. */
export function firstOf<T extends string>(chosen: T, all: readonly T[]): readonly [T, ...T[]] {
  return [chosen, ...all];
}

/** AWS's types have an event for each that may call the trigger; here it is one, whichever called. */
export type AnyCaller<T extends { triggerSource: string; request: object; response: object }> = Omit<
  T,
  'triggerSource' | 'request' | 'response'
> & {
  triggerSource: T['triggerSource'];
  request: T['request'];
  response: T['response'];
};
