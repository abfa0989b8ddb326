/** Questions the adapter asks the editor by events, answered by requests: attach a debugger, answer a task. */
import { jsonText, jsonValue } from '../core/jsonText';
import type { TaskOutcome } from '../core/interpreter/host';
import type { Json } from '../core/json';
import type { AttachRequest } from '../lambda/lambda';
import type { AdapterEvents, AdapterRequests, Confirmation, ConfirmationAnswer } from '../messages/debugClient';
import type { MockAnswer } from '../project';
import type { EndpointAnswer, InferTheRest, MockQuestion } from '../run';

type Tell = <Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]) => void;

export interface TaskAnswer {
  readonly outcome: TaskOutcome | EndpointAnswer | InferTheRest;
  /** The answer as `.vscode/stepwise.json` keeps it, where it is one. */
  readonly mock?: MockAnswer;
  readonly save: boolean;
}

export class ClientQuestions {
  private next = 1;
  private readonly attaching = new Map<number, (answer: AdapterRequests['stepwise.attached']) => void>();
  private readonly asking = new Map<number, (answer: AdapterRequests['stepwise.answer'] | undefined) => void>();

  private readonly confirming = new Map<number, (answer: ConfirmationAnswer) => void>();

  constructor(private readonly tell: Tell) {}

  /** Resolves when the editor's own debugger has attached to the handler; rejects where it cannot. */
  attach(request: AttachRequest): Promise<void> {
    const requestId = this.next++;
    return new Promise((resolve, reject) => {
      this.attaching.set(requestId, ({ ok, message }) => (ok ? resolve() : reject(new Error(message ?? 'refused'))));
      this.tell('stepwise.attach', { requestId, request });
    });
  }

  /** Undefined: the person declined, or the run ended. */
  ask(question: MockQuestion, signal: AbortSignal): Promise<TaskAnswer | undefined> {
    const requestId = this.next++;
    const { machine, state, resource, input, suggestion, missing } = question;
    return new Promise((resolve) => {
      const settle = (answer: AdapterRequests['stepwise.answer'] | undefined): void => {
        this.asking.delete(requestId);
        resolve(
          answer?.answer && {
            outcome: outcomeOf(answer.answer),
            mock: mockOf(answer.answer),
            save: answer.save === true,
          },
        );
      };
      this.asking.set(requestId, settle);
      signal.addEventListener(
        'abort',
        () => {
          if (this.asking.has(requestId)) this.tell('stepwise.askOver', { requestId });
          settle(undefined);
        },
        { once: true },
      );
      this.tell('stepwise.ask', {
        ...{ requestId, machine, state, resource, suggestion },
        input: jsonText(input as Json),
        why: missing?.why,
      });
    });
  }

  /** Whether the person agrees, and for how long; no where nobody answers any more. */
  confirm(question: Confirmation): Promise<ConfirmationAnswer> {
    const requestId = this.next++;
    return new Promise((resolve) => {
      this.confirming.set(requestId, (answer) => {
        this.confirming.delete(requestId);
        resolve(answer);
      });
      this.tell('stepwise.confirm', { requestId, question });
    });
  }

  confirmed({ requestId, answer }: AdapterRequests['stepwise.confirmed']): void {
    this.confirming.get(requestId)?.(answer);
  }

  attached(answer: AdapterRequests['stepwise.attached']): void {
    this.attaching.get(answer.requestId)?.(answer);
    this.attaching.delete(answer.requestId);
  }

  answered(answer: AdapterRequests['stepwise.answer']): void {
    const { requestId } = answer;
    // Who has the rest inferred is not asked any more, nor for what is open beside it.
    const isAll = answer.answer !== undefined && 'rest' in answer.answer && this.asking.has(requestId);
    for (const id of isAll ? [...this.asking.keys()] : [requestId]) {
      if (this.asking.has(id)) this.tell('stepwise.askOver', { requestId: id });
      this.asking.get(id)?.({ ...answer, requestId: id });
    }
  }

  /** Nobody will answer any more. */
  abandon(): void {
    for (const [requestId, settle] of this.attaching) settle({ requestId, ok: false });
    for (const settle of [...this.asking.values()]) settle(undefined);
    for (const settle of [...this.confirming.values()]) settle('no');
    this.attaching.clear();
  }
}

type Answer = NonNullable<AdapterRequests['stepwise.answer']['answer']>;

function mockOf(answer: Answer): MockAnswer | undefined {
  if ('endpoint' in answer || 'rest' in answer) return undefined;
  return 'return' in answer ? { return: jsonValue(answer.return) } : answer;
}

function outcomeOf(answer: Answer): TaskAnswer['outcome'] {
  if ('rest' in answer) return { type: 'rest' };
  if ('endpoint' in answer) return { type: 'endpoint', url: answer.endpoint };
  return 'error' in answer
    ? { type: 'failure', error: answer.error, cause: answer.cause }
    : { type: 'success', output: jsonValue(answer.return) };
}
