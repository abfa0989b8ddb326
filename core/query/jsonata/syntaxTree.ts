/** The parts of JSONata's own syntax tree that we look at; its type definitions leave most of them out. */
export interface JsonataNode {
  type: string;
  value?: unknown;
  position?: number;
  steps?: JsonataNode[];
  arguments?: JsonataNode[];
  procedure?: JsonataNode;
  expressions?: JsonataNode[];
  expression?: JsonataNode;
  condition?: JsonataNode;
  then?: JsonataNode;
  else?: JsonataNode;
  lhs?: JsonataNode | JsonataNode[][];
  rhs?: JsonataNode | JsonataNode[][];
  /** What it counts as, in nodes, where that is not 1. */
  work?: number;
  /** The number of the list or object whose members, this among them, the library evaluates beside each other. */
  memberOf?: number;
  [other: string]: unknown;
}

/** Calls `visit` for every node, parents first; however deep the tree is. */
export function walkJsonata(tree: unknown, visit: (node: JsonataNode) => void): void {
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part !== 'object' || part === null || part instanceof RegExp) continue;
    if (!Array.isArray(part) && typeof (part as JsonataNode).type === 'string') visit(part as JsonataNode);
    waiting.push(...Object.values(part).reverse());
  }
}

/** A call of one of the functions that nobody can write. */
export function callOf(name: string, args: JsonataNode[], position: number | undefined): JsonataNode {
  const procedure = { type: 'variable', value: name, position };
  return { type: 'function', value: '(', procedure, arguments: args, position };
}
