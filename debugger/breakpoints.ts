/**
 * Breakpoints in definitions: a line stands for the state it is written in. Conditions, hit counts and
 * log points read the state's data. Files that hold no machine are left to other debuggers.
 */
import type { PausePoint } from '../core/interpreter/host';
import { phrase } from '../core/l10n/phrase';
import type { State } from '../core/model/machine';
import { isPromise, type MaybePromise } from '../core/query';
import { keptPlace, type Place } from './editedText';
import { evaluateCondition, evaluateLogMessage } from './expression';
import type { NamedMachine } from './keptTexts';
import { fileOf, lineOf, normalizeFile } from './machineFile';

/** What the editor asks for; lines are zero-based. */
export interface BreakpointRequest {
  readonly line: number;
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
}

/** What became of it. */
export interface BreakpointAnswer {
  readonly id: number;
  readonly verified: boolean;
  /** Zero-based: the line of the state's name. */
  readonly line: number;
  readonly message?: string;
}

export interface ActiveBreakpoint extends BreakpointRequest {
  readonly id: number;
  hits: number;
}

/** A breakpoint in the text that it was set in. */
interface WrittenBreakpoint extends ActiveBreakpoint {
  /** Undefined: no state begins there. */
  readonly written:
    { readonly name: string; readonly isAlone: boolean; readonly place: Place; readonly line: number } | undefined;
  answer: BreakpointAnswer;
}

export class Breakpoints {
  private nextId = 1;
  /** What was set, by {@link keyOf}. */
  private readonly written = new Map<string, readonly WrittenBreakpoint[]>();
  /** Machines of this run, by {@link normalizeFile}. */
  private readonly running = new Map<string, NamedMachine[]>();
  private active = new Map<State, ActiveBreakpoint[]>();

  /**
   * @param readMachines the machines a file holds on disk now; none where it is no file of ours
   * @param changed hears what became of a breakpoint after it was set
   */
  constructor(
    private readonly readMachines: (file: string) => readonly NamedMachine[],
    private readonly changed: (answer: BreakpointAnswer) => void = () => undefined,
  ) {}

  /** A new run begins: machines of an earlier one do not run any more. */
  clear(): void {
    this.running.clear();
  }

  /** A machine that runs: its breakpoints are found in its text as it was when the run began, whatever was edited since. */
  register(named: NamedMachine): void {
    const file = normalizeFile(fileOf(named.machine));
    const known = this.running.get(file) ?? [];
    if (known.some(({ machine }) => machine === named.machine)) return;
    this.running.set(file, [...known, named]);
    this.findStates();
  }

  /**
   * Replaces all breakpoints of a file, or of a text that the run keeps.
   * @param kept the machines of that text; absent: the file's
   */
  set(file: string, requests: readonly BreakpointRequest[], kept?: KeptSource): BreakpointAnswer[] {
    const key = keyOf(file, kept);
    const machines = kept?.machines ?? (isDefinitionFile(file) ? this.readMachines(file) : []);
    const before = [...(this.written.get(key) ?? [])];
    const written = requests.map((request): WrittenBreakpoint => {
      const { line } = request;
      const found = stateOnLine(machines, line);
      const place = found && { state: found.state, part: [] };
      // A file is told anew each time it is saved: a breakpoint that only moved goes on counting.
      const at = before.findIndex((other) => isSame(other, request, place));
      const known = at < 0 ? undefined : before.splice(at, 1)[0];
      const id = known?.id ?? this.nextId++;
      return {
        ...request,
        id,
        hits: known?.hits ?? 0,
        written: place && { name: found.name, isAlone: machines.length === 1, place, line: found.line },
        answer: { id, verified: false, line },
      };
    });
    this.written.set(key, written);
    this.findStates(key);
    return written.map(({ answer }) => answer);
  }

  /** Zero-based lines between two on which a breakpoint can stand. */
  linesBetween(file: string, first: number, last: number, kept?: KeptSource): number[] {
    const machines = kept?.machines ?? this.readMachines(file);
    const lines = machines.flatMap(({ machine }) => machine.states.map((state) => lineOf(machine, state)));
    return [...new Set(lines.filter((line) => line >= first && line <= last))];
  }

  at(state: State): readonly ActiveBreakpoint[] {
    return this.active.get(state) ?? [];
  }

  /** Finds the running state of each breakpoint. @param told the key of those whose answer is on its way already */
  private findStates(told?: string): void {
    this.active = new Map();
    for (const [key, written] of this.written) {
      const [file = ''] = key.split(KEY_END, 1);
      for (const breakpoint of written) {
        const { verified } = breakpoint.answer;
        breakpoint.answer = this.find(file, breakpoint);
        if (key !== told && breakpoint.answer.verified !== verified) this.changed(breakpoint.answer);
      }
    }
  }

  private find(file: string, breakpoint: WrittenBreakpoint): BreakpointAnswer {
    const { id, written } = breakpoint;
    if (!written) return { id, verified: false, line: breakpoint.line, message: phrase`No state begins on this line.` };
    const { place, line } = written;
    const running = namesakes(written, this.running.get(file) ?? []);
    const found = running.flatMap(({ machine }) => keptPlace(place, machine) ?? []);
    for (const { state } of found) this.active.set(state, [...(this.active.get(state) ?? []), breakpoint]);
    if (found.length > 0 || running.length === 0) return { id, verified: true, line };
    return { id, verified: false, line, message: phrase`Edited since this run began. Restart to use it.` };
  }

  /** Those of `found` that stop here. Log points write and stop nobody; a condition that fails to evaluate stops and says so. */
  hit(found: readonly ActiveBreakpoint[], point: PausePoint, log: (text: string) => void): MaybePromise<number[]> {
    const decisions = found.map((breakpoint) => this.stopsAt(breakpoint, point, log));
    const ids = (stops: readonly boolean[]): number[] =>
      found.filter((_, index) => stops[index]).map((breakpoint) => breakpoint.id);
    return decisions.some(isPromise) ? Promise.all(decisions).then(ids) : ids(decisions as boolean[]);
  }

  private stopsAt(breakpoint: ActiveBreakpoint, point: PausePoint, log: (text: string) => void): MaybePromise<boolean> {
    const counted = (holds: boolean): MaybePromise<boolean> => {
      if (!holds) return false;
      breakpoint.hits += 1;
      if (!reachesHitCount(breakpoint.hitCondition, breakpoint.hits)) return false;
      if (!breakpoint.logMessage) return true;
      const text = evaluateLogMessage(breakpoint.logMessage, point);
      if (isPromise(text)) return text.then((words) => (log(words), false));
      log(text);
      return false;
    };
    if (!breakpoint.condition?.trim()) return counted(true);
    const holds = evaluateCondition(breakpoint.condition, point, log);
    return isPromise(holds) ? holds.then(counted) : counted(holds);
  }
}

/** A text that a run keeps, by the protocol's reference. */
export interface KeptSource {
  readonly reference: number;
  readonly machines: readonly NamedMachine[];
}

const KEY_END = '\0';

function keyOf(file: string, kept: KeptSource | undefined): string {
  return `${normalizeFile(file)}${KEY_END}${kept?.reference ?? ''}`;
}

/** A name may have been edited too; where there is one machine alone, it is the one. */
function namesakes(
  { name, isAlone }: { readonly name: string; readonly isAlone: boolean },
  running: readonly NamedMachine[],
): readonly NamedMachine[] {
  const named = running.filter((each) => each.name === name);
  if (named.length > 0 || !isAlone) return named;
  return new Set(running.map((each) => each.name)).size === 1 ? running : [];
}

function isSame(known: WrittenBreakpoint, wanted: BreakpointRequest, place: Place | undefined): boolean {
  return (
    place !== undefined &&
    known.written?.place.state.path === place.state.path &&
    known.condition === wanted.condition &&
    known.hitCondition === wanted.hitCondition &&
    known.logMessage === wanted.logMessage
  );
}

const HIT_CONDITIONS: { readonly [operator: string]: (hits: number, count: number) => boolean } = {
  '': (hits, count) => hits === count,
  '=': (hits, count) => hits === count,
  '==': (hits, count) => hits === count,
  '>': (hits, count) => hits > count,
  '>=': (hits, count) => hits >= count,
  '<': (hits, count) => hits < count,
  '<=': (hits, count) => hits <= count,
  '%': (hits, count) => count > 0 && hits % count === 0,
};

function reachesHitCount(condition: string | undefined, hits: number): boolean {
  const match = /^\s*(<=|>=|==|[<>=%]|)\s*(\d+)\s*$/.exec(condition ?? '');
  if (!match) return true;
  return HIT_CONDITIONS[match[1] ?? '']?.(hits, Number(match[2])) ?? true;
}

function stateOnLine(
  machines: readonly NamedMachine[],
  line: number,
): { state: State; line: number; name: string } | undefined {
  let best: { state: State; line: number; name: string; size: number } | undefined;
  for (const { machine, name } of machines) {
    for (const state of machine.states) {
      const first = lineOf(machine, state);
      const last = machine.document.positionAt(state.node.span.end).line;
      const size = state.node.span.end - state.nameNode.span.start;
      if (first <= line && line <= last && (!best || size < best.size)) best = { state, line: first, name, size };
    }
  }
  return best;
}

/** Whether a file may hold a machine; every session is told all breakpoints, those in handlers too. */
export function isDefinitionFile(file: string): boolean {
  return /\.(json|ya?ml)$/i.test(file);
}
