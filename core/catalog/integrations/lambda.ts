import { METADATA, type IntegratedService } from './integration';

export const lambda: IntegratedService = {
  name: 'lambda',
  source: 'AWS: Invoke an AWS Lambda function with Step Functions',
  errors: { none: 'functions run here, and their errors are their own' },
  actions: {
    invoke: {
      doc: 'Calls a Lambda function and returns its answer as `Payload`, with the status beside it.',
      required: ['FunctionName'],
      request: { FunctionName: '${ChargeCardFunctionArn}', 'Payload.$': '$' },
      response: { ExecutedVersion: '$LATEST', Payload: {}, StatusCode: 200, ...METADATA },
      callback: true,
      runner: 'lambda:invoke',
    },
  },
};
