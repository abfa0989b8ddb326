/** Where all that is known of a trigger is who may call the function: `AWS::Lambda::Permission` and its like. */
import type { Json } from '../json';
import type { TriggerReading } from './handOver';
import { lastOf, route, textOf, texts } from './values';

/** @param arn what the caller acts for; absent where anything of it may call */
export function permitted(principal: Json | undefined, arn: Json | undefined): TriggerReading | undefined {
  const service = textOf(principal)?.replace(/\.amazonaws\.com(\.cn)?$/, '') ?? '';
  return Object.hasOwn(CALLERS, service) ? CALLERS[service]!(textOf(arn)) : undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html */
const CALLERS: { readonly [service: string]: (arn: string | undefined) => TriggerReading } = {
  s3: (arn) => ({ source: 's3', texts: texts({ bucket: lastOf(arn) }) }),
  sns: (arn) => ({ source: 'sns', texts: texts({ topic: lastOf(arn) }) }),
  // API/STAGE/METHOD/PATH
  apigateway: (arn = '') => {
    const [, , method, ...path] = (arn.split(':')[5] ?? '').split('/');
    const named = path.filter((part) => part !== '*' && part !== '').join('/');
    return { source: 'api-gateway-rest', texts: route(method, named === '' ? undefined : named) };
  },
  events: () => ({ source: 'eventbridge', texts: {} }),
  scheduler: () => ({ source: 'scheduler', texts: {} }),
  logs: (arn) => ({
    source: 'cloudwatch-logs',
    texts: texts({ 'log-group': /:log-group:([^:*]+)/.exec(arn ?? '')?.[1] }),
  }),
  'lambda.alarms.cloudwatch': () => ({ source: 'cloudwatch-alarm', texts: {} }),
  'cognito-idp': () => ({ source: 'cognito-pre-sign-up', texts: {} }),
  elasticloadbalancing: () => ({ source: 'alb', texts: {} }),
  'vpc-lattice': () => ({ source: 'vpc-lattice', texts: {} }),
  iot: () => ({ source: 'iot-rule', texts: {} }),
  config: () => ({ source: 'config-rule', texts: {} }),
  secretsmanager: () => ({ source: 'secrets-rotation', texts: {} }),
  ses: () => ({ source: 'ses', texts: {} }),
  lexv2: () => ({ source: 'lex-v2', texts: {} }),
  'alexa-appkit.amazon.com': () => ({ source: 'alexa-skill', texts: {} }),
  connect: () => ({ source: 'connect', texts: {} }),
  bedrock: () => ({ source: 'bedrock-agent-function', texts: {} }),
  codecommit: () => ({ source: 'codecommit', texts: {} }),
};
