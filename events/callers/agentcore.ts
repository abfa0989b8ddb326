/** What a gateway of Bedrock AgentCore makes of its functions. */
import { phrase } from '../../core/l10n/phrase';
import { anyObject, exactly, leftOut, mapOf, nullable } from '../shape';
import type { Caller } from '../source';
import { accepted, at, mistakesIn, refused } from './verdict';

const HEADERS = leftOut(nullable(mapOf({}, '')));
const ANSWER = {
  interceptorOutputVersion: exactly('1.0'),
  mcp: {
    transformedGatewayRequest: leftOut(nullable({ headers: HEADERS, body: leftOut(anyObject({})) })),
    transformedGatewayResponse: leftOut(
      nullable({ statusCode: leftOut(200), headers: HEADERS, body: leftOut(nullable(anyObject({}))) }),
    ),
  },
};

/** https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors-types.html */
export const interceptorCaller: Caller = {
  answered(answer, event) {
    const mistakes = mistakesIn(answer, ANSWER);
    if (mistakes.length > 0)
      return refused(phrase`The gateway would refuse the request: it cannot use the answer.`, mistakes);
    const isBefore = at(event, 'mcp', 'gatewayResponse') === undefined;
    if (at(answer, 'mcp', 'transformedGatewayResponse') != null)
      return isBefore
        ? accepted(phrase`The gateway would answer with transformedGatewayResponse at once, and not call the target.`)
        : accepted(phrase`The gateway would answer with transformedGatewayResponse.`);
    if (isBefore && at(answer, 'mcp', 'transformedGatewayRequest') != null)
      return accepted(phrase`The gateway would call the target with transformedGatewayRequest.`);
    return refused(
      isBefore
        ? phrase`The target would not get the request: mcp has neither transformedGatewayRequest nor transformedGatewayResponse.`
        : phrase`The caller would not get the response: mcp has no transformedGatewayResponse.`,
    );
  },
  failed: () => refused(phrase`The gateway would refuse the request.`),
};

/** https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html */
export const toolCaller: Caller = {
  answered: () => accepted(phrase`The agent would get the answer as the result of the tool.`),
  failed: () => refused(phrase`The agent would be told that the tool failed.`),
};
