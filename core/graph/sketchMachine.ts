/**
 * A machine that nobody has here, as far as a history of it tells: the states that were entered, inside what, and the ways that
 * were taken. What was never entered is not in it.
 */
import { kindOf } from '../history/eventKinds';
import type { Envelope, HistoryEvent } from '../interpreter/historyEvent';
import type { Json, JsonObject } from '../json';
import type { StateType } from '../model/machine';

interface SketchedScope {
  readonly states: Map<string, SketchedState>;
}

interface SketchedState {
  readonly type: StateType;
  /** What was entered after it, in the same strand. */
  readonly next: Set<string>;
  /** Whether a strand went no further than here. */
  isLast: boolean;
  /** Branches by index; a Map has one. */
  readonly inside: Map<number, SketchedScope>;
}

/** @param envelopes of each event, folded into a machine without states: paths are names */
export function sketchMachine(events: readonly HistoryEvent[], envelopes: readonly Envelope[]): JsonObject {
  const root: SketchedScope = { states: new Map() };
  const scopes = new Map<string, SketchedScope>([['', root]]);
  /** By strand: the state that it stands in, or has left for good. */
  const last = new Map<string, { readonly state: SketchedState; isLeft: boolean }>();
  for (const [index, event] of events.entries()) {
    const { statePath, strand = '' } = envelopes[index] ?? {};
    const kind = kindOf(event.type);
    const before = last.get(strand);
    if (kind?.meaning === 'state exited' && before) before.isLeft = true;
    if (kind?.meaning !== 'state entered' || statePath === undefined) continue;
    const { states } = scopeOf(strand);
    const known = states.get(statePath);
    const state = known ?? { type: kind.stateType!, next: new Set(), isLast: false, inside: new Map() };
    states.set(statePath, state);
    before?.state.next.add(statePath);
    last.set(strand, { state, isLeft: false });
  }
  for (const { state, isLeft } of last.values()) state.isLast ||= isLeft;
  return definitionOf(root);

  /** A strand's id is that of the one it branched off, and `/OWNER#ATTEMPT:INDEX`. */
  function scopeOf(strand: string): SketchedScope {
    const known = scopes.get(strand);
    if (known) return known;
    const outer = outerOf(strand);
    const [, owner = '', index = '0'] = /^\/(.*)#\d+:(\d+)$/s.exec(strand.slice(outer.length)) ?? [];
    const state = scopeOf(outer).states.get(owner);
    if (!state) return root;
    const place = state.type === 'Map' ? 0 : Number(index);
    const scope = state.inside.get(place) ?? { states: new Map() };
    state.inside.set(place, scope);
    scopes.set(strand, scope);
    return scope;
  }

  /** The longest strand that this one begins with: names may hold `/`. */
  function outerOf(strand: string): string {
    for (let end = strand.lastIndexOf('/'); end > 0; end = strand.lastIndexOf('/', end - 1)) {
      const outer = strand.slice(0, end);
      const owner = /^\/(.*)#\d+:\d+$/s.exec(strand.slice(end))?.[1];
      if (scopes.has(outer) && owner !== undefined && scopes.get(outer)?.states.has(owner)) return outer;
    }
    return '';
  }
}

function definitionOf({ states }: SketchedScope): JsonObject {
  const [first] = states.keys();
  return {
    ...(first !== undefined && { StartAt: first }),
    States: Object.fromEntries([...states].map(([name, state]) => [name, stateOf(state)])),
  };
}

function stateOf({ type, next, isLast, inside }: SketchedState): JsonObject {
  const scopes = [...inside].sort(([one], [other]) => one - other).map(([, scope]) => definitionOf(scope));
  const data: { [field: string]: Json } = { Type: type };
  if (type === 'Parallel') data.Branches = scopes;
  if (type === 'Map') data.ItemProcessor = scopes[0] ?? { States: {} };
  if (type === 'Choice') data.Choices = [...next].map((Next) => ({ Next }));
  if (type === 'Choice' || type === 'Succeed' || type === 'Fail') return data;
  const ways = [...next];
  const onward = isLast ? undefined : ways.shift();
  // Another way out of a state that is no Choice is that of a catcher.
  if (ways.length > 0) data.Catch = ways.map((Next) => ({ ErrorEquals: ['States.ALL'], Next }));
  return onward === undefined ? { ...data, End: true } : { ...data, Next: onward };
}
