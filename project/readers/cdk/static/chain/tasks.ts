/** What a task calls, by its class. Source: aws-stepfunctions-tasks of the AWS CDK. */
import type { Placed } from '../../../../code/evaluate';
import { valueOf, type Value } from './values';
import { Writing } from './writing';

export interface Call {
  readonly resource: string;
  /** Undefined: none. Entries that are undefined are left out. */
  readonly parameters?: Value | { readonly [name: string]: Value | undefined };
}

type Task = (state: Writing) => Call | undefined;

/** Of `IntegrationPattern`, behind the name of an integration. */
const PATTERNS: { readonly [word: string]: string | undefined } = {
  REQUEST_RESPONSE: '',
  RUN_JOB: '.sync',
  WAIT_FOR_TASK_TOKEN: '.waitForTaskToken',
};

function resource(state: Writing, integration: string): string {
  const suffix = PATTERNS[state.word('integrationPattern') ?? 'REQUEST_RESPONSE'];
  if (suffix === undefined) state.isUnsure = true;
  return `arn:aws:states:::${integration}${suffix ?? ''}`;
}

/** All that comes in. */
function whole({ isJsonata, reading, call }: Writing): Value {
  if (isJsonata) return '{% $states.input %}';
  const at = { start: call.expression.start, end: call.expression.end };
  const path: Placed = {
    ...call,
    expression: {
      kind: 'call',
      callee: { kind: 'member', object: { kind: 'name', name: 'JsonPath', ...at }, name: 'stringAt', ...at },
      items: [{ kind: 'literal', value: '$', ...at }],
      named: [],
      ...at,
    },
  };
  return valueOf(path, reading)!;
}

const dynamo =
  (action: string, parameters: (state: Writing) => { readonly [name: string]: Value | undefined }): Task =>
  (state) => ({
    resource: `arn:aws:states:::dynamodb:${action}`,
    parameters: { TableName: state.address('table'), ...parameters(state) },
  });

const conditional = (state: Writing): { readonly [name: string]: Value | undefined } => ({
  ConditionExpression: state.value('conditionExpression'),
  ExpressionAttributeNames: state.value('expressionAttributeNames'),
  ExpressionAttributeValues: state.value('expressionAttributeValues'),
  ReturnConsumedCapacity: state.word('returnConsumedCapacity'),
  ReturnItemCollectionMetrics: state.word('returnItemCollectionMetrics'),
  ReturnValues: state.word('returnValues'),
});

export const TASKS: { readonly [className: string]: Task | undefined } = {
  LambdaInvoke: (state) => {
    const name = state.address('lambdaFunction', 'Arn');
    const payload = state.value('payload');
    if (name === undefined) return undefined;
    if (state.value('payloadResponseOnly') === true) {
      return { resource: name, parameters: payload };
    }
    const type = state.word('invocationType');
    const parameters = {
      FunctionName: name,
      Payload: payload ?? whole(state),
      InvocationType: type && { REQUEST_RESPONSE: 'RequestResponse', EVENT: 'Event', DRY_RUN: 'DryRun' }[type],
      ClientContext: state.value('clientContext'),
      Qualifier: state.value('qualifier'),
    };
    return { resource: resource(state, 'lambda:invoke'), parameters };
  },
  StepFunctionsStartExecution: (state) => {
    const called = resource(state, 'states:startExecution');
    const parameters = {
      Input: state.value('input') ?? whole(state),
      StateMachineArn: state.address('stateMachine', 'Arn'),
      Name: state.value('name'),
    };
    return { resource: called.endsWith('.sync') ? `${called}:2` : called, parameters };
  },
  StepFunctionsInvokeActivity: (state) => {
    const activity = state.address('activity', 'Arn');
    return activity === undefined ? undefined : { resource: activity, parameters: state.value('parameters') };
  },
  SnsPublish: (state) => ({
    resource: resource(state, 'sns:publish'),
    parameters: {
      TopicArn: state.address('topic', 'Arn'),
      Message: state.value('message'),
      MessageDeduplicationId: state.value('messageDeduplicationId'),
      MessageGroupId: state.value('messageGroupId'),
      MessageStructure: state.value('messagePerSubscriptionType') === true ? 'json' : undefined,
      Subject: state.value('subject'),
    },
  }),
  SqsSendMessage: (state) => ({
    resource: resource(state, 'sqs:sendMessage'),
    parameters: {
      QueueUrl: state.address('queue', 'QueueUrl'),
      MessageBody: state.value('messageBody'),
      DelaySeconds: state.seconds('delay'),
      MessageDeduplicationId: state.value('messageDeduplicationId'),
      MessageGroupId: state.value('messageGroupId'),
    },
  }),
  EventBridgePutEvents: (state) => {
    const entries = state.given('entries');
    const listed = entries && state.reading.reader.evaluate.elements(entries);
    if (!listed) return undefined;
    const written = listed.map((entry) => entryOf(entry, state));
    return { resource: resource(state, 'events:putEvents'), parameters: { Entries: written } };
  },
  DynamoGetItem: dynamo('getItem', (state) => {
    const expressions = state.value('projectionExpression');
    if (expressions !== undefined) state.isUnsure = true;
    return {
      Key: state.value('key'),
      ConsistentRead: state.value('consistentRead') ?? false,
      ExpressionAttributeNames: state.value('expressionAttributeNames'),
      ReturnConsumedCapacity: state.word('returnConsumedCapacity'),
    };
  }),
  DynamoPutItem: dynamo('putItem', (state) => ({ Item: state.value('item'), ...conditional(state) })),
  DynamoUpdateItem: dynamo('updateItem', (state) => ({
    Key: state.value('key'),
    UpdateExpression: state.value('updateExpression'),
    ...conditional(state),
  })),
  DynamoDeleteItem: dynamo('deleteItem', (state) => ({ Key: state.value('key'), ...conditional(state) })),
  CallAwsService: (state) => {
    const [service, action] = [state.value('service'), state.value('action')];
    if (typeof service !== 'string' || typeof action !== 'string') return undefined;
    const integration = `aws-sdk:${service.toLowerCase()}:${action}`;
    return { resource: resource(state, integration), parameters: state.value('parameters') ?? {} };
  },
};

/** In Python `EventBridgePutEventsEntry(detail=…)`. */
function entryOf(placed: Placed, state: Writing): Value {
  const { expression, ...at } = state.reading.reader.evaluate.follow(placed);
  const { start, end } = expression;
  const callee = { kind: 'name', name: '', start, end } as const;
  const call =
    expression.kind === 'call'
      ? expression
      : { kind: 'call' as const, callee, items: [expression], named: [], start, end };
  const entry = new Writing({ ...at, expression: call }, state.reading, state.isJsonata);
  const written = {
    Detail: entry.value('detail'),
    DetailType: entry.value('detailType'),
    EventBusName: entry.address('eventBus', 'Arn'),
    Source: entry.value('source'),
  };
  if (entry.isUnsure || !entry.isAllRead) state.isUnsure = true;
  return withoutAbsent(written);
}

export function withoutAbsent(object: { readonly [name: string]: Value | undefined }): {
  readonly [name: string]: Value;
} {
  return Object.fromEntries(Object.entries(object).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}
