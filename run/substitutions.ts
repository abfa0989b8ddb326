import type { Json, JsonObject } from '../core/json';
import { jsonValue } from '../core/jsonText';
import type { ArrayNode, ObjectNode, SyntaxNode } from '../core/syntax/tree';
import { isBareText, isDeployTime, setOwn, toValue } from '../core/syntax/value';
import type { TemplateValues } from '../core/template';
import { plainValue } from '../core/template/plainValue';

/** What stands for the values that are known only at deployment. */
export interface Substitution {
  /** Placeholder → text, as `DefinitionSubstitutions` gives it. */
  readonly names: { readonly [name: string]: string };
  /** Where the definition stands inside a template: resolves `!GetAtt` and its like. */
  readonly template?: TemplateValues;
  /** They are filled in in the text, before it is read. */
  readonly isRendered?: true;
}

/**
 * The plain values of a definition with deploy-time values in their places: the tree keeps its text and positions, and is
 * read by others as it is written; the machine runs with what AWS would have been given. What is not known stays as
 * written. The values are shared: do not change them.
 */
export function substitutedValues(substitution: Substitution): (node: ObjectNode) => JsonObject {
  const made = new WeakMap<ObjectNode, JsonObject>();
  const valueOf = (node: SyntaxNode): Json => {
    if (isLeaf(node)) return leafValue(node, substitution);
    return node.kind === 'object' ? objectOf(node) : (node as ArrayNode).items.map(valueOf);
  };
  const objectOf = (node: ObjectNode): JsonObject => {
    const known = made.get(node);
    if (known) return known;
    const object: JsonObject = {};
    made.set(node, object);
    for (const { key, value } of node.properties) {
      if (!value) continue;
      const plain = valueOf(value);
      const isCall = key.value.endsWith('.$') && typeof plain === 'string' && isDeployTime(value);
      setOwn(object, key.value, isCall ? withLiteralPlaceholders(plain) : plain);
    }
    return object;
  };
  return objectOf;
}

/** A placeholder, a text with one in it, or CloudFormation's long form of one. */
function isLeaf(node: SyntaxNode): boolean {
  return (node.kind !== 'object' && node.kind !== 'array') || isDeployTime(node);
}

function leafValue(node: SyntaxNode, { names, template, isRendered }: Substitution): Json {
  const written = toValue(node);
  if (!isDeployTime(node)) return written;
  if (node.kind === 'string' && !node.sub?.names) {
    const text = withNames(node.value, names, template);
    const isWhole = isRendered && isBareText(node) && /^\$\{[^{}]*\}$/.test(node.value);
    return isWhole && text !== node.value ? parsed(text) : text;
  }
  if (node.kind === 'placeholder' && node.tag === undefined) {
    const text = withNames(node.text, names, template);
    return text === node.text ? written : parsed(text);
  }
  const resolved = template?.resolve(plainValue(node));
  if (!resolved || !template) return written;
  // SAM puts a name in quotes in the value's place and hands the value over beside the definition, where it can be a text only.
  return withNames(template.textOf(resolved), names);
}

/** `${Name}` inside a text; inside a template also what `!Sub` knows. */
export function withNames(text: string, names: Substitution['names'], template?: TemplateValues): string {
  return text.replace(/\$\{([^!}][^}]*)\}/g, (written, name: string) => {
    const key = name.trim();
    if (Object.hasOwn(names, key)) return names[key]!;
    return template?.declares(key) ? template.textOf(template.resolve({ 'Fn::Sub': written })) : written;
  });
}

/** What no value is known for stands for itself in a template of States.Format, too, where braces of its own would be places. */
function withLiteralPlaceholders(call: string): string {
  return /\bStates\.Format\b/.test(call) ? call.replace(/(?<!\\)\$\{([^{}!'\\]+)\}/g, '$\\{$1\\}') : call;
}

/** A bare placeholder may stand for a number, a boolean or whole parts of the definition. */
function parsed(text: string): Json {
  try {
    return jsonValue(text);
  } catch {
    return text;
  }
}
