/** The task whose answer a failure is about. */
import type { State } from '../model/machine';
import type { Failure } from './explanation';
import type { Visit } from './trail';

/** That of the state itself where its result is looked at; else the last one before it. */
export function lastCall({ missing, visit, earlier }: Failure): Visit | undefined {
  if (missing?.root === 'result') return visit;
  for (const each of earlier()) if (each.state.type === 'Task') return each;
  return undefined;
}

export function resourceOf({ definition: { Resource: resource } }: State): string | undefined {
  return typeof resource === 'string' ? resource : undefined;
}
