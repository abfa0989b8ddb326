/** What `Ref`, `Fn::GetAtt` and the names in `Fn::Sub` lead to. */
import { isJsonObject } from '../json';
import { phrase } from '../l10n/phrase';
import { FUNCTION_URL } from './localAddress';
import { parameterValue } from './parameters';
import { pseudoParameter } from './pseudoParameters';
import { ABSENT, literal, own } from './resolution';
import type { Resolution } from './resolution';
import { environmentOf, givenOrUnset } from './scope';
import type { TemplateScope } from './scope';
import type { SubstitutionValue } from './template';

/** @param attribute of `GetAtt` */
export function reference(
  name: string,
  attribute: string | undefined,
  { scope, resolve }: Pick<Resolution, 'scope' | 'resolve'>,
): SubstitutionValue {
  if (name === 'AWS::NoValue') return ABSENT;
  const pseudo = pseudoParameter(name, environmentOf(scope));
  if (pseudo !== undefined) return literal(pseudo);
  const parameter = own(scope.parameters, name);
  if (isJsonObject(parameter)) return parameterValue(name, parameter, scope);
  // SAM gives a function's alias and version ids such as `Charge.Alias`.
  const [logicalId = name, ...rest] = name.split('.');
  const resource = own(scope.resources, logicalId);
  if (!isJsonObject(resource)) {
    if (typeOf(logicalId, scope)) return { kind: 'resource', logicalId, attribute };
    const written = attribute === undefined ? name : `${name}.${attribute}`;
    const why = phrase`The template has no parameter and no resource ${logicalId}.`;
    return givenOrUnset({ key: `other:${written}`, why }, scope);
  }
  const { Type: type, Properties: properties } = resource;
  if (type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version') {
    const target = own(properties, 'FunctionName');
    const functionValue = target === undefined ? undefined : resolve(target);
    if (functionValue?.kind === 'resource') return { ...functionValue, attribute: 'Arn' };
    // By its name or its ARN.
    if (functionValue?.kind === 'literal') return functionValue;
  }
  return { kind: 'resource', logicalId, attribute: attribute ?? (rest.length > 0 ? 'Arn' : undefined) };
}

/** APIs that SAM makes of functions' events. Source: SAM, "Generated CloudFormation resources". */
const GENERATED_APIS: { readonly [logicalId: string]: string } = {
  ServerlessRestApi: 'AWS::Serverless::Api',
  ServerlessHttpApi: 'AWS::Serverless::HttpApi',
};

/** The type of a resource, also of one that SAM adds: its APIs, and a function's URL by the function's name. */
export function typeOf(logicalId: string, scope: TemplateScope): string | undefined {
  const resource = own(scope.resources, logicalId);
  if (resource !== undefined) {
    const type = own(resource, 'Type');
    return typeof type === 'string' ? type : undefined;
  }
  const owner = logicalId.endsWith('Url') ? own(scope.resources, logicalId.slice(0, -3)) : undefined;
  if (own(owner, 'Type') === 'AWS::Serverless::Function') return FUNCTION_URL;
  return Object.hasOwn(GENERATED_APIS, logicalId) ? GENERATED_APIS[logicalId] : undefined;
}
