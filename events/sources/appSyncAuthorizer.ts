import type { AppSyncAuthorizerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { appSyncAuthorizerCaller } from '../callers/authorizer';
import { text } from '../parameters';
import { anyObject, leftOut, mapOf, says, type Described } from '../shape';
import { eventSource } from '../source';

export const appSyncAuthorizer = eventSource({
  name: 'appsync-authorizer',
  title: () => phrase`AppSync: a Lambda authorizer`,
  service: 'AppSync',
  page: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
  parameters: {
    token: text('allow-me', () => phrase`the token`),
    query: text('query Order { order(id: "1042") { id } }', () => phrase`the query`),
  },
  describe: ({ token, query }, fresh): Described<AppSyncAuthorizerEvent> => ({
    authorizationToken: token,
    requestContext: {
      apiId: fresh.small(26),
      accountId: fresh.account,
      requestId: fresh.requestId,
      queryString: says(phrase`The query of GraphQL.`, query),
      operationName: leftOut<string>('Order', true),
      variables: anyObject({}),
    },
    requestHeaders: leftOut(mapOf({ 'content-type': 'application/json' }, ''), true),
  }),
  caller: appSyncAuthorizerCaller,
});
