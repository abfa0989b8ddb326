/** Tells in the terminal of tasks that wait for their token, and how to answer them from another terminal. */
import type { Json } from '../core/json';
import { jsonText } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import type { RunServices, StepFunctionsService, WaitingTask } from '../run';
import { shellCommand, shellWord } from '../processes/shell';
import { reasonOf } from '../project/systemReason';

/** Milliseconds after which a task that still waits is told of: most are answered by a handler at once. */
const WORTH_TELLING = 300;

/** Characters of an output that a line of a terminal has room for. */
const LONGEST = 300;

/**
 * @param say writes a line to standard error
 * @param answerTo an output that what comes after the task can read; absent where no machine is known
 */
export function tellOfWaitingTasks(
  service: StepFunctionsService,
  say: (line: string) => void,
  answerTo: (task: WaitingTask) => Promise<Json | undefined> = () => Promise.resolve(undefined),
): NonNullable<RunServices['waits']> {
  return (task, signal) => {
    const { state, kind, token, resource } = task;
    const timer = setTimeout(() => {
      // Asking for the URL opens the endpoint: the run lives on it while it waits.
      const tell = async (url: string): Promise<void> => {
        const answer = jsonText((await answerTo(task)) ?? {});
        if (signal.aborted) return;
        const worker = phrase`a worker of ${resource} with AWS_ENDPOINT_URL_SFN=${url}`;
        say(
          phrase`⏳ ${state} waits for ${kind === 'activity' ? worker : phrase`its task token`}. From another terminal:`,
        );
        const output = answer.length <= LONGEST && shellWord(answer) !== undefined ? answer : '{}';
        say(`     ${shellCommand(['stepwise', 'callback', 'success', '--token', token, '--output', output])}`);
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
