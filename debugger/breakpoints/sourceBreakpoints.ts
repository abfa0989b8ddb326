/** Breakpoints in the lines of definitions. Files that hold no machine are left to other debuggers. */
import type { PausePoint } from '../../core/interpreter/host';
import { phrase } from '../../core/l10n/phrase';
import type { Machine, State } from '../../core/model/machine';
import type { Position, Range } from '../../core/syntax';
import { fileOf, normalizeFile } from '../machineFile';
import { placeAt, placeKey, placesBetween, rangeOf, type BreakpointPlace } from './place';
import { StopRule, type RuleRequest } from './stopRule';

/** What the editor asks for; lines and columns are zero-based. */
export interface BreakpointRequest extends RuleRequest {
  readonly line: number;
  readonly column?: number;
}

/** What became of it. */
export interface BreakpointAnswer {
  readonly id: number;
  readonly verified: boolean;
  /** Zero-based: where its place begins. */
  readonly line: number;
  /** Where the editor asked for one. */
  readonly column?: number;
  readonly message?: string;
}

export class SourceBreakpoints {
  /** By file, then by place. */
  private readonly byFile = new Map<string, Map<string, StopRule[]>>();
  private readonly homes = new WeakMap<State, { readonly file: string; readonly machine: Machine }>();
  private readonly machines = new Map<string, readonly Machine[]>();
  /** Parts with a breakpoint, as the interpreter asks for them again and again. */
  private watched = new WeakMap<State, ReadonlySet<string> | 'none'>();

  /** @param readMachines the machines a file holds on disk; none where it is no file of ours */
  constructor(
    private readonly readMachines: (file: string) => readonly Machine[],
    private readonly nextId: () => number,
  ) {}

  /** A machine that runs: its breakpoints are found by its text as it was when the run began. */
  register(machine: Machine): void {
    const file = normalizeFile(fileOf(machine));
    // A template may hold others, which this one may start.
    const known = (this.machines.get(file) ?? this.readMachines(file)).filter(
      (other) => other.node.span.start !== machine.node.span.start,
    );
    this.machines.set(file, [...known, machine]);
    for (const state of machine.states) this.homes.set(state, { file, machine });
  }

  /** Replaces all breakpoints of a file. */
  set(file: string, requests: readonly BreakpointRequest[]): BreakpointAnswer[] {
    const machines = this.machinesOf(file);
    const rules = new Map<string, StopRule[]>();
    this.byFile.set(normalizeFile(file), rules);
    this.watched = new WeakMap();
    return requests.map((request) => this.add(machines, rules, request));
  }

  get rules(): readonly StopRule[] {
    return [...this.byFile.values()].flatMap((rules) => [...rules.values()].flat());
  }

  /** Where a breakpoint can stand between two positions; the outer of two that begin together. */
  between(file: string, first: Position, last: Position): readonly Range[] {
    const ranges = placesBetween(this.machinesOf(file), first, last).map(({ range }) => range);
    return ranges.filter(({ start }, index) => {
      const before = ranges[index - 1]?.start;
      return before?.line !== start.line || before.character !== start.character;
    });
  }

  /** Those that stand on the state that begins, or on the part that is evaluated next. */
  at({ when, state, part }: PausePoint): readonly StopRule[] {
    if (when !== 'enter' && when !== 'evaluate') return [];
    return this.rulesOn(state, when === 'enter' ? undefined : part);
  }

  /** The parts of a state on which breakpoints stand. */
  watches(state: State): ReadonlySet<string> | undefined {
    let keys = this.watched.get(state);
    if (keys === undefined) {
      keys = this.partsWatched(state);
      this.watched.set(state, keys);
    }
    return keys === 'none' ? undefined : keys;
  }

  private add(
    machines: readonly Machine[],
    rules: Map<string, StopRule[]>,
    request: BreakpointRequest,
  ): BreakpointAnswer {
    const id = this.nextId();
    const { line, column } = request;
    const place = placeAt(machines, line, column);
    if (!place) return { id, verified: false, line, message: phrase`No state begins on this line.` };
    const { start } = rangeOf(place);
    const where = { line: start.line, ...(column !== undefined && { column: start.character }) };
    const rule = StopRule.read(id, request, [place.state.queryLanguage]);
    if ('problem' in rule) return { id, verified: false, ...where, message: rule.problem };
    const key = placeKey(place);
    rules.set(key, [...(rules.get(key) ?? []), rule]);
    return { id, verified: true, ...where };
  }

  private rulesOn(state: State, part: BreakpointPlace['part']): readonly StopRule[] {
    const home = this.homes.get(state);
    const rules = home && this.byFile.get(home.file);
    if (!home || !rules || rules.size === 0) return [];
    return rules.get(placeKey({ machine: home.machine, state, part })) ?? [];
  }

  private partsWatched(state: State): ReadonlySet<string> | 'none' {
    const home = this.homes.get(state);
    const rules = home && this.byFile.get(home.file);
    if (!home || !rules) return 'none';
    const start = placeKey({ machine: home.machine, state });
    const keys = [...rules.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
    const parts = keys.filter((key) => key !== '');
    return parts.length > 0 ? new Set(parts) : 'none';
  }

  private machinesOf(file: string): readonly Machine[] {
    const known = this.machines.get(normalizeFile(file));
    return known ?? (isDefinitionFile(file) ? this.readMachines(file) : []);
  }
}

/** Whether a file may hold a machine; every session is told all breakpoints, those in handlers too. */
export function isDefinitionFile(file: string): boolean {
  return /\.(json|ya?ml)$/i.test(file);
}
