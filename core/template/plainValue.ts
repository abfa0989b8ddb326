import type { Json, JsonObject } from '../json';
import type { SyntaxNode } from '../syntax/tree';
import { setOwn, toValue } from '../syntax/value';

/** Short tags whose long form is not `Fn::` and the tag's name. */
const LONG_FORMS: { readonly [tag: string]: string } = { '!Ref': 'Ref', '!Condition': 'Condition' };

/** `!GetAtt` is `Fn::GetAtt`. */
export function longFormOf(tag: string): string {
  return LONG_FORMS[tag] ?? `Fn::${tag.slice(1)}`;
}

/**
 * The plain value of a node of a template, CloudFormation's functions all in their long form:
 * `!GetAtt Charge.Arn` becomes `{"Fn::GetAtt": "Charge.Arn"}`, so that readers know one spelling only.
 */
export function plainValue(node: SyntaxNode): Json {
  switch (node.kind) {
    case 'placeholder':
      return node.tag === undefined || !node.argument
        ? node.text
        : { [longFormOf(node.tag)]: plainValue(node.argument) };
    case 'array':
      return node.items.map(plainValue);
    case 'object': {
      const object: JsonObject = {};
      for (const { key, value } of node.properties) if (value) setOwn(object, key.value, plainValue(value));
      return object;
    }
    case 'string':
      if (!node.sub) return node.value;
      return { 'Fn::Sub': node.sub.names ? [node.value, plainValue(node.sub.names)] : node.value };
    default:
      return toValue(node);
  }
}
