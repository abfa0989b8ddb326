/** Tells in the terminal of tasks that wait for their token, and how to answer them from another terminal. */
import { phrase } from '../core/l10n/phrase';
import type { RunServices, StepFunctionsService } from '../run';
import { shellCommand } from '../processes/shell';
import { reasonOf } from '../project/systemReason';

/** Milliseconds after which a task that still waits is told of: most are answered by a handler at once. */
const WORTH_TELLING = 300;

/** @param say writes a line to standard error */
export function tellOfWaitingTasks(
  service: StepFunctionsService,
  say: (line: string) => void,
): NonNullable<RunServices['waits']> {
  return ({ state, kind, token, resource }, signal) => {
    const timer = setTimeout(() => {
      // Asking for the URL opens the endpoint: the run lives on it while it waits.
      const tell = (url: string): void => {
        if (signal.aborted) return;
        const worker = phrase`a worker of ${resource} with AWS_ENDPOINT_URL_SFN=${url}`;
        say(
          phrase`⏳ ${state} waits for ${kind === 'activity' ? worker : phrase`its task token`}. From another terminal:`,
        );
        say(`     ${shellCommand(['stepwise', 'callback', 'success', '--token', token, '--output', '{}'])}`);
        say(phrase`     (or failure --error NAME --cause TEXT, or heartbeat)`);
      };
      const cannot = (error: unknown): void =>
        say(phrase`⏳ ${state} waits, and nothing can answer it: ${reasonOf(error)}`);
      void service.url().then(tell, cannot);
    }, WORTH_TELLING);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    return undefined;
  };
}
