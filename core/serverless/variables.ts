/**
 * The variables of the Serverless Framework: `${source(parameter):address, fallback}`, one within the other. Parsing never
 * fails: what has not their form stays text, as `${AWS::Region}` does there.
 */
import type { Json } from '../json';

/** A text with variables in it. */
export type VariableText = readonly (string | Variable)[];

export interface Variable {
  /** Half-open, in the outermost text. */
  readonly start: number;
  readonly end: number;
  /** The first that has a value counts. */
  readonly sources: readonly VariableSource[];
}

export type VariableSource =
  | { readonly literal: Json }
  /** `${file(./x.yml):a.b}`: type `file`, parameter `./x.yml`, address `a.b`. */
  | { readonly type: string; readonly parameters: readonly VariableText[]; readonly address?: VariableText };

/** Deeper than anybody nests; what is deeper stays text. */
const DEEPEST = 20;
/** How often each character may be looked at: brackets that are never closed would be looked for from each of them. */
const MOST_LOOKS = 200;

/** @returns undefined where the text has no variable and no escaped one */
export function parseVariables(text: string): VariableText | undefined {
  if (!text.includes('${')) return undefined;
  const parts = new VariableParser(text).text(0, text.length, 0);
  return parts.length === 1 && parts[0] === text ? undefined : parts;
}

class VariableParser {
  private looksLeft: number;

  constructor(private readonly source: string) {
    this.looksLeft = source.length * MOST_LOOKS;
  }

  text(from: number, to: number, depth: number): VariableText {
    const parts: (string | Variable)[] = [];
    let plain = '';
    const add = (variable: Variable): void => {
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push(variable);
    };
    for (let at = from; at < to;) {
      const opened = this.source.indexOf('${', at);
      if (opened < 0 || opened >= to) {
        plain += this.source.slice(at, to);
        break;
      }
      plain += this.source.slice(at, opened);
      const slashes = /\\*$/.exec(this.source.slice(at, opened))![0].length;
      if (slashes > 0) plain = plain.slice(0, -slashes) + '\\'.repeat(Math.floor(slashes / 2));
      const variable = slashes % 2 === 1 || depth > DEEPEST ? undefined : this.variable(opened, to, depth);
      if (variable) add(variable);
      else plain += '${';
      at = variable?.end ?? opened + 2;
    }
    if (plain !== '') parts.push(plain);
    return parts;
  }

  /** From its `${` on; undefined where it is none. */
  private variable(start: number, to: number, depth: number): Variable | undefined {
    const end = this.closing(start + 2, '}', to);
    if (end === undefined) return undefined;
    const sources: VariableSource[] = [];
    for (let at = start + 2; at <= end;) {
      const comma = this.closing(at, ',', end) ?? end;
      const source = this.variableSource(at, comma, sources.length > 0, depth);
      if (!source) return undefined;
      sources.push(source);
      at = comma + 1;
    }
    return { start, end: end + 1, sources };
  }

  /** Literals may stand only behind something else: `${x}` is not a variable. */
  private variableSource(from: number, to: number, isFallback: boolean, depth: number): VariableSource | undefined {
    const written = this.source.slice(from, to);
    const head = /^\s*([a-zA-Z][\w-]*)(?=\(|\s*:(?!:))/.exec(written);
    if (!head) return isFallback ? { literal: literalOf(written.trim()) } : undefined;
    const type = head[1]!;
    let at = from + head[0].length;
    const parameters: VariableText[] = [];
    if (this.source[at] === '(') {
      const close = this.closing(at + 1, ')', to);
      if (close === undefined) return undefined;
      for (at++; at <= close;) {
        const comma = this.closing(at, ',', close) ?? close;
        parameters.push(this.argument(at, comma, depth));
        at = comma + 1;
      }
    }
    const rest = /^\s*(?::\s*)?/.exec(this.source.slice(at, to))![0];
    const address = at + rest.length < to ? this.argument(at + rest.length, to, depth) : undefined;
    return { type, parameters, address };
  }

  /** A parameter or an address: quoted, or text with variables in it. */
  private argument(from: number, to: number, depth: number): VariableText {
    const written = this.source.slice(from, to);
    const quoted = /^\s*(["'])(.*)\1\s*$/.exec(written)?.[2];
    if (quoted !== undefined) return [quoted];
    const start = from + /^\s*/.exec(written)![0].length;
    return this.text(start, Math.max(start, from + written.trimEnd().length), depth + 1);
  }

  /** Where a sign stands that no quotes and no brackets of its own surround. */
  private closing(from: number, sign: string, to: number): number | undefined {
    let braces = 0;
    let parentheses = 0;
    for (let at = from; at < to && --this.looksLeft > 0; at++) {
      const char = this.source[at]!;
      if (braces === 0 && parentheses === 0 && char === sign) return at;
      if ((char === '"' || char === "'") && /[(,:\s]/.test(this.source[at - 1] ?? ' ')) {
        const end = this.source.indexOf(char, at + 1);
        if (end > 0 && end < to) at = end;
      } else if (char === '{' && this.source[at - 1] === '$') braces++;
      else if (char === '}') braces--;
      else if (char === '(') parentheses++;
      else if (char === ')') parentheses--;
    }
    return undefined;
  }
}

/** A text without quotes is an error there; what it means is plain all the same. */
function literalOf(written: string): Json {
  const quoted = /^(["'])(.*)\1$/.exec(written)?.[2];
  if (quoted !== undefined) return quoted;
  if (written === 'true' || written === 'false') return written === 'true';
  if (written === 'null') return null;
  return written !== '' && !Number.isNaN(Number(written)) ? Number(written) : written;
}
