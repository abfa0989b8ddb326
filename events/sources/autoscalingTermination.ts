import type { AutoScalingScaleInEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { terminationCaller } from '../callers/termination';
import { choice, text } from '../parameters';
import { leftOut, matching, oneOf, some, type Described } from '../shape';
import { eventSource } from '../source';

const CAUSES = ['SCALE_IN', 'INSTANCE_REFRESH', 'MAX_INSTANCE_LIFETIME', 'REBALANCE'] as const;

export const autoscalingTermination = eventSource({
  name: 'autoscaling-termination',
  title: () => phrase`EC2 Auto Scaling: which instances are terminated`,
  service: 'EC2 Auto Scaling',
  page: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/lambda-custom-termination-policy.html',
  parameters: {
    group: text('web', () => phrase`the name of the Auto Scaling group`),
    cause: choice(CAUSES, () => phrase`why instances are terminated`),
  },
  describe({ group, cause }, fresh): Described<AutoScalingScaleInEvent> {
    const zone = `${fresh.region}b`;
    const market = oneOf('on-demand', 'spot');
    return {
      AutoScalingGroupARN: matching(
        fresh.arn('autoscaling', `autoScalingGroup:${fresh.uuid()}:autoScalingGroupName/${group}`),
        /^arn:aws[\w-]*:autoscaling:/,
        phrase`It must be the ARN of an Auto Scaling group.`,
      ),
      AutoScalingGroupName: group,
      CapacityToTerminate: [{ AvailabilityZone: zone, Capacity: 1, InstanceMarketOption: market }],
      Instances: some(
        [1, 2].map(() => ({
          AvailabilityZone: zone,
          InstanceId: matching(
            `i-${fresh.hex(17)}`,
            /^i-/,
            phrase`It must be the id of an instance, such as i-0123456789abcdef0.`,
          ),
          InstanceType: 't3.small',
          InstanceMarketOption: market,
        })),
      ),
      Cause: oneOf(cause, ...CAUSES),
      HasMoreInstances: leftOut(false),
    };
  },
  caller: terminationCaller,
});
