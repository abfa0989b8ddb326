import vm from 'node:vm';
import { limitMatches } from '../core/query';

/** Milliseconds one match of a regular expression may take. */
const LONGEST_MATCH = 3000;
const WORK = Symbol.for('stepwise.matchUnderTimeLimit');
const shared = globalThis as { [WORK]?: () => void };

let script: vm.Script | undefined;

/**
 * Stops a regular expression that would not end. A timer cannot: this thread is busy. What V8 runs for `vm` it stops from
 * a thread of its own, in the midst of a match.
 */
export function limitMatchesInTime(milliseconds = LONGEST_MATCH): void {
  limitMatches((work) => {
    let done: { readonly done: ReturnType<typeof work> } | undefined;
    shared[WORK] = () => void (done = { done: work() });
    script ??= new vm.Script('globalThis[Symbol.for("stepwise.matchUnderTimeLimit")]()');
    try {
      script.runInThisContext({ timeout: milliseconds });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    } finally {
      delete shared[WORK];
    }
    return done;
  });
}
