/** Which events a handler is written for: by its types, its triggers, and what it reads. */
import { languageOfFile } from '../core/handlers';
import { eventUse, type HandlerCode } from '../core/handlers/dataReads';
import type { EventPath } from '../core/handlers/pieces';
import { pathsOf } from '../core/handlers/reads';
import { valueAt } from '../core/explain/values';
import { isJsonObject, type Json } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { TriggerFact } from '../core/triggers/handOver';
import { fromTrigger, type OwnEvent } from './fromTrigger';
import { makeEvent, type EventSource } from './source';

/** With what a trigger says of it. */
export interface LikelySource extends OwnEvent {
  readonly why: Phrase;
  /** Whether something declares it: a trigger, a type. What is read alone may be another caller's. */
  readonly isDeclared: boolean;
}

/** The likeliest first; none where nothing tells. */
export function likelySources(
  code: HandlerCode | undefined,
  triggers: readonly TriggerFact[],
  sources: readonly EventSource[],
): LikelySource[] {
  const use = code && eventUse(code);
  const types = use?.types ?? [];
  const paths = pathsOf(use?.reads);
  const found = new Map<string, LikelySource & { readonly score: number }>();
  const add = (own: OwnEvent, score: number, why: Phrase, isDeclared = true): void => {
    const known = found.get(own.source);
    const best = known && known.score >= score ? known.why : why;
    const total = (known?.score ?? 0) + score;
    // The first trigger's values count.
    found.set(own.source, { ...own, ...known, why: best, isDeclared: known?.isDeclared || isDeclared, score: total });
  };
  // What is deployed calls the handler, whatever it says of its event.
  for (const trigger of triggers) {
    const own = fromTrigger(trigger);
    if (own) add(own, 200, phrase`its trigger is ${trigger.type}`);
  }
  for (const type of types) {
    const name = sourceOfType(type, types, paths, sources);
    if (name !== undefined) add({ source: name, texts: {} }, 100, phrase`its event is declared as ${type}`);
  }
  const longest = paths.reduce<EventPath>((one, other) => (other.length > one.length ? other : one), []);
  const steps = paths.reduce((sum, path) => sum + path.length, 0);
  // One member by itself is chance.
  for (const source of steps > 1 ? sources : []) {
    if (source.isFree) continue;
    const share = shareOf(paths, source);
    if (share >= 0.5)
      add(
        { source: source.name, texts: {} },
        share * Math.min(30, 5 * steps),
        phrase`it reads ${pathText(longest)}`,
        false,
      );
  }
  return [...found.values()]
    .sort((one, other) => other.score - one.score)
    .map(({ score: _score, ...likely }) => likely);
}

/** What a handler reads and an event has not: its code is read once for all events. */
export function missingFor(code: HandlerCode): (event: Json) => string[] {
  const { types = [], reads } = eventUse(code) ?? {};
  const read = pathsOf(reads, ({ isGuarded }) => isGuarded !== true);
  // A data class of Powertools has names of its own: `event.detail_type`, `event.json_body`.
  const isDataClass = languageOfFile(code.files[0]?.file ?? '') === 'python' && types.some((type) => typed(type));
  return (event) => {
    const asked = isDataClass ? read.filter(([first]) => has(event, [first!])) : read;
    return [...new Set(asked.filter((path) => !has(event, path)).map(pathText))];
  };
}

/**
 * Names of types in `@types/aws-lambda`, and of Powertools' data classes, schemas, models and envelopes in Python and
 * TypeScript, without Event, Handler, Schema, Model, Envelope.
 */
const TYPES: { readonly [stem: string]: string } = {
  apigatewayproxy: 'api-gateway-rest',
  apigateway: 'api-gateway-rest',
  apigatewayproxyv2: 'http-api',
  apigatewayv2: 'http-api',
  lambdafunctionurl: 'function-url',
  apigatewaytokenauthorizer: 'api-gateway-authorizer-token',
  apigatewayauthorizertoken: 'api-gateway-authorizer-token',
  apigatewayrequestauthorizer: 'api-gateway-authorizer-request',
  apigatewayauthorizerrequest: 'api-gateway-authorizer-request',
  apigatewayauthorizerv2: 'http-api-authorizer',
  apigatewayrequestauthorizerv2: 'http-api-authorizer',
  apigatewayproxywebsocket: 'websocket-message',
  apigatewayproxywebsocketv2: 'websocket-message',
  alb: 'alb',
  albmultivalueheaders: 'alb-multi-value',
  vpclattice: 'vpc-lattice',
  vpclatticev2: 'vpc-lattice',
  sqs: 'sqs',
  sns: 'sns',
  snssqs: 'sns-in-sqs',
  s3: 's3',
  s3sqsnotification: 'sqs',
  s3batch: 's3-batch',
  s3batchoperation: 's3-batch',
  s3bridgenotification: 's3-eventbridge',
  s3notificationbridge: 's3-eventbridge',
  s3objectlambda: 's3-object-lambda',
  dynamodbstream: 'dynamodb-stream',
  kinesis: 'kinesis',
  kinesisstream: 'kinesis',
  kinesisdatastream: 'kinesis',
  firehosetransformation: 'firehose',
  kinesisfirehose: 'firehose',
  bridge: 'eventbridge',
  scheduled: 'scheduled-rule',
  cloudwatch: 'cloudwatch-logs',
  cloudwatchlogs: 'cloudwatch-logs',
  cloudwatchalarm: 'cloudwatch-alarm',
  msk: 'msk',
  kafkamsk: 'msk',
  kafka: 'kafka',
  selfmanagedkafka: 'kafka',
  kafkaselfmanaged: 'kafka',
  activemq: 'mq-activemq',
  rabbitmq: 'mq-rabbitmq',
  ses: 'ses',
  lexv2: 'lex-v2',
  connectcontactflow: 'connect',
  bedrockagent: 'bedrock-agent-api',
  bedrockagentfunction: 'bedrock-agent-function',
  cloudformationcustomresource: 'cloudformation-custom-resource',
  cloudformationcustomresourcecreate: 'cloudformation-custom-resource',
  codepipeline: 'codepipeline',
  codepipelinejob: 'codepipeline',
  codedeploylifecyclehook: 'codedeploy-hook',
  awsconfigrule: 'config-rule',
  secretsmanager: 'secrets-rotation',
  secretsmanagerrotation: 'secrets-rotation',
  transferfamily: 'transfer-authorizer',
  transferfamilyauthorizer: 'transfer-authorizer',
  appsyncresolver: 'appsync-resolver',
  appsyncbatchresolver: 'appsync-batch',
  appsyncauthorizer: 'appsync-authorizer',
  iotcustomauthorizer: 'iot-authorizer',
  cloudfrontrequest: 'edge-viewer-request',
  cloudfrontresponse: 'edge-viewer-response',
  presignuptrigger: 'cognito-pre-sign-up',
  postconfirmationtrigger: 'cognito-post-confirmation',
  preauthenticationtrigger: 'cognito-pre-authentication',
  postauthenticationtrigger: 'cognito-post-authentication',
  pretokengenerationtrigger: 'cognito-pre-token',
  pretokengenerationtriggerv2andv3: 'cognito-pre-token-v2',
  pretokengenerationv2trigger: 'cognito-pre-token-v2',
  pretokengenerationv3trigger: 'cognito-pre-token-v3',
  custommessagetrigger: 'cognito-custom-message',
  customemailsendertrigger: 'cognito-email-sender',
  customsmssendertrigger: 'cognito-sms-sender',
  defineauthchallengetrigger: 'cognito-define-challenge',
  createauthchallengetrigger: 'cognito-create-challenge',
  verifyauthchallengeresponsetrigger: 'cognito-verify-challenge',
  usermigrationtrigger: 'cognito-migrate-user',
  migrateusertrigger: 'cognito-migrate-user',
  inboundfederationtrigger: 'cognito-inbound-federation',
};

/** The source of the type's name in {@link TYPES}. */
function typed(type: string): string | undefined {
  const stem = type.replace(/Event|Handler|Schema|Model|Envelope/g, '').toLowerCase();
  return Object.hasOwn(TYPES, stem) && stem !== type.toLowerCase() ? TYPES[stem] : undefined;
}

function sourceOfType(
  type: string,
  types: readonly string[],
  paths: readonly EventPath[],
  sources: readonly EventSource[],
): string | undefined {
  const found = typed(type);
  const meant = sources.find(({ name }) => name === found);
  if (!meant) return undefined;
  // `EventBridgeEvent<'Scheduled Event', …>` has another name in what stands beside it.
  if (found === 'eventbridge' && types.includes('ScheduledEvent')) return 'scheduled-rule';
  const others = (ALSO_TYPED[meant.name] ?? []).flatMap((name) => sources.find((each) => each.name === name) ?? []);
  const shares = [meant, ...others].map((source) => ({ name: source.name, share: shareOf(paths, source) }));
  return shares.reduce((best, each) => (each.share > best.share ? each : best)).name;
}

/** Events that people declare by the type of another, which what they read tells: routes of a WebSocket API. */
const ALSO_TYPED: { readonly [source: string]: readonly string[] } = {
  'api-gateway-rest': ['websocket-message', 'websocket-connect'],
};

/** How much of what is read the source's event has, or a person's own programs write in it. */
function shareOf(paths: readonly EventPath[], source: EventSource): number {
  const made = makeEvent(source, {}, { seed: 0 });
  if ('problem' in made) return 0;
  const own = Object.values(source.filled ?? {}).flatMap(({ at }) => (at.length > 0 ? [at] : []));
  const isThere = (path: EventPath): boolean =>
    own.some((at) => isWithin(path, at)) || (has(made.event, path) && !goesIntoText(made.event, path));
  return paths.filter(isThere).length / paths.length;
}

/** Of lists all that is in them is alike. */
function isWithin(path: EventPath, at: EventPath): boolean {
  return (
    path.length > at.length &&
    at.every((step, nth) => step === path[nth] || (typeof step === 'number' && typeof path[nth] === 'number'))
  );
}

/** What code reads of a text as if it were an object is another source's. */
function goesIntoText(event: Json, path: EventPath): boolean {
  return path.some((_, nth) => nth > 0 && typeof valueAt(event, path.slice(0, nth)) === 'string');
}

/** Whether an event has what is read there. What goes on in a text, a list's own members, or what is null, nobody can tell. */
export function has(value: Json, path: EventPath): boolean {
  let at: Json = value;
  for (const step of path) {
    if (at === null || typeof at === 'string') return true;
    if (Array.isArray(at)) {
      if (typeof step !== 'number') return step === 'length';
      if (at[step] === undefined) return false;
      at = at[step];
    } else if (isJsonObject(at)) {
      if (!Object.hasOwn(at, String(step))) return false;
      at = at[String(step)]!;
    } else return true;
  }
  return true;
}

function pathText(path: EventPath): string {
  return path.reduce<string>(
    (text, step) =>
      text + (typeof step === 'number' ? `[${step}]` : /^[\p{L}_$][\w$]*$/u.test(step) ? `.${step}` : `["${step}"]`),
    'event',
  );
}
