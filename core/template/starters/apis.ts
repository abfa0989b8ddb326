/** APIs, their routes, their authorizers, and load balancers: all that a request comes through. */
import { listOf, objectOf, type Json, type JsonObject } from '../../json';
import { own } from '../resolution';
import { openApi, routeOf } from './openApi';
import { isStart, mentionedIn, mentions, startedAs, type Resources, type Started, type StarterTable } from './started';

export const APIS: StarterTable = {
  'AWS::ApiGateway::Method': (properties, resources) => {
    const { Integration: integration, ResourceId: id } = properties;
    const target = { ResourcePath: pathOf(id, resources) };
    const uri = own(integration, 'Uri') ?? null;
    return [{ what: isStart(uri) ? (own(integration, 'RequestTemplates') ?? null) : uri, target }];
  },
  'AWS::ApiGatewayV2::Route': (properties, resources) => {
    const [, integration] = mentionedIn(properties.Target, resources) ?? [];
    if (!integration) return [];
    const { RouteKey, AuthorizationType } = properties;
    return [
      integrated(
        { ...integration, AuthorizationType: AuthorizationType ?? 'NONE' },
        RouteKey,
        apiOf(properties.ApiId, resources),
      ),
    ];
  },
  // One that has a route is told by it.
  'AWS::ApiGatewayV2::Integration': (properties, resources, logicalId) => {
    const routed = [...resources.values()].some(
      ({ properties: { RouteKey: key, Target: target } }) =>
        key !== undefined && target !== undefined && mentions(target, logicalId),
    );
    return routed ? [] : [integrated(properties, undefined, apiOf(properties.ApiId, resources))];
  },
  'AWS::ApiGateway::RestApi': ({ Body: body }) => openApi(body, '1.0'),
  'AWS::ApiGatewayV2::Api': ({ Body: body, Target: target, RouteKey: key }) => [
    // The quick way: one route to one function.
    ...(target === undefined ? [] : [startedAs('HttpApi', target, routeOf(key))]),
    ...openApi(body, '2.0'),
  ],
  'AWS::Serverless::Api': ({ DefinitionBody: body, Auth: auth }) => [
    ...openApi(body, '1.0'),
    ...authorizers(auth, 'ApiGateway.Authorizer', (given) => ({ Type: own(given, 'FunctionPayloadType') })),
  ],
  'AWS::Serverless::HttpApi': ({ DefinitionBody: body, Auth: auth }) => [
    ...openApi(body, '2.0'),
    ...authorizers(auth, 'ApiGatewayV2.Authorizer', (given) => ({
      AuthorizerPayloadFormatVersion: own(given, 'AuthorizerPayloadFormatVersion'),
    })),
  ],
  'AWS::ApiGateway::Authorizer': ({ AuthorizerUri: what, Type }) => [
    startedAs('ApiGateway.Authorizer', what, { Type }),
  ],
  'AWS::ApiGatewayV2::Authorizer': (given, resources) => [
    startedAs('ApiGatewayV2.Authorizer', given.AuthorizerUri, {
      AuthorizerPayloadFormatVersion: given.AuthorizerPayloadFormatVersion,
      ProtocolType: apiOf(given.ApiId, resources).ProtocolType,
    }),
  ],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ({ Targets: targets, TargetGroupAttributes: attributes }) => {
    const isMultiple = listOf(attributes).some(
      (each) =>
        own(each, 'Key') === 'lambda.multi_value_headers.enabled' && String(own(each, 'Value') ?? '') === 'true',
    );
    return listOf(targets).map((target) => startedAs('alb', own(target, 'Id'), { multiValueHeaders: isMultiple }));
  },
  'AWS::VpcLattice::TargetGroup': ({ Targets: targets }) =>
    listOf(targets).map((target) => startedAs('VpcLattice.TargetGroup', own(target, 'Id'))),
  'AWS::Lambda::Url': ({ TargetFunctionArn: what = null }) => [{ what }],
};

function apiOf(id: Json | undefined, resources: Resources): JsonObject {
  return mentionedIn(id, resources)?.[1] ?? {};
}

/** An integration as its route has it. */
function integrated(integration: JsonObject, RouteKey: Json | undefined, api: JsonObject): Started {
  const { IntegrationSubtype: subtype, RequestParameters, IntegrationUri: uri, PayloadFormatVersion } = integration;
  const { AuthorizationType } = integration;
  if (isStart(subtype)) {
    const what = own(RequestParameters, 'StateMachineArn');
    return startedAs('ApiGatewayV2.Integration', what, { RequestParameters, RouteKey });
  }
  if (api.ProtocolType !== 'WEBSOCKET') {
    // Source: API Gateway, "CreateIntegration": 1.0 where nothing is said.
    const version = PayloadFormatVersion ?? '1.0';
    return startedAs('HttpApi', uri, { ...routeOf(RouteKey), PayloadFormatVersion: version, AuthorizationType });
  }
  return startedAs('ApiGatewayV2.Route', uri, {
    RouteKey,
    RouteSelectionExpression: api.RouteSelectionExpression,
  });
}

/** Of SAM's own APIs. Source: SAM, "LambdaAuthorizer". */
function authorizers(
  auth: Json | undefined,
  type: string,
  more: (given: Json) => { readonly [name: string]: Json | undefined },
): Started[] {
  return Object.entries(objectOf(own(auth, 'Authorizers'))).flatMap(([name, given]) => {
    const what = own(given, 'FunctionArn');
    return what === undefined ? [] : [startedAs(type, what, more(given), name)];
  });
}

/** `/orders/{id}`: the parts of a resource of an API and of those above it. */
function pathOf(id: Json | undefined, resources: Resources): string {
  const parts: Json[] = [];
  let above = own(id, 'Ref');
  for (let depth = 0; typeof above === 'string' && depth < 40; depth++) {
    const properties = resources.get(above)?.properties;
    if (properties?.PathPart === undefined) break;
    parts.unshift(properties.PathPart);
    above = own(properties.ParentId, 'Ref');
  }
  return `/${parts.filter((part) => typeof part === 'string').join('/')}`;
}
