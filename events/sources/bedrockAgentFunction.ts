import { phrase } from '../../core/l10n/phrase';
import { bedrockCaller } from '../callers/bedrock';
import { AGENT, agentEvent } from '../parts/bedrock';
import { text } from '../parameters';
import { eventSource } from '../source';

export const bedrockAgentFunction = eventSource({
  name: 'bedrock-agent-function',
  title: () => phrase`Bedrock agent: a function of an action group`,
  service: 'Bedrock',
  page: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html',
  parameters: { ...AGENT, function: text('findOrder', () => phrase`the function`) },
  describe: ({ function: name, ...given }, fresh) => ({ ...agentEvent(given, fresh), function: name }),
  caller: bedrockCaller,
});
