import type * as workerThreads from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import vm from 'node:vm';
import { limitMatches, type BeginMatch, type MatchElsewhere } from '../core/query';

/** Milliseconds one match of a regular expression may take. */
const LONGEST_MATCH = 3000;
const WORK = Symbol.for('stepwise.matchUnderTimeLimit');
const shared = globalThis as { [WORK]?: () => void };

let script: vm.Script | undefined;

/**
 * Stops a regular expression that would not end. A timer cannot: this thread is busy. What V8 runs for `vm` it stops from
 * a thread of its own, in the midst of a match.
 */
export function limitMatchesInTime(longest = LONGEST_MATCH): void {
  limitMatches(
    (work, milliseconds = longest) => {
      let done: { readonly done: ReturnType<typeof work> } | undefined;
      shared[WORK] = () => void (done = { done: work() });
      script ??= new vm.Script('globalThis[Symbol.for("stepwise.matchUnderTimeLimit")]()');
      try {
        script.runInThisContext({ timeout: Math.min(milliseconds, longest) });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      } finally {
        delete shared[WORK];
      }
      return done;
    },
    (pattern, text) => matchInThread(pattern, text, longest),
  );
}

/** Runs in a thread of its own, as text: it must not refer to anything outside itself. */
function matchThere({ parentPort, workerData }: typeof workerThreads): void {
  const { source, flags, lastIndex, text } = workerData as { [name: string]: string } & { lastIndex: number };
  const pattern = new RegExp(source!, flags);
  pattern.lastIndex = lastIndex;
  const match = pattern.exec(text!);
  parentPort!.postMessage(match && { groups: [...match], index: match.index, lastIndex: pattern.lastIndex });
}

function matchInThread(pattern: RegExp, text: string, longest: number): ReturnType<BeginMatch> {
  const { source, flags, lastIndex } = pattern;
  const code = `(${matchThere.toString()})(require('node:worker_threads'))`;
  const worker = new Worker(code, { eval: true, workerData: { source, flags, lastIndex, text }, env: {} });
  let timer: NodeJS.Timeout | undefined;
  const found = new Promise<MatchElsewhere | null | undefined>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => resolve(undefined));
    timer = setTimeout(() => void worker.terminate(), longest);
  });
  const stop = (): void => {
    clearTimeout(timer);
    void worker.terminate();
  };
  return { found: found.finally(stop), stop };
}
