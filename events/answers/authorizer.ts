/** Whether a request would go on, by the answer of a Lambda authorizer. */
import { isJsonObject, type Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { leftOut, mapOf, nullable, oneOf, Shape, some } from '../shape';
import type { AnswerCheck, Verdict } from '../source';
import { accepted, at, listAt, mistakesIn, refused } from './verdict';

const TEXTS = new Shape('', { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] });
/** Nothing nested: API Gateway makes texts of it. */
const CONTEXT = leftOut(nullable(mapOf({}, new Shape('', { type: ['string', 'number', 'boolean', 'null'] }))));

const POLICY = {
  principalId: '',
  policyDocument: {
    Version: oneOf('2012-10-17', '2008-10-17'),
    Statement: some([{ Action: TEXTS, Effect: oneOf('Allow', 'Deny'), Resource: TEXTS }]),
  },
  context: CONTEXT,
  usageIdentifierKey: leftOut(nullable('')),
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html */
export const policyAnswer: AnswerCheck = (answer, event) => {
  const mistakes = mistakesIn(answer, POLICY);
  if (mistakes.length > 0) return malformed(mistakes);
  const arn = String(at(event, 'methodArn') ?? at(event, 'routeArn') ?? '');
  const statements = listAt(answer, 'policyDocument', 'Statement').filter((each) => covers(at(each, 'Resource'), arn));
  const isDenied = statements.some((each) => at(each, 'Effect') === 'Deny');
  if (isDenied) return refused(phrase`The client would get 403 Forbidden: the policy denies it.`);
  return statements.some((each) => at(each, 'Effect') === 'Allow')
    ? accepted(phrase`The request would go on: the policy allows it.`)
    : refused(phrase`The client would get 403 Forbidden: no statement of the policy covers ${arn}.`);
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html: simple, or a policy. */
export const simpleAnswer: AnswerCheck = (answer, event) => {
  if (isJsonObject(answer) && 'policyDocument' in answer) return policyAnswer(answer, event);
  const mistakes = mistakesIn(answer, { isAuthorized: true, context: leftOut(nullable(mapOf({}))) });
  if (mistakes.length > 0) return malformed(mistakes);
  return at(answer, 'isAuthorized') === true
    ? accepted(phrase`The request would go on.`)
    : refused(phrase`The client would get 403 Forbidden.`);
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
export const appSyncAnswer: AnswerCheck = (answer) => {
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
};

function malformed(mistakes: Verdict['details']): Verdict {
  return refused(phrase`The client would get 500 Internal Server Error: API Gateway cannot use the answer.`, mistakes);
}

/** With * for any text and ? for any sign. */
function covers(resources: Json | undefined, arn: string): boolean {
  return [resources ?? []].flat().some((each) => {
    const pattern = String(each)
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${pattern}$`).test(arn);
  });
}
