import { phrase } from '../../core/l10n/phrase';
import { bedrockCaller } from '../callers/bedrock';
import { AGENT, agentEvent, agentParameters } from '../parts/bedrock';
import { METHODS } from '../parts/http';
import { choice, jsonObject, text } from '../parameters';
import { leftOut, mapOf, matching, oneOf } from '../shape';
import { eventSource } from '../source';

export const bedrockAgentApi = eventSource({
  name: 'bedrock-agent-api',
  title: () => phrase`Bedrock agent: an operation of an API schema`,
  service: 'Bedrock',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html',
  parameters: {
    ...AGENT,
    method: choice(METHODS, () => phrase`the HTTP method`),
    path: text('/orders/{orderId}', () => phrase`the path, as the API schema has it`),
    body: jsonObject({}, () => phrase`the properties of the request body, as a JSON object`),
  },
  describe: ({ method, path, body, ...given }, fresh) => ({
    ...agentEvent(given, fresh),
    apiPath: matching(path, /^\//, phrase`It must begin with a slash.`),
    httpMethod: oneOf(method, ...METHODS),
    requestBody: leftOut(
      { content: mapOf({ 'application/json': { properties: agentParameters(body) } }) },
      Object.keys(body).length > 0,
    ),
  }),
  caller: bedrockCaller,
});
