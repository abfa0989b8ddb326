/**
 * Parts of the library's syntax tree that we evaluate ourselves, as calls of functions that nobody can write:
 * - names such as `constructor`: the library reads them from JavaScript's prototypes, through which an expression could
 *   reach (and change) what all objects share;
 * - `*` and `&`: of long lists the library's own take too long, the square of their length;
 * - regular expressions: of some texts their matches do not end;
 * - order-by: the library's own takes memory by the square of the length;
 * - groups, and lists of many members: the library's own take the square of the length.
 */
import { replaceGroup, replaceList } from './constructors';
import { DEEPEST } from './runawayGuard';
import { HIDDEN } from './libraryFunctions';
import { replaceOrderBy } from './orderBy';
import { callOf, walkJsonata, type JsonataNode } from './syntaxTree';

const PROTOTYPE_NAMES: ReadonlySet<unknown> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Changes the tree in place. */
export function replaceNodes(ast: JsonataNode): void {
  const found: JsonataNode[] = [];
  walkJsonata(ast, (node) => void found.push(node));
  for (const node of found) {
    const { type, value, position } = node;
    replaceGroup(node);
    if (type === 'name' && PROTOTYPE_NAMES.has(value)) {
      becomeCall(node, HIDDEN.lookup, [context(position), { type: 'string', value, position }]);
    } else if (type === 'regex') becomeCall(node, HIDDEN.regex, [{ type: 'value', value, position }]);
    else if (type === 'path') replaceOrderBy(node);
    else if (type === 'wildcard') becomeCall(node, HIDDEN.wildcard, [context(position)]);
    else if (type === 'binary' && value === '&') {
      becomeCall(node, HIDDEN.concatenation, [node.lhs as JsonataNode, node.rhs as JsonataNode]);
    }
  }
  // Parents first: what a list within a list is, its own parent asks.
  for (const node of found) replaceList(node);
  markMembers(ast);
}

/** Marks what the library evaluates beside each other. */
function markMembers(ast: JsonataNode): void {
  let lists = 0;
  walkJsonata(ast, (node) => {
    const members = node.value === '[' ? node.expressions : node.value === '{' ? valuesOf(node) : valuesOf(node.group);
    if (!members) return;
    lists++;
    for (const member of members) member.memberOf = lists;
  });
}

/** Of an object, or of what is grouped. */
function valuesOf(node: unknown): readonly JsonataNode[] | undefined {
  const { lhs } = (node ?? {}) as JsonataNode;
  return Array.isArray(lhs) ? lhs.map(([, value]) => value!) : undefined;
}

function context(position: number | undefined): JsonataNode {
  return { type: 'variable', value: '', position };
}

function becomeCall(node: JsonataNode, name: string, args: JsonataNode[]): void {
  Object.assign(node, callOf(name, args, node.position));
}

/** Marks the nodes that lie deeper in their function than an evaluation may go, whatever it is given. */
export function markTooDeep(ast: JsonataNode): boolean {
  let isFound = false;
  const visit = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null || part instanceof RegExp) return;
    const node = part as JsonataNode;
    const isNode = typeof node.type === 'string' && !Array.isArray(part) && !WITHOUT_DEPTH.has(node.type);
    const here = isNode ? depth + 1 : depth;
    if (here > DEEPEST) {
      node.isTooDeep = true;
      isFound = true;
      return;
    }
    for (const child of Object.values(node)) visit(child, node.type === 'lambda' ? 0 : here);
  };
  visit(ast, 0);
  return isFound;
}

/** What the library evaluates as a part of another node. */
const WITHOUT_DEPTH: ReadonlySet<string> = new Set(['filter', 'index', 'sort']);
