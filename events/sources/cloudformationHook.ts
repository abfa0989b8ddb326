import { phrase } from '../../core/l10n/phrase';
import { cloudformationHookCaller } from '../callers/cloudformationHook';
import { choice, jsonObject, text } from '../parameters';
import { anyObject, anything, leftOut, matching, oneOf, optional, says } from '../shape';
import { eventSource } from '../source';

const POINTS = ['CREATE_PRE_PROVISION', 'UPDATE_PRE_PROVISION', 'DELETE_PRE_PROVISION'] as const;

export const cloudformationHook = eventSource({
  name: 'cloudformation-hook',
  title: () => phrase`CloudFormation: a Lambda Hook evaluates a resource`,
  service: 'CloudFormation',
  page: 'https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html',
  parameters: {
    point: choice(POINTS, () => phrase`what is about to happen to the resource`),
    hook: text('Shop::Guard::Buckets', () => phrase`the name of the Hook`),
    type: text('AWS::S3::Bucket', () => phrase`the type of the resource`),
    'logical-id': text('Uploads', () => phrase`the logical id of the resource`),
    properties: jsonObject({ BucketName: 'uploads' }, () => phrase`the properties of the resource, as a JSON object`),
    old: jsonObject({ BucketName: 'uploads-old' }, () => phrase`the properties that it has now, as a JSON object`),
  },
  describe({ point, hook, type, 'logical-id': id, properties, old }, fresh) {
    return {
      clientRequestToken: optional<string>(says(phrase`The answer has the same.`, fresh.uuid())),
      awsAccountId: fresh.account,
      stackId: fresh.arn('cloudformation', `stack/shop/${fresh.uuid()}`),
      changeSetId: leftOut(''),
      hookTypeName: matching(
        hook,
        /^\w+::\w+::\w+$/,
        phrase`It must be the name of a Hook, such as Shop::Guard::Buckets.`,
      ),
      hookTypeVersion: '00000001',
      hookModel: { LambdaFunction: fresh.arn('lambda', 'function:guard') },
      actionInvocationPoint: oneOf<string>(point, ...POINTS),
      requestData: {
        targetName: type,
        targetType: says<string>(phrase`The type of the resource; RESOURCE where Cloud Control API asks.`, type),
        targetLogicalId: id,
        targetModel: {
          resourceProperties: leftOut(anyObject(properties), point !== 'DELETE_PRE_PROVISION'),
          previousResourceProperties: leftOut(anyObject(old), point !== 'CREATE_PRE_PROVISION'),
        },
      },
      requestContext: {
        invocation: says(phrase`Three at most: an answer of IN_PROGRESS asks for the next.`, 1),
        callbackContext: says(phrase`What the last answer said.`, anything(null)),
      },
    };
  },
  filled: { properties: { at: ['requestData', 'targetModel', 'resourceProperties'] } },
  caller: cloudformationHookCaller,
});
