import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { functionUrlCaller } from '../callers/http';
import { signer, URL_AUTHORIZERS } from '../parts/authorized';
import { REQUEST, REQUEST_FILLED } from '../parts/http';
import { requestV2, type ContextV2 } from '../parts/requestV2';
import { exactly, leftOut, matching, nullable, type Described } from '../shape';
import { eventSource } from '../source';

export const functionUrl = eventSource({
  name: 'function-url',
  title: () => phrase`Lambda: a request to the URL of a function`,
  service: 'Lambda',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html',
  parameters: { ...REQUEST, authorizer: URL_AUTHORIZERS },
  describe({ authorizer: by, ...asked }, fresh): Described<LambdaFunctionURLEvent & ContextV2> {
    const isSigned = by === 'iam';
    const { accessKey, accountId, callerId, userArn, userId } = signer(fresh);
    const request = requestV2(
      {
        ...asked,
        path: asked.path || '/',
        stage: '$default',
        domain: 'lambda-url',
        routeKey: '$default',
        parameters: undefined,
        account: isSigned ? fresh.account : 'anonymous',
        authorizer: leftOut(
          {
            iam: {
              accessKey,
              accountId,
              callerId,
              cognitoIdentity: leftOut(nullable({}, true), isSigned),
              principalOrgId: leftOut(nullable('', true), isSigned),
              userArn,
              userId,
            },
          },
          isSigned,
        ),
      },
      fresh,
    );
    const { domainName } = request.requestContext as unknown as { readonly domainName: string };
    return {
      ...request,
      routeKey: exactly('$default'),
      requestContext: {
        ...request.requestContext,
        domainName: matching(domainName, /\.lambda-url\./, phrase`It must be the domain of a function's URL.`),
      },
    };
  },
  filled: REQUEST_FILLED,
  caller: functionUrlCaller,
});
