/**
 * What a person types to compare or compute while a state is looked at, as JSONata over the state's data: `$.total > 100`,
 * `$.kind == "a" && !$.done`. In a JSONPath state `$.items[0].price`, `$$.Map.Item.Index` and `States.Format(…)` are the
 * language's own and are evaluated as such; in a JSONata state `$.total` means the input's field.
 */
import type { QueryLanguage } from '../core/model/machine';
import { endOfBracket, endOfQuotation, isOpening } from './brackets';

/** JSONata, and what in it stands for a path or an intrinsic call of JSONPath. */
export interface PersonalJsonata {
  readonly source: string;
  readonly operands: readonly { readonly name: string; readonly text: string }[];
}

/** As a person types it; what stands in `{% %}` is JSONata whatever the language. */
export function readPersonalJsonata(text: string, language: QueryLanguage): PersonalJsonata {
  const bare = /^\s*\{%([\s\S]*)%\}\s*$/.exec(text)?.[1];
  return bare === undefined ? new Reader(text, language).read() : new Reader(bare, 'JSONata').read();
}

/** Behind the JSONPath that begins at `start`: `$`, `$$` or `$name`, and the steps after it. */
export function endOfPath(text: string, start: number): number {
  let index = start + (/^\$(\$|[\p{ID_Start}_][\p{ID_Continue}]*)?/u.exec(text.slice(start))?.[0].length ?? 0);
  for (;;) {
    const step = /^\.{1,2}(\*|[\p{L}\p{N}_]+(?:-[\p{L}_][\p{L}\p{N}_]*)*(\(\))?)/u.exec(text.slice(index));
    const afterDots = /^\.\.(?=\[)/.exec(text.slice(index));
    if (step) index += step[0].length;
    else if (text[index] === '[' || afterDots) {
      const end = endOfBracket(text, index + (afterDots ? 2 : 0));
      if (end === undefined) return index;
      index = end;
    } else return index;
  }
}

/** Operators that other languages spell in another way, the longer first. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['!==', '!='],
  ['===', '='],
  ['!=', '!='],
  ['==', '='],
  ['&&', ' and '],
  ['||', ' or '],
];

class Reader {
  private readonly operands: { readonly name: string; readonly text: string }[] = [];
  private source = '';
  private index = 0;
  /** What stands before is a value: a bracket after it selects of it. */
  private afterValue = false;
  /** Whether `$` still means the document: inside a selection it is the item. */
  private readonly brackets: boolean[] = [];

  constructor(
    private readonly text: string,
    private readonly language: QueryLanguage,
  ) {}

  read(): PersonalJsonata {
    this.within(this.text.length);
    return { source: this.source.trim(), operands: this.operands };
  }

  private next(): void {
    const character = this.text.charAt(this.index);
    const spelling = SPELLINGS.find(([written]) => this.text.startsWith(written, this.index));
    if (/\s/.test(character)) this.copy(this.index + 1);
    else if ('"\'`'.includes(character)) this.copyValue(endOfQuotation(this.text, this.index) ?? this.text.length);
    else if (this.text.startsWith('/*', this.index)) this.copy(this.behind('*/', this.index + 2));
    else if (character === '/' && !this.afterValue) this.copyValue(this.endOfPattern());
    else if (spelling) this.replace(this.index + spelling[0].length, spelling[1]);
    else if (character === '!') this.negate();
    else if (character === '$') this.reference();
    else if (/^States\.[A-Za-z]+\(/.test(this.text.slice(this.index)) && this.language === 'JSONPath') this.intrinsic();
    else if (isOpening(character)) this.open(character);
    else if (')]}'.includes(character)) {
      this.brackets.pop();
      this.copyValue(this.index + 1);
    } else this.word();
  }

  private get dollarIsDocument(): boolean {
    return this.brackets.at(-1) ?? true;
  }

  private copy(end: number): void {
    this.source += this.text.slice(this.index, end);
    this.index = end;
  }

  private copyValue(end: number): void {
    this.copy(end);
    this.afterValue = true;
  }

  private replace(end: number, words: string): void {
    this.source += words;
    this.index = end;
    this.afterValue = false;
  }

  private behind(mark: string, from: number): number {
    const at = this.text.indexOf(mark, from);
    return at < 0 ? this.text.length : at + mark.length;
  }

  private endOfPattern(): number {
    const end = endOfQuotation(this.text, this.index) ?? this.text.length;
    return end + (/^[a-z]*/.exec(this.text.slice(end))?.[0].length ?? 0);
  }

  private open(character: string): void {
    const isStep = this.source.endsWith('.');
    const selects = character === '(' ? isStep : this.afterValue;
    this.brackets.push(this.dollarIsDocument && !selects);
    this.copy(this.index + 1);
    this.afterValue = false;
  }

  private word(): void {
    const word = /^[\p{L}\p{N}_]+/u.exec(this.text.slice(this.index))?.[0];
    this.copy(this.index + (word?.length ?? 1));
    this.afterValue = word !== undefined && !['and', 'or', 'in'].includes(word);
  }

  /** JSONata has no sign for it, and its function gives nothing where there is nothing. */
  private negate(): void {
    this.replace(this.index + 1, '$not($boolean(');
    while (/\s/.test(this.text.charAt(this.index))) this.index++;
    if (this.text[this.index] === '!') this.negate();
    else this.within(this.endOfOperand());
    this.source += ') = true)';
    this.afterValue = true;
  }

  /** Behind a bracket, a path or a call. */
  private endOfOperand(): number {
    if (this.text[this.index] === '(') return endOfBracket(this.text, this.index) ?? this.text.length;
    const name = /^States\.[A-Za-z]+/.exec(this.text.slice(this.index));
    const end = Math.max(name ? this.index + name[0].length : endOfPath(this.text, this.index), this.index + 1);
    return (this.text[end] === '(' ? endOfBracket(this.text, end) : undefined) ?? end;
  }

  private within(end: number): void {
    while (this.index < end) this.next();
  }

  private reference(): void {
    const rest = this.text.slice(this.index);
    const name = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)/u.exec(rest);
    if (!this.dollarIsDocument && !name) return this.copyValue(this.index + (rest.startsWith('$$') ? 2 : 1));
    if (this.language === 'JSONata') return this.documentOfJsonata(rest, name?.[0]);
    const end = endOfPath(this.text, this.index);
    const path = this.text.slice(this.index, end);
    // What both languages read alike may stay; functions and `$states` are JSONata's.
    if (name && (this.text[end] === '(' || name[1] === 'states' || !/\[[^\d]|\.[.*]/.test(path))) {
      return this.copyValue(this.index + name[0].length);
    }
    this.operand(end);
  }

  private documentOfJsonata(rest: string, name: string | undefined): void {
    if (name) return this.copyValue(this.index + name.length);
    const isContext = rest.startsWith('$$');
    this.replace(this.index + (isContext ? 2 : 1), isContext ? '$states.context' : '$states.input');
    this.afterValue = true;
  }

  private intrinsic(): void {
    const opening = this.text.indexOf('(', this.index);
    this.operand(endOfBracket(this.text, opening) ?? this.text.length);
  }

  private operand(end: number): void {
    const name = `__operand${this.operands.length}`;
    this.operands.push({ name, text: this.text.slice(this.index, end) });
    this.replace(end, `$${name}`);
    this.afterValue = true;
  }
}
