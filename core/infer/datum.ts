/**
 * Data that are not known yet. A walk over a machine reads and writes them as a run would its data; what it reads of an
 * open one is there from then on, what it decides about one stays decided.
 */
import { type JsonNumber } from '../jsonNumber';
import { isJsonObject, type Json } from '../json';

/** What is known of the type of a datum. */
export type DatumType = 'string' | 'number' | 'boolean' | 'null' | 'timestamp' | 'object' | 'array';

export interface Datum {
  /** Whether it may still take on what is asked of it. */
  readonly open: boolean;
  /** What it is called where it was read: makes the texts that stand for it. */
  readonly name: string;
  type?: DatumType;
  /** Of a text, number or truth value: what it is. */
  value?: string | JsonNumber | boolean | null;
  /** Whether it stands for an object while nothing else is decided. */
  isRatherObject?: boolean;
  /** What it is while nothing else is decided: something compares it with a value of that type. */
  rather?: 'number' | 'boolean';
  /** Values that it must not have. */
  unlike?: ReadonlySet<Json>;
  /** Of an object, in the order in which they were read. */
  members?: Map<string, Datum>;
  /** The object over which this one lies: what this one has not is there. */
  readonly below?: Datum;
  /** Members that must not be there. */
  absent?: Set<string>;
  /** Of an example: members that nothing has read, and that it may do without. */
  spare?: ReadonlySet<string>;
  items?: Datum[];
  /** Of a list: how many it may have. */
  most?: number;
  /** Of an example: what stands for it while nothing else is decided. */
  readonly example?: Json;
  /** Of an answer: what the service's model says of it. */
  readonly model?: AnswerModel;
  /** Of a text: the data whose JSON text it is. */
  json?: Datum;
  /** Of a text that is split: its pieces, and what stands between them. */
  pieces?: { readonly between: string; readonly of: Datum[] };
  /** Of a result that is worked out of others: what it comes to, as they are now. */
  readonly compute?: () => Json | undefined;
}

/** The model of an answer, or of a part of it, by which parts are made as they are read. */
export interface AnswerModel {
  /** Undefined: the service answers no such member. */
  member(name: string): Datum | undefined;
  item(name: string): Datum | undefined;
}

/** Takes back what a supposition changed. */
type Undo = () => void;

/** Changes to data, to be taken back where a supposition fails. */
export class Journal {
  private readonly undos: Undo[] = [];

  /** Sets one property of a datum. */
  set<K extends keyof Datum>(datum: Datum, key: K, value: Datum[K]): void {
    const before = datum[key];
    this.undos.push(() => {
      datum[key] = before;
    });
    datum[key] = value;
  }

  did(undo: Undo): void {
    this.undos.push(undo);
  }

  get mark(): number {
    return this.undos.length;
  }

  backTo(mark: number): void {
    while (this.undos.length > mark) this.undos.pop()!();
  }

  /** Supposes something, and takes back what that has changed where it cannot be. */
  attempt(suppose: () => boolean): boolean {
    const { mark } = this;
    if (suppose()) return true;
    this.backTo(mark);
    return false;
  }
}

/** A datum of which nothing is known. */
export function openDatum(name: string): Datum {
  return { open: true, name };
}

/** Data that are as they are. */
export function fixedDatum(json: Json, name = 'value'): Datum {
  return fromJson(json, name, false);
}

/** Data that begin as an example and take on what is asked of them. Lists of an example may be of any length. */
export function exampleDatum(json: Json, name: string): Datum {
  return fromJson(json, name, true);
}

function fromJson(json: Json, name: string, open: boolean): Datum {
  if (Array.isArray(json)) {
    return { open, name, type: 'array', items: json.map((item) => fromJson(item, singular(name), open)) };
  }
  if (isJsonObject(json)) {
    const members = new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value, key, open)]));
    return { open, name, type: 'object', members };
  }
  // The words of an example may become others; its types stay.
  return { open, name, type: typeOf(json), ...(open ? { example: json } : { value: json }) };
}

export function objectDatum(members: Iterable<readonly [string, Datum]>, name = 'value'): Datum {
  return { open: false, name, type: 'object', members: new Map(members) };
}

export function arrayDatum(items: Datum[], name = 'items'): Datum {
  return { open: false, name, type: 'array', items };
}

/** A result of a calculation. */
export function computedDatum(name: string, compute: () => Json | undefined): Datum {
  return { open: false, name, compute };
}

export function typeOf(json: Json): DatumType {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'array';
  return typeof json as DatumType;
}

/** The kind that a datum has, which is open while it has none. Timestamps are texts. */
export function kindOf(datum: Datum): DatumType | undefined {
  if (datum.compute) {
    const value = datum.compute();
    return value === undefined ? undefined : typeOf(value);
  }
  return datum.type === 'timestamp' ? 'string' : datum.type;
}

/** `order` of `orders`: what one of a list is called. */
export function singular(name: string): string {
  if (/ies$/i.test(name)) return `${name.slice(0, -3)}y`;
  return /[^s]s$/i.test(name) ? name.slice(0, -1) : name;
}

/** The members that an object has by now, with those of the object below it. */
export function allMembers({ below, members }: Datum): ReadonlyMap<string, Datum> {
  if (!below) return members ?? new Map<string, Datum>();
  return new Map([...allMembers(below), ...(members ?? [])]);
}

/** Makes a list of an open datum; false where it is something else. */
export function asArray(datum: Datum, journal: Journal): boolean {
  if (datum.items) return true;
  if (!datum.open || datum.members || datum.json || datum.value !== undefined || kindOf(datum) !== undefined) {
    return false;
  }
  journal.set(datum, 'type', 'array');
  journal.set(datum, 'items', []);
  return true;
}

/** Makes an object of an open datum; false where it is something else. */
export function asObject(datum: Datum, journal: Journal): boolean {
  if (datum.members) return true;
  if (!datum.open || datum.items || datum.json || datum.value !== undefined) return false;
  if (datum.type !== undefined && datum.type !== 'object') return false;
  journal.set(datum, 'type', 'object');
  journal.set(datum, 'members', new Map());
  return true;
}

/** Whether nothing says yet what a datum is. */
export function isUndecided(datum: Datum): boolean {
  const { open, json, value, example, unlike } = datum;
  return open && !json && value === undefined && example === undefined && !unlike && kindOf(datum) === undefined;
}
