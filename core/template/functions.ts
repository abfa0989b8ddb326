/** CloudFormation's functions. A new one is a line of the table. Source: CloudFormation, "Intrinsic function reference". */
import { jsonText } from '../jsonText';
import type { Json, JsonObject } from '../json';
import { isJsonObject } from '../json';
import { phrase } from '../l10n/phrase';
import { cidrBlocks } from './cidr';
import { conditionHolds } from './conditions';
import { withDynamicReferences } from './dynamicReferences';
import { reference } from './references';
import { firstUnknown, literal, own, plainText, unresolved } from './resolution';
import type { Resolution } from './resolution';
import { environmentOf, givenOrUnset } from './scope';
import type { SubstitutionValue } from './template';

/** Resolves one of CloudFormation's functions over its argument, which may hold any other. */
type Resolver = (argument: Json, at: Resolution) => SubstitutionValue;

/** By the function's long name. */
export const FUNCTIONS: { readonly [name: string]: Resolver } = {
  Ref: (argument, at) =>
    typeof argument === 'string' ? reference(argument, undefined, at) : unresolved('Ref', at.scope),
  'Fn::GetAtt': (argument, at) => {
    const parts = Array.isArray(argument) ? argument.map((part) => text(part, at)) : [text(argument, at)];
    const [logicalId, ...attribute] = parts.join('.').split('.');
    if (!logicalId) return unresolved('Fn::GetAtt', at.scope);
    return reference(logicalId, attribute.join('.') || undefined, at);
  },
  'Fn::Sub': (argument, at) => {
    const [template, names] = Array.isArray(argument) ? argument : [argument];
    if (typeof template !== 'string') return unresolved('Fn::Sub', at.scope);
    return substitute(template, isJsonObject(names) ? names : {}, at);
  },
  'Fn::Join': (argument, at) => {
    const [separator, list] = resolvedParts(argument, at);
    if (!separator || !list) return unresolved('Fn::Join', at.scope);
    if (list.kind === 'unknown') return list;
    const parts = at.plain(list);
    if (!Array.isArray(parts)) return unresolved('Fn::Join', at.scope);
    return literal(withDynamicReferences(parts.map(plainText).join(at.text(separator)), at.scope));
  },
  'Fn::If': (argument, at) => {
    const [condition, yes = null, no = null] = Array.isArray(argument) ? argument : [];
    const holds = conditionHolds({ Condition: condition ?? null }, at);
    if (typeof holds === 'boolean') return at.resolve(holds ? yes : no);
    return JSON.stringify(yes) === JSON.stringify(no) ? at.resolve(yes) : holds;
  },
  'Fn::FindInMap': (argument, at) => {
    const [map, first, second, options] = Array.isArray(argument) ? argument : [];
    const keys = [map, first, second].map((key) => at.resolve(key ?? null));
    const open = firstUnknown(...keys);
    if (open) return open;
    const found = keys.reduce<Json | undefined>((inner, key) => own(inner, at.text(key)), at.scope.mappings);
    if (found !== undefined) return at.resolve(found);
    const otherwise = own(options, 'DefaultValue');
    if (otherwise !== undefined) return at.resolve(otherwise);
    const where = keys.map((key) => at.text(key)).join('.');
    const why = phrase`The template has no mapping ${where}.`;
    return givenOrUnset({ key: `other:${where}`, why }, at.scope);
  },
  'Fn::Select': (argument, at) => {
    const [index, list] = resolvedParts(argument, at);
    if (!index || !list) return unresolved('Fn::Select', at.scope);
    const open = firstUnknown(index, list);
    if (open) return open;
    const items = at.plain(list);
    const position = at.text(index);
    const item = Array.isArray(items) && /^\d+$/.test(position) ? items[Number(position)] : undefined;
    if (item !== undefined) return firstUnknown(literal(item)) ?? literal(item);
    const why = phrase`Fn::Select wants item ${position} of a list that has only ${Array.isArray(items) ? items.length : 0}.`;
    return givenOrUnset({ key: `other:Fn::Select.${position}`, why }, at.scope);
  },
  'Fn::Split': (argument, at) => {
    const [separator, subject] = resolvedParts(argument, at);
    if (!separator || !subject) return unresolved('Fn::Split', at.scope);
    return firstUnknown(subject) ?? literal(at.text(subject).split(at.text(separator)));
  },
  'Fn::ImportValue': (argument, at) => {
    const name = at.resolve(argument);
    const key = at.text(name);
    // Where both names lack the same value they are equal whatever it is: what is not known has one filler in all stacks.
    const known = environmentOf(at.scope).exported?.(key);
    if (known !== undefined) return literal(known);
    const open = firstUnknown(name);
    if (open) return open;
    return givenOrUnset({ key: `import:${key}`, why: phrase`${key} is exported by another stack.` }, at.scope);
  },
  'Fn::GetAZs': (argument, at) => {
    const region = text(argument, at) || environmentOf(at.scope).region;
    return literal(['a', 'b', 'c'].map((zone) => region + zone));
  },
  'Fn::Base64': (argument, at) => {
    const value = at.resolve(argument);
    return firstUnknown(value) ?? literal(base64(at.text(value)));
  },
  'Fn::Cidr': (argument, at) => {
    const [block, count, bits] = resolvedParts(argument, at);
    if (!block || !count) return unresolved('Fn::Cidr', at.scope);
    const open = firstUnknown(block, count);
    if (open) return open;
    const hostBits = bits ? Number(at.text(bits)) : 8;
    const blocks = cidrBlocks(at.text(block), Number(at.text(count)), hostBits);
    return blocks ? literal([...blocks]) : unresolved('Fn::Cidr', at.scope);
  },
  'Fn::Length': (argument, at) => {
    const list = at.resolve(argument);
    const items = at.plain(list);
    return firstUnknown(list) ?? (Array.isArray(items) ? literal(items.length) : unresolved('Fn::Length', at.scope));
  },
  'Fn::ToJsonString': (argument, at) => literal(jsonText(at.plain(at.resolve(argument)))),
  'Fn::Transform': (argument, at) => {
    const location = includedFile(argument);
    const name = own(argument, 'Name');
    if (location === undefined) return unresolved(typeof name === 'string' ? name : 'Fn::Transform', at.scope);
    const file = text(location, at);
    const included = environmentOf(at.scope).include?.(file);
    if (included !== undefined) return at.resolve(included);
    return givenOrUnset(
      { key: `other:${file}`, why: phrase`The template includes ${file}, which is not here.` },
      at.scope,
    );
  },
};

/** What `AWS::Include` includes, as it is written. */
export function includedFile(transform: Json): Json | undefined {
  return own(transform, 'Name') === 'AWS::Include' ? own(own(transform, 'Parameters'), 'Location') : undefined;
}

function resolvedParts(argument: Json, at: Resolution): (SubstitutionValue | undefined)[] {
  return Array.isArray(argument) ? argument.map((part) => at.resolve(part)) : [];
}

function text(value: Json, at: Resolution): string {
  return at.text(at.resolve(value));
}

function substitute(template: string, names: JsonObject, at: Resolution): SubstitutionValue {
  const resolve = (name: string): SubstitutionValue => {
    const given = own(names, name);
    if (given !== undefined) return at.resolve(given);
    const [logicalId = name, ...attribute] = name.split('.');
    return reference(logicalId, attribute.join('.') || undefined, at);
  };
  const whole = /^\$\{([^!}][^}]*)\}$/.exec(template)?.[1];
  if (whole !== undefined) return resolve(whole.trim());
  const replaced = template.replace(/\$\{(!?)([^{}]*)\}/g, (_, escaped: string, name: string) =>
    escaped ? `\${${name}}` : textUnlessAbsent(resolve(name.trim()), at),
  );
  return literal(withDynamicReferences(replaced, at.scope));
}

function textUnlessAbsent(value: SubstitutionValue, at: Resolution): string {
  return value.kind === 'absent' ? '' : at.text(value);
}

function base64(value: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(value)));
}
