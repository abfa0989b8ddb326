/** What a run may still come to besides its own states: machines that they start, and functions that they or other functions call. */
import { taskTarget } from '../../core/facts/calledNames';
import type { CodeCall } from '../../core/handlers/calls';
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
import { ForeseenFunction } from './foreseenCalls';

export class ReachedCode {
  private readonly modules = new CodeModules();
  /** One of each: whoever comes to it by another way finds the same. */
  private readonly functions = new Map<ProjectFunction, ForeseenFunction | undefined>();

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
    return this.codeOf(declared)?.calls ?? [];
  }

  private codeOf(declared: ProjectFunction): ForeseenFunction | undefined {
    if (!this.functions.has(declared)) {
      const code = handlerCode(declared, this.modules);
      this.functions.set(declared, code && new ForeseenFunction(declared, code));
    }
    return this.functions.get(declared);
  }

  /** What its calls name, as far as its text and its environment tell. */
  private namesIn({ calls, environment }: ForeseenFunction, naming: CallsThatName): readonly string[] {
    return calls.flatMap(({ service, action, input }) => {
      if (!naming.service.test(service) || !naming.action.test(action)) return [];
      const named = input[naming.argument];
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
