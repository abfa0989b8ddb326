/** Which of a file's functions a person means who names none. */
import type { ExportedFunction } from './handlerLanguage';

export interface Meant extends Pick<ExportedFunction, 'from' | 'to' | 'takesEvent'> {
  /** The project, a Task or its usual name says that it is a handler. */
  readonly isAnnounced: boolean;
}

/**
 * One: that is it. Several: the person must say which, the likeliest come first. None: there is nothing to run.
 *
 * @param line where the cursor is, zero-based
 */
export function meantFunctions<F extends Meant>(functions: readonly F[], line?: number): readonly F[] {
  const around = functions.filter(({ from, to }) => line !== undefined && from <= line && line <= to);
  if (around.length > 0) return around;
  const announced = functions.filter(({ isAnnounced }) => isAnnounced);
  if (announced.length === 1) return announced;
  const others = functions.filter(({ isAnnounced, takesEvent }) => takesEvent && !isAnnounced);
  const likely = [...announced, ...others];
  return likely.length > 0 ? likely : functions;
}
