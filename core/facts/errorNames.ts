/** The lists of error names in the retriers and catchers of a machine. */
import type { ArrayNode, ObjectNode, StringNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import type { DefinitionObject } from './definitionObjects';

export interface ErrorNameList {
  readonly node: ArrayNode;
  readonly names: readonly StringNode[];
  /** Some name is known only at deployment. */
  readonly open: boolean;
}

/** The ErrorEquals of a retrier or catcher, where it is a list. */
export function errorNameList(object: ObjectNode): ErrorNameList | undefined {
  const node = object.properties.find(({ key }) => key.value === 'ErrorEquals')?.value;
  if (node?.kind !== 'array') return undefined;
  const names = node.items.filter((item) => item.kind === 'string');
  const open = node.items.some((item) => item.kind !== 'string' || hasPlaceholder(item.value));
  return { node, names, open };
}

/** Whether a retrier or catcher is the last of its list. */
export function isLast({ node }: DefinitionObject): boolean {
  return node.parent?.kind !== 'array' || node.parent.items.at(-1) === node;
}

export function handlesErrors({ owner }: DefinitionObject): boolean {
  return owner === 'retrier' || owner === 'catcher';
}
