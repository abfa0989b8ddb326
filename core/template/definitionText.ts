/** The text of a definition, put together from what a template writes for its `DefinitionString`. */
import type { Json, JsonObject } from '../json';
import type { MappedText, Spelling } from '../syntax/mappedText';
import { MappedTextBuilder } from '../syntax/mappedText';
import type { StringNode, SyntaxDocument, SyntaxNode } from '../syntax/tree';
import { setOwn } from '../syntax/value';
import { functionCall } from './functionCall';
import { PSEUDO_PARAMETERS } from './localAddress';
import { plainValue } from './plainValue';
import { resolveValue, textOf } from './resolveValue';
import type { TemplateScope } from './resolveValue';

export interface DefinitionText {
  /**
   * What `Fn::Sub` replaces stands in it as it is written, `${Name}`; what `Fn::Join` puts in is a `${LogicalId.Arn}` where it
   * is an address, so that both are known for what they are until the machine is run.
   */
  readonly mapped: MappedText;
  /** What the names of `Fn::Sub`'s own map stand for. */
  readonly names: JsonObject;
}

/** The text that a node comes to; undefined where nothing of it is written in the template. */
export function definitionText(
  node: SyntaxNode,
  document: SyntaxDocument,
  scope: TemplateScope,
): DefinitionText | undefined {
  const writer = new DefinitionWriter(document, scope);
  writer.write(node);
  return writer.isWritten ? { mapped: writer.text.build(node.span), names: writer.names } : undefined;
}

class DefinitionWriter {
  readonly text = new MappedTextBuilder();
  readonly names: JsonObject = {};
  /** Whether some of it stands in the template as text. */
  isWritten = false;

  constructor(
    private readonly document: SyntaxDocument,
    private readonly scope: TemplateScope,
  ) {}

  write(node: SyntaxNode): void {
    if (node.kind === 'string') return this.string(node, node.sub !== undefined, node.sub?.names);
    const call = functionCall(node);
    if (call && this.call(call.name, call.argument)) return;
    const reference = call && referenceOf(call.name, plainValue(call.argument));
    this.text.value(reference ?? textOf(resolveValue(plainValue(node), this.scope), this.scope), node.span);
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
    const { value, span } = node;
    const spelling = spellingOf(node, this.document);
    const own = names?.kind === 'object' ? names : undefined;
    for (const { key, value: given } of own?.properties ?? []) {
      if (given) setOwn(this.names, key.value, plainValue(given));
    }
    if (!isSub || !value.includes('${!')) {
      this.text.verbatim(value, span, (index) => node.sourceOffset(index), spelling);
      return;
    }
    // `${!Name}` is how `Fn::Sub` is told to leave a `${Name}`.
    let from = 0;
    for (const part of value.split(/(?<=\$\{)!/)) {
      const start = from;
      const place = { start: node.sourceOffset(start), end: node.sourceOffset(start + part.length) };
      this.text.verbatim(part, place, (index) => node.sourceOffset(start + index), spelling);
      from += part.length + 1;
    }
  }
}

/** `${Charge.Arn}` for an address within the template, whose value is put in as the machine is loaded. */
function referenceOf(name: string, argument: Json): string | undefined {
  const written = Array.isArray(argument) ? argument.join('.') : argument;
  if (typeof written !== 'string' || (name !== 'Ref' && name !== 'Fn::GetAtt')) return undefined;
  return Object.hasOwn(PSEUDO_PARAMETERS, written) ? undefined : `\${${written}}`;
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
