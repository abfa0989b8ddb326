/** A definition with its values in place, as a JSON text that knows where in its file each part of it stands. */
import { isJsonObject, type Json } from '../../../core/json';
import type { MappedText } from '../../../core/syntax/mappedText';
import { MappedTextBuilder } from '../../../core/syntax/mappedText';
import type { Span, StringNode } from '../../../core/syntax/tree';
import { isFunction, type CloudFormation } from './cloudFormation';
import { childOf, childrenOf, type Part } from './part';
import type { Service } from './service';

/**
 * @param part resolved, with a node
 * @returns undefined where nothing in it had to be resolved and the text of the file can be read as it is
 */
export function mappedDefinition(part: Part, service: Service, cloudFormation: CloudFormation): MappedText | undefined {
  const plain = service.plain(part) ?? null;
  return new DefinitionWriter(service, cloudFormation, isSubstituted(plain), !part.source.document.root).write(part);
}

/** Then serverless-step-functions makes one `Fn::Sub` of the whole, and `${AWS::Region}` in any text counts. */
function isSubstituted(value: Json): boolean {
  if (typeof value === 'string') return PSEUDO.test(value);
  if (Array.isArray(value)) return value.some(isSubstituted);
  return isJsonObject(value) && (isFunction(value) || Object.values(value).some(isSubstituted));
}

const PSEUDO = /#\{([^}]+)\}/;
const EACH_PSEUDO = new RegExp(PSEUDO, 'g');

class DefinitionWriter {
  private readonly builder = new MappedTextBuilder();

  constructor(
    private readonly service: Service,
    private readonly cloudFormation: CloudFormation,
    private readonly isSubstituted: boolean,
    /** The text has to be written even if it says the same: no parser reads the file. */
    private isChanged: boolean,
  ) {}

  write(part: Part): MappedText | undefined {
    const whole = spanOf(part);
    this.value(part, whole);
    return this.isChanged ? this.builder.build(whole) : undefined;
  }

  /** @param outer what stands for a part without a place of its own */
  private value(part: Part, outer: Span, holder?: { readonly part: Part; readonly key: string }): void {
    const span = part.node ? spanOf(part) : outer;
    const { raw } = part;
    const resolved = this.service.resolve(part);
    if (resolved !== part || isFunction(raw))
      return this.resolved(this.service.plain(resolved) ?? null, part, span, holder);
    if (Array.isArray(raw)) {
      this.mark('[', span.start);
      for (const [index, { part: item }] of childrenOf(part).entries()) {
        if (index > 0) this.mark(',', spanOf(item).start);
        this.value(item, span);
      }
      return this.mark(']', span.end);
    }
    if (isJsonObject(raw)) return this.object(part, span);
    if (typeof raw === 'string') return this.text(raw, part, span);
    this.builder.value(JSON.stringify(raw), span);
  }

  private object(part: Part, span: Span): void {
    this.mark('{', span.start);
    for (const [index, { key, declared, part: item }] of childrenOf(part).entries()) {
      if (index > 0) this.mark(',', declared.at);
      const written =
        part.node?.kind === 'object' ? part.node.properties.find((each) => each.key.value === key) : undefined;
      if (written) this.verbatim(written.key);
      else this.builder.value(JSON.stringify(key), span);
      this.mark(':', written?.key.span.end ?? span.start);
      this.value(item, span, { part, key });
    }
    this.mark('}', span.end);
  }

  private text(raw: string, part: Part, span: Span): void {
    if (this.isSubstituted && /[$#]\{/.test(raw)) return this.resolved(raw, part, span);
    if (part.node?.kind === 'string') this.verbatim(part.node);
    else this.builder.value(JSON.stringify(raw), span);
  }

  private resolved(value: Json, part: Part, span: Span, holder?: { readonly part: Part; readonly key: string }): void {
    this.isChanged = true;
    const known = this.substituted(this.cloudFormation.value(value, part), part);
    // The plugin takes the quotes off a Wait's Seconds, and off nothing else.
    const isSeconds = holder?.key === 'Seconds' && childOf(holder.part, 'Type')?.raw === 'Wait';
    const isNumber = isSeconds && isFunction(value) && typeof known === 'string' && /^\d+$/.test(known);
    this.builder.value(isNumber ? known : JSON.stringify(known), span);
  }

  private substituted(value: Json, part: Part): Json {
    if (!this.isSubstituted) return value;
    if (typeof value === 'string') {
      const text = value.replace(EACH_PSEUDO, '${$1}');
      return text.includes('${') ? this.cloudFormation.substituted(text, part) : text;
    }
    if (Array.isArray(value)) return value.map((item) => this.substituted(item, part));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.substituted(item, part)]));
  }

  private mark(text: string, at: number): void {
    this.builder.value(text, { start: at, end: at });
  }

  private verbatim(node: StringNode): void {
    const offsets = [node.span.start];
    for (let index = 0; index < node.value.length; index++) {
      const isHalf = /[\ud800-\udfff]/.test(node.value[index]!);
      const escaped = isHalf ? 1 : JSON.stringify(node.value[index]).length - 2;
      for (let count = 0; count < escaped; count++) offsets.push(node.sourceOffset(index));
    }
    const text = JSON.stringify(node.value);
    // A half of a pair is escaped when it stands alone.
    if (offsets.length !== text.length - 1) return void this.builder.value(text, node.span);
    offsets.push(Math.max(node.span.start, node.span.end - 1));
    this.builder.verbatim(text, node.span, (index) => offsets[index] ?? node.span.end);
  }
}

function spanOf({ node, at }: Part): Span {
  return node?.span ?? { start: at, end: at };
}
