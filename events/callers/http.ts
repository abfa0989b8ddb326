/** What a client would get of a handler behind HTTP. */
import { isJsonObject, objectOf, type Json, type JsonObject } from '../../core/json';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { BASE64 } from '../parts/base64';
import { either, leftOut, mapOf, nullable, Shape } from '../shape';
import type { AnswerCheck, Caller, Verdict } from '../source';
import { accepted, at, bytesOf, listAt, mistakesIn, refused, statusFaults, withMore } from './verdict';

const STATUS = new Shape(200, { type: ['integer', 'string'] });
const HEADER = new Shape('', { type: ['string', 'number', 'boolean'] });
/** Ten seconds' worth of reading. */
const SHOWN = 200;

const RESPONSE = {
  statusCode: STATUS,
  headers: leftOut(nullable(mapOf({}, HEADER))),
  multiValueHeaders: leftOut(nullable(mapOf({}, [HEADER]))),
  body: leftOut(nullable('')),
  isBase64Encoded: leftOut(nullable(false)),
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export const restCaller: Caller = {
  answered: (answer) =>
    responseOf(answer, RESPONSE, (details) =>
      refused(phrase`API Gateway would answer 502 Bad Gateway: the proxy response is malformed.`, details),
    ),
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
  failed: () => refused(phrase`API Gateway would answer 502 with {"message": "Internal server error"}.`),
};

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html has the message; that the status
 * is 500, and not the 502 of a REST API, is seen in https://github.com/awslabs/aws-lambda-cpp/issues/117.
 */
export const httpApiCaller: Caller = { answered: inferring(unusable), failed: httpApiFailure };

/** The same API with the payload 1.0, whose answer must say its status. */
export const httpApiV1Caller: Caller = {
  answered: (answer) => responseOf(answer, RESPONSE, unusable),
  failed: httpApiFailure,
};

function unusable(details: Verdict['details']): Verdict {
  return refused(phrase`API Gateway would answer 500 Internal Server Error: it cannot use the response.`, details);
}

function httpApiFailure(): Verdict {
  return refused(phrase`API Gateway would answer 500 with {"message": "Internal Server Error"}.`);
}

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html has the forms of an answer, and
 * https://github.com/awsdocs/aws-lambda-developer-guide/issues/430 the status of one in no form.
 */
export const functionUrlCaller: Caller = {
  answered: inferring((details) =>
    refused(phrase`The URL of the function would answer 502 Bad Gateway: the response is malformed.`, details),
  ),
  failed: () => refused(phrase`The URL of the function would answer 502 with Internal Server Error.`),
};

/** In bytes. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html (502) */
const LARGEST_OF_ALB = 1024 * 1024;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
export const albCaller: Caller = {
  answered: (answer, event) => {
    const bad = (details: Verdict['details']): Verdict =>
      refused(phrase`The load balancer would answer 502 Bad Gateway: the response is malformed.`, details);
    const isMulti = isJsonObject(event) && isJsonObject(event.multiValueHeaders);
    const given = isJsonObject(answer) ? answer : {};
    const other = isMulti ? 'headers' : 'multiValueHeaders';
    const wanted = isMulti ? 'multiValueHeaders' : 'headers';
    const size = bytesOf(answer);
    if (size > LARGEST_OF_ALB) return bad([phrase`The answer has ${size} bytes, and ${LARGEST_OF_ALB} are allowed.`]);
    const verdict = responseOf(without(answer, other), RESPONSE, bad);
    if (verdict.verdict !== 'accepted' || !isJsonObject(given[other]) || isJsonObject(given[wanted])) return verdict;
    return withMore(verdict, phrase`The request came with ${wanted}: the ${other} of the response would be ignored.`);
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
  failed: () => refused(phrase`The load balancer would answer 502 Bad Gateway.`),
};

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html */
export const latticeCaller: Caller = {
  answered: (answer) =>
    responseOf(answer, { ...RESPONSE, headers: leftOut(nullable(mapOf({}, either(HEADER, [HEADER])))) }, (details) =>
      refused(phrase`VPC Lattice would answer 500 Internal Server Error: the response is malformed.`, details),
    ),
  failed: () => refused(phrase`VPC Lattice would answer 500 Internal Server Error.`),
};

/** Payload 2.0: an answer that says no status is a body. */
function inferring(bad: (details: Verdict['details']) => Verdict): AnswerCheck {
  return (answer) => {
    if (isJsonObject(answer) && 'statusCode' in answer) {
      const read = without(answer, 'multiValueHeaders');
      const verdict = responseOf(read, { ...RESPONSE, cookies: leftOut(nullable([''])) }, bad);
      if (verdict.verdict !== 'accepted' || !isJsonObject(answer.multiValueHeaders ?? null)) return verdict;
      return withMore(
        verdict,
        phrase`multiValueHeaders is not read in this format: give several values as one, with commas, and cookies as cookies.`,
      );
    }
    return accepted(phrase`The client would get 200 with the whole answer as its body, since there is no statusCode.`, [
      phrase`content-type: application/json`,
      bodyLine(typeof answer === 'string' ? answer : JSON.stringify(answer)),
    ]);
  };
}

function responseOf(answer: Json, described: object, bad: (details: Verdict['details']) => Verdict): Verdict {
  const mistakes = [...mistakesIn(answer, described), ...statusFaults(answer, 'statusCode')];
  if (isJsonObject(answer) && isJsonObject(answer.body)) {
    mistakes.push(phrase`Write the body with JSON.stringify: it is the text that is sent.`);
  }
  if (isJsonObject(answer) && answer.isBase64Encoded === true && !BASE64.test(text(answer.body))) {
    mistakes.push(phrase`body: This must be base64, since isBase64Encoded is true.`);
  }
  if (mistakes.length > 0 || !isJsonObject(answer)) return bad(mistakes);
  const several = objectOf(answer.multiValueHeaders);
  // Source: API Gateway, "Output format of a Lambda function for proxy integration": of a pair in both the list counts.
  const headers = Object.entries(objectOf(answer.headers)).filter(
    ([name, value]) => ![several[name]].flat().some((each) => text(each) === text(value)),
  );
  return accepted(phrase`The client would get ${text(answer.statusCode)}.`, [
    ...headers.map(([name, value]) => phrase`${name}: ${text(value)}`),
    ...multiLines(answer),
    ...listAt(answer, 'cookies').map((cookie) => phrase`set-cookie: ${text(cookie)}`),
    ...(text(answer.body) === '' ? [] : [bodyLine(text(answer.body))]),
  ]);
}

/** An answer as a caller reads it that does not look at one of its members. */
function without(answer: Json, member: string): Json {
  if (!isJsonObject(answer)) return answer;
  const { [member]: _unread, ...read } = answer;
  return read;
}

function multiLines(answer: JsonObject): Phrase[] {
  return Object.entries(objectOf(answer.multiValueHeaders)).flatMap(([name, values]) =>
    [values].flat().map((value) => phrase`${name}: ${text(value)}`),
  );
}

function bodyLine(body: string) {
  return body.length > SHOWN
    ? phrase`Body of ${body.length} characters: ${body.slice(0, SHOWN)}…`
    : phrase`Body: ${body}`;
}

function text(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html */
export const webSocketConnectCaller: Caller = {
  answered: (answer) => {
    const mistakes = [...mistakesIn(answer, { statusCode: STATUS }), ...statusFaults(answer, 'statusCode')];
    if (mistakes.length > 0)
      return refused(phrase`API Gateway would refuse the connection: the response is malformed.`, mistakes);
    const status = Number((answer as { readonly statusCode: Json }).statusCode);
    return status >= 200 && status < 300
      ? accepted(phrase`The connection would be made.`)
      : refused(phrase`The connection would be refused with ${status}.`);
  },
  failed: () => refused(phrase`The connection would be refused.`),
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html */
export const webSocketMessageCaller: Caller = {
  answered: (answer) => {
    const mistakes = [...mistakesIn(answer, RESPONSE), ...statusFaults(answer, 'statusCode')];
    return mistakes.length > 0
      ? refused(
          phrase`The client would be sent {"message": "Internal server error"}: the response is malformed.`,
          mistakes,
        )
      : accepted(
          phrase`The message would count as handled. The client gets the body only if the route has a route response.`,
          text(at(answer, 'body')) === '' ? [] : [bodyLine(text(at(answer, 'body')))],
        );
  },
  failed: () => refused(phrase`The client would be sent {"message": "Internal server error"}.`),
};
