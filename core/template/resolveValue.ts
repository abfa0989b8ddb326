import type { Json, JsonObject } from '../json';
import { isJsonObject } from '../json';
import { phrase } from '../l10n/phrase';
import { setOwn } from '../syntax/value';
import { conditionHolds } from './conditions';
import type { Outcome } from './conditions';
import { hasFiller } from '../values';
import { withDynamicReferences } from './dynamicReferences';
import { FUNCTIONS } from './functions';
import { localAddress, namePropertyOf } from './localAddress';
import { unrolled } from './loops';
import { typeOf } from './references';
import { literal, own, plainText, unresolved } from './resolution';
import type { Resolution } from './resolution';
import { environmentOf, givenOrUnset } from './scope';
import type { TemplateScope } from './scope';
import type { SubstitutionValue } from './template';

export { plainText } from './resolution';

/** More than any template nests; conditions and aliases may refer to themselves. */
const DEEPEST = 40;

/** What a value of a template becomes here: a resource it points at, a plain value, or unknown until deployed. */
export function resolveValue(value: Json, scope: TemplateScope, depth = 0): SubstitutionValue {
  if (depth > DEEPEST) return unresolved(phrase`a value that contains itself`, scope);
  if (typeof value === 'string') return literal(withDynamicReferences(value, scope));
  if (Array.isArray(value)) {
    return literal(value.flatMap((item) => present(resolveValue(item, scope, depth + 1), scope)));
  }
  if (!isJsonObject(value)) return literal(value);
  const [name, ...others] = Object.keys(value);
  if (name !== undefined && others.length === 0 && isFunctionName(name)) {
    const resolver = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    return resolver ? resolver(value[name] ?? null, resolution(scope, depth)) : unresolved(name, scope);
  }
  const object: JsonObject = {};
  for (const [key, item] of unrolled(value, (list) => itemsOf(list, scope, depth + 1))) {
    for (const known of present(resolveValue(item, scope, depth + 1), scope)) setOwn(object, key, known);
  }
  return literal(object);
}

function resolution(scope: TemplateScope, depth: number): Resolution {
  return {
    scope,
    resolve: (value) => resolveValue(value, scope, depth + 1),
    plain: (value) => plainOf(value, scope),
    text: (value) => textOf(value, scope),
  };
}

function isFunctionName(name: string): boolean {
  return name === 'Ref' || (name.startsWith('Fn::') && !name.startsWith('Fn::ForEach::'));
}

/** Nothing for `AWS::NoValue`, else the one value. */
function present(value: SubstitutionValue, scope: TemplateScope): Json[] {
  return value.kind === 'absent' ? [] : [plainOf(value, scope)];
}

/** The texts of a list; none where it is not known. */
function itemsOf(list: Json, scope: TemplateScope, depth: number): readonly string[] {
  const plain = plainOf(resolveValue(list, scope, depth), scope);
  return Array.isArray(plain) ? plain.map(plainText) : [];
}

/** The text a resolved value stands for on this machine: an ARN or a name for a resource, a filler for what is not known. */
export function textOf(value: SubstitutionValue, scope: TemplateScope): string {
  return plainText(plainOf(value, scope));
}

/** As {@link textOf}, but numbers, lists and objects stay what they are. */
export function plainOf(value: SubstitutionValue, scope: TemplateScope): Json {
  switch (value.kind) {
    case 'absent':
      return '';
    case 'literal':
      return value.value;
    case 'unknown':
      return value.text;
    case 'resource': {
      const { logicalId, attribute } = value;
      const { region } = environmentOf(scope);
      const address = localAddress(typeOf(logicalId, scope), physicalName(logicalId, scope), attribute, region);
      return address ?? plainOf(attributeOf(logicalId, attribute ?? '', scope), scope);
    }
  }
}

/** What only a deployed resource has, such as a database's host, or the output of a nested stack. */
function attributeOf(logicalId: string, attribute: string, scope: TemplateScope): SubstitutionValue {
  const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
  if (output !== undefined) {
    const known = environmentOf(scope).output?.(logicalId, output);
    if (known !== undefined) return literal(known);
    const why = phrase`${output} is an output of ${logicalId}, which is another stack.`;
    return givenOrUnset({ key: `output:${logicalId}.${output}`, why }, scope);
  }
  const why = phrase`Only AWS knows ${attribute} of the resource ${logicalId}.`;
  return givenOrUnset({ key: `other:${logicalId}.${attribute}`, why }, scope);
}

/** Whether a condition of the template's own holds; else the unknown value that decides it. */
export function conditionOf(name: string, scope: TemplateScope): Outcome {
  return conditionHolds({ Condition: name }, resolution(scope, 0));
}

/** What the template calls a resource, else its logical id. */
export function physicalName(logicalId: string, scope: TemplateScope): string {
  const type = typeOf(logicalId, scope);
  const property = type === undefined ? undefined : namePropertyOf(type);
  const named = property === undefined ? undefined : own(own(own(scope.resources, logicalId), 'Properties'), property);
  const name = named === undefined ? undefined : resolveValue(named, scope, 1);
  const isKnown = name?.kind === 'literal' && typeof name.value === 'string' && !hasFiller(name.value);
  return isKnown ? String(name.value) : logicalId;
}
