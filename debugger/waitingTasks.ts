/** Tasks that wait for their token, as a debug session tells of them: to its editor's person, or in the console. */
import { jsonText } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import { shellCommand } from '../processes/shell';
import type { RunServices, StepFunctionsService } from '../run';
import { ApiError } from '../run/stepFunctions/apiError';
import type { AdapterEvents, AdapterRequests } from '../messages/debugClient';
import { UserMistake } from './userMistake';

export interface WaitingTaskListener {
  tell<Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]): void;
  write(words: { readonly category: 'console'; readonly text: string }): void;
}

export interface WaitingTaskOptions {
  /** The client answers by `stepwise.answerTask`; in the console of any other stands how to do it in a terminal. */
  readonly interactive: boolean;
  /** Time is virtual, and stands still while a person may answer. */
  readonly timeStandsStill: boolean;
}

export class WaitingTasks {
  /** Lets virtual time go on, by token. */
  private readonly releases = new Map<string, () => void>();

  constructor(
    private readonly service: StepFunctionsService,
    private readonly listener: WaitingTaskListener,
    private readonly options: WaitingTaskOptions,
  ) {}

  readonly waits: NonNullable<RunServices['waits']> = (task, signal) => {
    const { token, state, kind } = task;
    const forWhat = kind === 'activity' ? phrase`a worker` : phrase`its task token`;
    // A handler may answer within the same moment: of that nothing is told.
    const told = setTimeout(() => void this.tell(task, forWhat, state, signal), 0);
    return new Promise((resolve) => {
      this.releases.set(token, resolve);
      signal.addEventListener(
        'abort',
        () => {
          clearTimeout(told);
          this.releases.delete(token);
          this.listener.tell('stepwise.waitOver', { token });
          resolve();
        },
        { once: true },
      );
      if (!this.options.interactive) resolve();
    });
  };

  /** What the person in the editor says. Throws the sentence where it comes too late. */
  answer({ token, answer }: AdapterRequests['stepwise.answerTask']): void {
    const { tasks } = this.service;
    if (answer.kind === 'letTimePass') return this.releases.get(token)?.();
    const refused =
      answer.kind === 'success'
        ? tasks.succeed(token, answer.output)
        : answer.kind === 'failure'
          ? tasks.fail(token, answer.error, answer.cause)
          : tasks.heartbeat(token);
    if (refused instanceof ApiError) throw new UserMistake(refused.message);
  }

  private async tell(
    task: Parameters<NonNullable<RunServices['waits']>>[0],
    forWhat: string,
    state: string,
    signal: AbortSignal,
  ): Promise<void> {
    const endpoint = await this.service.url();
    if (signal.aborted) return;
    const { token } = task;
    const how = shellCommand(['stepwise', 'callback', 'success', '--token', token, '--output', '{}']);
    const text = phrase`⏳ ${state} waits for ${forWhat}`;
    this.listener.write({ category: 'console', text: this.options.interactive ? text : `${text}: ${how}` });
    if (!this.options.interactive) return;
    this.listener.tell('stepwise.waits', {
      ...task,
      input: jsonText(task.input),
      endpoint,
      timeStandsStill: this.options.timeStandsStill,
    });
  }
}
