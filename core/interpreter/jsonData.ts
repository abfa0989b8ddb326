/** A value and, where nobody changed it, the very text it came as: AWS echoes such texts unchanged. */
import type { Json, JsonObject } from '../json';
import { jsonText } from '../jsonText';
import { isPlain } from '../shortText';

export class JsonData {
  private known: string | undefined;
  /** The text as we write it; only another than `known` where the data came as a text. */
  private written: string | undefined;

  constructor(
    readonly value: Json,
    text?: string,
  ) {
    this.known = text;
    this.written = undefined;
  }

  /** A value with the text that we would write of it. */
  static written(value: Json, text: string): JsonData {
    const data = new JsonData(value, text);
    data.written = text;
    return data;
  }

  /** An array of data: what was written once is not written again. */
  static array(items: readonly JsonData[]): JsonData {
    const values: Json[] = [];
    const texts: string[] = [];
    for (const item of items) {
      values.push(item.value);
      texts.push(item.compact);
    }
    return JsonData.written(values, `[${texts.join(',')}]`);
  }

  /** The text of the value; compact where it was computed. */
  get text(): string {
    return (this.known ??= this.compact);
  }

  /** The text as we write it. */
  get compact(): string {
    return (this.written ??= jsonText(this.value));
  }

  /** A member's value as data. Where the text of the whole is written and long, and what stands around it is short, its text is cut out of that. */
  member(name: string, value: Json): JsonData {
    const { written } = this;
    if (written === undefined || written.length < LONG || typeof value !== 'object') return new JsonData(value);
    let start = 1;
    let after = 0;
    let isBefore = true;
    const object = this.value as JsonObject;
    for (const key in object) {
      const length = key === name ? 0 : shortTextLength(object[key]!);
      const keyLength = shortTextLength(key);
      if (length < 0 || keyLength < 0) return new JsonData(value);
      if (key === name) {
        start += keyLength + 1;
        isBefore = false;
      } else if (isBefore) start += keyLength + length + 2;
      else after += keyLength + length + 2;
    }
    if (isBefore) return new JsonData(value);
    return JsonData.written(value, written.slice(start, written.length - after - 1));
  }
}

/** What is shorter is as soon written as cut out. */
const LONG = 200;

/** How long the text of a short name, a small whole number or the like is; less than zero of anything else. */
function shortTextLength(value: Json): number {
  if (typeof value === 'string') {
    if (value.length > LONGEST_SHORT) return -1;
    const known = knownPlain.get(value) ?? learnedWhetherPlain(value);
    return known ? value.length + 2 : -1;
  }
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 0 && value < 1e6 ? String(value).length : -1;
  if (value === null || value === true) return 4;
  return value === false ? 5 : -1;
}

/** Whether a short text stands in JSON as it is: answers of a service have the same names each time. */
const knownPlain = new Map<string, boolean>();
const MOST_KNOWN = 500;

function learnedWhetherPlain(text: string): boolean {
  const plain = isPlain(text);
  if (knownPlain.size >= MOST_KNOWN) knownPlain.clear();
  knownPlain.set(text, plain);
  return plain;
}

const LONGEST_SHORT = 32;

/** Step Functions refuses more than this many bytes of UTF-8 between states (quotas page). */
export const MAXIMUM_DATA_BYTES = 262_144;

/** Whether a text is beyond the quota. Measures only where the length leaves a doubt. */
export function exceedsDataLimit(text: string): boolean {
  if (text.length > MAXIMUM_DATA_BYTES) return true;
  if (text.length * 3 <= MAXIMUM_DATA_BYTES) return false;
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      index++;
    } else bytes += 3;
  }
  return bytes > MAXIMUM_DATA_BYTES;
}
