/** Which states show what is inside them. */
import type { GraphView } from '../../core/graph/graphView';
import { marksOf, type RunView, type StateStatus } from '../../core/graph/runView';

/** A machine of so many states is shown whole. */
const WHOLE = 40;

const OPENING: ReadonlySet<StateStatus> = new Set(['running', 'waiting', 'retrying', 'failed']);

export interface Interest {
  readonly run: RunView;
  /** What the person has opened or closed. */
  readonly choices: ReadonlyMap<string, boolean>;
  /** Selected, found, stopped at. */
  readonly looked: readonly (string | undefined)[];
}

/** Parents by id, and which nodes are states that hold others. */
export interface Holders {
  readonly parents: ReadonlyMap<string, string | undefined>;
  readonly holders: readonly string[];
  readonly isLarge: boolean;
}

export function holdersOf({ nodes }: GraphView): Holders {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const holders = new Set<string>();
  for (const { parent } of nodes) {
    if (parent === undefined) continue;
    const owner = kinds.get(parent) === 'scope' ? parents.get(parent) : parent;
    if (owner !== undefined) holders.add(owner);
  }
  const states = nodes.filter(({ kind }) => kind === 'state').length;
  return { parents, holders: [...holders], isLarge: states > WHOLE };
}

/** The states around a node, and itself. */
export function around(id: string | undefined, { parents }: Pick<Holders, 'parents'>): readonly string[] {
  const found: string[] = [];
  for (let each = id; each !== undefined && parents.has(each); each = parents.get(each)) found.push(each);
  return found;
}

export function openStates(holders: Holders, { run, choices, looked }: Interest): ReadonlySet<string> {
  const wanted = new Set(looked.flatMap((id) => around(id, holders)));
  const isOpen = (id: string): boolean => {
    const chosen = choices.get(id);
    if (chosen !== undefined) return chosen;
    return !holders.isLarge || wanted.has(id) || OPENING.has(marksOf(run, id)?.status ?? 'none');
  };
  return new Set(holders.holders.filter(isOpen));
}

/** Whether the picture must change: what need not be open any more may stay so, until something else opens. */
export function opensMore(now: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].some((id) => !now.has(id));
}
