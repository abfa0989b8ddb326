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
  [other: string]: unknown;
}

/** Calls `visit` for every node, parents first. */
export function walkJsonata(node: unknown, visit: (node: JsonataNode) => void): void {
  if (typeof node !== 'object' || node === null || node instanceof RegExp) return;
  if (!Array.isArray(node) && typeof (node as JsonataNode).type === 'string') visit(node as JsonataNode);
  for (const child of Object.values(node)) walkJsonata(child, visit);
}
