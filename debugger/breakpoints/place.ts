/**
 * Where a breakpoint can stand: on a state, which is its beginning, or on a part of one, which is stopped at before it is
 * evaluated. What these parts are the interpreter says.
 */
import type { PartPath } from '../../core/interpreter/host';
import { partsOf } from '../../core/interpreter/programs';
import { partKey } from '../../core/interpreter/statePart';
import type { Machine, State } from '../../core/model/machine';
import { nodeAtPath, type Position, type Range, type Span, type SyntaxDocument } from '../../core/syntax';

/** A state, or a part of it. The same in another text of the machine by `state.path` and `part`. */
export interface BreakpointPlace {
  readonly machine: Machine;
  readonly state: State;
  /** Absent: the state as a whole, before it begins. */
  readonly part?: PartPath | undefined;
}

/** A place and where it is written. */
interface Spot extends BreakpointPlace {
  readonly range: Range;
}

/** Of its machine; parts that are written in no place of their own have none. */
export function rangeOf({ machine, state, part }: BreakpointPlace): Range {
  return machine.document.rangeOf(spanOf(machine.document, state, part));
}

/**
 * The place that a line stands for: the first that begins on it, or the one at the column; else the innermost part that
 * it is written in, and else the state. Undefined where the line is in no state.
 * @param character zero-based, where the editor names one
 */
export function placeAt(machines: readonly Machine[], line: number, character?: number): BreakpointPlace | undefined {
  const spots = machines.flatMap(spotsOf);
  const beginning = spots.filter(({ range }) => range.start.line === line);
  if (beginning.length > 0) {
    const before = beginning.filter(({ range }) => character !== undefined && range.start.character <= character);
    return before.at(-1) ?? beginning[0];
  }
  const state = innermostState(machines, line);
  if (!state) return undefined;
  const own = spots.filter((spot) => spot.state === state.state);
  const parts = own.filter(({ part }) => part);
  const around = parts.filter(({ range }) => covers(range, line));
  return around.at(-1) ?? inField(state, parts, line) ?? own[0];
}

/** The places that begin between two positions, in the order in which they are written. */
export function placesBetween(machines: readonly Machine[], first: Position, last: Position): readonly Spot[] {
  return machines.flatMap(spotsOf).filter(({ range }) => !isBefore(range.start, first) && !isBefore(last, range.start));
}

const known = new WeakMap<Machine, readonly Spot[]>();

/** In the order in which they are written; what is inside comes after what is around it. */
function spotsOf(machine: Machine): readonly Spot[] {
  let spots = known.get(machine);
  if (!spots) {
    const parts = partsOf(machine);
    spots = machine.states
      .flatMap((state): Spot[] =>
        [undefined, ...(parts.get(state) ?? [])].flatMap((part) => {
          if (part && !nodeAtPath(state.node, part)) return [];
          const place = { machine, state, part };
          return [{ ...place, range: rangeOf(place) }];
        }),
      )
      .sort((one, other) => compare(one.range.start, other.range.start) || depthOf(one) - depthOf(other));
    known.set(machine, spots);
  }
  return spots;
}

function depthOf({ part }: BreakpointPlace): number {
  return part?.length ?? 0;
}

function innermostState(machines: readonly Machine[], line: number): { machine: Machine; state: State } | undefined {
  let best: { machine: Machine; state: State; size: number } | undefined;
  for (const machine of machines) {
    for (const state of machine.states) {
      const range = machine.document.rangeOf({ start: state.nameNode.span.start, end: state.node.span.end });
      const size = state.node.span.end - state.nameNode.span.start;
      if (covers(range, line) && (!best || size < best.size)) best = { machine, state, size };
    }
  }
  return best;
}

/** On a line of a field that is no part but holds some, such as `"Catch": [`, the next of these is meant. */
function inField({ machine, state }: BreakpointPlace, parts: readonly Spot[], line: number): Spot | undefined {
  const field = state.node.properties.find(({ span }) => covers(machine.document.rangeOf(span), line));
  const inside = parts.filter(({ part }) => part?.[0] === field?.key.value);
  const outermost = Math.min(...inside.map(depthOf));
  return inside.find(({ range }) => range.start.line >= line) ?? inside.findLast((spot) => depthOf(spot) === outermost);
}

function spanOf(document: SyntaxDocument, state: State, part: PartPath | undefined): Span {
  if (!part) return state.nameNode.span;
  const node = nodeAtPath(state.node, part);
  if (!node) return state.nameNode.span;
  const { start, end } = node.property && node.property.key !== node ? node.property.span : node.span;
  // A block of YAML ends where the next begins.
  return { start, end: start + document.text.slice(start, end).trimEnd().length };
}

/** One key for a place in whatever run of its file's text. */
export function placeKey({ machine, state, part }: BreakpointPlace): string {
  return `${machine.node.span.start} ${state.path} ${part ? partKey(part) : ''}`;
}

function covers({ start, end }: Range, line: number): boolean {
  return start.line <= line && line <= end.line;
}

function isBefore(one: Position, other: Position): boolean {
  return compare(one, other) < 0;
}

function compare(one: Position, other: Position): number {
  return one.line - other.line || one.character - other.character;
}
