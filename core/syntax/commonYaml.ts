import * as tree from './buildTree';
import type { Place } from './buildTree';
import { plainValue } from './commonYamlScalars';
import {
  CLOSE_LIST,
  CLOSE_MAP,
  COLON,
  COMMA,
  DASH,
  GREATER,
  MORE,
  OPEN_LIST,
  OPEN_MAP,
  SHARP,
  YamlCursor,
  more,
} from './commonYamlCursor';
import type { Scalar } from './commonYamlCursor';
import type { ParsedText } from './parse';
import { ProblemList } from './problemList';
import { hasValueAlone } from './templateLanguage';
import type { ArrayNode, SyntaxNode } from './tree';
import { yamlScalarOffset } from './yamlScalarOffset';

/**
 * Reads YAML as nearly all of it is written: mappings and lists in lines or brackets, texts plain, quoted or in blocks, tags,
 * comments. It makes the tree that `parseYaml` makes of the library's document, in a tenth of the time, and leaves every
 * text that has more, or a mistake, to the library: whatever it is not sure of is MORE.
 *
 * @returns undefined where the library has to read it
 */
export function parseCommonYaml(text: string): ParsedText | undefined {
  if (UNCOMMON.test(text) || hasValueAlone(text)) return undefined;
  try {
    return new CommonYaml(text).document();
  } catch (error) {
    if (error !== MORE) throw error;
    return undefined;
  }
}

/** Characters that mean something to the library: controls, a lone carriage return, a byte order mark. */
const UNCOMMON = /[\0-\x08\v\f\x0e-\x1f\x7f\ufeff]|\r(?!\n)/;

/** Levels. Deeper texts come to limits of which the library's reader tells. */
const DEEPEST_COMMON = 100;
/** Characters. The library complains of keys that are longer than 1,024. */
const LONGEST_KEY = 1_000;

const BAR = 124;
const BANG = 33;

/** With letters of its own alone: `!Ref`, `!Fn::Sub`. */
const TAG = /![A-Za-z](?:[\w.:-]*\w)?(?=[ \r\n])/y;

class CommonYaml extends YamlCursor {
  private readonly problems = new ProblemList();
  document(): ParsedText {
    this.toLine(0);
    if (this.isMarker(this.at) && this.code(this.at) === DASH) {
      this.at += 3;
      this.endLine(this.at);
    }
    if (this.indent < 0) more();
    const first = this.code(this.at);
    let root: SyntaxNode;
    if (first === OPEN_LIST || first === OPEN_MAP) {
      if (this.indent > 0) more();
      root = this.brackets({}, 0, 0, 1);
      this.endLine(this.at);
    } else {
      root = this.isItem() ? this.list(this.indent, {}, 0) : this.mapping(this.indent, {}, 0);
    }
    if (this.indent >= 0) more();
    return { root, problems: this.problems.all };
  }

  private mapping(column: number, place: Place, depth: number): SyntaxNode {
    if (depth > DEEPEST_COMMON) more();
    const object = tree.objectNode(this.at, place);
    do {
      const key = this.key();
      const property = tree.openProperty(object, key.start, key.end, (at) => this.string(key, at));
      const value = this.value(
        column,
        true,
        { parent: object, property: property as tree.Place['property'] },
        depth + 1,
      );
      property.value = value;
      property.span.end = Math.max(property.span.end, value.span.end);
    } while (this.indent === column);
    if (this.indent > column) more();
    object.span.end = object.properties.at(-1)!.span.end;
    tree.reportDuplicateKeys(object, this.problems);
    return object;
  }

  private list(column: number, place: Place, depth: number): ArrayNode {
    if (depth > DEEPEST_COMMON) more();
    const array = tree.arrayNode(this.at, place);
    do {
      this.at++;
      array.items.push(this.value(column, false, { parent: array }, depth + 1));
    } while (this.indent === column && this.isItem());
    if (this.indent > column) more();
    array.span.end = array.items.at(-1)!.span.end;
    return array;
  }

  /** A key, and its colon. */
  private key(): Scalar {
    if (this.isItem()) more();
    const key = this.scalar(-1, false);
    this.skipSpaces();
    if (!this.isColon() || this.at - key.start > LONGEST_KEY || key.value === '<<') more();
    this.at++;
    return key;
  }

  /**
   * What follows a colon or a dash, to the next line that holds something.
   *
   * @param column of the key, or of the dash
   */
  private value(column: number, isOfKey: boolean, place: Place, depth: number): SyntaxNode {
    const { at: behind } = this;
    this.skipSpaces();
    const { at: start } = this;
    const tag = this.code(start) === BANG ? this.tag() : undefined;
    const isCommented = this.code(this.at) === SHARP;
    if (isCommented || this.isLineEnd(this.at)) {
      this.endLine(tag === undefined ? behind : start + tag.length);
      return this.below(column, isOfKey, tag, place, depth) ?? this.nothing(start, behind, isCommented, tag, place);
    }
    if (tag === undefined && !isOfKey && this.isItem()) return this.list(this.at - this.lineStart, place, depth);
    return this.inLine(column, tag, place, depth, isOfKey || tag !== undefined ? undefined : this.at - this.lineStart);
  }

  /** A value on the lines below; undefined where there is none. */
  private below(
    column: number,
    isOfKey: boolean,
    tag: string | undefined,
    place: Place,
    depth: number,
  ): SyntaxNode | undefined {
    const { indent } = this;
    const inside = tag === undefined ? place : {};
    if (indent > column) {
      if (this.isItem()) return this.tagged(tag, this.list(indent, inside, depth), place);
      if (tag === undefined && this.code(this.at) === BANG)
        return this.inLine(column, this.tag(), place, depth, undefined);
      return this.inLine(column, tag, place, depth, indent);
    }
    // A list may stand as deep as its key.
    if (indent !== column || !isOfKey || tag !== undefined || !this.isItem()) return undefined;
    return this.list(indent, place, depth);
  }

  private nothing(
    start: number,
    behind: number,
    isCommented: boolean,
    tag: string | undefined,
    place: Place,
  ): SyntaxNode {
    if (tag !== undefined) more();
    this.tail = isCommented ? -1 : behind;
    return tree.nullNode({ start, end: start }, place);
  }

  /**
   * A text, brackets or a block of text, whose first character is at hand.
   *
   * @param keyColumn of the mapping that the text may be the first key of
   */
  private inLine(
    column: number,
    tag: string | undefined,
    place: Place,
    depth: number,
    keyColumn: number | undefined,
  ): SyntaxNode {
    const start = this.at;
    const isBelow = start === this.lineStart + this.indent;
    const code = this.code(start);
    const inside = tag === undefined ? place : {};
    if (code === OPEN_LIST || code === OPEN_MAP) {
      if (isBelow && tag !== undefined) more();
      const node = this.brackets(inside, depth, column + 1, 1);
      const { at } = this;
      this.endLine(at);
      return this.tagged(tag, node, place, at);
    }
    if (code === BAR || code === GREATER) {
      if (isBelow) more();
      return this.ofText(this.block(column + 1), tag, place);
    }
    const text = this.scalar(column + 1, false);
    const { at } = this;
    this.skipSpaces();
    if (this.isColon()) {
      if (keyColumn === undefined) more();
      this.at = start;
      return this.tagged(tag, this.mapping(keyColumn, inside, depth), place);
    }
    if (isBelow && tag !== undefined) more();
    this.endLine(at);
    return this.ofText(text, tag, place);
  }

  /** A text as the value that it is: behind a tag it is always text. */
  private ofText(text: Scalar, tag: string | undefined, place: Place): SyntaxNode {
    if (tag === '!Sub') return this.string(text, place, { names: undefined });
    if (tag !== undefined) return this.tagged(tag, this.string(text, {}), place);
    const { start, end, style } = text;
    if (style !== 'PLAIN') return this.string(text, place);
    const value = plainValue(text.value);
    const span = { start, end };
    if (typeof value === 'string') return this.string(text, place);
    if (typeof value === 'boolean') return tree.booleanNode(span, value, place);
    if (value === null) return tree.nullNode(span, place);
    return Number.isFinite(value) ? tree.numberNode(span, text.value, value, place) : more();
  }

  private string(
    { start, end, value, style }: Scalar,
    place: Place,
    sub?: { names: undefined },
  ): SyntaxNode & { kind: 'string' } {
    return tree.stringNode({ start, end }, value, yamlScalarOffset(this.text, start, end, value, style), place, sub);
  }

  /** @param end of the value with what belongs to it; absent: the last comment's on its last line */
  private tagged(tag: string | undefined, argument: SyntaxNode, place: Place, end?: number): SyntaxNode {
    if (tag === undefined) return argument;
    if (tag === '!Sub' && argument.kind === 'array') {
      const text = argument.items[0]!;
      if (text === undefined || text.kind === 'placeholder' || argument.items.length > 2) more();
      if (text.kind !== 'object' && text.kind !== 'array') return this.withNames(text, argument.items[1], place);
    }
    const last = end ?? (argument.kind === 'string' ? argument.span.end : this.tail);
    if (last < 0) more();
    const start = this.text.lastIndexOf(tag, argument.span.start);
    return tree.placeholderNode({ start, end: last }, this.text.slice(start, last), place, { tag, argument });
  }

  /** `!Sub [text, names]` is its text. */
  private withNames(text: SyntaxNode, names: SyntaxNode | undefined, place: Place): SyntaxNode {
    if (names) Object.assign(names, { parent: undefined });
    return Object.assign(
      text,
      { parent: place.parent, property: place.property },
      text.kind === 'string' ? { sub: { names } } : {},
    );
  }

  private tag(): string {
    TAG.lastIndex = this.at;
    const tag = TAG.exec(this.text)?.[0] ?? more();
    this.at += tag.length;
    this.skipSpaces();
    return tag;
  }

  /** A list or a mapping in brackets. @param level of brackets in brackets */
  private brackets(place: Place, depth: number, least: number, level: number): SyntaxNode {
    if (depth > DEEPEST_COMMON) more();
    const isMap = this.code(this.at) === OPEN_MAP;
    const node = isMap ? tree.objectNode(this.at, place) : tree.arrayNode(this.at, place);
    this.at++;
    for (;;) {
      this.skipInBrackets(least, level);
      if (this.code(this.at) === (isMap ? CLOSE_MAP : CLOSE_LIST)) break;
      if (node.kind === 'array') {
        node.items.push(this.inBrackets({ parent: node }, depth + 1, least, level));
      } else {
        const key = this.scalar(-1, true);
        this.skipSpaces();
        const isQuoted = key.style !== 'PLAIN';
        if (this.code(this.at) !== COLON || !(isQuoted || this.isEmpty(this.at + 1)) || key.value === '<<') more();
        this.at++;
        this.skipInBrackets(least, level);
        const property = tree.openProperty(node, key.start, key.end, (at) => this.string(key, at));
        const value = this.inBrackets(
          { parent: node, property: property as tree.Place['property'] },
          depth + 1,
          least,
          level,
        );
        property.value = value;
        property.span.end = Math.max(property.span.end, value.span.end);
      }
      this.skipInBrackets(least, level);
      if (this.code(this.at) === COMMA) this.at++;
      else if (this.code(this.at) !== (isMap ? CLOSE_MAP : CLOSE_LIST)) more();
    }
    node.span.end = ++this.at;
    if (node.kind === 'object') tree.reportDuplicateKeys(node, this.problems);
    return node;
  }

  private inBrackets(place: Place, depth: number, least: number, level: number): SyntaxNode {
    const tag = this.code(this.at) === BANG ? this.tag() : undefined;
    const code = this.code(this.at);
    if (code === OPEN_LIST || code === OPEN_MAP) {
      const node = this.brackets(tag === undefined ? place : {}, depth, least, level + 1);
      return this.tagged(tag, node, place, this.at);
    }
    return this.ofText(this.scalar(-1, true), tag, place);
  }
}
