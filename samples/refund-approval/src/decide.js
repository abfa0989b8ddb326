// Takes the manager's decision to the workflow that waits for it. Lambda supplies this SDK; on your own machine,
// `npm install @aws-sdk/client-sfn` beside the template does.
const { SendTaskFailureCommand, SendTaskSuccessCommand, SFNClient } = require('@aws-sdk/client-sfn');

const client = new SFNClient({});

exports.handler = async ({ token, approved, reason = 'none given' }) => {
  if (approved === undefined) {
    await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'NoDecision', cause: reason }));
    return 'The workflow was told that there is no decision.';
  }
  await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify({ approved, reason }) }));
  return `The refund was ${approved ? 'approved' : 'refused'}.`;
};
