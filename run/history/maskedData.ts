/** Whether a run would take `***` for data: a masked history is to be read, and holds less than a run needs to go on. */
import type { Checkpoint, StrandPoint } from '../../core/interpreter';
import { MASKED } from '../../core/mask';

/** The first state that would go on with a masked value; undefined: none would. */
export function stateWithMaskedData({ root }: Pick<Checkpoint, 'root'>): string | undefined {
  const strands = [root];
  for (let strand = strands.pop(); strand; strand = strands.pop()) {
    const { state } = strand;
    if (holdsMasked(strand)) return state?.name ?? '';
    if (state && !state.left) strands.push(...state.children.values());
  }
  return undefined;
}

function holdsMasked({ data, variables, state }: StrandPoint): boolean {
  const open = state && !state.left ? state : undefined;
  const children = [...(open?.mapRun?.children.values() ?? [])].map(({ events }) => events);
  return [data, variables, open?.input, open?.variables, open?.result, open?.failure, children].some((each) =>
    (typeof each === 'string' ? each : JSON.stringify(each))?.includes(MASKED),
  );
}
