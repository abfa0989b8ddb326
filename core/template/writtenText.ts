/** A text of a template, put together from what it writes: strings, `Fn::Sub`, `Fn::Join`. */
import type { Json, JsonObject } from '../json';
import type { MappedText, Spelling } from '../syntax/mappedText';
import { MappedTextBuilder } from '../syntax/mappedText';
import type { StringNode, SyntaxDocument, SyntaxNode } from '../syntax/tree';
import { setOwn } from '../syntax/value';
import { functionCall } from './functionCall';
import { plainValue } from './plainValue';
import { isPseudoParameter } from './pseudoParameters';
import { resolveValue, textOf } from './resolveValue';
import type { TemplateScope } from './scope';

export interface WrittenText {
  readonly mapped: MappedText;
  /** What the names of `Fn::Sub`'s own map stand for, where they are kept. */
  readonly names: JsonObject;
  /** Names of placeholders that no `Fn::Sub` fills in: `${Name}` outside of one, and `${!Name}` in one. */
  readonly left: ReadonlySet<string>;
}

/**
 * What becomes of `${Name}` and of references that are joined in. `named`: they stay, or become, a `${LogicalId.Arn}`, so
 * that each is known for what it is until a machine is run. `resolved`: their values stand in the text.
 */
export type References = 'named' | 'resolved';

/** The text that a node comes to; undefined where nothing of it is written in the template. */
export function writtenText(
  node: SyntaxNode,
  document: SyntaxDocument,
  scope: TemplateScope,
  references: References,
): WrittenText | undefined {
  const writer = new Writer(document, scope, references);
  writer.write(node);
  return writer.isWritten
    ? { mapped: writer.text.build(node.span), names: writer.names, left: writer.left }
    : undefined;
}

class Writer {
  readonly text = new MappedTextBuilder();
  readonly names: JsonObject = {};
  readonly left = new Set<string>();
  /** Whether some of it stands in the template as text. */
  isWritten = false;

  constructor(
    private readonly document: SyntaxDocument,
    private readonly scope: TemplateScope,
    private readonly references: References,
  ) {}

  write(node: SyntaxNode): void {
    if (node.kind === 'string') return this.string(node, node.sub !== undefined, node.sub?.names);
    const call = functionCall(node);
    if (call && this.call(call.name, call.argument)) return;
    const plain = plainValue(node);
    const named = call && this.references === 'named' ? referenceOf(call.name, plainValue(call.argument)) : undefined;
    this.text.value(named ?? this.valueOf(plain), node.span);
  }

  /** @returns false where it is to be taken by its value */
  private call(name: string, argument: SyntaxNode): boolean {
    const [first, second] = argument.kind === 'array' ? argument.items : [argument];
    if (name === 'Fn::Sub' && first?.kind === 'string') {
      this.string(first, true, second);
      return true;
    }
    if (name !== 'Fn::Join' || first?.kind !== 'string' || second?.kind !== 'array') return false;
    second.items.forEach((part, index) => {
      if (index > 0) this.text.value(first.value, first.span);
      this.write(part);
    });
    return true;
  }

  private string(node: StringNode, isSub: boolean, names?: SyntaxNode): void {
    this.isWritten = true;
    for (const [, mark, name] of node.value.matchAll(/\$\{(!?)([^{}]+)\}/g)) if (!isSub || mark) this.left.add(name!);
    if (!isSub) return this.piece(node, 0, node.value.length);
    const own = names && plainValue(names);
    if (this.references === 'resolved') return this.substituted(node, own ?? {});
    for (const [name, value] of Object.entries(own ?? {})) setOwn(this.names, name, value as Json);
    // `${!Name}` is how `Fn::Sub` is told to leave a `${Name}`.
    let from = 0;
    for (const { index } of node.value.matchAll(/(?<=\$\{)!/g)) {
      this.piece(node, from, index);
      from = index + 1;
    }
    this.piece(node, from, node.value.length);
  }

  private substituted(node: StringNode, names: Json): void {
    let from = 0;
    for (const { index, 0: written } of node.value.matchAll(/\$\{[^{}]*\}/g)) {
      this.piece(node, from, index);
      from = index + written.length;
      const place = { start: node.sourceOffset(index), end: node.sourceOffset(from) };
      this.text.value(this.valueOf({ 'Fn::Sub': [written, names] }), place);
    }
    this.piece(node, from, node.value.length);
  }

  /** A part of a string that stands in the template letter by letter. */
  private piece(node: StringNode, start: number, end: number): void {
    const isWhole = start === 0 && end === node.value.length;
    const place = isWhole ? node.span : { start: node.sourceOffset(start), end: node.sourceOffset(end) };
    this.text.verbatim(
      node.value.slice(start, end),
      place,
      (index) => node.sourceOffset(start + index),
      spellingOf(node, this.document),
    );
  }

  private valueOf(plain: Json): string {
    return textOf(resolveValue(plain, this.scope), this.scope);
  }
}

/** `${Charge.Arn}` for an address within the template. */
function referenceOf(name: string, argument: Json): string | undefined {
  const written = Array.isArray(argument) ? argument.join('.') : argument;
  if (typeof written !== 'string' || (name !== 'Ref' && name !== 'Fn::GetAtt')) return undefined;
  return isPseudoParameter(written) || written === 'AWS::NoValue' ? undefined : `\${${written}}`;
}

const QUOTES: { readonly [first: string]: Spelling } = {
  '"': 'double-quoted',
  "'": 'single-quoted',
  '|': 'block',
  '>': 'block',
};

function spellingOf({ span }: StringNode, { text }: SyntaxDocument): Spelling {
  return QUOTES[text.charAt(span.start)] ?? 'plain';
}
