/**
 * Breakpoints in the lines of definitions: a place in the text as it is, found again in the text that runs. Files that hold no
 * machine are left to other debuggers.
 */
import { mayHoldDefinitionsByName } from '../../core/hosts/fileNames';
import type { PausePoint } from '../../core/interpreter/host';
import { partKey } from '../../core/interpreter/statePart';
import { phrase } from '../../core/l10n/phrase';
import type { State } from '../../core/model/machine';
import type { Position, Range } from '../../core/syntax';
import { keptPlace } from '../editedText';
import type { NamedMachine } from '../keptTexts';
import { fileOf, normalizeFile } from '../machineFile';
import { placeAt, placesBetween, rangeOf, type BreakpointPlace } from './place';
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

/** A text that a run keeps, by the protocol's reference. */
export interface KeptSource {
  readonly reference: number;
  readonly machines: readonly NamedMachine[];
}

/** A breakpoint in the text that it was set in. */
interface WrittenBreakpoint {
  readonly request: BreakpointRequest;
  readonly id: number;
  /** Undefined: no state begins there. */
  readonly place: BreakpointPlace | undefined;
  /** Of the place's machine, … */
  readonly name: string | undefined;
  /** … which is the only one in its text. */
  readonly isAlone: boolean;
  readonly rule: StopRule | { readonly problem: string } | undefined;
  answer: BreakpointAnswer;
}

export class SourceBreakpoints {
  /** What was set, by {@link keyOf}. */
  private readonly written = new Map<string, readonly WrittenBreakpoint[]>();
  /** Machines of this run, by {@link normalizeFile}. */
  private readonly running = new Map<string, readonly NamedMachine[]>();
  /** Of running states, by the part of the state; `''`: its beginning. */
  private active = new Map<State, Map<string, StopRule[]>>();
  /** Parts with a breakpoint, as the interpreter asks for them again and again. */
  private watched = new Map<State, ReadonlySet<string>>();

  /** @param readMachines the machines a file holds on disk now; none where it is no file of ours */
  constructor(
    private readonly readMachines: (file: string) => readonly NamedMachine[],
    private readonly nextId: () => number,
  ) {}

  /** A new run begins: machines of an earlier one do not run any more. */
  clear(): void {
    this.running.clear();
  }

  /** A machine that runs, whatever was edited since. Gives the breakpoints of which something else is true now. */
  register(named: NamedMachine): BreakpointAnswer[] {
    const file = normalizeFile(fileOf(named.machine));
    const known = this.running.get(file) ?? [];
    if (known.some(({ machine }) => machine === named.machine)) return [];
    this.running.set(file, [...known, named]);
    const all = [...this.written.values()].flat();
    const before = all.map(({ answer }) => answer.verified);
    this.findStates();
    return all.filter(({ answer }, index) => answer.verified !== before[index]).map(({ answer }) => answer);
  }

  /**
   * Replaces all breakpoints of a file, or of a text that the run keeps.
   * @param kept that text; absent: the file's
   */
  set(file: string, requests: readonly BreakpointRequest[], kept?: KeptSource): BreakpointAnswer[] {
    const key = keyOf(file, kept);
    const machines = this.machinesOf(file, kept);
    const before = [...(this.written.get(key) ?? [])];
    const written = requests.map((request) => {
      const place = placeAt(
        machines.map(({ machine }) => machine),
        request.line,
        request.column,
      );
      // A file is told anew each time it is saved: a breakpoint that only moved goes on counting.
      const at = before.findIndex((other) => isSame(other, request, place));
      const known = at < 0 ? undefined : before.splice(at, 1)[0];
      const id = known?.id ?? this.nextId();
      const rule = known?.rule ?? (place && StopRule.read(id, request, [place.state.queryLanguage]));
      const name = machines.find(({ machine }) => machine === place?.machine)?.name;
      const answer = { id, verified: false, line: request.line };
      return { request, id, place, name, isAlone: machines.length === 1, rule, answer };
    });
    this.written.set(key, written);
    this.findStates();
    return written.map(({ answer }) => answer);
  }

  get rules(): readonly StopRule[] {
    return [...this.written.values()].flat().flatMap(({ rule }) => (rule instanceof StopRule ? rule : []));
  }

  /** Where a breakpoint can stand between two positions; the outer of two that begin together. */
  between(file: string, first: Position, last: Position, kept?: KeptSource): readonly Range[] {
    const machines = this.machinesOf(file, kept).map(({ machine }) => machine);
    const ranges = placesBetween(machines, first, last).map(({ range }) => range);
    return ranges.filter(({ start }, index) => {
      const before = ranges[index - 1]?.start;
      return before?.line !== start.line || before.character !== start.character;
    });
  }

  /** Those that stand on the state that begins, or on the part that is evaluated next. */
  at({ when, state, part }: PausePoint): readonly StopRule[] {
    if (when !== 'enter' && when !== 'evaluate') return [];
    return this.active.get(state)?.get(when === 'enter' ? '' : partKey(part ?? [])) ?? [];
  }

  /** The parts of a state on which breakpoints stand. */
  watches(state: State): ReadonlySet<string> | undefined {
    return this.watched.get(state);
  }

  /** Finds the running place of each breakpoint. */
  private findStates(): void {
    this.active = new Map();
    for (const [key, written] of this.written) {
      const [file = ''] = key.split(KEY_END, 1);
      for (const breakpoint of written) breakpoint.answer = this.find(file, breakpoint);
    }
    this.watched = new Map();
    for (const [state, rules] of this.active) {
      const parts = [...rules.keys()].filter((part) => part !== '');
      if (parts.length > 0) this.watched.set(state, new Set(parts));
    }
  }

  private find(file: string, breakpoint: WrittenBreakpoint): BreakpointAnswer {
    const { id, request, place, rule } = breakpoint;
    const { line, column } = request;
    if (!place || !rule) return { id, verified: false, line, message: phrase`No state begins on this line.` };
    const { start } = rangeOf(place);
    const where = { line: start.line, ...(column !== undefined && { column: start.character }) };
    if ('problem' in rule) return { id, verified: false, ...where, message: rule.problem };
    const running = namesakes(breakpoint, this.running.get(file) ?? []);
    const found = running.flatMap(
      ({ machine }) => keptPlace({ state: place.state, part: place.part ?? [] }, machine) ?? [],
    );
    for (const { state, part } of found) this.activate(state, partKey(part), rule);
    if (found.length > 0 || running.length === 0) return { id, verified: true, ...where };
    return { id, verified: false, ...where, message: phrase`Edited since this run began. Restart to use it.` };
  }

  private activate(state: State, key: string, rule: StopRule): void {
    const rules = this.active.get(state) ?? new Map<string, StopRule[]>();
    rules.set(key, [...(rules.get(key) ?? []), rule]);
    this.active.set(state, rules);
  }

  /** Every session is told all breakpoints, those in handlers too. */
  private machinesOf(file: string, kept: KeptSource | undefined): readonly NamedMachine[] {
    return kept?.machines ?? (mayHoldDefinitionsByName(file) ? this.readMachines(file) : []);
  }
}

const KEY_END = '\0';

function keyOf(file: string, kept: KeptSource | undefined): string {
  return `${normalizeFile(file)}${KEY_END}${kept?.reference ?? ''}`;
}

/** A name may have been edited too; where there is one machine alone, it is the one. */
function namesakes(
  { name, isAlone }: Pick<WrittenBreakpoint, 'name' | 'isAlone'>,
  running: readonly NamedMachine[],
): readonly NamedMachine[] {
  const named = running.filter((each) => each.name === name);
  if (named.length > 0 || !isAlone) return named;
  return new Set(running.map((each) => each.name)).size === 1 ? running : [];
}

function isSame(known: WrittenBreakpoint, wanted: BreakpointRequest, place: BreakpointPlace | undefined): boolean {
  const { request } = known;
  return (
    place !== undefined &&
    known.place?.state.path === place.state.path &&
    partKey(known.place.part ?? []) === partKey(place.part ?? []) &&
    known.place.state.queryLanguage === place.state.queryLanguage &&
    request.condition === wanted.condition &&
    request.hitCondition === wanted.hitCondition &&
    request.logMessage === wanted.logMessage
  );
}
