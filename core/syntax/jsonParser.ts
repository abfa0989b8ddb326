import { SyntaxKind } from 'jsonc-parser';
import { phrase } from '../l10n/phrase';
import * as tree from './buildTree';
import type { OpenArray, OpenObject, Place } from './buildTree';
import { JsonCursor } from './jsonCursor';
import { CLOSING, type Bracket, type JsonLayout } from './jsonLayout';
import type { ParsedText } from './parse';
import { DEEPEST, tooDeep } from './tree';
import type { SyntaxNode } from './tree';

/** Of a bracket that is not written: the place of the name before it, where there is one. */
interface Missing {
  readonly key?: JsonLayout['place'];
  /** What was read already of what it opens. */
  readonly first?: SyntaxNode;
}

export interface ParsedJson extends ParsedText {
  /** More follows what was taken for the whole. */
  readonly isCutShort?: boolean;
}

/** One reading of a text in JSON: by its brackets, or by its lines where a layout is given. Goes on behind every mistake. */
export class JsonParser extends JsonCursor {
  private isTooDeep = false;
  private depth = 0;
  private openArrays = 0;
  private openObjects = 0;
  /** Whether it was said that the text ends too early. */
  private endIsTold = false;

  parse(): ParsedJson {
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
    return { root, problems: this.problems.all, isCutShort: !this.at(SyntaxKind.EOF) };
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

  /** @param missing where its opening bracket should stand: it begins with its first property */
  private object(place: Place, missing?: Missing): OpenObject {
    const object = tree.objectNode(this.start, place);
    this.open('{', missing);
    let commaExpected = false;
    let whole = true;
    for (;;) {
      const end = this.endOf('{', object);
      if (end === 'ended') break;
      if (end === 'skipped') continue;
      if (this.at(SyntaxKind.CommaToken)) {
        const { start, end: behind } = this;
        this.advance();
        if (!commaExpected) this.report(phrase`A property is expected before this comma.`, start, behind);
        else if (this.at(SyntaxKind.CloseBraceToken)) {
          this.reportSmall(phrase`JSON does not allow a comma after the last property.`, { start, end: behind });
        }
        commaExpected = false;
        continue;
      }
      if (this.at(SyntaxKind.StringLiteral)) {
        // Behind a property that is itself incomplete the comma is not missed as well.
        if (commaExpected && whole && this.previous !== SyntaxKind.CommaToken)
          this.reportMissing(phrase`A comma is missing here.`);
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
      // Whole, so that what is in it counts for nothing here.
      const skipped = this.layout && this.at(SyntaxKind.OpenBracketToken) ? this.value({}) : undefined;
      if (!skipped) this.advance();
      commaExpected = !this.layout || commaExpected;
    }
    this.close('{');
    tree.reportDuplicateKeys(object, this.problems);
    return object;
  }

  private open(kind: Bracket['kind'], missing: Missing | undefined): void {
    this.depth++;
    if (kind === '{') this.openObjects++;
    else this.openArrays++;
    if (missing) this.layout?.assumed(kind, missing.key);
    else {
      this.layout?.opened(kind);
      this.advance();
    }
  }

  private close(kind: Bracket['kind']): void {
    this.depth--;
    if (kind === '{') this.openObjects--;
    else this.openArrays--;
    this.layout?.closed();
    this.layout?.moveTo(this.previousEnd, this.start);
  }

  /**
   * What the token at hand means for the end of an object or array: it ends with it or before it; the token is a bracket that
   * closes nothing, and is skipped; or it is none of its end.
   */
  private endOf(kind: Bracket['kind'], node: OpenObject | OpenArray): 'ended' | 'skipped' | undefined {
    const closing = kind === '{' ? SyntaxKind.CloseBraceToken : SyntaxKind.CloseBracketToken;
    const other = kind === '{' ? SyntaxKind.CloseBracketToken : SyntaxKind.CloseBraceToken;
    const isClosing = this.at(closing) || this.at(other);
    if (this.at(SyntaxKind.EOF)) return this.unclosed(kind, node);
    if (!this.layout) {
      if (this.at(closing)) return this.closed(node);
      const isOuter = this.at(other) && (kind === '{' ? this.openArrays : this.openObjects) > 0;
      return isOuter ? this.unclosed(kind, node) : undefined;
    }
    if (!isClosing) return this.layout.isOutside(this.mayBeItem()) ? this.unclosed(kind, node) : undefined;
    const closes = this.layout.closes(this.at(SyntaxKind.CloseBraceToken) ? '{' : '[');
    if (closes === 'innermost') return this.closed(node);
    if (closes === 'outer') return this.unclosed(kind, node);
    if (closes === 'swapped') {
      this.report(phrase`${CLOSING[kind]} must stand here.`, this.start, this.end);
      return this.closed(node);
    }
    const message = this.at(SyntaxKind.CloseBraceToken)
      ? phrase`This } closes nothing: it is one too many, or the { before it is missing.`
      : phrase`This ] closes nothing: it is one too many, or the [ before it is missing.`;
    this.report(message, this.start, this.end);
    this.advance();
    return 'skipped';
  }

  private mayBeItem(): boolean {
    return this.at(SyntaxKind.CommaToken) || (this.valueBegins() && !this.nameFollows());
  }

  private closed(node: OpenObject | OpenArray): 'ended' {
    node.span.end = this.end;
    this.advance();
    return 'ended';
  }

  private unclosed(kind: Bracket['kind'], node: OpenObject | OpenArray): 'ended' {
    const isEnd = this.at(SyntaxKind.EOF);
    node.span.end = isEnd ? this.text.length : this.previousEnd;
    if (isEnd) node.isOpen = true;
    // Where a text ends too early one bracket is as much missing as the others: the innermost is where writing goes on.
    if (isEnd && this.endIsTold) return 'ended';
    if (isEnd) this.endIsTold = true;
    const message =
      kind === '{' ? phrase`A closing } is missing for this object.` : phrase`A closing ] is missing for this array.`;
    this.report(message, node.span.start, node.span.start + 1);
    return 'ended';
  }

  /** Reads a property; false where its value is missing. */
  private property(object: OpenObject): boolean {
    const place = this.layout?.place;
    const property = tree.openProperty(object, this.start, this.end, (at) => this.string(at));
    property.span.end = property.key.span.end;
    if (this.at(SyntaxKind.ColonToken)) {
      property.span.end = this.end;
      this.advance();
    } else {
      this.reportMissing(phrase`A colon and a value are missing after this property name.`);
      // On the same line only: what stands on the next is a property of its own.
      if (!this.isMended || this.lineBreakBefore || this.nameFollows() || !this.valueBegins()) return false;
    }
    if (this.isMended && this.at(SyntaxKind.ColonToken)) {
      this.report(phrase`There is one colon too many here.`, this.start, this.end);
      this.advance();
    }
    if (this.layout && place) {
      const inner = this.unopened({ parent: object, property }, place);
      if (inner) {
        property.value = inner;
        property.span.end = inner.span.end;
        return true;
      }
    }
    if (this.nextPropertyBegins()) {
      this.reportMissing(phrase`A value is missing here.`);
      return false;
    }
    const value = this.value({ parent: object, property });
    if (value) {
      property.value = place && this.itemsFollow() ? this.unopenedList(value, property, place) : value;
      property.span.end = property.value.span.end;
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

  /** A value whose opening bracket is missing, by how what follows is indented and continued. */
  private unopened(place: Place, key: JsonLayout['place']): SyntaxNode | undefined {
    const isBelow = this.layout!.isBelow(key);
    if (this.lineBreakBefore && !isBelow) return undefined;
    if (this.at(SyntaxKind.StringLiteral) && this.nameFollows()) {
      this.reportMissing(phrase`An opening { is missing here.`);
      return this.object(place, { key });
    }
    const isItem = isBelow && (this.at(SyntaxKind.StringLiteral) || this.at(SyntaxKind.OpenBraceToken));
    if (!isItem || this.depth >= DEEPEST) return undefined;
    this.reportMissing(phrase`An opening [ is missing here.`);
    return this.array(place, { key });
  }

  /** Whether the value that was just read is the first item of a list whose opening bracket is missing. */
  private itemsFollow(): boolean {
    if (this.at(SyntaxKind.CloseBracketToken)) return this.layout?.closes('[') === 'nothing';
    if (!this.at(SyntaxKind.CommaToken)) return false;
    const ITEM = /^,\s*(?:[[{]|"(?:[^"\\\n]|\\.)*"\s*[,\]]|-?\d+\s*[,\]])/;
    return ITEM.test(this.text.slice(this.start, this.start + 500));
  }

  private unopenedList(first: SyntaxNode, property: tree.OpenProperty, key: JsonLayout['place']): OpenArray {
    this.report(phrase`An opening [ is missing here.`, first.span.start, first.span.start + 1);
    const place = { parent: property.parent, property: property as Place['property'] };
    return this.array(place, { key, first });
  }

  private array(place: Place, missing?: Missing): OpenArray {
    const array = tree.arrayNode(missing?.first?.span.start ?? this.start, place);
    this.open('[', missing);
    let commaExpected = missing?.first !== undefined;
    if (missing?.first) array.items.push(Object.assign(missing.first, { parent: array, property: undefined }));
    for (;;) {
      const end = this.endOf('[', array);
      if (end === 'ended') break;
      if (end === 'skipped') continue;
      if (this.at(SyntaxKind.CommaToken)) {
        const { start, end: behind } = this;
        if (array.items.length === 0 && this.layout?.endsWithLine(behind)) {
          this.unclosed('[', array);
          break;
        }
        this.advance();
        if (!commaExpected) this.report(phrase`A value is expected before this comma.`, start, behind);
        else if (this.at(SyntaxKind.CloseBracketToken)) {
          this.reportSmall(phrase`JSON does not allow a comma after the last item.`, { start, end: behind });
        }
        commaExpected = false;
        continue;
      }
      const before = this.previousEnd;
      const isUnopened = this.layout && this.at(SyntaxKind.StringLiteral) && this.nameFollows() && this.depth < DEEPEST;
      if (isUnopened) this.report(phrase`An opening { is missing here.`, this.start, this.end);
      const item = isUnopened ? this.object({ parent: array }, {}) : this.value({ parent: array });
      if (item) {
        if (commaExpected) this.report(phrase`A comma is missing here.`, before - 1, before);
        array.items.push(item);
      } else {
        this.report(phrase`This is not a JSON value. Text must be in double quotes.`, this.start, this.end);
        this.advance();
      }
      commaExpected = true;
    }
    this.close('[');
    return array;
  }

  private skipNested(place: Place): SyntaxNode {
    const { start } = this;
    let open = 0;
    do {
      if (this.at(SyntaxKind.OpenBraceToken) || this.at(SyntaxKind.OpenBracketToken)) open++;
      else if (this.at(SyntaxKind.CloseBraceToken) || this.at(SyntaxKind.CloseBracketToken)) open--;
      this.advance();
    } while (open > 0 && !this.at(SyntaxKind.EOF));
    if (!this.isTooDeep) {
      const span = { start, end: start + 1 };
      this.problems.add({ code: 'json-syntax', isTooDeep: true, message: tooDeep(), span });
    }
    this.isTooDeep = true;
    return tree.unreadNode({ start, end: this.previousEnd }, place);
  }
}
