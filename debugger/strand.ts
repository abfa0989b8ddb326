/**
 * Strands: the main one, each Parallel branch, each Map iteration. A strand's id is the
 * interpreter's (`Envelope.strand`): `''` for the main one, and a segment `/OWNER#ATTEMPT:INDEX` appended per scope.
 */
import type { PausePoint } from '../core/interpreter/host';
import { phrase } from '../core/l10n/phrase';
import type { State } from '../core/model/machine';

/** Whether `strand` runs inside `ancestor` (a strand does not contain itself). */
export function isInside(strand: string, ancestor: string): boolean {
  return strand.length > ancestor.length && strand.startsWith(ancestor) && strand[ancestor.length] === '/';
}

/** Whether one of the two contains the other, or both are the same. */
export function areRelated(one: string, other: string): boolean {
  return one === other || isInside(one, other) || isInside(other, one);
}

/** A nested execution's own main strand is a segment of the strand that started it; no state is called so. */
const NESTED = '/\0';

/** The main strand of an execution that a state on `strand` starts. */
export function nestedStrand(strand: string, number: number): string {
  return `${strand}${NESTED}${number}`;
}

/** The strand that waits while `strand` runs, or undefined for the main strand. State names may hold `/` and `#`, so the owner decides. */
export function parentStrand(strand: string, state: State): string | undefined {
  const owner = preparesScope(strand, state) ? state : state.scope.owner;
  const at = strand.lastIndexOf(owner ? `/${owner.path}#` : NESTED);
  return at < 0 ? undefined : strand.slice(0, at);
}

/** Whether a strand is an iteration before its first state: its Map shapes the item, and is the state it stands in. */
function preparesScope(strand: string, state: State): boolean {
  const at = strand.lastIndexOf(`/${state.path}#`);
  return at >= 0 && /^\d+:\d+$/.test(strand.slice(at + state.path.length + 2));
}

/** What a person calls the strand a state runs in: `main`, `Prepare / branch 1`, `PackItems [2]`. */
export function strandName(point: Pick<PausePoint, 'state' | 'strand' | 'iterations'>, mainName: string): string {
  const { state, strand } = point;
  const scope = (preparesScope(strand, state) ? state.scopes[0] : undefined) ?? state.scope;
  if (!scope.owner) return mainName;
  const iterations = [...point.iterations];
  const parts: string[] = [];
  for (let current: typeof scope | undefined = scope; current?.owner; current = current.owner.scope) {
    parts.unshift(
      current.kind === 'itemProcessor'
        ? `${current.owner.name} [${iterations.pop() ?? '?'}]`
        : phrase`${current.owner.name} / branch ${current.index + 1}`,
    );
  }
  return parts.join(' › ');
}

/** Whether this is the exit of a state that nothing follows in its scope. A catcher always leads on. */
export function isLastExit({ when, state, closing }: Pick<PausePoint, 'when' | 'state' | 'closing'>): boolean {
  if (when !== 'exit' || closing?.[0] === 'Catch') return false;
  return state.definition['End'] === true || state.type === 'Succeed' || state.type === 'Fail';
}
