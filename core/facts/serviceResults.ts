/** What the result of a Task holds, by the model of the service that it calls. */
import { calledOperation, isMetadata, memberNamed, type CalledOperation } from '../catalog/services/calledOperation';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Member, Shape, StructureShape } from '../catalog/services/serviceTable';
import type { State } from '../model/machine';
import { calledResource } from './tasks';

export interface ServiceResult {
  readonly called: CalledOperation;
  readonly shape: StructureShape;
}

/** Undefined where no model tells it. */
export function serviceResult(
  state: State | undefined,
  catalogue: ServiceCatalogue | undefined,
): ServiceResult | undefined {
  const called = state?.type === 'Task' ? calledOperation(calledResource(state), catalogue) : undefined;
  return called?.output && { called, shape: called.output };
}

/** The shape below, where members lead through lists by themselves (JSONata), or by an index. */
export function insideLists(shape: Shape | undefined): Shape | undefined {
  let inner = shape;
  while (inner?.kind === 'list') inner = inner.of;
  return inner;
}

export type Step =
  | { readonly kind: 'known'; readonly shape: Shape }
  /** Nothing is known of what it leads to. */
  | { readonly kind: 'unknown' }
  /** The structure has no such member. */
  | { readonly kind: 'missing'; readonly members: readonly Member[] };

/** Where a name leads from a shape. */
export function stepInto(shape: Shape, name: string, called: CalledOperation): Step {
  if (shape.kind === 'map') return { kind: 'known', shape: shape.values };
  if (shape.kind !== 'structure') return { kind: 'unknown' };
  const member = memberNamed(shape, name);
  if (member) return { kind: 'known', shape: member.type };
  if (isMetadata(name, called)) return { kind: 'unknown' };
  return { kind: 'missing', members: [...shape.members.values()] };
}
