import type { CloudFormationCustomResourceUpdateEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { customResourceCaller } from '../callers/ignoring';
import { choice, jsonObject, text } from '../parameters';
import { anyObject, leftOut, matching, oneOf, says, type Described } from '../shape';
import { eventSource } from '../source';

type AnyRequest = Omit<
  CloudFormationCustomResourceUpdateEvent,
  'RequestType' | 'PhysicalResourceId' | 'OldResourceProperties'
> & {
  RequestType: 'Create' | 'Update' | 'Delete';
  PhysicalResourceId?: string;
  OldResourceProperties?: object;
};

export const cloudformationCustomResource = eventSource({
  name: 'cloudformation-custom-resource',
  title: () => phrase`CloudFormation: a custom resource`,
  service: 'CloudFormation',
  page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html',
  parameters: {
    request: choice(['Create', 'Update', 'Delete'], () => phrase`what CloudFormation asks for`),
    type: text('Custom::Seed', () => phrase`the type of the resource`),
    'logical-id': text('Seed', () => phrase`the logical id of the resource`),
    properties: jsonObject({ Table: 'orders' }, () => phrase`the properties of the resource, as a JSON object`),
    old: jsonObject({ Table: 'orders-old' }, () => phrase`Update: the properties before, as a JSON object`),
    'response-url': text('', () => phrase`where the result is sent to (default: an address that answers nobody)`),
  },
  describe(given, fresh): Described<AnyRequest> {
    const ServiceToken = fresh.arn('lambda', 'function:seed');
    const stack = fresh.arn('cloudformation', `stack/shop/${fresh.uuid()}`);
    return {
      RequestType: oneOf(given.request, 'Create', 'Update', 'Delete'),
      ServiceToken,
      ResponseURL: says(
        phrase`The result is sent there with PUT; what the handler returns is ignored.`,
        matching(
          given['response-url'] || `https://cloudformation-custom-resource-response.invalid/${fresh.hex(32)}`,
          /^https?:/,
          phrase`It must be the address that the result is sent to.`,
        ),
      ),
      StackId: matching(stack, /^arn:aws[\w-]*:cloudformation:/, phrase`It must be the ARN of a stack.`),
      RequestId: fresh.requestId,
      LogicalResourceId: given['logical-id'],
      ResourceType: matching(
        given.type,
        /^(Custom::[\w@-]+|AWS::CloudFormation::CustomResource)$/,
        phrase`It must be Custom:: and a name of letters, digits and _@-, or AWS::CloudFormation::CustomResource.`,
      ),
      PhysicalResourceId: leftOut(`seed-${fresh.small(8)}`, given.request !== 'Create'),
      ResourceProperties: anyObject({ ServiceToken, ...given.properties }),
      OldResourceProperties: leftOut(anyObject({ ServiceToken, ...given.old }), given.request === 'Update'),
    };
  },
  filled: {
    properties: { at: ['ResourceProperties'], as: 'more' },
    old: { at: ['OldResourceProperties'], as: 'more' },
  },
  caller: customResourceCaller,
});
