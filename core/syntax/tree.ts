/**
 * The one tree that JSON and YAML text are both parsed into. Every feature reads this tree; none
 * looks at the text again. Parsing never fails: what cannot be read becomes a {@link SyntaxProblem}
 * and a node may lack its value.
 */

import { phrase, type Phrase } from '../l10n/phrase';
import type { MappedText } from './mappedText';

/** Half-open span of UTF-16 offsets into the document's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 column, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type SyntaxNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode | PlaceholderNode;

interface NodeBase {
  readonly span: Span;
  /** The object or array that holds this node; undefined at the root. */
  readonly parent?: ObjectNode | ArrayNode;
  /** The property this node is the value (or key) of, where the parent is an object. */
  readonly property?: Property;
}

export interface ObjectNode extends NodeBase {
  readonly kind: 'object';
  /** The text ends before it does, so that more of it may be meant to follow. */
  readonly isOpen?: true;
  /** In source order; duplicates are kept (the last one counts, as on AWS). */
  readonly properties: readonly Property[];
}

export interface Property {
  readonly key: StringNode;
  /** Missing while the text is half typed. */
  readonly value?: SyntaxNode;
  /** From the key's start to the value's end. */
  readonly span: Span;
  readonly parent: ObjectNode;
}

export interface ArrayNode extends NodeBase {
  readonly kind: 'array';
  /** As of an object. */
  readonly isOpen?: true;
  readonly items: readonly SyntaxNode[];
}

export interface StringNode extends NodeBase {
  readonly kind: 'string';
  readonly value: string;
  /**
   * Source offset of a character of `value`: escapes and YAML block scalars make the two differ.
   * `index` may equal `value.length` (the place just behind the last character).
   */
  sourceOffset(index: number): number;
  /** Of YAML's `!Sub`: that it is one, and the names that its list form gives values to. */
  readonly sub?: { readonly names?: SyntaxNode };
}

export interface NumberNode extends NodeBase {
  readonly kind: 'number';
  readonly value: number;
  /** As written, such as `1.0` or `1e3`. */
  readonly text: string;
}

export interface BooleanNode extends NodeBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullNode extends NodeBase {
  readonly kind: 'null';
}

/**
 * Something that stands for a value known only at deployment: a bare `${Name}` in JSON, or a YAML tag
 * such as `!Ref`, `!Sub`, `!GetAtt`. No rule may complain of its type. A quoted `"${Name}"` stays a
 * StringNode; ask {@link hasPlaceholder}.
 */
export interface PlaceholderNode extends NodeBase {
  readonly kind: 'placeholder';
  readonly text: string;
  /** Such as `!GetAtt`, with what stands behind it: the argument has no parent, so that no reader of definitions comes to it. */
  readonly tag?: string;
  readonly argument?: SyntaxNode;
}

export interface SyntaxProblem {
  readonly code: 'json-syntax' | 'yaml-syntax' | 'terraform-syntax' | 'duplicate-key';
  /** It is written as it should be, and nested deeper than anybody reads. */
  readonly isTooDeep?: true;
  /** What follows is read as it was meant, so that a text may have many of them: a comment, a comma too many. */
  readonly isSmall?: true;
  readonly message: Phrase;
  readonly span: Span;
}

/** Levels of nesting. Deeper than any definition AWS takes; what is deeper is not read, so that no reader of the tree recurses too far. */
export const DEEPEST = 500;

export const tooDeep = (): Phrase =>
  phrase`Values are nested more than ${DEEPEST} levels deep: what is deeper is not read.`;

/** Of a text in HCL only what it holds is looked at (`core/hosts`): it has no tree. */
export type SyntaxLanguage = 'json' | 'yaml' | 'hcl';

/** A parsed text. */
export interface SyntaxDocument {
  readonly uri: string;
  readonly text: string;
  /** Of the whole file, where {@link text} is only a part of it. */
  readonly fileText?: string;
  /** Where {@link text} stands in the file, where it is a part of it. */
  readonly mapped?: MappedText;
  readonly language: SyntaxLanguage;
  readonly root?: SyntaxNode;
  readonly problems: readonly SyntaxProblem[];
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
  rangeOf(span: Span): Range;
}

/**
 * Whether a string holds a deploy-time placeholder: `${Name}` (SAM, CloudFormation, Terraform), `#{Name}`
 * (Serverless Framework), or is as a whole a token such as `__name__` that a script fills in.
 */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text) && text !== '__proto__';
}

const PLACEHOLDER = /\$\{[^{}]*\}|#\{[\w:.]+\}|^__\w+__$/;
