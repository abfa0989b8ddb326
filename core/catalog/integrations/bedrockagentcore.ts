import type { IntegratedService } from './integration';

export const bedrockagentcore: IntegratedService = {
  name: 'bedrockagentcore',
  client: 'bedrock-agentcore',
  source: 'AWS: Invoke Amazon Bedrock AgentCore harness with Step Functions',
  errors: { prefix: 'BedrockAgentCore', service: 'BedrockAgentCore', otherError: 'BedrockAgentCoreException' },
  actions: {
    invokeHarness: {
      doc: 'Runs an agent in its harness, for 15 minutes at most. It returns the last message as text, and the tokens of all.',
      required: ['HarnessArn', 'RuntimeSessionId', 'Messages'],
      request: {
        HarnessArn: 'arn:aws:bedrock-agentcore:us-east-1:123456789012:harness/support-1f2a3b4c5d',
        'RuntimeSessionId.$': '$$.Execution.Name',
        Messages: [{ Role: 'user', Content: [{ 'Text.$': '$.prompt' }] }],
      },
      response: {
        Output: { Message: { Role: 'assistant', Content: [{ Text: '' }] } },
        StopReason: 'end_turn',
        Usage: { InputTokens: 0, OutputTokens: 0, TotalTokens: 0 },
        Metrics: { LatencyMs: 0 },
      },
      nobody: 'its answer is made of the stream of events that the service sends',
    },
  },
};
