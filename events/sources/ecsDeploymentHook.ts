import { phrase } from '../../core/l10n/phrase';
import { ecsHookCaller } from '../callers/ecsHook';
import { choice, jsonObject, text } from '../parameters';
import { anyObject, leftOut, mapOf, matching, oneOf, says } from '../shape';
import { eventSource } from '../source';

const STAGES = [
  'POST_TEST_TRAFFIC_SHIFT',
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
] as const;

/** How much the new revision gets, in the stages that say it. */
const SHIFTED: { readonly [stage: string]: number } = {
  TEST_TRAFFIC_SHIFT: 100,
  PRE_PRODUCTION_TRAFFIC_SHIFT: 0,
  PRODUCTION_TRAFFIC_SHIFT: 100,
};

export const ecsDeploymentHook = eventSource({
  name: 'ecs-deployment-hook',
  title: () => phrase`ECS: a lifecycle hook of a deployment`,
  service: 'ECS',
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html',
  parameters: {
    stage: choice(STAGES, () => phrase`the stage of the deployment`),
    cluster: text('shop', () => phrase`the cluster`),
    service: text('orders', () => phrase`the service`),
    details: jsonObject({}, () => phrase`hookDetails: what the hook has of its service, or of its last answer`),
  },
  describe({ stage, cluster, service, details }, fresh) {
    const called = `${cluster}/${service}`;
    const target = fresh.arn('ecs', `service-revision/${called}/${fresh.digits(19)}`);
    const shifted = SHIFTED[stage];
    const weights =
      shifted === undefined
        ? {}
        : { [target]: shifted, [fresh.arn('ecs', `service-revision/${called}/${fresh.digits(19)}`)]: 100 - shifted };
    return {
      executionId: fresh.uuid(),
      lifecycleStage: oneOf<string>(stage, ...STAGES),
      resourceArn: matching(
        fresh.arn('ecs', `service-deployment/${called}/${fresh.hex(21)}`),
        /^arn:aws[\w-]*:ecs:.*:service-deployment\//,
        phrase`It must be the ARN of a deployment of a service.`,
      ),
      executionDetails: {
        serviceArn: fresh.arn('ecs', `service/${called}`),
        targetServiceRevisionArn: says<string>(phrase`The revision that is deployed.`, target),
        testTrafficWeights: says(
          phrase`What each revision gets of the test traffic, in percent; empty in other stages.`,
          mapOf(stage === 'TEST_TRAFFIC_SHIFT' ? weights : {}, 100),
        ),
        productionTrafficWeights: says(
          phrase`What each revision gets of the production traffic, in percent; empty in other stages.`,
          mapOf(stage === 'TEST_TRAFFIC_SHIFT' ? {} : weights, 100),
        ),
      },
      hookDetails: leftOut(anyObject(details), Object.keys(details).length > 0),
    };
  },
  filled: { details: { at: ['hookDetails'] } },
  caller: ecsHookCaller,
});
