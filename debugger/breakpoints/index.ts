/** The breakpoints of a session, of whatever kind: where they stand, and which of them stop a run at a pause point. */
import type { PausePoint } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import type { State } from '../../core/model/machine';
import { isPromise, type MaybePromise } from '../../core/query';
import { DataBreakpoints, type DataChange } from './dataBreakpoints';
import { ErrorFilters } from './errorFilters';
import { FunctionBreakpoints, type FunctionAnswer } from './functionBreakpoints';
import type { NamedMachine } from '../keptTexts';
import { SourceBreakpoints, type BreakpointAnswer } from './sourceBreakpoints';
import type { StopRule } from './stopRule';

export { type BreakpointAnswer, type BreakpointRequest, type KeptSource } from './sourceBreakpoints';
export { readWatched, type WatchedData } from './dataBreakpoints';
export { BreakpointRequests } from './requests';
export { ERROR_FILTERS } from './errorFilters';
export { placeAt, placeKey, rangeOf, type BreakpointPlace } from './place';

export type BreakpointReason = 'breakpoint' | 'function breakpoint' | 'data breakpoint';

/** A breakpoint that stands at a pause point; whether it stops there its rule says. */
export interface Candidate {
  readonly type: BreakpointReason;
  readonly rule: StopRule;
  readonly change?: DataChange;
}

/** Those that stop at a pause point. */
export interface Hit {
  readonly reason: BreakpointReason;
  readonly breakpointIds: readonly number[];
  /** With what stopped it: the part of a state that changed watched data. */
  readonly point: PausePoint;
  /** What a person is told of it beside the reason. */
  readonly description?: string;
}

export class Breakpoints {
  readonly source: SourceBreakpoints;
  readonly functions: FunctionBreakpoints;
  readonly data: DataBreakpoints;
  readonly errors = new ErrorFilters();
  private lastId = 0;

  /** @param readMachines the machines a file holds on disk; none where it is no file of ours */
  constructor(readMachines: (file: string) => readonly NamedMachine[]) {
    const nextId = (): number => ++this.lastId;
    this.source = new SourceBreakpoints(readMachines, nextId);
    this.functions = new FunctionBreakpoints(nextId);
    this.data = new DataBreakpoints(nextId);
  }

  /** A run begins: hits are counted from the first. */
  begin(): void {
    for (const { rules } of [this.source, this.functions, this.data]) for (const rule of rules) rule.reset();
  }

  /** A machine that runs. Gives the breakpoints of which something else is true now. */
  register(named: NamedMachine): { readonly inSource: BreakpointAnswer[]; readonly onStates: FunctionAnswer[] } {
    return { inSource: this.source.register(named), onStates: this.functions.register(named.machine) };
  }

  /** The parts of a state that the interpreter is to announce. */
  readonly watches = (state: State): ReadonlySet<string> | undefined => this.source.watches(state);

  at(point: PausePoint): readonly Candidate[] {
    return [
      ...this.source.at(point).map((rule): Candidate => ({ type: 'breakpoint', rule })),
      ...this.functions.at(point).map((rule): Candidate => ({ type: 'function breakpoint', rule })),
      ...this.data.at(point).map((change): Candidate => ({ type: 'data breakpoint', rule: change.rule, change })),
    ];
  }

  /** Those of `found` that stop here, each asked once: it counts. */
  hit(found: readonly Candidate[], point: PausePoint, log: (text: string) => void): MaybePromise<Hit | undefined> {
    const decisions = found.map(({ rule }) => rule.stopsAt(point, log));
    const hits = (stops: readonly boolean[]): Hit | undefined =>
      hitOf(
        found.filter((_, index) => stops[index]),
        point,
      );
    return decisions.some(isPromise) ? Promise.all(decisions).then(hits) : hits(decisions as boolean[]);
  }
}

function hitOf(stopping: readonly Candidate[], point: PausePoint): Hit | undefined {
  const first = stopping[0];
  if (!first) return undefined;
  const breakpointIds = stopping.map(({ rule }) => rule.id);
  const { type: reason, change } = first;
  if (!change) return { reason, breakpointIds, point };
  const { name, before, after, part } = change;
  return {
    reason,
    breakpointIds,
    point: { ...point, part },
    description: phrase`"${point.state.name}" changes ${name}: ${shortText(before)} → ${shortText(after)}`,
  };
}

const LONGEST_VALUE = 80;

function shortText(value: Json | undefined): string {
  if (value === undefined) return phrase`nothing`;
  const text = jsonText(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
