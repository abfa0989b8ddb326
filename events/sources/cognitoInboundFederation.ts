import type { InboundFederationTriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { cognitoCaller } from '../callers/cognito';
import { poolEvent, USER } from '../parts/cognito';
import { headerTexts } from '../parts/http';
import { choice, text } from '../parameters';
import { leftOut, mapOf, oneOf, says, type Described } from '../shape';
import { eventSource } from '../source';

const KINDS = ['OIDC', 'SAML', 'Facebook', 'Google', 'SignInWithApple', 'LoginWithAmazon'] as const;

export const cognitoInboundFederation = eventSource({
  name: 'cognito-inbound-federation',
  title: () => phrase`Cognito: a user of another provider signs in`,
  service: 'Cognito user pools',
  page: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html',
  parameters: {
    ...USER,
    kind: choice(KINDS, () => phrase`the kind of the provider`),
    provider: text('Partner', () => phrase`the name of the provider`),
  },
  describe({ user, pool, attributes, kind, provider }, fresh): Described<InboundFederationTriggerEvent> {
    const claims = headerTexts(attributes);
    const isSaml = kind === 'SAML';
    const told = (members: { readonly [name: string]: string }, isThere: boolean) =>
      leftOut<{ [name: string]: string }>(mapOf(members, ''), isThere);
    return {
      ...poolEvent({ user, pool }, ['InboundFederation_ExternalProvider'], fresh),
      request: {
        providerName: provider,
        providerType: oneOf(kind, ...KINDS),
        attributes: {
          tokenResponse: told({ access_token: fresh.base64(48), token_type: 'Bearer', expires_in: '3600' }, !isSaml),
          idToken: told({ sub: fresh.digits(12), ...claims }, !isSaml),
          userInfo: told(claims, !isSaml),
          samlResponse: told(claims, isSaml),
        },
      },
      response: {
        userAttributesToMap: says<{ [name: string]: string }>(
          phrase`All attributes that the user keeps; an empty object keeps them as they came.`,
          mapOf({}, ''),
        ),
      },
    };
  },
  caller: cognitoCaller,
});
