/** What the value of a property is on this machine, where the source tells; else it is asked for. */
import type { Json } from '../../../../core/json';
import { phrase } from '../../../../core/l10n/phrase';
import { LOCAL_REGION } from '../../../../core/template';
import { localAddress } from '../../../../core/template/localAddress';
import { pseudoParameter } from '../../../../core/template/pseudoParameters';
import type { ValueKey, Values } from '../../../../core/values';
import { chainOf, lastName } from '../../../code/expression';
import type { CallExpression, Expression } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import { jsonText } from '../jsonText';
import type { CdkApp } from '../app';
import { humanId, resourceName } from '../constructNames';
import { lookUpOf, type Asked } from './lookUps';
import { placeOf } from './place';
import { mayBeOf } from './service';
import type { Construct, ConstructReader } from './constructs';
import { propertyOf } from './constructs';

const REST_API = 'AWS::ApiGateway::RestApi';
const HTTP_API = 'AWS::ApiGatewayV2::Api';
const FUNCTION = 'AWS::Lambda::Function';
const MACHINE = 'AWS::StepFunctions::StateMachine';

/**
 * Classes of the CDK's, and with Cfn before them of CloudFormation's → types of CloudFormation, of which it is known what they are called
 * here. Other services have classes of the same names (`eks.Cluster`): a type is only that of its own service's class.
 */
const TYPES: { readonly [className: string]: string | readonly string[] } = {
  Function: FUNCTION,
  Table: 'AWS::DynamoDB::Table',
  TableV2: 'AWS::DynamoDB::Table',
  Bucket: 'AWS::S3::Bucket',
  Queue: 'AWS::SQS::Queue',
  Topic: 'AWS::SNS::Topic',
  Stream: 'AWS::Kinesis::Stream',
  EventBus: 'AWS::Events::EventBus',
  StateMachine: MACHINE,
  Activity: 'AWS::StepFunctions::Activity',
  Connection: 'AWS::Events::Connection',
  Secret: 'AWS::SecretsManager::Secret',
  LogGroup: 'AWS::Logs::LogGroup',
  Role: 'AWS::IAM::Role',
  Cluster: ['AWS::ECS::Cluster', 'AWS::EKS::Cluster'],
  RestApi: REST_API,
  LambdaRestApi: REST_API,
  SpecRestApi: REST_API,
  HttpApi: HTTP_API,
};
/** Objects and lists within each other. */
const DEEPEST_VALUE = 60;
/** Texts within each other. */
const DEEPEST_TEXT = 20;

/** Name properties of the classes above. */
const NAME_PROPERTIES = [
  'functionName',
  'stateMachineName',
  'tableName',
  'bucketName',
  'queueName',
  'topicName',
  'streamName',
  'eventBusName',
  'connectionName',
  'secretName',
  'logGroupName',
  'roleName',
  'clusterName',
];

/** `table.tableName`, `fn.functionArn`, `queue.queueUrl` */
const ATTRIBUTE =
  /^(?:function|state_?machine|table|bucket|queue|topic|stream|event_?bus|activity|connection|secret|log_?group|role|cluster)_?(name|arn|url|ref)?$/i;
/** Of classes that stand for a resource itself: `queue.attrArn`, in Python `queue.attr_queue_url`. */
const RESOURCE_ATTRIBUTE = /^attr_?([A-Za-z_]+)$/;
/** `api.url`, `api.restApiId`, `httpApi.apiEndpoint`: CloudFormation's attribute, absent for `Ref`. */
const API_ATTRIBUTE: { readonly [name: string]: string | undefined } = { url: 'Url', apiendpoint: 'ApiEndpoint' };
/** Of a function: what runs here is the function itself. */
const VERSION = /^(?:current|latest)_?version$/i;
const API_ID = /^(?:(?:rest|http)_?)?api_?id$/i;

export interface ValueReading {
  readonly reader: ConstructReader;
  readonly app: CdkApp;
  readonly values: Values;
}

/**
 * The text that a function or a definition gets for a value.
 *
 * @param key what is asked for where nothing is known of it
 */
export function deployedText(placed: Placed, key: ValueKey, reading: ValueReading): string {
  const { evaluate } = reading.reader;
  evaluate.begin();
  const known = evaluate.json(placed);
  if (known !== undefined) return jsonText(known);
  const text = madeText(placed, reading);
  if (text !== undefined) return text;
  const asked = askedFor(evaluate.follow(placed), reading.reader);
  return answer(asked ?? { key, why: phrase`The CDK app computes it.` }, placed, reading);
}

/** A text of which each part is known, or known to be asked for. */
function madeText(placed: Placed, reading: ValueReading): string | undefined {
  const parts = partsOf(placed, reading.reader);
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.map((part) => (typeof part === 'object' ? answer(part, placed, reading) : part)).join('');
}

/** The value that is written out, with addresses and what is asked for in place; undefined where a part is not known. */
export function deployedJson(placed: Placed, reading: ValueReading, depth = 0): Json | undefined {
  const { evaluate } = reading.reader;
  if (depth === 0) evaluate.begin();
  const known = evaluate.json(placed);
  if (known !== undefined || depth > DEEPEST_VALUE) return known;
  const whole = evaluate.follow(placed);
  if (whole.expression.kind === 'list') {
    const items = whole.expression.items.map((item) =>
      deployedJson({ ...whole, expression: item }, reading, depth + 1),
    );
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (whole.expression.kind !== 'object') return madeText(whole, reading);
  const entries = [...evaluate.entries(whole)].map(([name, value]): [string, Json | undefined] => [
    name,
    deployedJson(value, reading, depth + 1),
  ]);
  const isWhole = entries.length >= whole.expression.entries.length;
  return isWhole && entries.every(([, value]) => value !== undefined)
    ? Object.fromEntries(entries as [string, Json][])
    : undefined;
}

/** What a person says, else what stands for it. */
function answer({ key, why }: Asked, placed: Placed, { values }: ValueReading): string {
  const given = values.given(key);
  if (given !== undefined && given !== null) return jsonText(given);
  return values.unset({ key, why, place: placeOf(placed), ...(key.startsWith('secret:') && { isSecret: true }) });
}

/**
 * What a text is put together from, such as `${table.tableName}-${this.region}`: what is written, addresses, facts of
 * the stack, and what is asked for; undefined for a part of which nothing is known.
 */
function partsOf(placed: Placed, reader: ConstructReader, depth = 0): readonly (string | Asked | undefined)[] {
  const { evaluate } = reader;
  const whole = evaluate.follow(placed);
  const { expression } = whole;
  const isMade = expression.kind === 'text' || (expression.kind === 'operation' && expression.operator === '+');
  if (!isMade || depth > DEEPEST_TEXT) {
    const known = evaluate.text(whole) ?? addressOf(whole, reader) ?? stackFact(whole) ?? givenProperty(whole, reader);
    return [known ?? askedFor(whole, reader)];
  }
  const parts = expression.kind === 'text' ? expression.parts : expression.operands;
  return parts.flatMap((part) => partsOf({ ...whole, expression: part }, reader, depth + 1));
}

/** `this.region`, `Stack.of(this).account`, `Aws.REGION`: what is true of each stack on this machine. */
function stackFact({ expression }: Placed): string | undefined {
  if (expression.kind !== 'member') return undefined;
  const { object, name } = expression;
  const isStack =
    (object.kind === 'name' && /^(?:this|self|stack)$/i.test(object.name)) ||
    (object.kind === 'call' && chainOf(object.callee)?.slice(-2).join('.') === 'Stack.of') ||
    lastName(object) === 'Aws';
  const parameter = STACK_FACTS[name.replaceAll('_', '').toLowerCase()];
  if (!isStack || parameter === undefined) return undefined;
  const value = pseudoParameter(parameter, { region: LOCAL_REGION, stackName: '', stackUuid: '' });
  return value === undefined ? undefined : String(value);
}

const STACK_FACTS: { readonly [name: string]: string | undefined } = {
  region: 'AWS::Region',
  account: 'AWS::AccountId',
  accountid: 'AWS::AccountId',
  partition: 'AWS::Partition',
  urlsuffix: 'AWS::URLSuffix',
};

/** `fn.functionArn` is the address that the function has here. */
function addressOf(whole: Placed, reader: ConstructReader): string | undefined {
  const { expression } = whole;
  if (expression.kind !== 'member') return undefined;
  const named = attributeNamed(expression.name);
  return named && resourceAddress({ ...whole, expression: expression.object }, named.attribute, reader);
}

/** `parameter.parameterName`: what the construct was given under that name. */
function givenProperty(whole: Placed, { evaluate }: ConstructReader): string | undefined {
  const { expression } = whole;
  if (expression.kind !== 'member') return undefined;
  const object = evaluate.follow({ ...whole, expression: expression.object });
  if (object.expression.kind !== 'call') return undefined;
  const given = propertyOf(evaluate, object as Placed<CallExpression>, expression.name);
  return given && evaluate.text(given);
}

/** What a member of a construct is in CloudFormation's words: an attribute, or without one what `Ref` gives. */
function attributeNamed(member: string): { readonly attribute?: string } | undefined {
  const [, kind] = ATTRIBUTE.exec(member) ?? [];
  if (kind !== undefined) return { attribute: { arn: 'Arn', url: 'QueueUrl' }[kind.toLowerCase()] };
  if (member === 'ref' || API_ID.test(member)) return {};
  const [, attribute] = RESOURCE_ATTRIBUTE.exec(member) ?? [];
  if (attribute !== undefined) return { attribute: resourceName(attribute) };
  const ofApi = API_ATTRIBUTE[member.replaceAll('_', '').toLowerCase()];
  return ofApi === undefined ? undefined : { attribute: ofApi };
}

/** The address here of the resource that a value is. @param attribute as in CloudFormation; undefined: its name */
export function resourceAddress(
  placed: Placed,
  attribute: string | undefined,
  reader: ConstructReader,
): string | undefined {
  const object = reader.evaluate.follow(placed);
  if (object.expression.kind === 'member' && VERSION.test(object.expression.name)) {
    return resourceAddress({ ...object, expression: object.expression.object }, attribute, reader);
  }
  if (object.expression.kind !== 'call') return undefined;
  const imported = importedName(object as Placed<CallExpression>, reader);
  if (imported) return addressAt(imported.type, imported.name, attribute);
  const construct = reader.constructAt(object as Placed<CallExpression>);
  if (!construct) return undefined;
  const type = typeOf(construct, reader);
  return type === undefined ? undefined : addressAt(type, physicalName(construct, reader), attribute);
}

/** By which values mean a function or a machine: its ARN, its name. */
export function addressesOf(construct: Construct, reader: ConstructReader): readonly string[] {
  const type = typeOf(construct, reader);
  const name = physicalName(construct, reader);
  const arn = type === undefined ? undefined : localAddress(type, name, 'Arn');
  return arn === undefined ? [name] : [name, arn];
}

function addressAt(type: string, name: string, attribute: string | undefined): string | undefined {
  const stage = attribute === 'Url' ? STAGES[type] : undefined;
  return stage === undefined
    ? localAddress(type, name, attribute)
    : `https://${name}.execute-api.${LOCAL_REGION}.amazonaws.com/${stage}`;
}

/** The stage that the CDK makes where the app names none. */
const STAGES: { readonly [type: string]: string | undefined } = { [REST_API]: 'prod/', [HTTP_API]: '' };

/** `Table.fromTableName(this, "Orders", "orders")`, `Queue.fromQueueArn(…)`: of what another stack makes. */
function importedName(
  call: Placed<CallExpression>,
  { evaluate }: ConstructReader,
): { readonly type: string; readonly name: string } | undefined {
  const {
    expression: { callee, items, named },
    ...at
  } = call;
  const [, of] = /^from_?[a-z_]+_?(name|arn)$/i.exec(lastName(callee)) ?? [];
  const type = callee.kind === 'member' ? typeOfClass(lastName(callee.object), call) : undefined;
  const given = items[2] ?? named.find(({ key }) => key?.toLowerCase().endsWith(of ?? ' '))?.value;
  const text = of === undefined || !given ? undefined : evaluate.text({ ...at, expression: given });
  if (type === undefined || text === undefined) return undefined;
  return { type, name: of!.toLowerCase() === 'arn' ? text.split(/[:/]/).at(-1)! : text };
}

function typeOf({ className, call }: Construct, reader: ConstructReader): string | undefined {
  return typeOfClass(reader.program.classNamed(className, call.scope.code)?.bases[0] ?? className, call);
}

/** @param call what makes it, by which its service is known */
function typeOfClass(base: string, call: Placed<CallExpression>): string | undefined {
  const name = base.replace(/^Cfn/, '');
  const types = Object.hasOwn(TYPES, name) ? [TYPES[name]!].flat() : [];
  if (types.length > 0) return types.find((type) => mayBeOf(type, call) || isOfSam(type, call));
  if (/Function$/.test(name)) return FUNCTION;
  return /StateMachine$/.test(name) ? MACHINE : undefined;
}

/** SAM has functions and machines of its own. */
function isOfSam(type: string, call: Placed<CallExpression>): boolean {
  return (type === FUNCTION || type === MACHINE) && mayBeOf('AWS::Serverless::', call);
}

/** What a resource is called on this machine: as its source names it, else as the CDK would without the hash. */
export function physicalName({ call, path, stackDepth }: Construct, { evaluate }: ConstructReader): string {
  for (const property of NAME_PROPERTIES) {
    const placed = propertyOf(evaluate, call, property);
    const text = placed && evaluate.text(placed);
    if (text) return text;
  }
  return humanId(path.slice(stackDepth)) || path.at(-1)!;
}

/** `Secret.fromSecretNameV2(scope, id, NAME)`, `Secret.fromSecretAttributes(scope, id, { secretCompleteArn: ARN })` */
function secretId(secret: Placed, evaluate: ConstructReader['evaluate']): string | undefined {
  if (secret.expression.kind !== 'call') return undefined;
  const call: Placed<CallExpression> = { ...secret, expression: secret.expression };
  const { items } = call.expression;
  const given = ['secretCompleteArn', 'secretPartialArn', 'secretArn', 'secretName'].map((name) =>
    propertyOf(evaluate, call, name),
  );
  const last = items.length > 2 ? { ...secret, expression: items.at(-1)! } : undefined;
  return [...given, last].flatMap((each) => (each && evaluate.text(each)) ?? [])[0];
}

/** Sources of values that only a deployment knows. */
function askedFor(whole: Placed, reader: ConstructReader): Asked | undefined {
  const { expression } = whole;
  const { evaluate } = reader;
  const text = (inner: Expression | undefined): string | undefined =>
    inner && evaluate.text({ ...whole, expression: inner });
  if (expression.kind === 'operation') {
    // `process.env.STAGE ?? defaultStage(…)`, `'prefix-' + parameter`
    for (const operand of expression.operands) {
      const asked = askedFor(evaluate.follow({ ...whole, expression: operand }), reader);
      if (asked) return asked;
    }
    return undefined;
  }
  const lookUp = lookUpOf(whole, evaluate);
  if (lookUp) return lookUp;
  if (expression.kind === 'member') {
    const object = evaluate.follow({ ...whole, expression: expression.object });
    return object.expression.kind === 'call' ? askedFor(object, reader) : undefined;
  }
  if (expression.kind !== 'call') return undefined;
  const { callee, items, named } = expression;
  const name = lastName(callee).replaceAll('_', '').toLowerCase();
  if (name === 'importvalue') {
    const key = text(items[0]);
    return key === undefined ? undefined : { key: `import:${key}`, why: phrase`Another stack exports it.` };
  }
  if (
    /^(?:valueforstringparameter|valuefromlookup|fromstringparametername|valueforsecurestringparameter)$/.test(name)
  ) {
    const key = text(items.at(-1)) ?? text(named.find(({ key: each }) => /name$/i.test(each ?? ''))?.value);
    return key === undefined ? undefined : { key: `ssm:${key}`, why: phrase`It is a parameter of Systems Manager.` };
  }
  if (name === 'secretvaluefromjson') {
    const secret = callee.kind === 'member' ? evaluate.follow({ ...whole, expression: callee.object }) : undefined;
    const id = secret && secretId(secret, evaluate);
    return { key: `secret:${id ?? 'secret'}#${text(items[0]) ?? ''}`, why: phrase`It is a secret of Secrets Manager.` };
  }
  if (/^(?:unsafeunwrap|tostring|valueasstring)$/.test(name) && callee.kind === 'member') {
    return askedFor(evaluate.follow({ ...whole, expression: callee.object }), reader);
  }
  return undefined;
}
