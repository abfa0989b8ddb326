import type { TaskCall } from '../core/interpreter/host';
import type { Json } from '../core/json';

/** An answer in the shape in which a service returns it. */
export function sampleAnswer(_call: Pick<TaskCall, 'service' | 'action' | 'pattern'>): Json {
  return {};
}
