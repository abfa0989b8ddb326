import { phrase } from '../../core/l10n/phrase';
import { codedeployCaller } from '../callers/ignoring';
import { matching, says } from '../shape';
import { eventSource } from '../source';

export const codedeployHook = eventSource({
  name: 'codedeploy-hook',
  title: () => phrase`CodeDeploy: a lifecycle hook of a deployment`,
  service: 'CodeDeploy',
  page: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html',
  parameters: {},
  describe: (_, fresh) => ({
    DeploymentId: matching(
      `d-${fresh.capitals(9)}`,
      /^d-\w+$/,
      phrase`It must be the id of a deployment, such as d-AB12CD34E.`,
    ),
    LifecycleEventHookExecutionId: says(phrase`For PutLifecycleEventHookExecutionStatus.`, fresh.base64(90)),
  }),
  caller: codedeployCaller,
});
