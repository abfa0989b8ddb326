/**
 * TOML as configuration files of deployment tools have it: tables, dotted and quoted keys, strings of all kinds, numbers,
 * booleans, lists and inline tables. Lists of tables and dates are left out. Source: TOML 1.0.
 */
import type { Json, JsonObject } from '../core/json';
import { isJsonObject } from '../core/json';
import { setOwn } from '../core/syntax/value';

/** What a text holds; a line that cannot be read is left out, and nothing fails. */
export function parseToml(text: string): JsonObject {
  const root: JsonObject = {};
  let table: JsonObject | undefined = root;
  const reader = new TomlReader(text);
  while (!reader.isAtEnd()) {
    const start = reader.at;
    reader.skip(/[\s\uFEFF]+|#[^\n]*/y);
    if (reader.isAtEnd()) break;
    if (reader.take(/\[\[[^\n]*/y) !== undefined) table = undefined;
    else if (reader.take(/\[/y) !== undefined) {
      table = tableAt(root, reader.keys());
      reader.line();
    } else {
      const keys = reader.keys();
      const value = reader.take(/[ \t]*=[ \t]*/y) === undefined ? undefined : reader.value();
      const last = keys.pop();
      const owner = table && tableAt(table, keys);
      if (owner && last !== undefined && value !== undefined) setOwn(owner, last, value);
      reader.line();
    }
    if (reader.at === start) reader.at++;
  }
  return root;
}

/** The table that keys lead to, made where there is none; undefined where something else is in its place. */
function tableAt(root: JsonObject, keys: readonly string[]): JsonObject | undefined {
  let table = root;
  for (const key of keys) {
    if (!Object.hasOwn(table, key)) setOwn(table, key, {});
    const inner = table[key];
    if (!isJsonObject(inner)) return undefined;
    table = inner;
  }
  return table;
}

class TomlReader {
  at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What a sticky pattern matches here, which is passed. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skip(pattern: RegExp): void {
    while (this.take(pattern)) continue;
  }

  line(): void {
    this.take(/[^\n]*/y);
  }

  keys(): string[] {
    const keys: string[] = [];
    for (;;) {
      this.take(/[ \t]*/y);
      const key = this.take(/[\w-]+/y) ?? this.string();
      if (key === undefined) return keys;
      keys.push(key);
      if (this.take(/[ \t]*\.[ \t]*/y) === undefined) return keys;
    }
  }

  value(): Json | undefined {
    const string = this.string();
    if (string !== undefined) return string;
    if (this.take(/\[/y) !== undefined) return this.list();
    if (this.take(/\{/y) !== undefined) return this.inlineTable();
    const word = this.take(/[\w+.:-]+/y);
    if (word === 'true' || word === 'false') return word === 'true';
    const number = word === undefined ? NaN : Number(word.replaceAll('_', ''));
    return Number.isFinite(number) ? number : word;
  }

  private list(): Json[] {
    const items: Json[] = [];
    while (!this.isAtEnd()) {
      this.skip(/[\s,]+|#[^\n]*/y);
      if (this.take(/\]/y) !== undefined) break;
      const item = this.value();
      if (item === undefined) break;
      items.push(item);
    }
    return items;
  }

  private inlineTable(): JsonObject {
    const table: JsonObject = {};
    while (!this.isAtEnd()) {
      this.skip(/[\s,]+/y);
      if (this.take(/\}/y) !== undefined) break;
      const keys = this.keys();
      const value = this.take(/[ \t]*=[ \t]*/y) === undefined ? undefined : this.value();
      const last = keys.pop();
      if (last === undefined || value === undefined) break;
      const owner = tableAt(table, keys);
      if (owner) setOwn(owner, last, value);
    }
    return table;
  }

  private string(): string | undefined {
    const long = this.take(/"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}/y);
    if (long !== undefined) {
      const inner = long.slice(3, -3).replace(/^\r?\n/, '');
      return long.startsWith('"') ? unescaped(inner.replace(/\\[ \t]*\r?\n\s*/g, '')) : inner;
    }
    const short = this.take(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y);
    if (short === undefined) return undefined;
    return short.startsWith('"') ? unescaped(short.slice(1, -1)) : short.slice(1, -1);
  }
}

const ESCAPES: { readonly [letter: string]: string } = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g,
    (_, short?: string, long?: string, letter = '') => {
      const code = parseInt(short ?? long ?? '', 16);
      if (Number.isNaN(code)) return ESCAPES[letter as string] ?? (letter as string);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
