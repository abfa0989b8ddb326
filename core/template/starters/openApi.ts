/** What an OpenAPI document of an API starts. */
import { isJsonObject, listOf, objectOf, type Json, type JsonObject } from '../../json';
import { own } from '../resolution';
import { isStart, startedAs, type Started } from './started';

/** `GET /orders` in SAM's words; `$default` is any. */
export function routeOf(key: Json | undefined): { readonly [name: string]: Json } {
  const [Method, Path] = typeof key === 'string' ? key.split(' ') : [];
  return Method === undefined || Path === undefined ? {} : { Method, Path };
}

/** Source: API Gateway, "x-amazon-apigateway-integration object". @param version of the payload, where it is not said */
export function openApi(body: Json | undefined, version: '1.0' | '2.0'): Started[] {
  const schemes = schemesOf(body);
  const operations = Object.entries(objectOf(own(body, 'paths'))).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).flatMap(([method, operation]): Started[] => {
      const written = own(operation, 'x-amazon-apigateway-integration');
      if (!isJsonObject(written)) return [];
      const part = `${method.replace(/^x-amazon-apigateway-any-method$/, 'any').toUpperCase()} ${path}`;
      if (isStart(written.integrationSubtype)) {
        const properties = { RequestParameters: written.requestParameters ?? {}, RouteKey: part };
        return [
          startedAs('ApiGatewayV2.Integration', own(written.requestParameters, 'StateMachineArn'), properties, part),
        ];
      }
      const { uri = null, requestTemplates: RequestTemplates = {}, type: Type = null } = written;
      if (version === '2.0' && !isStart(uri)) {
        const PayloadFormatVersion = String(written.payloadFormatVersion ?? '1.0');
        const AuthorizationType = authorizationOf(operation, body, schemes);
        return [startedAs('HttpApi', uri, { ...routeOf(part), PayloadFormatVersion, AuthorizationType }, part)];
      }
      const Integration = { Uri: uri, Type, RequestTemplates };
      const AuthorizationType = authorizationOf(operation, body, schemes) ?? 'NONE';
      const properties = { HttpMethod: part.split(' ')[0]!, AuthorizationType, Integration };
      const as = { type: 'ApiGateway.Method', properties };
      const what = isStart(uri) ? (written.requestTemplates ?? null) : uri;
      return [{ what, part, as, target: { ResourcePath: path } }];
    }),
  );
  return [...operations, ...authorizersOf(schemes, version)];
}

/** What may let requests in, by its name: of OpenAPI 3, and of Swagger 2. */
function schemesOf(body: Json | undefined): JsonObject {
  return objectOf(own(own(body, 'components'), 'securitySchemes') ?? own(body, 'securityDefinitions'));
}

/** Source: API Gateway, "x-amazon-apigateway-authorizer object" and "x-amazon-apigateway-authtype property". */
function authorizationOf(operation: Json, body: Json | undefined, schemes: JsonObject): string | undefined {
  const [needed] = listOf(own(operation, 'security') ?? own(body, 'security'));
  // A key says who pays, and lets nobody in.
  const names = Object.keys(objectOf(needed));
  for (const scheme of names.map((name) => own(schemes, name))) {
    if (/^awsSigv4$/i.test(textOf(own(scheme, 'x-amazon-apigateway-authtype')))) return 'AWS_IAM';
    const type = textOf(own(own(scheme, 'x-amazon-apigateway-authorizer'), 'type')).toUpperCase();
    if (type === 'TOKEN' || type === 'REQUEST') return 'CUSTOM';
    if (type === 'JWT' || type === 'COGNITO_USER_POOLS') return type;
  }
  return undefined;
}

function authorizersOf(schemes: JsonObject, version: '1.0' | '2.0'): Started[] {
  return Object.entries(schemes).flatMap(([name, scheme]) => {
    const written = own(scheme, 'x-amazon-apigateway-authorizer');
    const what = own(written, 'authorizerUri');
    if (what === undefined) return [];
    if (version === '1.0')
      return [startedAs('ApiGateway.Authorizer', what, { Type: textOf(own(written, 'type')).toUpperCase() }, name)];
    const AuthorizerPayloadFormatVersion = own(written, 'authorizerPayloadFormatVersion');
    return [startedAs('ApiGatewayV2.Authorizer', what, { AuthorizerPayloadFormatVersion }, name)];
  });
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
