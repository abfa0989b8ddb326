/** Answers to the calls of a handler that runs alone, made up where nothing else answers, and what is said of them. */
import type { Json } from '../core/json';
import { phrase } from '../core/l10n/phrase';
import { inferredWords, type MockQuestion, type StartRunOptions } from '../run';
import type { Project } from '../project';
import { keepInferred } from './inferredAnswers';
import type { Io } from './io';

/** Undefined: the call is not the handler's own. */
export type AnswersToCalls = (question: MockQuestion) => Promise<Json | undefined>;

export class MadeUp {
  readonly used = new Map<string, never>();
  /** By action, in turn. */
  readonly usedCalls = new Map<string, readonly Json[]>();
  readonly hasFailed = false;

  constructor(private readonly answers: AnswersToCalls) {}

  get hooks(): Pick<StartRunOptions, 'ask' | 'infers'> {
    return {
      infers: () => true,
      ask: async (question) => {
        const { action } = question;
        const answer = action === undefined ? undefined : await this.answers(question);
        if (action === undefined || answer === undefined) return undefined;
        this.usedCalls.set(action, [...(this.usedCalls.get(action) ?? []), answer]);
        return { type: 'success', output: answer, inferred: true };
      },
    };
  }
}

/** @returns whether there are any */
export function tellOfMadeUp(
  made: MadeUp,
  { name, project }: { readonly name: string; readonly project: Project },
  io: Io,
): boolean {
  if (made.usedCalls.size === 0) return false;
  const [which] = inferredWords({ inferred: made });
  io.error(`${which}\n`);
  io.error(phrase`This shows what the handler does with them, not what the services would answer.\n`);
  keepInferred({ name, project, inferred: made }, io);
  return true;
}
