/** What a person is told of a call that nothing answers, and what the call is called there. */
import { REFUSAL_ADVICE } from '../../lambda/awsGuard';

export const REFUSAL_CODE = 'StepwiseNoAwsTarget';

/** Whether a function's failure tells of a call that was refused here: by the gateway, or by the guard of AWS's names. */
export function tellsOfRefusal(payload: string): boolean {
  return payload.includes(REFUSAL_CODE) || payload.includes('is not sent to AWS');
}

/** A call as it is told of. */
export interface CallName {
  /** As the SDK signs it, `dynamodb`; empty where the request is not signed. */
  readonly service: string;
  /** `PutItem`, else method and path. */
  readonly action: string;
}

/** @param mock what stands under `calls` where a mock can answer it: `dynamodb:PutItem` */
export function refusalSentence(call: CallName, mock?: string): string {
  const sentence = `${shownCall(call)} ${REFUSAL_ADVICE}`;
  return mock === undefined
    ? `${sentence}.`
    : `${sentence}, or answer it with a mock: "${mock}" under "calls" in .vscode/stepwise.json.`;
}

/** `DynamoDB PutItem`. */
export function shownCall({ service, action }: CallName): string {
  return [shownService(service), action].filter(Boolean).join(' ');
}

/** @param service by its signing name */
export function shownService(service: string): string {
  return SERVICE_NAMES[service] ?? service;
}

/** Signing names that say too little to a person; the others are shown as they are. */
const SERVICE_NAMES: { readonly [signingName: string]: string } = {
  dynamodb: 'DynamoDB',
  s3: 'S3',
  sqs: 'SQS',
  sns: 'SNS',
  ses: 'SES',
  lambda: 'Lambda',
  states: 'Step Functions',
  events: 'EventBridge',
  secretsmanager: 'Secrets Manager',
  ssm: 'Systems Manager',
  sts: 'STS',
  kms: 'KMS',
  kinesis: 'Kinesis',
  firehose: 'Firehose',
  bedrock: 'Bedrock',
  monitoring: 'CloudWatch',
  logs: 'CloudWatch Logs',
  email: 'SES',
  'execute-api': 'API Gateway',
  'lambda-url': 'Function URL',
  'appsync-api': 'AppSync',
  es: 'OpenSearch',
};
