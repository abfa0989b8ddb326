import { phrase } from '../../core/l10n/phrase';
import { transferWorkflowCaller } from '../callers/ignoring';
import { text } from '../parameters';
import { either, exactly, leftOut, matching, says } from '../shape';
import { eventSource } from '../source';

export const transferWorkflow = eventSource({
  name: 'transfer-workflow',
  title: () => phrase`Transfer Family: a custom step of a workflow`,
  service: 'Transfer Family',
  page: 'https://docs.aws.amazon.com/transfer/latest/userguide/custom-step-details.html',
  parameters: {
    bucket: text('uploads', () => phrase`the name of the bucket`),
    key: text('in/orders.csv', () => phrase`the key of the object`),
    user: text('mira', () => phrase`the user's name`),
  },
  describe: ({ bucket, key, user }, fresh) => ({
    token: says<string>(phrase`For SendWorkflowStepState.`, fresh.base64(48)),
    serviceMetadata: {
      executionDetails: {
        workflowId: matching(`w-${fresh.hex(17)}`, /^w-/, phrase`It must be the id of a workflow.`),
        executionId: fresh.uuid(),
      },
      transferDetails: { sessionId: fresh.hex(16), userName: user, serverId: `s-${fresh.hex(17)}` },
    },
    fileLocation: either(
      { domain: exactly('S3'), bucket, key, eTag: fresh.hex(32), versionId: leftOut('') },
      { domain: exactly('EFS'), fileSystemId: '', path: '' },
    ),
  }),
  caller: transferWorkflowCaller,
});
