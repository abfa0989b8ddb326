/** The items a Map goes over, with what its context object says of each. */
import { isJsonObject, type Json, type JsonObject } from '../../json';

/** Hands over one item, of an object with its key. False: no more are wanted. */
export type TakeItem = (value: Json, key?: string) => boolean;

/** What `$$.Map.Item.Source` says of items that are not read from S3 (AWS: Context object data for Map states). */
export const STATE_DATA = 'STATE_DATA';

export class MapItems {
  readonly values: Json[];
  /** Of items that are the entries of an object. */
  private keys: string[] | undefined;
  /** Where the items from an index on come from, in order. */
  private readonly sources: { readonly from: number; readonly source: string }[] = [];

  /** `limit`: at most so many are taken. */
  constructor(
    private readonly limit = Number.POSITIVE_INFINITY,
    values: Json[] = [],
  ) {
    this.values = values;
  }

  /** The items of an array, or the entries of an object, that the state itself holds. */
  static of(data: Json[] | JsonObject, source = STATE_DATA): MapItems {
    const items = new MapItems(Number.POSITIVE_INFINITY, Array.isArray(data) ? data : []);
    items.begin(source);
    if (!Array.isArray(data)) for (const [key, value] of Object.entries(data)) items.take(value, key);
    return items;
  }

  get length(): number {
    return this.values.length;
  }

  get isFull(): boolean {
    return this.values.length >= this.limit;
  }

  /** How many more are taken. */
  get wanted(): number {
    return this.limit - this.values.length;
  }

  /** What is taken from here on comes from there. */
  begin(source: string): void {
    this.sources.push({ from: this.values.length, source });
  }

  readonly take: TakeItem = (value, key) => {
    if (this.isFull) return false;
    if (key !== undefined) (this.keys ??= new Array<string>(this.values.length))[this.values.length] = key;
    this.values.push(value);
    return !this.isFull;
  };

  /** What an iteration begins with where no ItemSelector shapes it: of an object the pair ("ItemsPath (Map)"). */
  input(index: number): Json {
    const value = this.values[index] ?? null;
    const key = this.keys?.[index];
    return key === undefined ? value : { Key: key, Value: value };
  }

  /** `Map.Item` of the context object ("Context object data for Map states"). */
  contextItem(index: number): JsonObject {
    const value = this.values[index] ?? null;
    const key = this.keys?.[index];
    const source = this.sourceOf(index);
    return key === undefined
      ? { Index: index, Value: value, Source: source }
      : { Index: index, Key: key, Value: value, Source: source };
  }

  private sourceOf(index: number): string {
    let low = 0;
    let high = this.sources.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.sources[middle]?.from ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.sources[low]?.source ?? STATE_DATA;
  }
}

/** What a Map can go over. */
export function isIterable(value: Json | undefined): value is Json[] | JsonObject {
  return Array.isArray(value) || isJsonObject(value);
}
