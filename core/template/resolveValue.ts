import type { Json, JsonObject } from '../json';
import { isJsonObject } from '../json';
import { FUNCTION_URL, localAddress, namePropertyOf, PSEUDO_PARAMETERS } from './localAddress';
import type { SubstitutionValue } from './template';

/** What a template declares, as far as its values can be resolved without AWS. */
export interface TemplateScope {
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  /** By logical id, plain values in the long form. */
  readonly resources: JsonObject;
}

/** Resolves one of CloudFormation's functions over its argument. */
type Resolver = (argument: Json, scope: TemplateScope, depth: number) => SubstitutionValue;

/** More than any template nests; conditions and aliases may refer to themselves. */
const DEEPEST = 40;

/** By the function's long name. Whatever is missing here stays unknown. Source: CloudFormation, "Intrinsic function reference". */
const RESOLVERS: { readonly [name: string]: Resolver } = {
  Ref: (argument, scope, depth) =>
    typeof argument === 'string' ? reference(argument, undefined, scope, depth) : unknown(argument),
  'Fn::GetAtt': (argument, scope, depth) => {
    const [logicalId, ...attribute] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return logicalId ? reference(logicalId, attribute.join('.') || undefined, scope, depth) : unknown(argument);
  },
  'Fn::Sub': (argument, scope, depth) => {
    const [text, own] = Array.isArray(argument) ? argument : [argument];
    if (typeof text !== 'string') return unknown(argument);
    return substitute(text, isJsonObject(own) ? own : {}, scope, depth);
  },
  'Fn::Join': (argument, scope, depth) => {
    const [separator, parts] = Array.isArray(argument) ? argument : [];
    if (typeof separator !== 'string' || !Array.isArray(parts)) return unknown(argument);
    return literal(parts.map((part) => textOf(resolveValue(part, scope, depth + 1), scope)).join(separator));
  },
  'Fn::If': (argument, scope, depth) => {
    const [condition, yes, no] = Array.isArray(argument) ? argument : [];
    const chosen = holds({ Condition: condition ?? null }, scope, depth) ? yes : no;
    return chosen === undefined ? unknown(argument) : resolveValue(chosen, scope, depth + 1);
  },
  'Fn::FindInMap': (argument, scope, depth) => {
    const keys = Array.isArray(argument)
      ? argument.map((key) => textOf(resolveValue(key, scope, depth + 1), scope))
      : [];
    const found = keys.slice(0, 3).reduce<Json | undefined>((map, key) => own(map, key), scope.mappings);
    return found === undefined ? unknown(argument) : literal(found);
  },
  'Fn::Select': (argument, scope, depth) => {
    const [index, list] = Array.isArray(argument) ? argument : [];
    const items = list === undefined ? unknown(argument) : resolveValue(list, scope, depth + 1);
    const item = items.kind === 'literal' && Array.isArray(items.value) ? items.value[Number(index)] : undefined;
    return item === undefined ? unknown(argument) : resolveValue(item, scope, depth + 1);
  },
  'Fn::Split': (argument, scope, depth) => {
    const [separator, text] = Array.isArray(argument) ? argument : [];
    if (typeof separator !== 'string' || text === undefined) return unknown(argument);
    return literal(textOf(resolveValue(text, scope, depth + 1), scope).split(separator));
  },
};

/** What a value of a template becomes here: a resource it points at, a plain value, or unknown until deployed. */
export function resolveValue(value: Json, scope: TemplateScope, depth = 0): SubstitutionValue {
  if (depth > DEEPEST) return unknown(value);
  if (Array.isArray(value)) {
    return literal(value.map((item) => plainOf(resolveValue(item, scope, depth + 1), scope)));
  }
  if (!isJsonObject(value)) return literal(value);
  const [name, ...others] = Object.keys(value);
  const resolver =
    name !== undefined && others.length === 0 && Object.hasOwn(RESOLVERS, name) ? RESOLVERS[name] : undefined;
  if (resolver && name !== undefined) return resolver(value[name] ?? null, scope, depth);
  if (others.length === 0 && name?.startsWith('Fn::')) return unknown(value);
  const resolved: [string, Json][] = Object.entries(value).map(([key, item]) => [
    key,
    plainOf(resolveValue(item, scope, depth + 1), scope),
  ]);
  return literal(Object.fromEntries(resolved));
}

/** The text a resolved value stands for on this machine: an ARN or a name for a resource. */
export function textOf(value: SubstitutionValue, scope: TemplateScope): string {
  const plain = plainOf(value, scope);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}

/** As {@link textOf}, but numbers, lists and objects stay what they are. */
export function plainOf(value: SubstitutionValue, scope: TemplateScope): Json {
  if (value.kind === 'literal') return value.value;
  if (value.kind === 'unknown') return value.text;
  return localAddress(typeOf(value.logicalId, scope), physicalName(value.logicalId, scope), value.attribute);
}

function typeOf(logicalId: string, scope: TemplateScope): string | undefined {
  const resource = own(scope.resources, logicalId);
  if (resource === undefined) return generatedType(logicalId, scope);
  const type = own(resource, 'Type');
  return typeof type === 'string' ? type : undefined;
}

/** APIs that SAM makes of functions' events. Source: SAM, "Generated CloudFormation resources". */
const GENERATED_APIS: { readonly [logicalId: string]: string } = {
  ServerlessRestApi: 'AWS::Serverless::Api',
  ServerlessHttpApi: 'AWS::Serverless::HttpApi',
};

/** The type of a resource that SAM adds to a template: its APIs, and a function's URL by the function's name. */
function generatedType(logicalId: string, scope: TemplateScope): string | undefined {
  const owner = logicalId.endsWith('Url') ? own(scope.resources, logicalId.slice(0, -3)) : undefined;
  if (own(owner, 'Type') === 'AWS::Serverless::Function') return FUNCTION_URL;
  return Object.hasOwn(GENERATED_APIS, logicalId) ? GENERATED_APIS[logicalId] : undefined;
}

/** What the template calls a resource, else its logical id. */
export function physicalName(logicalId: string, scope: TemplateScope): string {
  const resource = own(scope.resources, logicalId);
  const type = own(resource, 'Type');
  const property = typeof type === 'string' ? namePropertyOf(type) : undefined;
  const named = property === undefined ? undefined : own(own(resource, 'Properties'), property);
  const name = named === undefined ? undefined : resolveValue(named, scope, 1);
  return name?.kind === 'literal' && typeof name.value === 'string' ? name.value : logicalId;
}

function reference(
  name: string,
  attribute: string | undefined,
  scope: TemplateScope,
  depth: number,
): SubstitutionValue {
  const pseudo = Object.hasOwn(PSEUDO_PARAMETERS, name) ? PSEUDO_PARAMETERS[name] : undefined;
  if (pseudo !== undefined) return literal(pseudo);
  const parameter = own(scope.parameters, name);
  if (isJsonObject(parameter)) {
    const { Default: value, Type: type } = parameter;
    // As `sam local` does: a parameter without a default is known by its own name.
    if (value === undefined) return unknown(name);
    return literal(type === 'CommaDelimitedList' ? String(value).split(',') : value);
  }
  // SAM gives a function's alias and version ids such as `Charge.Alias`.
  const [logicalId = name, ...rest] = name.split('.');
  const resource = own(scope.resources, logicalId);
  if (!isJsonObject(resource)) {
    if (generatedType(logicalId, scope)) return { kind: 'resource', logicalId, attribute };
    return unknown(attribute === undefined ? name : `${name}.${attribute}`);
  }
  const { Type: type, Properties: properties } = resource;
  if (type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version') {
    const target = own(properties, 'FunctionName');
    const functionValue = target === undefined ? undefined : resolveValue(target, scope, depth + 1);
    if (functionValue?.kind === 'resource') return { ...functionValue, attribute: 'Arn' };
  }
  return { kind: 'resource', logicalId, attribute: attribute ?? (rest.length > 0 ? 'Arn' : undefined) };
}

function substitute(text: string, names: JsonObject, scope: TemplateScope, depth: number): SubstitutionValue {
  const resolve = (name: string): SubstitutionValue => {
    const given = own(names, name);
    if (given !== undefined) return resolveValue(given, scope, depth + 1);
    const [logicalId = name, ...attribute] = name.split('.');
    return reference(logicalId, attribute.join('.') || undefined, scope, depth);
  };
  const whole = /^\$\{([^!}][^}]*)\}$/.exec(text)?.[1];
  if (whole !== undefined) return resolve(whole.trim());
  const replaced = text.replace(/\$\{(!?)([^{}]*)\}/g, (written, escaped: string, name: string) => {
    if (escaped) return `\${${name}}`;
    const value = resolve(name.trim());
    return value.kind === 'unknown' ? written : textOf(value, scope);
  });
  return literal(replaced);
}

/** Evaluates a condition; one that cannot be known holds not. */
function holds(condition: Json, scope: TemplateScope, depth: number): boolean {
  if (depth > DEEPEST || !isJsonObject(condition)) return false;
  const [name = '', argument = null] = Object.entries(condition)[0] ?? [];
  const parts = Array.isArray(argument) ? argument : [argument];
  switch (name) {
    case 'Condition':
      return holds(own(scope.conditions, String(argument)) ?? null, scope, depth + 1);
    case 'Fn::Equals': {
      const [left, right] = parts.map((part) => textOf(resolveValue(part, scope, depth + 1), scope));
      return left === right;
    }
    case 'Fn::And':
      return parts.every((part) => holds(part, scope, depth + 1));
    case 'Fn::Or':
      return parts.some((part) => holds(part, scope, depth + 1));
    case 'Fn::Not':
      return !holds(parts[0] ?? null, scope, depth + 1);
    default:
      return false;
  }
}

/** A property of its own of an object; undefined for anything else. */
export function own(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function literal(value: Json): SubstitutionValue {
  return { kind: 'literal', value };
}

function unknown(value: Json): SubstitutionValue {
  return { kind: 'unknown', text: typeof value === 'string' ? value : JSON.stringify(value) };
}
