/** What a run may still come to besides its own states: machines that they start, and functions that they or other functions call. */
import { taskTarget } from '../../core/facts/calledNames';
import { callsOfCode, type CodeCall } from '../../core/handlers/calls';
import type { HandlerCode } from '../../core/handlers/dataReads';
import type { State } from '../../core/model/machine';
import {
  CodeModules,
  findFunction,
  findMachine,
  handlerCode,
  type Project,
  type ProjectFunction,
  type ProjectMachine,
} from '../../project';
import type { ForeseenFunction } from './foreseenCalls';

export class ReachedCode {
  private readonly modules = new CodeModules();
  private readonly calls = new Map<ProjectFunction, readonly CodeCall[]>();

  constructor(
    private readonly project: Project,
    private readonly stack: string | undefined,
  ) {}

  /** Undefined: it calls none whose code is known. */
  functionOf(state: State): ForeseenFunction | undefined {
    const target = taskTarget(state);
    return target?.kind === 'function' ? this.functionNamed(target.name) : undefined;
  }

  /** The machine that a state starts. */
  machineOf(state: State): ProjectMachine | undefined {
    const target = taskTarget(state);
    return target?.kind === 'machine' ? findMachine(this.project, target.name, this.stack) : undefined;
  }

  /** With those that they invoke, and those that these do; each once. */
  withInvoked(functions: readonly ForeseenFunction[]): readonly ForeseenFunction[] {
    const found = new Map<ProjectFunction, ForeseenFunction>();
    const take = (each: ForeseenFunction): void => {
      if (found.has(each.declared)) return;
      found.set(each.declared, each);
      for (const name of this.namesIn(each, FUNCTION_CALLS)) {
        const invoked = this.functionNamed(name);
        if (invoked) take(invoked);
      }
    };
    functions.forEach(take);
    return [...found.values()];
  }

  /** The machines that a function's code starts. */
  startedBy(from: ForeseenFunction): readonly ProjectMachine[] {
    return this.namesIn(from, MACHINE_CALLS).flatMap((name) => findMachine(this.project, name, this.stack) ?? []);
  }

  private functionNamed(name: string): ForeseenFunction | undefined {
    const found = findFunction(this.project, name, this.stack);
    if (!('function' in found)) return undefined;
    return this.codeOf(found.function);
  }

  /** What the code of a function calls. */
  callsOf(declared: ProjectFunction): readonly CodeCall[] {
    const found = this.codeOf(declared);
    return found ? this.callsIn(found) : [];
  }

  private codeOf(declared: ProjectFunction): ForeseenFunction | undefined {
    const code: HandlerCode | undefined = handlerCode(declared, this.modules);
    return code && { code, environment: declared.environment, declared };
  }

  private callsIn({ code, declared }: ForeseenFunction): readonly CodeCall[] {
    const all = this.calls.get(declared) ?? callsOfCode(code);
    this.calls.set(declared, all);
    return all;
  }

  /** What its calls name, as far as its text and its environment tell. */
  private namesIn(from: ForeseenFunction, calls: CallsThatName): readonly string[] {
    const { environment } = from;
    return this.callsIn(from).flatMap(({ service, action, input }) => {
      if (!calls.service.test(service) || !calls.action.test(action)) return [];
      const named = input[calls.argument];
      const name = named && ('text' in named ? named.text : environment[named.variable]);
      return name === undefined ? [] : [name];
    });
  }
}

interface CallsThatName {
  readonly service: RegExp;
  readonly action: RegExp;
  readonly argument: string;
}

const FUNCTION_CALLS: CallsThatName = {
  service: /^lambda$/i,
  action: /^invoke(?:_?async|_?with_?response_?stream)?$/i,
  argument: 'FunctionName',
};

const MACHINE_CALLS: CallsThatName = {
  service: /^(?:sfn|stepfunctions)$/i,
  action: /^start_?(?:sync_?)?execution$/i,
  argument: 'stateMachineArn',
};
