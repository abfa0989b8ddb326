import { METADATA, type IntegratedService } from './integration';
import { withText } from './sdkCall';

export const sqs: IntegratedService = {
  name: 'sqs',
  source: 'AWS: Send messages to an Amazon SQS queue with Step Functions',
  errors: { prefix: 'SQS', service: 'AmazonSQS', otherError: 'AmazonSQSException' },
  actions: {
    sendMessage: {
      doc: 'Sends a message to an SQS queue.',
      request: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders', 'MessageBody.$': '$' },
      response: {
        MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592',
        MessageId: '1d3f0d2e-0000-4000-8000-000000000000',
        ...METADATA,
      },
      callback: true,
      sdk: { parameters: withText('MessageBody') },
    },
  },
};
