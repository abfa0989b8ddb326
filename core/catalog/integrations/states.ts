import { METADATA, type IntegratedService } from './integration';

export const states: IntegratedService = {
  name: 'states',
  client: 'sfn',
  source: 'AWS: Start workflow executions from a Task state in Step Functions',
  errors: { prefix: 'StepFunctions', service: 'AWSStepFunctions', otherError: 'AWSStepFunctionsException' },
  actions: {
    startExecution: {
      doc: 'Starts another state machine. `.sync` waits for it and returns its output as text, `.sync:2` as JSON.',
      required: ['StateMachineArn'],
      request: { StateMachineArn: '${ShippingStateMachineArn}', 'Input.$': '$' },
      response: {
        ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Shipping:1f2a',
        StartDate: 1_900_000_000_000,
        ...METADATA,
      },
      syncResponse: {
        ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Shipping:1f2a',
        Input: {},
        InputDetails: { Included: true },
        Name: '1f2a',
        Output: {},
        OutputDetails: { Included: true },
        StartDate: 1_900_000_000_000,
        StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Shipping',
        Status: 'SUCCEEDED',
        StopDate: 1_900_000_001_000,
      },
      callback: true,
      runner: 'states:startExecution',
      syncs: ['sync', 'sync:2'],
    },
  },
};
