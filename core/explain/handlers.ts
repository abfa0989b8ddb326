/** The Retry and Catch of a state and of those around it, with the names of errors that they list. */
import { isJsonObject, type Json } from '../json';
import type { State } from '../model/machine';
import type { DefinitionEdit } from '../interpreter/historyEvent';

export interface ErrorHandler {
  readonly state: State;
  readonly kind: 'Retry' | 'Catch';
  /** From the state to the names. */
  readonly at: DefinitionEdit['at'];
  readonly names: readonly string[];
}

/** The state's own first. */
export function handlersAround(state: State | undefined): readonly ErrorHandler[] {
  const found: ErrorHandler[] = [];
  for (let each = state; each; each = each.scope.owner) {
    for (const kind of ['Retry', 'Catch'] as const) found.push(...handlersOf(each, kind));
  }
  return found;
}

function handlersOf(state: State, kind: ErrorHandler['kind']): ErrorHandler[] {
  const { [kind]: all } = state.definition;
  if (!Array.isArray(all)) return [];
  return all.flatMap((handler: Json, index) => {
    const names = isJsonObject(handler) ? handler['ErrorEquals'] : undefined;
    if (!Array.isArray(names)) return [];
    const texts = names.filter((name) => typeof name === 'string');
    return [{ state, kind, at: [kind, index, 'ErrorEquals'], names: texts }];
  });
}

/** The first that names what was meant, where none takes the error. */
export function handlerMeaning(name: string, error: string, state: State | undefined): ErrorHandler | undefined {
  const handlers = handlersAround(state);
  if (handlers.some((handler) => takes(handler, error))) return undefined;
  return handlers.find(({ names }) => names.includes(name));
}

/** Whether a handler takes an error of that name. */
export function takes({ names }: ErrorHandler, error: string): boolean {
  const isTask = error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout';
  return names.some(
    (name) =>
      name === error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && isTask) ||
      (name === 'States.Timeout' && error === 'States.HeartbeatTimeout'),
  );
}
