/** Which events a handler is written for: by its types, its triggers, and what it reads. */
import { eventUse, type EventPath, type EventUse } from '../core/handlers/eventUse';
import { isJsonObject, type Json } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { TriggerFact } from '../core/triggers/handOver';
import { fromTrigger } from './triggers';
import type { Texts } from './parameters';
import { makeEvent, type EventSource } from './source';

export interface LikelySource {
  readonly name: string;
  /** What a trigger says of it. */
  readonly texts: Texts;
  readonly why: Phrase;
}

/** A handler as its file has it. */
export interface HandlerText {
  readonly file: string;
  readonly text: string;
  readonly exportName: string;
}

/** The likeliest first; none where nothing tells. */
export function likelySources(
  { file, text, exportName }: HandlerText,
  triggers: readonly TriggerFact[],
  sources: readonly EventSource[],
): LikelySource[] {
  const use = eventUse(file, text, exportName);
  const found = new Map<string, LikelySource & { readonly score: number }>();
  const add = (name: string, score: number, why: Phrase, texts: Texts = {}): void => {
    const known = found.get(name);
    const best = known && known.score >= score ? known : { name, why };
    found.set(name, { ...best, texts: { ...texts, ...known?.texts }, score: (known?.score ?? 0) + score });
  };
  for (const trigger of triggers) {
    const own = fromTrigger(trigger);
    if (own) add(own.source, 40, phrase`its trigger is ${trigger.type}`, own.texts);
  }
  for (const type of use.types) {
    const name = sourceOfType(type, use, sources);
    if (name !== undefined) add(name, 100, phrase`its event is declared as ${type}`);
  }
  const longest = use.paths.reduce<EventPath>((one, other) => (other.length > one.length ? other : one), []);
  const steps = use.paths.reduce((sum, path) => sum + path.length, 0);
  // One member by itself is chance.
  for (const source of steps > 1 ? sources : []) {
    if (source.isFree) continue;
    const share = shareOf(use.paths, source);
    if (share >= 0.5) add(source.name, share * Math.min(30, 5 * steps), phrase`it reads ${pathText(longest)}`);
  }
  return [...found.values()]
    .sort((one, other) => other.score - one.score)
    .map(({ score: _score, ...likely }) => likely);
}

/** What the handler reads and the event has not. */
export function missingIn(event: Json, { file, text, exportName }: HandlerText): string[] {
  const missing = eventUse(file, text, exportName).paths.filter((path) => !has(event, path));
  return [...new Set(missing.map(pathText))];
}

/** Names of types in `@types/aws-lambda` and of Powertools' data classes and schemas, without Event, Handler, Schema, Model, Envelope. */
const TYPES: { readonly [stem: string]: string } = {
  apigatewayproxy: 'api-gateway-rest',
  apigatewayproxyv2: 'http-api',
  lambdafunctionurl: 'function-url',
  apigatewaytokenauthorizer: 'api-gateway-authorizer-token',
  apigatewayauthorizertoken: 'api-gateway-authorizer-token',
  apigatewayrequestauthorizer: 'api-gateway-authorizer-request',
  apigatewayauthorizerrequest: 'api-gateway-authorizer-request',
  apigatewayauthorizerv2: 'http-api-authorizer',
  apigatewayrequestauthorizerv2: 'http-api-authorizer',
  apigatewayproxywebsocket: 'websocket-message',
  alb: 'alb',
  vpclattice: 'vpc-lattice',
  sqs: 'sqs',
  sns: 'sns',
  snssqs: 'sns-in-sqs',
  s3: 's3',
  s3batch: 's3-batch',
  s3batchoperation: 's3-batch',
  s3eventbridgenotification: 's3-eventbridge',
  s3objectlambda: 's3-object-lambda',
  dynamodbstream: 'dynamodb-stream',
  kinesisstream: 'kinesis',
  kinesisdatastream: 'kinesis',
  firehosetransformation: 'firehose',
  kinesisfirehose: 'firehose',
  eventbridge: 'eventbridge',
  scheduled: 'scheduled-rule',
  cloudwatchlogs: 'cloudwatch-logs',
  cloudwatchalarm: 'cloudwatch-alarm',
  msk: 'msk',
  kafka: 'kafka',
  selfmanagedkafka: 'kafka',
  ses: 'ses',
  lexv2: 'lex-v2',
  connectcontactflow: 'connect',
  cloudformationcustomresource: 'cloudformation-custom-resource',
  codepipeline: 'codepipeline',
  codepipelinejob: 'codepipeline',
  appsyncresolver: 'appsync-resolver',
  presignuptrigger: 'cognito-pre-sign-up',
  postconfirmationtrigger: 'cognito-post-confirmation',
  preauthenticationtrigger: 'cognito-pre-authentication',
  postauthenticationtrigger: 'cognito-post-authentication',
  pretokengenerationtrigger: 'cognito-pre-token',
  custommessagetrigger: 'cognito-custom-message',
  usermigrationtrigger: 'cognito-migrate-user',
};

function sourceOfType(type: string, { types }: EventUse, sources: readonly EventSource[]): string | undefined {
  const stem = type.replace(/(?:Event|Handler|Schema|Model|Envelope)+(V2)?$/, '$1').toLowerCase();
  const found = Object.hasOwn(TYPES, stem) && stem !== type.toLowerCase() ? TYPES[stem] : undefined;
  if (found === undefined || !sources.some(({ name }) => name === found)) return undefined;
  // `EventBridgeEvent<'Scheduled Event', …>` has another name in what stands beside it.
  return found === 'eventbridge' && types.includes('ScheduledEvent') ? 'scheduled-rule' : found;
}

function shareOf(paths: readonly EventPath[], source: EventSource): number {
  if (paths.length === 0) return 0;
  const made = makeEvent(source, {}, { seed: 0 });
  if ('problem' in made) return 0;
  return paths.filter((path) => has(made.event, path)).length / paths.length;
}

/** What goes on in a text, a list's own members, or what is null, nobody can tell. */
function has(value: Json, path: EventPath): boolean {
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
