/**
 * Whose event it is that tells of a stop. Such events follow the one that failed a sibling (recorded), so that their own strand is
 * told by an iteration's index, or only by the state's type: then those of a type are taken in the order in which they are recorded.
 */
import type { EventKind } from '../../history/eventKinds';
import type { HistoryEvent } from '../historyEvent';
import type { FoldStrand } from './foldStrand';
import type { StatePoint } from './strandPoint';

/** Each looks at all strands: a history made to be slow must not have its way. */
const MOST_SEARCHES = 1000;

export class StoppedStrands {
  private readonly told = new Set<StatePoint>();
  private searches = 0;

  /** @param failed the strand of the event that this one follows; undefined where it does not tell of a stop, or nothing fits */
  find(failed: FoldStrand, event: HistoryEvent, { meaning, stateType }: EventKind): FoldStrand | undefined {
    if (meaning === 'iteration aborted') {
      const { name, index = -1 } = event.mapIterationAbortedEventDetails ?? {};
      const isOwner = ({ state }: FoldStrand): boolean => state?.type === 'Map' && state.name === name;
      const owner = this.search(failed, (strand) => isOwner(strand) && strand.state!.children.has(index));
      return owner?.state?.children.get(index) as FoldStrand | undefined;
    }
    if (meaning === 'map run aborted') {
      return this.search(failed, ({ state }) => state?.mapRun !== undefined && !this.told.has(state));
    }
    if (meaning !== 'state aborted') return undefined;
    const mayStop = ({ state }: FoldStrand): boolean =>
      state?.type === stateType && !state?.left && !this.told.has(state!);
    // The task that failed a branch is never left, and is told first (recorded).
    const isOwnTask = stateType === 'Task' && failed.parent?.state?.type === 'Parallel' && mayStop(failed);
    const found = isOwnTask ? failed : this.search(failed, mayStop);
    if (found?.state) this.told.add(found.state);
    return found;
  }

  /** Those beside the one that failed, then what is around it; what is inside a state before the state. */
  private search(failed: FoldStrand, fits: (strand: FoldStrand) => boolean): FoldStrand | undefined {
    for (let [below, owner] = [failed, failed.parent]; owner; [below, owner] = [owner, owner.parent]) {
      if (!owner.state || owner.state.left || ++this.searches > MOST_SEARCHES) continue;
      for (const child of owner.state.children.values()) {
        const found = child === below ? undefined : innermost(child as FoldStrand, fits);
        if (found) return found;
      }
      if (fits(owner)) return owner;
    }
    return undefined;
  }
}

function innermost(strand: FoldStrand, fits: (strand: FoldStrand) => boolean): FoldStrand | undefined {
  if (strand.ended) return undefined;
  const children = strand.state && !strand.state.left ? [...strand.state.children.values()] : [];
  for (const child of children) {
    const found = innermost(child as FoldStrand, fits);
    if (found) return found;
  }
  return fits(strand) ? strand : undefined;
}
