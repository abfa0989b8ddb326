import { phrase } from '../../core/l10n/phrase';
import { toolCaller } from '../callers/agentcore';
import { jsonObject } from '../parameters';
import { anyObject } from '../shape';
import { eventSource } from '../source';

export const agentcoreTool = eventSource({
  name: 'agentcore-tool',
  title: () => phrase`Bedrock AgentCore: a gateway calls the function as a tool`,
  service: 'Bedrock AgentCore',
  page: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html',
  parameters: { arguments: jsonObject({ orderId: '1042' }, () => phrase`the arguments of the tool, as a JSON object`) },
  isFree: true,
  describe: ({ arguments: given }) => anyObject(given),
  filled: { arguments: { at: [] } },
  caller: toolCaller,
});
