import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { interceptorCaller } from '../callers/agentcore';
import { choice, jsonObject, text } from '../parameters';
import { anyObject, exactly, leftOut, mapOf, optional, says } from '../shape';
import { eventSource } from '../source';

export const agentcoreInterceptor = eventSource({
  name: 'agentcore-interceptor',
  title: () => phrase`Bedrock AgentCore: an interceptor of a gateway`,
  service: 'Bedrock AgentCore',
  page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors-types.html',
  parameters: {
    point: choice(['REQUEST', 'RESPONSE'], () => phrase`whether it comes before the target or after it`),
    method: text('tools/call', () => phrase`the method of the Model Context Protocol`),
    tool: text('Orders___getOrder', () => phrase`the tool, behind the name of its target`),
    arguments: jsonObject({ orderId: '1042' }, () => phrase`the arguments of the tool, as a JSON object`),
    result: jsonObject(
      { isError: false, content: [{ type: 'text', text: 'It was sent.' }] },
      () => phrase`RESPONSE: what the target answered, as a JSON object`,
    ),
  },
  describe({ point, method, tool, arguments: given, result }, fresh) {
    const request: JsonObject = {
      jsonrpc: '2.0',
      id: 1,
      method,
      ...(method === 'tools/call' && { params: { name: tool, arguments: given } }),
    };
    const message = (body: JsonObject) => says(phrase`A message of JSON-RPC.`, anyObject(body));
    const session = fresh.uuid();
    return {
      interceptorInputVersion: exactly('1.0'),
      mcp: {
        rawGatewayRequest: optional({ body: JSON.stringify(request) }),
        gatewayRequest: {
          path: '/mcp',
          httpMethod: 'POST',
          headers: optional(
            says(
              phrase`Only with passRequestHeaders.`,
              mapOf(
                {
                  Accept: 'application/json',
                  Authorization: 'Bearer not-a-real-token',
                  'Mcp-Session-Id': session,
                  'User-Agent': 'curl/8.9.1',
                },
                '',
              ),
            ),
          ),
          body: message(request),
        },
        gatewayResponse: leftOut(
          {
            statusCode: optional(200),
            headers: optional(mapOf({ 'Mcp-Session-Id': session }, '')),
            isStreamingResponse: leftOut(true),
            body: message({ jsonrpc: '2.0', id: 1, result }),
          },
          point === 'RESPONSE',
        ),
      },
    };
  },
  filled: { arguments: { at: ['mcp', 'gatewayRequest', 'body', 'params', 'arguments'] } },
  caller: interceptorCaller,
});
