/** What a handler's answer has of its event: `return { ...order, total }`, `return {"order": event["order"], "ok": True}`. */
import type { HandlerPlace } from './handlerPlace';
import { argumentsOf, braceBehind, endOfBlock } from './functionPlaces';
import { closing, opening, outerNames, pathFrom, type EventPath, type Piece } from './pieces';

export interface Returned {
  /** The part of the event that is handed on, with what else it has. */
  readonly from?: EventPath;
  /** Written by the code; what is none of the event's has neither a part nor members. */
  readonly members: ReadonlyMap<string, Returned>;
}

const NOTHING: Returned = { members: new Map() };
/** Calls whose result has what their argument has. */
const COPIES = /^(?:structuredClone|dict|deepcopy|copy)$/;

/** Undefined: nothing of the event is seen to come back. What several returns have of it is told together. */
export function returnedParts(
  pieces: readonly Piece[],
  { event, members, begin, end }: HandlerPlace,
): Returned | undefined {
  const values = new Map<string, Returned>(members.map((name) => [name, { ...NOTHING, from: [name] }]));
  if (event !== undefined) values.set(event, { ...NOTHING, from: [] });
  const isBlock = pieces[begin]?.text === '{' || pieces[begin]?.indent !== undefined;
  let all = isBlock ? undefined : valueAt(pieces, begin, values);
  let endOfInner = begin;
  for (let at = begin; at < end; at++) {
    const { kind, text } = pieces[at]!;
    endOfInner = Math.max(endOfInner, behindFunction(pieces, at));
    // What a function within it returns is not its answer.
    if (text === 'return' && at < endOfInner) continue;
    if (text === 'return') all = together(all, valueAt(pieces, at + 1, values));
    else if (text === '=' && pieces[at + 1]?.text !== '=') assign(pieces, at, values);
    else if (kind === 'name' && values.has(text)) addMember(pieces, at, values);
  }
  return all && hasPart(all) ? all : undefined;
}

/** The place behind the body of a function whose `=>`, `function` or `def` stands at a place; else that place. */
function behindFunction(pieces: readonly Piece[], at: number): number {
  const { text } = pieces[at]!;
  if (text === 'def') return endOfBlock(pieces, at);
  let open: number | undefined;
  if (text === '=>') open = at + 1;
  else if (text === 'function') {
    let bracket = at + 1;
    while (bracket < pieces.length && pieces[bracket]!.text !== '(') bracket++;
    open = braceBehind(pieces, closing(pieces, bracket + 1));
  }
  return open !== undefined && pieces[open]?.text === '{' ? closing(pieces, open + 1) : at;
}

/** `order = …`, `const { order } = …`. */
function assign(pieces: readonly Piece[], at: number, values: Map<string, Returned>): void {
  const target = pieces[at - 1];
  const value = valueAt(pieces, at + 1, values);
  if (target?.text === '}') {
    for (const name of value ? outerNames(pieces, opening(pieces, at - 1)).names : []) {
      const part = partOf(value!, [name]);
      if (part) values.set(name, part);
    }
    return;
  }
  // A member, and an argument or a parameter: `send(event=1)`.
  const isName = target?.kind === 'name' && !/^(?:\??\.|[(,])$/.test(pieces[at - 2]?.text ?? '');
  if (!isName) return;
  if (value) values.set(target.text, value);
  // It has become something else.
  else values.delete(target.text);
}

/** `order.total = …`, `order["total"] = …`. */
function addMember(pieces: readonly Piece[], at: number, values: Map<string, Returned>): void {
  const { path, end } = pathFrom(pieces, at + 1);
  const [name] = path;
  if (path.length !== 1 || typeof name !== 'string' || pieces[end]?.text !== '=') return;
  const known = values.get(pieces[at]!.text)!;
  const value = kept(valueAt(pieces, end + 1, values));
  values.set(pieces[at]!.text, { ...known, members: new Map([...known.members, [name, value]]) });
}

/** What a value has of the event; undefined: it is worked out, or none of it. */
function valueAt(pieces: readonly Piece[], from: number, values: ReadonlyMap<string, Returned>): Returned | undefined {
  const { kind, text } = pieces[from] ?? { kind: 'mark', text: '' };
  if (text === '(' || text === 'await') return valueAt(pieces, from + 1, values);
  if (text === '{') return objectAt(pieces, from, values);
  if (kind !== 'name') return undefined;
  const called = text === 'Object' && pieces[from + 2]?.text === 'assign' ? from + 3 : calledAt(pieces, from);
  if (called !== undefined) {
    const first = pieces[called + 1]?.text === '{' && pieces[called + 2]?.text === '}' ? called + 4 : called + 1;
    const spread = pieces[first]?.text === '**' ? first + 1 : first;
    return valueAt(pieces, spread, values);
  }
  const known = values.get(text);
  if (!known) return undefined;
  const { path, end } = pathFrom(pieces, from + 1);
  const isCopied = pieces[end]?.text === '.' && pieces[end + 1]?.text === 'copy' && pieces[end + 3]?.text === ')';
  const behind = pieces[isCopied ? end + 4 : end];
  const part = partOf(known, path);
  // `event | {"total": 3}` in Python; other marks make something else of it.
  if (behind?.text === '|' && pieces[end + 1]?.text === '{')
    return part && over(part, objectAt(pieces, end + 1, values));
  const isWhole = !behind || behind.kind === 'name' || behind.indent !== undefined || /^[,;)}\]]$/.test(behind.text);
  return isWhole ? part : undefined;
}

/** The bracket of `structuredClone(`, `copy.deepcopy(`. */
function calledAt(pieces: readonly Piece[], from: number): number | undefined {
  const name = pieces[from + 1]?.text === '.' ? from + 2 : from;
  const isCopy = COPIES.test(pieces[name]?.text ?? '') && pieces[name + 1]?.text === '(';
  return isCopy && (name === from || /^(?:copy|_)$/.test(pieces[from]!.text)) ? name + 1 : undefined;
}

function objectAt(pieces: readonly Piece[], open: number, values: ReadonlyMap<string, Returned>): Returned | undefined {
  const end = closing(pieces, open + 1) - 1;
  let found: Returned = NOTHING;
  for (const at of argumentsOf(pieces, open + 1, end)) {
    const { kind, text } = pieces[at]!;
    if (text === '...' || text === '**') found = over(found, valueAt(pieces, at + 1, values));
    else if (kind === 'name' || kind === 'string') {
      const isNamed = pieces[at + 1]?.text === ':';
      const value = isNamed || kind === 'name' ? valueAt(pieces, isNamed ? at + 2 : at, values) : undefined;
      const name = kind === 'string' ? text.slice(1, -1) : text;
      found = over(found, { members: new Map([[name, kept(value)]]) });
    }
  }
  return found;
}

/** Objects within each other. Names may stand for objects that hold the same one twice, and those for more. */
const DEEPEST = 4;

/** What a member is, where it is not too deep. */
function kept(value: Returned | undefined): Returned {
  return value && !isDeeper(value, DEEPEST) ? value : NOTHING;
}

function isDeeper({ members }: Returned, most: number): boolean {
  return members.size > 0 && (most === 0 || [...members.values()].some((each) => isDeeper(each, most - 1)));
}

/** One object with what the other has over it. */
function over(below: Returned, above: Returned | undefined): Returned {
  if (!above) return below;
  const from = above.from ?? below.from;
  return { ...(from && { from }), members: new Map([...below.members, ...above.members]) };
}

/** Of several answers, what any has. */
function together(one: Returned | undefined, other: Returned | undefined): Returned | undefined {
  if (!one || !other) return one ?? other;
  const from = one.from ?? other.from;
  const members = new Map(one.members);
  for (const [name, value] of other.members) members.set(name, together(members.get(name), value)!);
  return { ...(from && { from }), members };
}

function partOf(value: Returned, path: EventPath): Returned | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const member = typeof step === 'string' ? value.members.get(step) : undefined;
  if (member) return partOf(member, rest);
  return value.from && { from: [...value.from, ...path], members: new Map() };
}

function hasPart({ from, members }: Returned): boolean {
  return from !== undefined || [...members.values()].some(hasPart);
}
