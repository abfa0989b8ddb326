/**
 * The ways in which an app's source lets a service ask a function while it does something of its own: user pools, WebSocket APIs,
 * authorizers, logs, secrets, resolvers. A row for each, as in {@link ./triggerWays}.
 */
import type { Json } from '../../../../core/json';
import type { Placed } from '../../../code/evaluate';
import type { TriggerSite } from './triggerSite';
import type { FoundTrigger, Way } from './triggerWays';

type Properties = FoundTrigger['properties'];

/** By the method, as JavaScript has it. */
export const ASKING_METHODS: { readonly [method: string]: Way } = {
  // Of a UserPool.
  addTrigger: (site) => {
    const operation = site.argument(0, 'operation');
    const version = site.argument(2, 'lambda_version');
    const word = operation && site.wordOf(operation);
    return word === undefined
      ? []
      : poolTrigger(word, site.argument(1, 'fn'), version && site.wordOf(version), site.idOf(site.object));
  },
  // Of a WebSocketApi.
  addRoute: (site) => {
    const key = site.argument(0, 'route_key');
    return socketRoute(key && site.evaluate.text(key), site.property('integration'), site.callOf(site.object));
  },
  addSubscriptionFilter: (site) => logs(site.property('destination'), site.idOf(site.object)),
  addLambdaDataSource: (site) => asked('AppSync.DataSource', site.argument(1, 'lambda_function')),
  addRotationSchedule: (site) => asked('SecretsManager.RotationSchedule', site.property('rotationLambda')),
  addAlarmAction: (site) =>
    site.arguments
      .filter((action) => site.callOf(action)?.name === 'LambdaAction')
      .flatMap((action) => asked('CloudWatch.Alarm', action)),
  // No constructs, though they are made with new.
  HttpLambdaAuthorizer: (site) => {
    const types = site.property('responseTypes');
    const words = types && site.evaluate.elements(types)?.map((each) => site.wordOf(each));
    // IAM alone is the form of payload 1.0, which is the CDK's default.
    const version = words?.includes('SIMPLE') ? '2.0' : '1.0';
    return asked('ApiGatewayV2.Authorizer', site.argument(1, 'handler'), { AuthorizerPayloadFormatVersion: version });
  },
  WebSocketLambdaAuthorizer: (site) =>
    asked('ApiGatewayV2.Authorizer', site.argument(1, 'handler'), { ProtocolType: 'WEBSOCKET' }),
  // Of a listener.
  addTargets: (site) => balanced(site.property('targets'), site),
};

/** By the class. */
export const ASKING_CLASSES: { readonly [className: string]: Way } = {
  UserPool: (site) => {
    const triggers = site.property('lambdaTriggers');
    if (!triggers) return [];
    const name = site.construct?.path.at(-1);
    return [...site.evaluate.entries(triggers)].flatMap(([key, fn]) => poolTrigger(key, fn, undefined, name));
  },
  WebSocketApi: (site) =>
    Object.entries(SOCKET_OPTIONS).flatMap(([option, key]) => {
      const given = site.property(option);
      const made = given && site.callOf(given);
      const integration = made ? made.property('integration') : given && site.evaluate.property(given, 'integration');
      return socketRoute(key, integration, site);
    }),
  SubscriptionFilter: (site) => logs(site.property('destination'), undefined),
  TokenAuthorizer: (site) => asked('ApiGateway.Authorizer', site.property('handler'), { Type: 'TOKEN' }),
  RequestAuthorizer: (site) => asked('ApiGateway.Authorizer', site.property('handler'), { Type: 'REQUEST' }),
  // Of the custom-resources module.
  Provider: (site) =>
    asked('CloudFormation.CustomResource', site.property('onEventHandler'), {}, site.construct?.path.at(-1)),
  RotationSchedule: (site) => asked('SecretsManager.RotationSchedule', site.property('rotationLambda')),
  ApplicationTargetGroup: (site) => balanced(site.property('targets'), site),
  TopicRule: (site) => {
    const actions = site.property('actions');
    return ((actions && site.evaluate.elements(actions)) ?? [])
      .filter((action) => site.callOf(action)?.name === 'LambdaFunctionAction')
      .flatMap((action) => asked('IoTRule', action, {}, site.construct?.path.at(-1)));
  },
};

const SOCKET_OPTIONS: { readonly [option: string]: string } = {
  connectRouteOptions: '$connect',
  disconnectRouteOptions: '$disconnect',
  defaultRouteOptions: '$default',
};

function asked(type: string, starts: Placed | undefined, properties: Properties = {}, name?: string): FoundTrigger[] {
  return starts ? [{ ...(name !== undefined && { name }), starts, type, properties }] : [];
}

/** @param word `PRE_SIGN_UP`, `preSignUp`, or in Python `pre_sign_up` */
function poolTrigger(
  word: string,
  starts: Placed | undefined,
  version: string | undefined,
  name: string | undefined,
): FoundTrigger[] {
  const parts = /_/.test(word) ? word.toLowerCase().split('_') : [word];
  const written = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  const Trigger = written.replace(/Sms/, 'SMS').replace(/Config$/, '');
  const newer = written.endsWith('Config') ? (version ?? 'V2_0') : version;
  return asked('Cognito', starts, { Trigger, LambdaVersion: newer }, name);
}

function socketRoute(
  key: string | undefined,
  integration: Placed | undefined,
  api: TriggerSite | undefined,
): FoundTrigger[] {
  if (!integration) return [];
  const selection: Json | undefined = api?.text('routeSelectionExpression');
  return asked('ApiGatewayV2.Route', integration, { RouteKey: key, RouteSelectionExpression: selection }, key);
}

function logs(destination: Placed | undefined, name: string | undefined): FoundTrigger[] {
  return asked('CloudWatchLogs', destination, {}, name);
}

function balanced(targets: Placed | undefined, site: TriggerSite): FoundTrigger[] {
  return ((targets && site.evaluate.elements(targets)) ?? [])
    .filter((target) => site.callOf(target)?.name === 'LambdaTarget')
    .flatMap((target) => asked('alb', target));
}
