/** What a path into the result of a Task may go on with. */
import { membersInOrder, writtenMember } from '../catalog/services/calledOperation';
import type { Shape } from '../catalog/services/serviceTable';
import { insideLists, serviceResult, stepInto } from '../facts/serviceResults';
import { valueOf } from '../syntax/value';
import type { Place } from './place';
import { memberDoc, shapeWords } from './serviceDoc';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Markdown } from '../escape/markdown';

export interface ResultMember {
  readonly label: string;
  readonly kind: 'member';
  /** Its type in a few words. */
  readonly detail: string;
  readonly doc: Markdown;
}

/** @param steps what stands between the result and the cursor: `Items[0].` */
export function resultMembers(
  place: Place,
  services: ServiceCatalogue | undefined,
  steps: string,
): readonly ResultMember[] {
  const result = serviceResult(place.state, services);
  if (!result) return [];
  const { called } = result;
  let shape: Shape | undefined = result.shape;
  for (const step of steps.split('.').filter((each) => each !== '')) {
    const inner = insideLists(shape);
    const next = inner && stepInto(inner, step.replace(/\[.*$/, ''), called);
    shape = next?.kind === 'known' ? next.shape : undefined;
  }
  const inner = insideLists(shape);
  if (inner?.kind !== 'structure') return [];
  return membersInOrder(inner).map((member) => ({
    label: writtenMember(called, member.name),
    kind: 'member',
    detail: shapeWords(member.type),
    doc: memberDoc(called, member),
  }));
}

/** How each language writes a member of what a call has answered, behind the steps before it, and where it can. */
export const RESULT_MEMBER = {
  JSONPath: { pattern: /(?:^|[^$\w])\$\.((?:\w+(?:\[[^\]]*\])*\.)*)(\w*)$/, isThere: isResultHere },
  JSONata: { pattern: /\$states\.result\.((?:\w+(?:\[[^\]]*\])*\.)*)(\w*)$/, isThere: hasResult },
} as const;

/** Whether `$` is what the call has answered. */
function isResultHere({ owner, field, state }: Place): boolean {
  if (owner !== 'Task' || !state) return false;
  if (field?.name === 'ResultSelector') return true;
  if (valueOf(state.node, 'ResultSelector') !== undefined) return false;
  if (field?.name === 'Assign') return true;
  const kept = valueOf(state.node, 'ResultPath');
  const isAll = kept === undefined || (kept.kind === 'string' && kept.value === '$');
  return field?.name === 'OutputPath' && isAll;
}

/** Whether `$states.result` is there. */
export function hasResult({ owner, field }: Place): boolean {
  return ['Output', 'Assign'].includes(field?.name ?? '') && ['Task', 'Parallel', 'Map'].includes(owner ?? '');
}
