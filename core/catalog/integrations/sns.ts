import { METADATA, type IntegratedService } from './integration';
import { withText } from './sdkCall';

export const sns: IntegratedService = {
  name: 'sns',
  source: 'AWS: Publish messages to an Amazon SNS topic with Step Functions',
  errors: { prefix: 'SNS', service: 'AmazonSNS', otherError: 'AmazonSNSException' },
  actions: {
    publish: {
      doc: 'Publishes a message to an SNS topic, an endpoint or a telephone number.',
      required: ['Message', ['TopicArn', 'TargetArn', 'PhoneNumber']],
      request: { TopicArn: 'arn:aws:sns:us-east-1:123456789012:orders', 'Message.$': '$' },
      response: { MessageId: '1d3f0d2e-0000-4000-8000-000000000000', ...METADATA },
      callback: true,
      sdk: { parameters: withText('Message') },
    },
  },
};
