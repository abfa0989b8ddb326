/** The second line of a node: what a Task calls, how a Map spreads, how long a Wait waits. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { doubleOf, isNumber, numberText } from '../jsonNumber';
import { phrase } from '../l10n/phrase';
import type { State, StateType } from '../model/machine';

/** How AWS writes the services that tasks call most; others keep the name in the resource. */
const SERVICES: Readonly<Record<string, string>> = {
  lambda: 'Lambda',
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  sns: 'SNS',
  states: 'Step Functions',
  sfn: 'Step Functions',
  events: 'EventBridge',
  eventbridge: 'EventBridge',
  ecs: 'ECS',
  batch: 'Batch',
  glue: 'Glue',
  athena: 'Athena',
  bedrock: 'Bedrock',
  bedrockruntime: 'Bedrock',
  sagemaker: 'SageMaker',
  codebuild: 'CodeBuild',
  apigateway: 'API Gateway',
  http: 'HTTP',
  s3: 'S3',
  ses: 'SES',
  sesv2: 'SES',
  ssm: 'SSM',
  eks: 'EKS',
  elasticmapreduce: 'EMR',
  textract: 'Textract',
  rekognition: 'Rekognition',
};

const DETAILS: Readonly<Record<StateType, (definition: JsonObject, state: State) => string | undefined>> = {
  Task: taskDetail,
  Map: mapDetail,
  Wait: waitDetail,
  Choice: (definition) => counted(definition['Choices'], 'rule'),
  Parallel: (definition) => counted(definition['Branches'], 'branch', 'branches'),
  Fail: (definition) => text(definition['Error']) ?? text(definition['ErrorPath']),
  Pass: () => undefined,
  Succeed: () => undefined,
};

export function stateDetail(state: State): string | undefined {
  return state.type === undefined ? undefined : DETAILS[state.type](state.definition, state);
}

function taskDetail(definition: JsonObject): string | undefined {
  const resource = text(definition['Resource']);
  if (resource === undefined) return undefined;
  const integration = /^arn:[^:]*:states:[^:]*:[^:]*:(?!activity:)(.+)$/.exec(resource)?.[1];
  if (integration !== undefined) return integrationDetail(integration, definition);
  const activity = /:activity:(.+)$/.exec(resource)?.[1];
  return activity === undefined ? `Lambda · ${functionName(resource)}` : `Activity · ${activity}`;
}

/** `lambda:invoke.waitForTaskToken`, `aws-sdk:dynamodb:putItem`. */
function integrationDetail(integration: string, definition: JsonObject): string {
  const [call = '', pattern] = integration.split('.', 2);
  const parts = call.replace(/^aws-sdk:/, '').split(':');
  const action = parts.pop() ?? '';
  const service = parts.join(':');
  const parameters = definition['Arguments'] ?? definition['Parameters'];
  const callee =
    service === 'lambda' && action === 'invoke' && isJsonObject(parameters)
      ? (text(parameters['FunctionName']) ?? text(parameters['FunctionName.$']))
      : undefined;
  const what = callee === undefined ? action : functionName(callee);
  const waits = pattern === 'waitForTaskToken' ? ' · callback' : pattern ? ` · ${pattern.split(':')[0]}` : '';
  return `${SERVICES[service] ?? service} · ${what}${waits}`;
}

/** The name in an ARN, a partial ARN, a placeholder (`${ChargeCardFunctionArn}` is ChargeCard) or as it stands. */
function functionName(reference: string): string {
  const placeholder = /^\$\{([^}]+)\}/.exec(reference)?.[1];
  if (placeholder !== undefined) return placeholder.replace(/(?:\.Arn|Function(?:Arn|Name)|Arn)$/, '') || placeholder;
  return /(?:^|:)function:([^:]+)/.exec(reference)?.[1]?.replace(/^\$\{([^}]+)\}$/, '$1') ?? reference;
}

function mapDetail(definition: JsonObject): string | undefined {
  const processor = definition['ItemProcessor'];
  const config = isJsonObject(processor) ? processor['ProcessorConfig'] : undefined;
  const distributed = isJsonObject(config) && config['Mode'] === 'DISTRIBUTED';
  const limit = definition['MaxConcurrency'] ?? definition['MaxConcurrencyPath'];
  const limited = (isNumber(limit) && doubleOf(limit) > 0) || typeof limit === 'string';
  const parts = [
    ...(distributed ? [phrase`distributed`] : []),
    ...(limited ? [phrase`${text(limit) ?? ''} at once`] : []),
  ];
  return parts.join(' · ') || undefined;
}

function waitDetail(definition: JsonObject): string | undefined {
  const seconds = text(definition['Seconds']);
  if (seconds !== undefined) return /^\d+$/.test(seconds) ? `${seconds} s` : seconds;
  const path = text(definition['SecondsPath']);
  if (path !== undefined) return `${path} s`;
  const until = text(definition['Timestamp']) ?? text(definition['TimestampPath']);
  return until === undefined ? undefined : phrase`until ${until}`;
}

function counted(list: Json | undefined, one: string, many = `${one}s`): string | undefined {
  return Array.isArray(list) ? `${list.length} ${list.length === 1 ? one : many}` : undefined;
}

function text(value: Json | undefined): string | undefined {
  if (isNumber(value)) return numberText(value);
  if (typeof value !== 'string' || value === '') return undefined;
  return /^\{%([\s\S]*)%\}$/.exec(value)?.[1]?.trim() ?? value;
}
