/** A line of execution while its events are read: what a {@link LinePoint} holds, and where it branched off. */
import type { JsonObject } from '../../json';
import type { Scope, State } from '../../model/machine';
import { MisplacedEvent } from './eventDetails';
import type { LinePoint, StatePoint } from './linePoint';

export interface FoldLine extends LinePoint {
  readonly parent: FoldLine | undefined;
  readonly depth: number;
}

/** Deeper than any machine, and within what functions that call themselves can go. */
const DEEPEST_NESTING = 500;

/** Lines that stand in a state or wait for their first; a line above others before them. */
export function liveLines<L extends LinePoint>(line: L): L[] {
  if (line.ended) return [];
  const below = line.state && !line.state.left ? [...line.state.children.values()] : [];
  return [line, ...below.flatMap((child) => liveLines(child as L))];
}

/** What a redrive forgets of a line and of those below it: failures, used retries, what a failed attempt had got. */
export function restart(root: LinePoint): void {
  for (const { state } of liveLines(root)) {
    if (!state || state.left) continue;
    state.failure = undefined;
    state.failures.length = 0;
    state.retryCount = 0;
    state.result = undefined;
    state.closed = undefined;
  }
}

/** `previous` is the event its first one follows. */
export function newLine(
  parent: FoldLine | undefined,
  id: string,
  iterations: readonly number[],
  scope: Scope | undefined,
  previous: number,
  variables: JsonObject,
): FoldLine {
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
export function modelOf(line: LinePoint, name: string): State | undefined {
  return line.scope?.byName.get(name);
}

/** As the interpreter names the lines below a state. */
export function childId(line: LinePoint, state: StatePoint, index: number): string {
  return `${line.id}/${modelOf(line, state.name)?.path ?? state.name}#${state.retryCount}:${index}`;
}

/** One that no child has yet. */
export function nextIndex(children: ReadonlyMap<number, unknown>): number {
  let index = children.size;
  while (children.has(index)) index++;
  return index;
}
