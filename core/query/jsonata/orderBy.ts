/**
 * `list^(a, >b)` by our own sort: the library's copies the rest of the list at each comparison, and holds all of the copies until
 * it is done (0.9 GB for 20,000 items). The order, and what it fails of, is the library's.
 */
import type jsonata from 'jsonata';
import type { Lambda } from './constructors';
import { jsonataError } from './evaluationFault';
import { sequence } from './listFunctions';
import { runOf } from './jsonataRun';
import { mergeSorted } from './sort';
import { callOf, type JsonataNode } from './syntaxTree';

/** Names that nobody can write, of the functions that take the place of the step. */
export const BOX = ' box';
export const ORDER = ' order';

/** A step of a path that sorts. */
interface SortStep extends JsonataNode {
  readonly terms: readonly { readonly descending: boolean; readonly expression: JsonataNode }[];
  readonly stages?: readonly { readonly type: string; readonly expr: JsonataNode }[];
}

/** A term, as work: of a list that is left to the library, so that it cannot grow until the memory ends. */
const WORK_OF_A_TERM = 10;

/**
 * Puts calls in the place of a path's order-by steps. Left to the library are paths that know of parents and positions
 * (`%`, `@$x`, `#$i`), and those with `[]`, whose steps hand on more than items.
 */
export function replaceOrderBy(path: JsonataNode): void {
  let { steps = [] } = path;
  const knowsMore = 'tuple' in path || 'keepSingletonArray' in path || steps.some((step) => 'tuple' in step);
  for (let at = sortIn(steps); at >= 0; at = sortIn(steps)) {
    const step = steps[at] as SortStep;
    const [before, after] = [steps.slice(0, at), steps.slice(at + 1)];
    const isWhole = after.length === 0 && path.group === undefined;
    if (knowsMore || (step.stages && !isWhole && !step.stages.every(isPosition))) {
      for (const term of step.terms) term.expression.work = WORK_OF_A_TERM;
      return;
    }
    const call = orderCall(step, before, isWhole);
    if (isWhole) {
      if (step.stages) call.predicate = step.stages;
      delete path.steps;
      Object.assign(path, call);
      return;
    }
    steps = [{ ...call, consarray: true }, ...after];
    path.steps = steps;
  }
}

function sortIn(steps: readonly JsonataNode[]): number {
  return steps.findIndex((step) => step.type === 'sort');
}

function isPosition({ type, expr }: { readonly type: string; readonly expr: JsonataNode }): boolean {
  return type === 'filter' && expr.type === 'number';
}

function orderCall(step: SortStep, before: readonly JsonataNode[], isWhole: boolean): JsonataNode {
  const { position } = step;
  // What is constructed right there stays a list, also with one item.
  const isSequence = !(before.length === 1 && before[0]!.consarray);
  const box = callOf(BOX, [], position);
  const lambdas = step.terms.map(({ expression }) => ({ type: 'lambda', arguments: [], body: expression, position }));
  const plan: Plan = {
    descending: step.terms.map(({ descending }) => descending),
    isUnwrapped: isWhole && isSequence,
    places: isWhole ? [] : (step.stages ?? []).map(({ expr }) => expr.value as number),
  };
  return callOf(
    ORDER,
    [
      { type: 'path', steps: [...before, box] },
      // In a list the library hands on functions as they are.
      { type: 'unary', value: '[', expressions: lambdas, position },
      { type: 'value', value: plan, position },
    ],
    position,
  );
}

/** An item as it is, whatever the library makes of lists within lists. */
interface Box {
  readonly item: unknown;
}

export function box(this: jsonata.Focus): Box {
  return { item: this.input };
}

interface Plan {
  readonly descending: readonly boolean[];
  /** One item is the result itself. */
  readonly isUnwrapped: boolean;
  /** The positions that are picked, one after the other. */
  readonly places: readonly number[];
}

type Key = string | number | undefined;

export async function order(
  this: jsonata.Focus,
  boxes: Box | readonly Box[] | undefined,
  terms: readonly Lambda[],
  plan: Plan,
): Promise<unknown> {
  if (boxes === undefined) return undefined;
  const { guard } = runOf(this.environment);
  const keys = terms.map(() => new Map<Box, unknown>());
  const keyOf = (term: number, of: Box): unknown => {
    const known = keys[term]!;
    if (known.has(of)) return known.get(of);
    const lambda = terms[term]!;
    lambda.input = of.item;
    return lambda.apply(this, []).then((key) => {
      known.set(of, key);
      return key;
    });
  };
  const isAfter = async (left: Box, right: Box): Promise<boolean> => {
    await guard.workOnItems(ITEMS_OF_A_COMPARISON);
    for (let term = 0; term < terms.length; term++) {
      const compared = compareKeys(await keyOf(term, left), await keyOf(term, right), plan.descending[term]!);
      if (compared !== 0) return compared > 0;
    }
    return false;
  };
  const sorted = await mergeSorted([boxes].flat() as Box[], isAfter);
  let items = sorted.map(({ item }) => item);
  for (const place of plan.places) items = itemAt(items, Math.floor(place));
  if (plan.places.length > 0 && items.length === 0) return undefined;
  return plan.isUnwrapped && items.length <= 1 ? sequence(items) : items;
}

const ITEMS_OF_A_COMPARISON = 50;

function itemAt(items: readonly unknown[], place: number): unknown[] {
  const item = items[place < 0 ? items.length + place : place];
  return item === undefined ? [] : Array.isArray(item) ? (item as unknown[]) : [item];
}

/** What has no key comes last, also where the others descend. */
function compareKeys(left: unknown, right: unknown, isDescending: boolean): number {
  if (left === undefined) return right === undefined ? 0 : 1;
  if (right === undefined) return -1;
  if (!isKey(left) || !isKey(right)) throw jsonataError('T2008', { value: isKey(left) ? right : left });
  if (typeof left !== typeof right) throw jsonataError('T2007', { value: left, value2: right });
  const compared = left === right ? 0 : left! < right! ? -1 : 1;
  return isDescending ? -compared : compared;
}

function isKey(value: unknown): value is Key {
  return typeof value === 'string' || typeof value === 'number';
}
