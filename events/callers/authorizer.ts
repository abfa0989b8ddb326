/** Whether a request would go on, by the answer of a Lambda authorizer. */
import { isJsonObject, type Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { anyObject, leftOut, mapOf, nullable, oneOf, Shape, some } from '../shape';
import type { Caller, HandlerError, Verdict } from '../source';
import { accepted, at, listAt, mistakesIn, refused } from './verdict';

const TEXTS = new Shape('', { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] });
/** A REST API and a WebSocket API make texts of it, so that nothing may be nested. */
const FLAT = mapOf({}, new Shape('', { type: ['string', 'number', 'boolean', 'null'] }));

/** @param context what may be passed on */
const policyWith = (context: unknown) => ({
  principalId: '',
  policyDocument: {
    Version: oneOf('2012-10-17', '2008-10-17'),
    Statement: some([{ Action: TEXTS, Effect: oneOf('Allow', 'Deny'), Resource: TEXTS }]),
  },
  context: leftOut(nullable(context as never)),
  usageIdentifierKey: leftOut(nullable('')),
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html */
export const authorizerCaller: Caller = {
  answered: (answer, event) => decided(answer, at(event, 'methodArn'), mistakesIn(answer, policyWith(FLAT))),
  failed: unauthorized,
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
const INVOKE = 'execute-api:invoke';

function decided(answer: Json, called: Json | undefined, mistakes: Verdict['details']): Verdict {
  if (mistakes.length > 0) return malformed(mistakes);
  const arn = String(called ?? '');
  const given = listAt(answer, 'policyDocument', 'Statement').filter((each) => covers(at(each, 'Resource'), arn));
  const statements = given.filter((each) => covers(at(each, 'Action'), INVOKE, 'i'));
  if (given.length > 0 && statements.length === 0)
    return refused(phrase`The client would get 403 Forbidden: the Action of no statement covers execute-api:Invoke.`);
  const isDenied = statements.some((each) => at(each, 'Effect') === 'Deny');
  if (isDenied) return refused(phrase`The client would get 403 Forbidden: the policy denies it.`);
  return statements.some((each) => at(each, 'Effect') === 'Allow')
    ? accepted(phrase`The request would go on: the policy allows it.`)
    : refused(phrase`The client would get 403 Forbidden: no statement of the policy covers ${arn}.`);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html: simple, or a policy. */
export const httpApiAuthorizerCaller: Caller = {
  answered: (answer, event) => {
    if (isJsonObject(answer) && 'policyDocument' in answer)
      return decided(answer, at(event, 'routeArn'), mistakesIn(answer, policyWith(anyObject({}))));
    const mistakes = mistakesIn(answer, { isAuthorized: true, context: leftOut(nullable(mapOf({}))) });
    if (mistakes.length > 0) return malformed(mistakes);
    return at(answer, 'isAuthorized') === true
      ? accepted(phrase`The request would go on.`)
      : refused(phrase`The client would get 403 Forbidden.`);
  },
  failed: unauthorized,
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
export const appSyncAuthorizerCaller: Caller = {
  answered: (answer) => {
    const mistakes = mistakesIn(answer, {
      isAuthorized: true,
      resolverContext: leftOut(mapOf({}, new Shape('', { type: ['string', 'number', 'boolean', 'null'] }))),
      deniedFields: leftOut(nullable([''])),
      ttlOverride: leftOut(nullable(0)),
    });
    if (mistakes.length > 0)
      return refused(phrase`AppSync would refuse the request as unauthorized: it cannot use the answer.`, mistakes);
    return at(answer, 'isAuthorized') === true
      ? accepted(phrase`The request would go on.`)
      : refused(phrase`The request would be refused as unauthorized.`);
  },
  failed: () => refused(phrase`AppSync would refuse the request as unauthorized.`),
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html: by the message alone. */
function unauthorized({ errorMessage }: HandlerError): Verdict {
  return errorMessage === 'Unauthorized'
    ? refused(phrase`The client would get 401 Unauthorized.`)
    : refused(
        phrase`The client would get 500 Internal Server Error. Only an error with the message "Unauthorized" becomes 401.`,
      );
}

function malformed(mistakes: Verdict['details']): Verdict {
  return refused(phrase`The client would get 500 Internal Server Error: API Gateway cannot use the answer.`, mistakes);
}

/** With * for any text and ? for any sign. */
function covers(patterns: Json | undefined, called: string, flags = ''): boolean {
  return [patterns ?? []].flat().some((each) => {
    const pattern = String(each)
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${pattern}$`, flags).test(called);
  });
}
