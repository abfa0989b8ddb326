/**
 * What `Ref` and `GetAtt` give for a resource on this machine: the same shapes as on AWS, in the account
 * and region below, so that a name can be read back out of an ARN.
 */
export const LOCAL_ACCOUNT = '123456789012';
export const LOCAL_REGION = 'us-east-1';

/** CloudFormation's pseudo parameters. */
export const PSEUDO_PARAMETERS: { readonly [name: string]: string } = {
  'AWS::AccountId': LOCAL_ACCOUNT,
  'AWS::Region': LOCAL_REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'local',
  'AWS::StackId': `arn:aws:cloudformation:${LOCAL_REGION}:${LOCAL_ACCOUNT}:stack/local/1`,
};

interface ResourceAddress {
  /** What the resource's name property is called. */
  readonly nameProperty: string;
  /** The part of its ARN behind the partition. */
  readonly arn: (name: string) => string;
  /** What `Ref` returns, where that is not the name. Source: "Return values" of each resource's CloudFormation page. */
  readonly ref?: 'arn' | ((name: string) => string);
}

const place = `${LOCAL_REGION}:${LOCAL_ACCOUNT}`;

const functionAddress: ResourceAddress = {
  nameProperty: 'FunctionName',
  arn: (name) => `lambda:${place}:function:${name}`,
};
const tableAddress: ResourceAddress = {
  nameProperty: 'TableName',
  arn: (name) => `dynamodb:${place}:table/${name}`,
};

const ADDRESSES: { readonly [type: string]: ResourceAddress } = {
  'AWS::Serverless::Function': functionAddress,
  'AWS::Lambda::Function': functionAddress,
  'AWS::Serverless::StateMachine': {
    nameProperty: 'Name',
    arn: (name) => `states:${place}:stateMachine:${name}`,
    ref: 'arn',
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: (name) => `states:${place}:stateMachine:${name}`,
    ref: 'arn',
  },
  'AWS::StepFunctions::Activity': {
    nameProperty: 'Name',
    arn: (name) => `states:${place}:activity:${name}`,
    ref: 'arn',
  },
  'AWS::Serverless::SimpleTable': tableAddress,
  'AWS::DynamoDB::Table': tableAddress,
  'AWS::SNS::Topic': { nameProperty: 'TopicName', arn: (name) => `sns:${place}:${name}`, ref: 'arn' },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: (name) => `sqs:${place}:${name}`,
    ref: (name) => `https://sqs.${LOCAL_REGION}.amazonaws.com/${LOCAL_ACCOUNT}/${name}`,
  },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', arn: (name) => `s3:::${name}` },
  'AWS::Events::EventBus': { nameProperty: 'Name', arn: (name) => `events:${place}:event-bus/${name}` },
};

/** A template may call a type what it likes, also what every object inherits. */
function addressOf(type: string): ResourceAddress | undefined {
  return Object.hasOwn(ADDRESSES, type) ? ADDRESSES[type] : undefined;
}

/** The property that names a resource of this type, such as `FunctionName`. */
export function namePropertyOf(type: string): string | undefined {
  return addressOf(type)?.nameProperty;
}

/** The ARN that a function of this name has here. */
export function localFunctionArn(name: string): string {
  return `arn:aws:${functionAddress.arn(name)}`;
}

/** The ARN that a state machine of this name has here. */
export function localStateMachineArn(name: string): string {
  return `arn:aws:states:${place}:stateMachine:${name}`;
}

/**
 * The text of `Ref` (no attribute) or `GetAtt` of a resource.
 *
 * @param name the physical name: what the template calls it, else its logical id
 */
export function localAddress(type: string | undefined, name: string, attribute?: string): string {
  const address = type === undefined ? undefined : addressOf(type);
  if (!address) return attribute === undefined ? name : `${name}.${attribute}`;
  const arn = `arn:aws:${address.arn(name)}`;
  if (attribute === undefined) {
    if (address.ref === undefined) return name;
    return address.ref === 'arn' ? arn : address.ref(name);
  }
  if (/Arn$/.test(attribute)) return arn;
  if (/Name$/.test(attribute)) return name;
  return `${name}.${attribute}`;
}
