/** What the code of a machine's functions does with their events, and reads of what services answer them. */
import { taskTarget } from '../../core/facts/calledNames';
import {
  eventUse,
  readsOfMember,
  type DataReads,
  type EventUse,
  type HandlerCode,
} from '../../core/handlers/dataReads';
import type { State } from '../../core/model/machine';
import { CodeModules, findFunction, handlerCode, type Project } from '../../project';
import type { ForeseenFunction } from './foreseenCalls';

export class HandlerReads {
  private readonly modules = new CodeModules();
  /** A walk asks each time it comes to a state, and each question walks anew. */
  private readonly events = new Map<State, EventUse | undefined>();

  constructor(
    private readonly project: Project,
    private readonly stack: string | undefined,
  ) {}

  ofEvent(state: State): EventUse | undefined {
    if (!this.events.has(state)) {
      const code = this.codeOf(state);
      this.events.set(state, code && eventUse(code));
    }
    return this.events.get(state);
  }

  /** @param member of an answer */
  ofAnswer(state: State, member: string): DataReads | undefined {
    const code = this.codeOf(state);
    return code && readsOfMember(code.files, member);
  }

  /** Undefined: it calls none whose code is known. */
  functionOf(state: State): ForeseenFunction | undefined {
    const target = taskTarget(state);
    if (target?.kind !== 'function') return undefined;
    const found = findFunction(this.project, target.name, this.stack);
    if (!('function' in found)) return undefined;
    const code = handlerCode(found.function, this.modules);
    return code && { code, environment: found.function.environment };
  }

  private codeOf(state: State): HandlerCode | undefined {
    return this.functionOf(state)?.code;
  }
}
