/** A part of a service's configuration, with the place where it stands: parts come from several files. */
import { isJsonObject, type Json } from '../../../core/json';
import type { SyntaxDocument, SyntaxNode } from '../../../core/syntax/tree';
import { valueOf } from '../../../core/syntax/value';
import { own } from '../../../core/template/resolution';
import type { UnsetValue } from '../../../core/values';
import type { SourcePlace } from '../../project';

export interface PartSource {
  /** Absolute. */
  readonly file: string;
  readonly document: SyntaxDocument;
  /** The file that a node of it stands in, where an import brought it in. */
  readonly originOf?: (node: SyntaxNode) => PartSource | undefined;
  /** Members of it, and of what it imports, that only running it would name. */
  readonly leftOut?: () => readonly Pick<Part, 'at' | 'source'>[];
}

export interface Part {
  /** As written: variables are texts in it, CloudFormation's functions have their long form. */
  readonly raw: Json;
  /** Absent of what stands in a tag, and of what a variable gave. */
  readonly node?: SyntaxNode;
  /** UTF-16 offset of it, or of what it stands in. */
  readonly at: number;
  readonly source: PartSource;
  /** No variables are looked for in it: it is one's value already. */
  readonly isFinal?: boolean;
  /** It stands for a value that nobody has given; so do its members, which nobody can know either. */
  readonly asked?: Omit<UnsetValue, 'filler'>;
}

/** One of a map's or a list's. */
export interface Entry {
  /** Of a list the index. */
  readonly key: string;
  /** Where the key stands; what it holds may be in another file. */
  readonly declared: Pick<Part, 'at' | 'source'>;
  readonly part: Part;
}

export function placeOf({ at, source }: Pick<Part, 'at' | 'source'>): SourcePlace {
  return { file: source.file, line: source.document.positionAt(at).line };
}

/** A value that stands for a part, at its place. */
export function finalPart(raw: Json, { at, source }: Part): Part {
  return { raw, at, source, isFinal: true };
}

export function childOf(part: Part, key: string | number): Part | undefined {
  const { raw, node } = part;
  const value = Array.isArray(raw) ? raw[Number(key)] : own(raw, String(key));
  if (value === undefined) return undefined;
  const inner =
    node?.kind === 'object' ? valueOf(node, String(key)) : node?.kind === 'array' ? node.items[Number(key)] : undefined;
  const source = (inner && part.source.originOf?.(inner)) ?? part.source;
  return { raw: value, node: inner, at: inner?.span.start ?? part.at, source, isFinal: part.isFinal };
}

export function childrenOf(part: Part): Entry[] {
  const { raw, node } = part;
  const keys = Array.isArray(raw) ? raw.map((_, index) => String(index)) : isJsonObject(raw) ? Object.keys(raw) : [];
  return keys.flatMap((key) => {
    const child = childOf(part, key);
    const property = node?.kind === 'object' ? node.properties.findLast((each) => each.key.value === key) : undefined;
    const declared = { at: property?.key.span.start ?? child?.at ?? part.at, source: part.source };
    return child ? [{ key, declared, part: child }] : [];
  });
}
