import type { SyntaxNode } from '../syntax/tree';
import { longFormOf } from './plainValue';

/** One of CloudFormation's functions as a template writes it. */
export interface FunctionCall {
  /** Its long form: `Fn::Join`, `Ref`. */
  readonly name: string;
  readonly argument: SyntaxNode;
}

/** The call of a function that a node is, in its long or short form; `!Sub "text"` is not one but the text. */
export function functionCall(node: SyntaxNode): FunctionCall | undefined {
  if (node.kind === 'placeholder') {
    return node.tag !== undefined && node.argument
      ? { name: longFormOf(node.tag), argument: node.argument }
      : undefined;
  }
  if (node.kind !== 'object' || node.properties.length !== 1) return undefined;
  const { key, value } = node.properties[0]!;
  return value && (key.value === 'Ref' || key.value.startsWith('Fn::'))
    ? { name: key.value, argument: value }
    : undefined;
}
