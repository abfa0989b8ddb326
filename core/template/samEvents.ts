/** What SAM writes at a function or a machine itself: its events, and what lets their requests in. */
import { objectOf, type JsonObject } from '../json';
import type { ObjectNode, SyntaxDocument } from '../syntax/tree';
import { propertyOf, valueOf } from '../syntax/value';
import { plainValue } from './plainValue';
import { own } from './resolution';
import { plainOf, resolveValue } from './resolveValue';
import { merge, objectNode, type Resource } from './resource';
import type { TemplateScope } from './scope';
import type { TemplateTrigger } from './template';

export function triggersOf({ node, globalNode, scope }: Resource): TemplateTrigger[] {
  const events = [globalNode, objectNode(valueOf(node, 'Properties'))].flatMap(
    (properties) => objectNode(valueOf(properties, 'Events'))?.properties ?? [],
  );
  return events.flatMap(({ key, value }): TemplateTrigger[] => {
    const plain = value && plainValue(value);
    const type = own(plain, 'Type');
    if (typeof type !== 'string') return [];
    const written = objectOf(own(plain, 'Properties'));
    const given = objectOf(plainOf(resolveValue(written, scope), scope));
    const AuthorizationType = authorizationOf(type, written, scope);
    const properties = AuthorizationType === undefined ? given : { ...given, AuthorizationType };
    return [{ name: key.value, type, properties, span: key.span }];
  });
}

/** By the type of an event: the section of `Globals` for its API, the property that names one, and the one that SAM makes itself. */
const APIS: {
  readonly [type: string]: { readonly type: string; readonly names: string; readonly implicit: string };
} = {
  Api: { type: 'AWS::Serverless::Api', names: 'RestApiId', implicit: 'ServerlessRestApi' },
  HttpApi: { type: 'AWS::Serverless::HttpApi', names: 'ApiId', implicit: 'ServerlessHttpApi' },
};

/**
 * In the words of API Gateway. Undefined: nothing, or nobody knows.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html and …/sam-property-httpapi-httpapiauth.html
 */
function authorizationOf(type: string, event: JsonObject, scope: TemplateScope): string | undefined {
  const api = Object.hasOwn(APIS, type) ? APIS[type]! : undefined;
  if (!api) return undefined;
  const named = own(own(event, api.names), 'Ref') ?? api.implicit;
  const declared = own(own(own(scope.resources, String(named)), 'Properties'), 'Auth');
  const auth = merge(own(own(scope.globals, type), 'Auth'), declared);
  const chosen = own(own(event, 'Auth'), 'Authorizer') ?? auth.DefaultAuthorizer;
  if (typeof chosen !== 'string' || chosen === 'NONE') return undefined;
  if (chosen === 'AWS_IAM') return chosen;
  const authorizer = own(auth.Authorizers, chosen);
  if (own(authorizer, 'FunctionArn') !== undefined) return 'CUSTOM';
  if (own(authorizer, 'UserPoolArn') !== undefined) return 'COGNITO_USER_POOLS';
  return own(authorizer, 'JwtConfiguration') === undefined ? undefined : 'JWT';
}

/** The APIs that SAM makes for events which name none, where `Globals` says something of them. */
export function implicitApis(root: ObjectNode, document: SyntaxDocument, scope: TemplateScope): Resource[] {
  const globals = objectNode(valueOf(root, 'Globals'));
  return Object.entries(APIS).flatMap(([section, { type, implicit }]): Resource[] => {
    const property = propertyOf(globals, section);
    const node = objectNode(property?.value);
    if (!property || !node) return [];
    const properties = objectOf(plainValue(node));
    return [
      {
        logicalId: implicit,
        type,
        key: property.key.span,
        node,
        properties,
        metadata: {},
        document,
        scope,
        variables: {},
      },
    ];
  });
}
