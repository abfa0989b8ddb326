import { createScanner, SyntaxKind } from 'jsonc-parser';
import { phrase, type Phrase } from '../l10n/phrase';
import * as tree from './buildTree';
import type { OpenArray, OpenObject, Place } from './buildTree';
import { jsonStringOffset } from './jsonStringOffset';
import type { ParsedText } from './parse';
import { ProblemList } from './problemList';
import { DEEPEST, tooDeep } from './tree';
import type { SyntaxNode } from './tree';

/** The numbers of jsonc-parser's ScanError, which is a const enum. */
const STRING_PROBLEMS: Record<number, () => Phrase> = {
  2: () => phrase`This string has no closing quote.`,
  4: () => phrase`A \\u escape needs four hexadecimal digits.`,
  5: () => phrase`This escape does not exist in JSON; write \\\\ for a backslash.`,
  6: () => phrase`A control character must be escaped in JSON (\\n for a line break, \\t for a tab).`,
};

/**
 * Reads JSON, and goes on behind every mistake. What templates add is understood too: a bare `${Name}`
 * becomes a placeholder and is no problem. Comments are skipped but reported, since AWS refuses them.
 */
export function parseJson(text: string): ParsedText {
  return new JsonParser(text).parse();
}

class JsonParser {
  private readonly problems = new ProblemList();
  private isTooDeep = false;
  private readonly scanner;
  private token = SyntaxKind.EOF as SyntaxKind;
  private start = 0;
  private end = 0;
  /** The end of the token before this one: where something missing is missed. */
  private previousEnd = 0;
  private lineBreakBefore = false;
  private depth = 0;
  private openArrays = 0;
  private openObjects = 0;
  /** The nearest `%}"` found so far, -1 once there is no other. */
  private lastExpressionEnd = 0;

  constructor(private readonly text: string) {
    this.scanner = createScanner(text, false);
    if (text.charCodeAt(0) === 0xfeff) this.scanner.setPosition(1);
  }

  parse(): ParsedText {
    this.advance();
    if (this.at(SyntaxKind.EOF)) {
      this.report(
        phrase`The file is empty. A state machine must be an object with StartAt and States.`,
        0,
        this.text.length,
      );
      return { problems: this.problems.all };
    }
    const root = this.value({});
    if (!root) {
      this.report(phrase`A JSON value is expected here.`, this.start, this.end);
    } else if (!this.at(SyntaxKind.EOF)) {
      this.report(phrase`Nothing may follow the end of the JSON value.`, this.start, this.end);
    }
    return { root, problems: this.problems.all };
  }

  /** Reads the value that begins at the current token; undefined, with nothing consumed, where none begins there. */
  private value(place: Place): SyntaxNode | undefined {
    const { start, end } = this;
    switch (this.token) {
      case SyntaxKind.OpenBraceToken:
        return this.depth >= DEEPEST ? this.skipNested(place) : this.object(place);
      case SyntaxKind.OpenBracketToken:
        return this.depth >= DEEPEST ? this.skipNested(place) : this.array(place);
      case SyntaxKind.StringLiteral:
        return this.string(place);
      case SyntaxKind.NumericLiteral: {
        const written = this.text.slice(start, end);
        if (/^-?0\d/.test(written)) this.report(phrase`A number must not have a leading zero in JSON.`, start, end);
        this.advance();
        if (Number.isFinite(Number(written))) {
          return tree.numberNode({ start, end }, written, Number(written), place);
        }
        this.report(phrase`This number is too large: it must be at most 1.8e308.`, start, end);
        return tree.unreadNode({ start, end }, place);
      }
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword: {
        const value = this.at(SyntaxKind.TrueKeyword);
        this.advance();
        return tree.booleanNode({ start, end }, value, place);
      }
      case SyntaxKind.NullKeyword:
        this.advance();
        return tree.nullNode({ start, end }, place);
      case SyntaxKind.Unknown:
        return this.placeholder(place);
      default:
        return undefined;
    }
  }

  private object(place: Place): OpenObject {
    const object = tree.objectNode(this.start, place);
    this.depth++;
    this.openObjects++;
    this.advance();
    let commaExpected = false;
    let whole = true;
    for (;;) {
      if (this.at(SyntaxKind.CloseBraceToken)) {
        object.span.end = this.end;
        this.advance();
        break;
      }
      if (this.at(SyntaxKind.EOF) || (this.at(SyntaxKind.CloseBracketToken) && this.openArrays > 0)) {
        this.report(phrase`A closing } is missing for this object.`, object.span.start, object.span.start + 1);
        object.span.end = this.at(SyntaxKind.EOF) ? this.text.length : this.previousEnd;
        break;
      }
      if (this.at(SyntaxKind.CommaToken)) {
        const { start, end } = this;
        this.advance();
        if (!commaExpected) this.report(phrase`A property is expected before this comma.`, start, end);
        else if (this.at(SyntaxKind.CloseBraceToken)) {
          this.report(phrase`JSON does not allow a comma after the last property.`, start, end);
        }
        commaExpected = false;
        continue;
      }
      if (this.at(SyntaxKind.StringLiteral)) {
        // Behind a property that is itself incomplete the comma is not missed as well.
        if (commaExpected && whole) this.reportMissing(phrase`A comma is missing here.`);
        whole = this.property(object);
        commaExpected = true;
        continue;
      }
      if (this.at(SyntaxKind.Unknown) && this.placeholder({ parent: object })) {
        // A placeholder that stands for whole properties: nothing is known of them, so nothing is said.
        commaExpected = true;
        continue;
      }
      this.report(phrase`A property name in double quotes is expected here.`, this.start, this.end);
      this.advance();
      commaExpected = true;
    }
    this.depth--;
    this.openObjects--;
    tree.reportDuplicateKeys(object, this.problems);
    return object;
  }

  /** Reads a property; false where its value is missing. */
  private property(object: OpenObject): boolean {
    const property = tree.openProperty(object, this.start, this.end, (place) => this.string(place));
    property.span.end = property.key.span.end;
    if (!this.at(SyntaxKind.ColonToken)) {
      this.reportMissing(phrase`A colon and a value are missing after this property name.`);
      return false;
    }
    property.span.end = this.end;
    this.advance();
    if (this.nextPropertyBegins()) {
      this.reportMissing(phrase`A value is missing here.`);
      return false;
    }
    const value = this.value({ parent: object, property });
    if (value) {
      property.value = value;
      property.span.end = value.span.end;
      return true;
    }
    if (this.at(SyntaxKind.Unknown)) {
      this.report(phrase`This is not a JSON value. Text must be in double quotes.`, this.start, this.end);
      this.advance();
    } else {
      this.reportMissing(phrase`A value is missing here.`);
    }
    return false;
  }

  /** In half-typed text the string on the next line is no value but the next property's name. */
  private nextPropertyBegins(): boolean {
    return (
      this.at(SyntaxKind.StringLiteral) &&
      this.lineBreakBefore &&
      /^\s*:/.test(this.text.slice(this.end, this.end + 200))
    );
  }

  private array(place: Place): OpenArray {
    const array = tree.arrayNode(this.start, place);
    this.depth++;
    this.openArrays++;
    this.advance();
    let commaExpected = false;
    for (;;) {
      if (this.at(SyntaxKind.CloseBracketToken)) {
        array.span.end = this.end;
        this.advance();
        break;
      }
      if (this.at(SyntaxKind.EOF) || (this.at(SyntaxKind.CloseBraceToken) && this.openObjects > 0)) {
        this.report(phrase`A closing ] is missing for this array.`, array.span.start, array.span.start + 1);
        array.span.end = this.at(SyntaxKind.EOF) ? this.text.length : this.previousEnd;
        break;
      }
      if (this.at(SyntaxKind.CommaToken)) {
        const { start, end } = this;
        this.advance();
        if (!commaExpected) this.report(phrase`A value is expected before this comma.`, start, end);
        else if (this.at(SyntaxKind.CloseBracketToken)) {
          this.report(phrase`JSON does not allow a comma after the last item.`, start, end);
        }
        commaExpected = false;
        continue;
      }
      const before = this.previousEnd;
      const item = this.value({ parent: array });
      if (item) {
        if (commaExpected) this.report(phrase`A comma is missing here.`, before - 1, before);
        array.items.push(item);
      } else {
        this.report(phrase`This is not a JSON value. Text must be in double quotes.`, this.start, this.end);
        this.advance();
      }
      commaExpected = true;
    }
    this.depth--;
    this.openArrays--;
    return array;
  }

  private string(place: Place) {
    const { start } = this;
    let { end } = this;
    let value = this.scanner.getTokenValue();
    const problem = STRING_PROBLEMS[this.scanner.getTokenError() as number];
    const closed = problem ? this.endBelow(value, end) : -1;
    if (closed >= 0) {
      // Written over several lines: one mistake, not one for every line.
      end = closed;
      value = decodedLines(this.text.slice(start, end));
      this.report(phrase`A line break inside a string must be written \\n in JSON.`, start, end);
      this.scanner.setPosition(end);
    } else if (problem) {
      this.report(problem(), start, end);
    }
    const offset = jsonStringOffset(this.text, start, end, value.length);
    this.end = end;
    this.advance();
    return tree.stringNode({ start, end }, value, offset, place);
  }

  /** Where a string ends that a line break stands in; -1 where its quote is rather missing. */
  private endBelow(value: string, end: number): number {
    if (value.startsWith('{%')) {
      const closing = this.expressionEnd(end);
      if (closing >= 0) return closing + 3;
    }
    // A quote that opens the next string is not followed by what may follow a string.
    const rest = /^\r?\n(?:[^"\\]|\\.){0,2000}"(?=\s*(?:[,:}\]]|$))/s.exec(this.text.slice(end, end + 2_100));
    return rest ? end + rest[0].length : -1;
  }

  /** Where the expression that begins before `from` ends; -1 where none does. Looks no further than it did before. */
  private expressionEnd(from: number): number {
    if (this.lastExpressionEnd !== -1 && this.lastExpressionEnd < from) {
      this.lastExpressionEnd = this.text.indexOf('%}"', from);
    }
    return this.lastExpressionEnd;
  }

  /** `${Name}` (also nested, also with text around it) or `__name__`; undefined where the token is neither. */
  private placeholder(place: Place): SyntaxNode | undefined {
    const { start, text } = this;
    const opening = /^[\w.%-]*(\$\{|__\w+__)/.exec(text.slice(start, start + 200));
    if (!opening) return undefined;
    let end = start;
    while (end < text.length && !/[\s,\]}:"]/.test(text.charAt(end))) {
      end = text.startsWith('${', end) ? closingBrace(text, end + 2) : end + 1;
    }
    this.scanner.setPosition(end);
    this.end = end;
    this.advance();
    return tree.placeholderNode({ start, end }, text.slice(start, end), place);
  }

  private skipNested(place: Place): SyntaxNode {
    const { start } = this;
    let open = 0;
    do {
      if (this.at(SyntaxKind.OpenBraceToken) || this.at(SyntaxKind.OpenBracketToken)) open++;
      else if (this.at(SyntaxKind.CloseBraceToken) || this.at(SyntaxKind.CloseBracketToken)) open--;
      this.advance();
    } while (open > 0 && !this.at(SyntaxKind.EOF));
    if (!this.isTooDeep) this.report(tooDeep(), start, start + 1);
    this.isTooDeep = true;
    return tree.unreadNode({ start, end: this.previousEnd }, place);
  }

  private at(kind: SyntaxKind): boolean {
    return this.token === kind;
  }

  private advance(): void {
    this.previousEnd = this.end;
    this.lineBreakBefore = false;
    for (;;) {
      this.token = this.scanner.scan();
      this.start = this.scanner.getTokenOffset();
      this.end = this.start + this.scanner.getTokenLength();
      if (this.at(SyntaxKind.LineBreakTrivia)) this.lineBreakBefore = true;
      else if (this.at(SyntaxKind.LineCommentTrivia) || this.at(SyntaxKind.BlockCommentTrivia)) {
        this.report(phrase`JSON does not allow comments. In a definition, use a Comment field.`, this.start, this.end);
      } else if (!this.at(SyntaxKind.Trivia)) return;
    }
  }

  private report(message: Phrase, start: number, end: number): void {
    this.problems.add({ code: 'json-syntax', message, span: { start, end } });
  }

  /** Reports something that should stand behind the previous token, at that token's last character. */
  private reportMissing(message: Phrase): void {
    this.report(message, Math.max(0, this.previousEnd - 1), this.previousEnd);
  }
}

/** The value of a string that line breaks stand in. */
function decodedLines(written: string): string {
  try {
    return JSON.parse(
      written.replace(/[\u0000-\u001f]/g, (character) => JSON.stringify(character).slice(1, -1)),
    ) as string;
  } catch {
    return written.slice(1, -1);
  }
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '{') open++;
    else if (character === '}' && --open === 0) return index + 1;
    else if (character === '\n') return index;
  }
  return text.length;
}
