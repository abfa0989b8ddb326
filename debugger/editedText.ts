/**
 * Places in a text that was edited, found again in the text that a run keeps. A state is known by its path, a part of it by the
 * names that lead there; an entry of a list by what it says, because entries come and go before it.
 */
import type { PartPath } from '../core/interpreter/host';
import type { Json } from '../core/json';
import { isJsonObject } from '../core/json';
import type { Machine, State } from '../core/model/machine';
import { jsonEquals } from '../core/query';

export interface Place {
  readonly state: State;
  /** Empty: the state as a whole. */
  readonly part: PartPath;
}

/** @returns undefined where the kept text has no such place */
export function keptPlace({ state, part }: Place, kept: Machine): Place | undefined {
  const found = keptState(state, kept);
  const path = found && keptPart(state.definition, found.definition, part);
  return found && path && { state: found, part: path };
}

function keptState(state: State, kept: Machine): State | undefined {
  const found = kept.byPath.get(state.path);
  if (found) return found;
  // Paths count branches, and one before it may have come or gone. In a machine that AWS accepts no name stands twice.
  const named = kept.states.filter(({ name }) => name === state.name);
  return named.length === 1 ? named[0] : undefined;
}

function keptPart(edited: Json | undefined, kept: Json | undefined, part: PartPath): PartPath | undefined {
  const [step, ...further] = part;
  if (step === undefined) return [];
  const key = Array.isArray(edited) && Array.isArray(kept) ? keptIndex(edited, kept, Number(step)) : step;
  const [from, to] = [memberOf(edited, step), key === undefined ? undefined : memberOf(kept, key)];
  if (key === undefined || from === undefined || to === undefined) return undefined;
  const rest = keptPart(from, to, further);
  return rest && [key, ...rest];
}

function keptIndex(edited: readonly Json[], kept: readonly Json[], index: number): number | undefined {
  const entry = edited[index];
  if (entry === undefined) return undefined;
  const isSame = (other: Json | undefined): boolean => other !== undefined && jsonEquals(entry, other);
  if (isSame(kept[index])) return index;
  const same = [...kept.keys()].filter((each) => isSame(kept[each]));
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  // Nothing else moved: it is the entry itself that was edited.
  return edited.length === kept.length ? index : undefined;
}

function memberOf(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
