/**
 * `list{key: value}`, and lists of many members, by calls of our own: for each item and each member the library copies what there is
 * so far, and it begins the values of all keys at once. What they give, and what they fail of, is the library's.
 */
import type jsonata from 'jsonata';
import { setOwnValue } from '../ownProperties';
import type { JsonObject } from '../../json';
import { jsonataError } from './evaluationFault';
import { callOf, walkJsonata, type JsonataNode } from './syntaxTree';

/** Names that nobody can write. */
export const GROUP = ' group';
export const LIST = ' list';

/** The library lists so many members, and makes an object of so many items, in no time. */
const FEW_MEMBERS = 30;
const FEW_ITEMS = 1000;

type Pair = readonly [key: JsonataNode, value: JsonataNode];

/** Changes the node in place where it groups what it gives. Left to the library is what knows of parents and positions. */
export function replaceGroup(node: JsonataNode): void {
  const { group, position } = node;
  if (group === undefined || someNode(node, (part) => 'tuple' in part)) return;
  const pairs = (group as { readonly lhs: readonly Pair[] }).lhs;
  if (binds(pairs)) return;
  // A list of one item, or of none, is to stay one.
  const grouped: JsonataNode = { ...node, keepArray: true };
  delete grouped.group;
  becomeGroup(node, grouped, pairs, position);
}

/** The same of `{key: value}` by itself, where it is evaluated for a long list. */
export function replaceObjectOf(context: unknown, node: JsonataNode): void {
  if (node.type !== 'unary' || node.value !== '{') return;
  if (!Array.isArray(context) || context.length <= FEW_ITEMS) return;
  const pairs = node.lhs as unknown as readonly Pair[];
  if (!binds(pairs)) becomeGroup(node, { type: 'variable', value: '' }, pairs, node.position);
}

/** What a member binds, others may read: as the library has it. */
function binds(pairs: readonly Pair[]): boolean {
  return someNode(pairs, ({ type }) => type === 'bind');
}

function someNode(tree: unknown, isWanted: (node: JsonataNode) => boolean): boolean {
  let isFound = false;
  walkJsonata(tree, (node) => void (isFound ||= isWanted(node)));
  return isFound;
}

/** None of the expression's own lists has this number. */
const LAMBDAS = 0;

function becomeGroup(
  node: JsonataNode,
  grouped: JsonataNode,
  pairs: readonly Pair[],
  position: number | undefined,
): void {
  const lambdas = pairs.flat().map((body) => ({ type: 'lambda', arguments: [], body, position, memberOf: LAMBDAS }));
  const { memberOf } = node;
  for (const name of Object.keys(node)) delete node[name];
  const members = { type: 'unary', value: '[', expressions: lambdas, position };
  Object.assign(node, callOf(GROUP, [grouped, members], position), memberOf === undefined ? {} : { memberOf });
}

/** Changes the node in place where it is a list of many members. */
export function replaceList(node: JsonataNode): void {
  const { type, value, expressions = [], position } = node;
  if (type !== 'unary' || value !== '[' || expressions.length <= FEW_MEMBERS) return;
  // A list that is written as a member is one item.
  const plan = { isItem: expressions.map((member) => member.value === '['), isKept: node.consarray === true };
  delete node.expressions;
  const call = callOf(LIST, [{ type: 'value', value: plan, position }, ...expressions], position);
  // By its value, the library knows it for a list.
  Object.assign(node, { ...call, value: '[' });
}

export function list(plan: { readonly isItem: readonly boolean[]; readonly isKept: boolean }, ...members: unknown[]) {
  const found: unknown[] = [];
  members.forEach((member, index) => {
    if (member === undefined) return;
    if (!Array.isArray(member) || plan.isItem[index]) found.push(member);
    else for (const item of member as unknown[]) found.push(item);
  });
  return plan.isKept ? Object.defineProperty(found, 'cons', { value: true }) : found;
}

/** A function of the expression, which is evaluated in the context of its `input`. */
export interface Lambda {
  input: unknown;
  apply(focus: unknown, args: readonly unknown[]): Promise<unknown>;
}

/** The items of a key: one as it is, several as a list. */
interface Entry {
  items: unknown;
  isOwnList: boolean;
  readonly pair: number;
}

export async function group(this: jsonata.Focus, grouped: unknown, lambdas: readonly Lambda[]): Promise<JsonObject> {
  const valueOf = (index: number, context: unknown): Promise<unknown> => {
    const lambda = lambdas[index]!;
    lambda.input = context;
    return lambda.apply(this, []);
  };
  // Of nothing there is one object too.
  const items: unknown[] = !Array.isArray(grouped) ? [grouped] : grouped.length > 0 ? grouped : [undefined];
  const entries = Object.create(null) as { [key: string]: Entry };
  for (const item of items) {
    for (let pair = 0; pair < lambdas.length; pair += 2) {
      const key = await valueOf(pair, item);
      if (key === undefined) continue;
      if (typeof key !== 'string') throw jsonataError('T1003', { value: key });
      const entry = entries[key];
      if (!entry) entries[key] = { items: item, isOwnList: false, pair };
      else if (entry.pair !== pair) throw jsonataError('D1009', { value: key });
      else append(entry, item);
    }
  }
  const result: JsonObject = {};
  for (const [key, entry] of Object.entries(entries)) {
    const value = await valueOf(entry.pair + 1, entry.items);
    if (value !== undefined) setOwnValue(result, key, value as JsonObject);
  }
  return result;
}

function append(entry: Entry, item: unknown): void {
  if (!entry.isOwnList) {
    entry.items = Array.isArray(entry.items) ? [...(entry.items as unknown[])] : [entry.items];
    entry.isOwnList = true;
  }
  const list = entry.items as unknown[];
  if (!Array.isArray(item)) list.push(item);
  else for (const member of item as unknown[]) list.push(member);
}
