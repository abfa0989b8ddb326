/** What a path into the result of a Task may go on with. */
import { membersInOrder, writtenMember } from '../../catalog/services/calledOperation';
import type { Shape } from '../../catalog/services/serviceTable';
import { insideLists, serviceResult, stepInto } from '../../facts/serviceResults';
import { valueOf } from '../../syntax/value';
import type { Place } from '../place';
import { memberDoc, shapeWords } from '../serviceDoc';
import type { CompletionContext, CompletionEntry } from './completionEntry';

export type ResultOffer = Pick<CompletionEntry, 'label' | 'kind' | 'detail' | 'doc'>;

/** @param steps what stands between the result and the cursor: `Items[0].` */
export function resultMembers(
  place: Place,
  services: CompletionContext['services'],
  steps: string,
): readonly ResultOffer[] {
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

/** Whether `$` is what the call has answered. */
export function isResultHere({ owner, field, state }: Place): boolean {
  if (owner !== 'Task' || !state) return false;
  if (field?.name === 'ResultSelector') return true;
  return field?.name === 'Assign' && valueOf(state.node, 'ResultSelector') === undefined;
}
