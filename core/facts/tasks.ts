/** What the Task states of a machine call. */
import { parseResource, withPartition } from '../catalog/integrations';
import type { ParsedResource } from '../catalog/integrations';
import type { Machine, State } from '../model/machine';
import type { StringNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { textOf, valueOf } from '../syntax/value';
import type { MachineFacts } from './machineFacts';

export interface TaskCall {
  readonly state: State;
  readonly node: StringNode;
  /** Undefined where the text is none of the forms a Resource has. */
  readonly resource?: ParsedResource;
}

const known = new WeakMap<Machine, readonly TaskCall[]>();

/** Every Task whose Resource is written out, so far that what it calls is known before deployment. */
export function taskCalls({ machine }: MachineFacts): readonly TaskCall[] {
  let calls = known.get(machine);
  if (!calls) known.set(machine, (calls = readCalls(machine)));
  return calls;
}

/** What a Task calls; undefined where that is not written out, or is none of the forms that a Resource has. */
export function calledResource({ node }: State): ParsedResource | undefined {
  const text = withPartition(textOf(node, 'Resource') ?? '');
  return hasPlaceholder(text) ? undefined : parseResource(text);
}

function readCalls(machine: Machine): TaskCall[] {
  const calls: TaskCall[] = [];
  for (const state of machine.states) {
    const node = state.type === 'Task' ? valueOf(state.node, 'Resource') : undefined;
    if (node?.kind !== 'string') continue;
    const text = withPartition(node.value);
    if (!hasPlaceholder(text)) calls.push({ state, node, resource: parseResource(text) });
  }
  return calls;
}

/** The state itself where it is a Task, and every Task within it. */
export function tasksWithin(state: State): readonly State[] {
  const within = state.scopes.flatMap(({ states }) => states.flatMap(tasksWithin));
  return state.type === 'Task' ? [state, ...within] : within;
}
