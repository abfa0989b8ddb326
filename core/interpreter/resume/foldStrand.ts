/** A strand while its events are read: what a {@link StrandPoint} holds, and where it branched off. */
import type { JsonObject } from '../../json';
import type { Scope, State } from '../../model/machine';
import { MisplacedEvent } from './eventDetails';
import type { StrandPoint, StatePoint } from './strandPoint';

export interface FoldStrand extends StrandPoint {
  readonly parent: FoldStrand | undefined;
  readonly depth: number;
}

/** Deeper than any machine, and within what functions that call themselves can go. */
const DEEPEST_NESTING = 500;

/** Strands that stand in a state or wait for their first; a strand above others before them. */
export function liveStrands<L extends StrandPoint>(strand: L): L[] {
  if (strand.ended) return [];
  const below = strand.state && !strand.state.left ? [...strand.state.children.values()] : [];
  return [strand, ...below.flatMap((child) => liveStrands(child as L))];
}

/** What a redrive forgets of a strand and of those below it: failures, used retries, what a failed attempt had got. */
export function restart(root: StrandPoint): void {
  for (const { state } of liveStrands(root)) {
    if (!state || state.left) continue;
    state.failure = undefined;
    state.failures.length = 0;
    state.retryCount = 0;
    state.result = undefined;
    state.closed = undefined;
  }
}

/** `previous` is the event its first one follows. */
export function newStrand(
  parent: FoldStrand | undefined,
  id: string,
  iterations: readonly number[],
  scope: Scope | undefined,
  previous: number,
  variables: JsonObject,
): FoldStrand {
  const depth = parent ? parent.depth + 1 : 0;
  if (depth > DEEPEST_NESTING) throw new MisplacedEvent(`event ${previous} nests more than ${DEEPEST_NESTING} deep`);
  return {
    parent,
    depth,
    id,
    iterations,
    scope,
    previous,
    variables,
    data: undefined,
    ended: false,
    succeededId: undefined,
    state: undefined,
  };
}

/** The state as the machine has it now; undefined where it has none of that name. */
export function modelOf(strand: StrandPoint, name: string): State | undefined {
  return strand.scope?.byName.get(name);
}

/** As the interpreter names the strands below a state. */
export function childId(strand: StrandPoint, state: StatePoint, index: number): string {
  return `${strand.id}/${modelOf(strand, state.name)?.path ?? state.name}#${state.retryCount}:${index}`;
}

/** One that no child has yet. */
export function nextIndex(children: ReadonlyMap<number, unknown>): number {
  let index = children.size;
  while (children.has(index)) index++;
  return index;
}
