/** What is read of a value, part by part: of an event, of what a service answers. */
import type { Json } from '../json';
import type { EventPath } from './pieces';

export interface DataReads {
  /** Of an object. */
  readonly members: ReadonlyMap<string, DataReads>;
  /** Of each in a list. */
  readonly item?: DataReads;
  /** How many of a list are read by their place. */
  readonly least?: number;
  readonly kind?: 'number' | 'boolean' | 'list' | 'object';
  /** Of a text: what is read of the JSON in it. */
  readonly json?: DataReads;
  /** A value that a declaration allows, such as one of an enum. */
  readonly example?: Json;
  /** The example is one that the code asks for, not one of a declaration: it may be that of a failure. */
  readonly isAskedFor?: boolean;
  /** The code does without it: it asks whether it is there, or has a value instead. */
  readonly isGuarded?: boolean;
  /** The code reads it only where it has found it there. */
  readonly isOptional?: boolean;
}

/** While they are gathered. */
export interface Reads extends DataReads {
  readonly members: Map<string, Reads>;
  item?: Reads;
  least?: number;
  kind?: DataReads['kind'];
  json?: Reads;
  example?: Json;
  isAskedFor?: boolean;
  isGuarded?: boolean;
  isOptional?: boolean;
}

export function emptyReads(): Reads {
  return { members: new Map() };
}

export function isNothing({ members, item, kind, json, example }: DataReads): boolean {
  return [item, kind, json, example].every((each) => each === undefined) && members.size === 0;
}

export function member(reads: Reads, name: string): Reads {
  const known = reads.members.get(name);
  if (known) return known;
  const made = emptyReads();
  reads.members.set(name, made);
  return made;
}

export function list(reads: Reads): Reads {
  reads.kind = 'list';
  return (reads.item ??= emptyReads());
}

export function place(reads: Reads, index: number): Reads {
  reads.least = Math.max(reads.least ?? 0, Math.min(index, 20) + 1);
  return list(reads);
}

/** Adds what is known of the same value otherwise. Declarations may name themselves within: what is too deep is left out. */
export function add(reads: Reads, more: DataReads, depth = 0): void {
  if (depth > DEEPEST) return;
  for (const [name, inner] of more.members) add(member(reads, name), inner, depth + 1);
  if (more.item) add(list(reads), more.item, depth + 1);
  if (more.json) add((reads.json ??= emptyReads()), more.json, depth + 1);
  if (more.least !== undefined) reads.least = Math.max(reads.least ?? 0, more.least);
  reads.kind ??= more.kind;
  if (more.example === undefined || (reads.example !== undefined && !reads.isAskedFor)) return;
  reads.example = more.example;
  reads.isAskedFor = more.isAskedFor;
}

const DEEPEST = 12;

/** What is read at a place of a value, or of the JSON of a text; of a list's items all alike. */
export function readsAt(reads: DataReads | undefined, path: EventPath): DataReads | undefined {
  return path.reduce<DataReads | undefined>(
    (at, step) => (typeof step === 'number' ? at?.item : (at?.members.get(step) ?? at?.json?.members.get(step))),
    reads,
  );
}

/**
 * The ways to the last that is read, each once: `['Records', 0, 's3']`. What is in the JSON of a text is part of the text.
 * @param isTaken of what is read; what is within is left out with it
 */
export function pathsOf(
  reads: DataReads | undefined,
  isTaken: (reads: DataReads) => boolean = () => true,
  before: EventPath = [],
): EventPath[] {
  if (!reads || !isTaken(reads)) return [];
  const parts: (readonly [string | number, DataReads])[] = [...reads.members];
  if (reads.item) parts.push([0, reads.item]);
  const inner = parts.flatMap(([step, each]) => pathsOf(each, isTaken, [...before, step]));
  if (inner.length > 0) return inner;
  // Of a list's items nothing is read.
  const path = before.at(-1) === 0 ? before.slice(0, -1) : before;
  return path.length === 0 ? [] : [path];
}
