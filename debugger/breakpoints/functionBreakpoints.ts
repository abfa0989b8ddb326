/** Breakpoints by the name of a state, wherever it stands: all states of that name, in every scope and machine of the run. */
import type { PausePoint } from '../../core/interpreter/host';
import { phrase } from '../../core/l10n/phrase';
import type { Machine, State } from '../../core/model/machine';
import { nearestName } from '../../core/nearestName';
import { StopRule, type RuleRequest } from './stopRule';

export interface FunctionRequest extends RuleRequest {
  /** Of a state, or its path where only one of several is meant: `Prepare/0/Reserve`. */
  readonly name: string;
}

export interface FunctionAnswer {
  readonly id: number;
  readonly verified: boolean;
  readonly message?: string;
  /** Where the one state of that name stands. */
  readonly state?: State;
}

interface Named {
  readonly id: number;
  readonly request: FunctionRequest;
  answer: FunctionAnswer;
  rule: StopRule | undefined;
}

export class FunctionBreakpoints {
  private machines: readonly Machine[] = [];
  private named: Named[] = [];

  constructor(private readonly nextId: () => number) {}

  /** A machine that runs. Gives the breakpoints of which something else is true now. */
  register(machine: Machine): FunctionAnswer[] {
    const { document, node } = machine;
    // The next run of a machine has it as it is read then.
    const others = this.machines.filter(
      (other) => other.document.uri !== document.uri || other.node.span.start !== node.span.start,
    );
    this.machines = [...others, machine];
    return this.named.flatMap((named) => {
      const { verified, message } = named.answer;
      if (!verified) this.resolve(named);
      return named.answer.verified === verified && named.answer.message === message ? [] : [named.answer];
    });
  }

  /** Replaces them all. */
  set(requests: readonly FunctionRequest[]): FunctionAnswer[] {
    this.named = requests.map((request) => {
      const id = this.nextId();
      const named: Named = { id, request, answer: { id, verified: false }, rule: undefined };
      this.resolve(named);
      return named;
    });
    return this.named.map(({ answer }) => answer);
  }

  get rules(): readonly StopRule[] {
    return this.named.flatMap(({ rule }) => rule ?? []);
  }

  at({ when, state }: PausePoint): readonly StopRule[] {
    if (when !== 'enter' || this.named.length === 0) return [];
    return this.named.flatMap(({ rule, request }) => (rule && isCalled(state, request.name) ? [rule] : []));
  }

  private resolve(named: Named): void {
    const { id, request } = named;
    const name = request.name.trim();
    const states = this.machines.flatMap((machine) => machine.states);
    const found = states.filter((state) => isCalled(state, name));
    const first = found[0];
    if (!first) {
      named.answer = { id, verified: false, message: this.unknown(name, states) };
      return;
    }
    const rule = StopRule.read(id, request, new Set(found.map(({ queryLanguage }) => queryLanguage)));
    if ('problem' in rule) {
      named.answer = { id, verified: false, message: rule.problem };
      return;
    }
    named.rule = rule;
    named.answer = { id, verified: true, ...(found.length === 1 && { state: first }) };
  }

  private unknown(name: string, states: readonly State[]): string {
    const near = nearestName(
      name,
      states.map((state) => state.name),
    );
    return near === undefined
      ? phrase`No state of this run is called "${name}".`
      : phrase`No state of this run is called "${name}". Did you mean "${near}"?`;
  }
}

function isCalled(state: State, name: string): boolean {
  return state.name === name.trim() || state.path === name.trim();
}
