import { withPartition } from '../catalog/integrations';
import type { State } from '../model/machine';

/** The Resource of a task; empty where it is none that could be taken apart. */
export function resourceOf({ definition }: State): string {
  return typeof definition.Resource === 'string' ? withPartition(definition.Resource) : '';
}
