import { evaluate } from './evaluate';
import { hclNumber } from './numbers';
import { literalText } from './tree';
import type { Expression } from './tree';
import { asText, isList, isMap, plain, Unknown } from './value';
import type { HclValue, Scope } from './value';

/** A variable's value as its `type` has it: numbers as texts, defaults of `optional` attributes. */
export function convert(given: HclValue, type: Expression | undefined, scope: Scope): HclValue {
  const value = plain(given);
  if (type === undefined || value === null || value instanceof Unknown) return given;
  const name = type.kind === 'variable' ? type.name : type.kind === 'call' ? type.name : undefined;
  const [inner] = type.kind === 'call' ? type.arguments : [];
  switch (name) {
    case 'string':
      return typeof value === 'string' ? given : (asText(value) ?? given);
    case 'number':
      return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
        ? hclNumber(value)
        : given;
    case 'bool':
      return value === 'true' ? true : value === 'false' ? false : given;
    case 'list':
    case 'set':
      return isList(value) ? value.map((item) => convert(item, inner, scope)) : given;
    case 'map':
      return isMap(value) ? new Map([...value].map(([key, item]) => [key, convert(item, inner, scope)])) : given;
    case 'optional':
      return convert(given, inner, scope);
    case 'object':
      return isMap(value) && inner?.kind === 'object' ? objectOf(value, inner, scope) : given;
    default:
      return given;
  }
}

function objectOf(
  value: ReadonlyMap<string, HclValue>,
  { items }: Expression & { kind: 'object' },
  scope: Scope,
): HclValue {
  const object = new Map(value);
  for (const { key, value: type } of items) {
    const name = literalText(key);
    if (name === undefined) continue;
    const given = object.get(name);
    const fallback = type.kind === 'call' && type.name === 'optional' ? type.arguments[1] : undefined;
    if (given !== undefined && plain(given) !== null) object.set(name, convert(given, type, scope));
    else if (fallback) object.set(name, evaluate(fallback, scope));
    else if (!object.has(name)) object.set(name, null);
  }
  return object;
}
