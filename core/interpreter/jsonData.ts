/** A value and, where nobody changed it, the very text it came as: AWS echoes such texts unchanged. */
import type { Json } from '../json';
import { jsonText } from '../jsonText';

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

  /** An array of data: what was written once is not written again. */
  static array(items: readonly JsonData[]): JsonData {
    const values: Json[] = [];
    const texts: string[] = [];
    for (const item of items) {
      values.push(item.value);
      texts.push(item.compact);
    }
    const data = new JsonData(values);
    data.known = data.written = `[${texts.join(',')}]`;
    return data;
  }

  /** The text of the value; compact where it was computed. */
  get text(): string {
    return (this.known ??= this.compact);
  }

  private get compact(): string {
    return (this.written ??= jsonText(this.value));
  }
}

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
