/**
 * Breakpoints in definitions: a line stands for the state it is written in. Conditions, hit counts and
 * log points read the state's data. Files that hold no machine are left to other debuggers.
 */
import type { PausePoint } from '../core/interpreter/host';
import { phrase } from '../core/l10n/phrase';
import type { Machine, State } from '../core/model/machine';
import { isPromise, type MaybePromise } from '../core/query';
import { evaluateCondition, evaluateLogMessage } from './expression';
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

export class Breakpoints {
  private nextId = 1;
  private readonly byFile = new Map<string, Map<number, ActiveBreakpoint[]>>();
  private readonly places = new WeakMap<State, { readonly file: string; readonly offset: number }>();
  private readonly machines = new Map<string, readonly Machine[]>();

  /** @param readMachines the machines a file holds on disk; none where it is no file of ours */
  constructor(private readonly readMachines: (file: string) => readonly Machine[]) {}

  /** A machine that runs: its breakpoints are found by its text as it was when the run began. */
  register(machine: Machine): void {
    const file = normalizeFile(fileOf(machine));
    // A template may hold others, which this one may start.
    const known = (this.machines.get(file) ?? this.readMachines(file)).filter(
      (other) => other.node.span.start !== machine.node.span.start,
    );
    this.machines.set(file, [...known, machine]);
    for (const state of machine.states) this.places.set(state, { file, offset: state.nameNode.span.start });
  }

  /** Replaces all breakpoints of a file. */
  set(file: string, requests: readonly BreakpointRequest[]): BreakpointAnswer[] {
    const key = normalizeFile(file);
    const machines = this.machines.get(key) ?? (isDefinitionFile(file) ? this.readMachines(file) : []);
    const active = new Map<number, ActiveBreakpoint[]>();
    this.byFile.set(key, active);
    return requests.map((request) => {
      const id = this.nextId++;
      const found = stateOnLine(machines, request.line);
      if (!found) return { id, verified: false, line: request.line, message: phrase`No state begins on this line.` };
      const offset = found.state.nameNode.span.start;
      active.set(offset, [...(active.get(offset) ?? []), { ...request, id, hits: 0 }]);
      return { id, verified: true, line: found.line };
    });
  }

  /** Zero-based lines between two on which a breakpoint can stand. */
  linesBetween(file: string, first: number, last: number): number[] {
    const machines = this.machines.get(normalizeFile(file)) ?? this.readMachines(file);
    const lines = machines.flatMap((machine) => machine.states.map((state) => lineOf(machine, state)));
    return [...new Set(lines.filter((line) => line >= first && line <= last))];
  }

  at(state: State): readonly ActiveBreakpoint[] {
    const place = this.places.get(state);
    return (place && this.byFile.get(place.file)?.get(place.offset)) ?? [];
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

function stateOnLine(machines: readonly Machine[], line: number): { state: State; line: number } | undefined {
  let best: { state: State; line: number; size: number } | undefined;
  for (const machine of machines) {
    for (const state of machine.states) {
      const first = lineOf(machine, state);
      const last = machine.document.positionAt(state.node.span.end).line;
      const size = state.node.span.end - state.nameNode.span.start;
      if (first <= line && line <= last && (!best || size < best.size)) best = { state, line: first, size };
    }
  }
  return best;
}

/** Whether a file may hold a machine; every session is told all breakpoints, those in handlers too. */
export function isDefinitionFile(file: string): boolean {
  return /\.(json|ya?ml)$/i.test(file);
}
