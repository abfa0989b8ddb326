import { jsonMistake } from '../syntax/jsonMistake';
import { MappedTextBuilder } from '../syntax/mappedText';
import type { MappedText, Spelling } from '../syntax/mappedText';
import { evaluate } from './evaluate';
import { placeholderName, StringState } from './placeholder';
import { chosenParts } from './render';
import type { InterpolationPart, TemplateExpression, TemplatePart, TextPart } from './tree';
import { textOf } from './value';
import type { Fill, Scope } from './value';

/** A definition that stands in a file of Terraform's or in a template of it. */
export interface MappedDefinition {
  /** Its text, with `${expression}` for each value that Terraform puts in. */
  readonly text: MappedText;
  /** What the placeholders are here, by what stands between their braces; empty where that was not asked. */
  readonly substitutions: { readonly [placeholder: string]: string };
  /** The names of its placeholders, in order. */
  readonly placeholders: readonly string[];
}

/** What values are worked out with; absent: only the text is of interest. */
export interface Valuation {
  readonly scope: Scope;
  readonly fill: Fill;
}

/** The text of a template, piece by piece where it stands. */
export function mappedTemplate(template: TemplateExpression, values?: Valuation): MappedDefinition {
  return new TemplateMapping(template.form === 'quoted' ? 'double-quoted' : 'hcl').map(template, values);
}

/** The text that a template comes to, each piece where it stands in the template. */
export function renderedTemplate({ parts, span }: TemplateExpression, values: Valuation): MappedText {
  const builder = new MappedTextBuilder();
  const add = (some: readonly TemplatePart[], { scope, fill }: Valuation): void => {
    for (const part of some) {
      if (part.kind === 'text') builder.verbatim(part.text, part.span, sourceOffsetOf(part), 'hcl');
      else if (part.kind === 'interpolation') {
        builder.value(textOf(evaluate(part.expression, scope), fill) ?? '', part.span);
      } else for (const chosen of chosenParts(part, scope, evaluate)) add(chosen.parts, { scope: chosen.scope, fill });
    }
  };
  add(parts, values);
  return builder.build(span);
}

class TemplateMapping {
  private readonly builder = new MappedTextBuilder();
  private readonly substitutions: { [placeholder: string]: string } = {};
  private readonly placeholders = new Set<string>();
  private readonly state = new StringState();

  constructor(private readonly spelling: Spelling) {}

  map({ parts, span }: TemplateExpression, values: Valuation | undefined): MappedDefinition {
    this.add(parts, values, false);
    const { substitutions } = this;
    return { text: this.builder.build(span), substitutions, placeholders: [...this.placeholders] };
  }

  private add(parts: readonly TemplatePart[], values: Valuation | undefined, isRepeated: boolean): void {
    for (const part of parts) {
      if (part.kind === 'text') this.text(part);
      else if (part.kind === 'interpolation') this.interpolation(part, values, isRepeated);
      else if (values) {
        for (const chosen of chosenParts(part, values.scope, evaluate)) {
          this.add(chosen.parts, { ...values, scope: chosen.scope }, isRepeated || chosen.isRepeated);
        }
      } else this.add(part.kind === 'if' ? part.then : part.parts, undefined, false);
    }
  }

  private text(part: TextPart): void {
    this.state.add(part.text);
    this.builder.verbatim(part.text, part.span, sourceOffsetOf(part), this.spelling);
  }

  private interpolation(
    { expression, written, span }: InterpolationPart,
    values: Valuation | undefined,
    isRepeated: boolean,
  ): void {
    const name = placeholderName(written);
    const value = values && (textOf(evaluate(expression, values.scope), values.fill) ?? '');
    const { isInString, isInName } = this.state;
    // What is more than one value, or another one each time, stands there itself.
    if (value !== undefined && (isRepeated || isInName || (!isInString && jsonMistake(value) !== undefined))) {
      this.state.add(value);
      this.builder.value(value, span);
      return;
    }
    this.placeholders.add(name);
    if (value !== undefined) this.substitutions[name] = isInString ? unescaped(value) : value;
    const text = `\${${name}}`;
    if (span.end - span.start === text.length) {
      this.builder.verbatim(text, span, (index) => span.start + index, this.spelling);
    } else this.builder.value(text, span);
  }
}

export function sourceOffsetOf({ span, offsets }: TextPart): (index: number) => number {
  if (!offsets) return (index) => span.start + index;
  return (index) => offsets[index] ?? span.end;
}

/** Terraform puts a text in as it is, so escapes in it are JSON's. */
function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
