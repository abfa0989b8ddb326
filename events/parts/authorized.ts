/** What an API tells of whom it has let in: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html */
import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import type { Fresh } from '../fresh';
import { choice } from '../parameters';

/** Of a REST API. */
export const REST_AUTHORIZERS = choice(['none', 'cognito', 'lambda', 'iam'], () => phrase`what lets the request in`);
/** Of the URL of a function. */
export const URL_AUTHORIZERS = choice(['none', 'iam'], () => phrase`what lets the request in`);
/** Of an HTTP API. */
export const HTTP_AUTHORIZERS = choice(['none', 'jwt', 'lambda', 'iam'], () => phrase`what lets the request in`);

/** As a REST API tells them: the types have texts alone. @param given claims that somebody has chosen */
export function restAuthorizer(by: string, given: JsonObject | null, fresh: Fresh): JsonObject | undefined {
  if (given !== null || by === 'cognito') return { claims: given ?? userClaims(fresh) };
  return by === 'lambda' ? { principalId: 'mira', integrationLatency: 38 } : undefined;
}

/** As payload 1.0 of an HTTP API tells them. */
export function firstAuthorizer(by: string, fresh: Fresh): JsonObject | undefined {
  if (by === 'jwt') return { claims: userClaims(fresh), scopes: null };
  return by === 'lambda' ? { user: 'mira' } : undefined;
}

/** As payload 2.0 tells them. */
export function httpAuthorizer(by: string, given: JsonObject | null, fresh: Fresh): JsonObject | undefined {
  if (given !== null || by === 'jwt') return { jwt: { claims: given ?? userClaims(fresh), scopes: null } };
  if (by === 'lambda') return { lambda: { user: 'mira' } };
  return by === 'iam' ? { iam: { ...signer(fresh), cognitoIdentity: null, principalOrgId: null } } : undefined;
}

/** Of an id token of a user pool. */
function userClaims(fresh: Fresh): JsonObject {
  const { seconds } = fresh.time;
  return {
    sub: fresh.uuid(),
    email: 'mira@example.com',
    email_verified: 'true',
    'cognito:username': 'mira',
    iss: `https://cognito-idp.${fresh.region}.amazonaws.com/${fresh.region}_Shop`,
    aud: fresh.small(26),
    token_use: 'id',
    auth_time: String(seconds),
    iat: String(seconds),
    exp: String(seconds + 3600),
  };
}

/** Who has signed the request. */
export function signer(fresh: Fresh) {
  const id = `AIDA${fresh.capitals(17)}`;
  return {
    accessKey: `AKIA${fresh.capitals(16)}`,
    accountId: fresh.account,
    callerId: id,
    userArn: fresh.globalArn('iam', 'user/mira'),
    userId: id,
  };
}
