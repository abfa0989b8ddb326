/** What the code of a machine's functions does with their events, and reads of what services answer them. */
import {
  eventUse,
  answerReads,
  type AnswerReads,
  type EventUse,
  type HandlerCode,
} from '../../core/handlers/dataReads';
import type { State } from '../../core/model/machine';
import type { Project } from '../../project';
import { ReachedCode } from './reachedCode';

export class HandlerReads {
  /** A walk asks each time it comes to a state, and each question walks anew. */
  private readonly events = new Map<State, EventUse | undefined>();

  /** @param reached where somebody else looks for the same functions */
  constructor(
    project: Project,
    stack: string | undefined,
    private readonly reached = new ReachedCode(project, stack),
  ) {}

  ofEvent(state: State): EventUse | undefined {
    if (!this.events.has(state)) {
      const code = this.codeOf(state);
      this.events.set(state, code && eventUse(code));
    }
    return this.events.get(state);
  }

  ofAnswers(state: State): AnswerReads | undefined {
    const code = this.codeOf(state);
    return code && answerReads(code.files);
  }

  private codeOf(state: State): HandlerCode | undefined {
    return this.reached.functionOf(state)?.code;
  }
}
