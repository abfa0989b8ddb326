import { MappedTextBuilder } from '../syntax/mappedText';
import type { Span } from '../syntax/tree';
import { evaluate } from './evaluate';
import type { MappedDefinition, Valuation } from './mappedTemplate';
import { sourceOffsetOf } from './mappedTemplate';
import { placeholderName } from './placeholder';
import { chosenParts } from './render';
import type { Expression, ObjectExpression, TemplateExpression, TemplatePart, TupleExpression } from './tree';
import { literalText } from './tree';
import { isAttributed, jsonOf, plain, textOf, Unknown } from './value';

/** What a name ends with that means a text, where nobody can say what it is. */
const TEXT_NAME = /(?:^|[._\]])(?:\w*arn|\w*id|\w*name|\w*url|\w*uri|bucket|prefix|environment|env|stage|region)$/i;

/**
 * The JSON that `jsonencode` makes of an expression, in the order and with the line breaks of the expression, piece by piece
 * where it stands.
 *
 * @param fileText of the file that holds the expression
 */
export function mappedJson(expression: Expression, fileText: string, values?: Valuation): MappedDefinition {
  return new JsonMapping(fileText, values).map(expression);
}

class JsonMapping {
  private readonly builder = new MappedTextBuilder();
  private readonly substitutions: { [placeholder: string]: string } = {};
  private readonly placeholders = new Set<string>();

  constructor(
    private readonly fileText: string,
    private readonly values: Valuation | undefined,
  ) {}

  map(expression: Expression): MappedDefinition {
    this.add(expression);
    const { substitutions } = this;
    return { text: this.builder.build(expression.span), substitutions, placeholders: [...this.placeholders] };
  }

  private add(expression: Expression): void {
    switch (expression.kind) {
      case 'object':
        return this.object(expression);
      case 'tuple':
        return this.tuple(expression);
      case 'template':
        return this.template(expression);
      case 'literal':
        return this.written(String(expression.value), expression.span);
      case 'conditional': {
        const condition = this.values && plain(evaluate(expression.condition, this.values.scope));
        if (condition === undefined || condition instanceof Unknown) return this.other(expression);
        return this.add(condition === true || condition === 'true' ? expression.then : expression.otherwise);
      }
      default:
        return this.other(expression);
    }
  }

  private object({ items, span }: ObjectExpression): void {
    this.copy(span.start, span.start + 1);
    let from = span.start + 1;
    items.forEach(({ key, value, separator }, index) => {
      if (index > 0) from = this.comma(from);
      this.gap(from, key.span.start);
      this.key(key);
      this.gap(key.span.end, separator);
      this.builder.verbatim(':', { start: separator, end: separator + 1 }, () => separator, 'hcl');
      this.gap(separator + 1, startOf(value));
      this.add(value);
      from = value.span.end;
    });
    this.gap(from, span.end - 1);
    this.copy(span.end - 1, span.end, '}');
  }

  private tuple({ items, span }: TupleExpression): void {
    this.copy(span.start, span.start + 1);
    let from = span.start + 1;
    items.forEach((item, index) => {
      if (index > 0) from = this.comma(from);
      this.gap(from, startOf(item));
      this.add(item);
      from = item.span.end;
    });
    this.gap(from, span.end - 1);
    this.copy(span.end - 1, span.end, ']');
  }

  private key(key: Expression): void {
    const text = literalText(key);
    if (text === undefined) return this.other(key, true);
    if (this.fileText[key.span.start] === '"') return this.add(key);
    this.builder.value('"', { start: key.span.start, end: key.span.start });
    this.builder.verbatim(text, key.span, (index) => key.span.start + index, 'hcl');
    this.builder.value('"', { start: key.span.end, end: key.span.end });
  }

  /** A text in quotes; one that is a single interpolation is the value itself. */
  private template(expression: TemplateExpression): void {
    const { parts, span, form } = expression;
    const [only] = parts;
    if (form === 'quoted' && parts.length === 1 && only?.kind === 'interpolation') return this.other(only.expression);
    this.quote(form, span.start);
    this.parts(parts, this.values);
    this.quote(form, span.end - 1);
  }

  private quote(form: TemplateExpression['form'], at: number): void {
    if (form === 'quoted') this.copy(at, at + 1, '"');
    else this.builder.value('"', { start: at, end: at });
  }

  private parts(parts: readonly TemplatePart[], values: Valuation | undefined): void {
    for (const part of parts) {
      if (part.kind === 'text') {
        const offset = sourceOffsetOf(part);
        const escaped = Array.from({ length: part.text.length }, (_, index) => inJson(part.text.charAt(index)));
        const places = escaped.flatMap((letters, index) => Array.from(letters, () => offset(index)));
        this.builder.verbatim(escaped.join(''), part.span, (index) => places[index] ?? part.span.end, 'double-quoted');
      } else if (part.kind === 'interpolation') {
        const value = values && (textOf(evaluate(part.expression, values.scope), values.fill) ?? '');
        if (values && values !== this.values) this.builder.value(inJson(value ?? ''), part.span);
        else this.placeholder(part.written, value, part.span);
      } else if (values) {
        for (const chosen of chosenParts(part, values.scope, evaluate)) {
          this.parts(chosen.parts, chosen.isRepeated ? { ...values, scope: chosen.scope } : values);
        }
      } else this.parts(part.kind === 'if' ? part.then : part.parts, undefined);
    }
  }

  /** What is no JSON by its own text: its value, behind a placeholder where it is a single one. */
  private other(expression: Expression, isKey = false): void {
    const { span } = expression;
    const written = this.fileText.slice(span.start, span.end);
    if (!this.values) {
      const isText = isKey || TEXT_NAME.test(written.replace(/\[[^\]]*\]/g, ''));
      if (isText) this.builder.value('"', { start: span.start, end: span.start });
      this.placeholder(written, undefined, span);
      if (isText) this.builder.value('"', { start: span.end, end: span.end });
      return;
    }
    const value = plain(evaluate(expression, this.values.scope));
    const { fill } = this.values;
    if (typeof value === 'string' || value instanceof Unknown) {
      this.builder.value('"', { start: span.start, end: span.start });
      this.placeholder(written, textOf(value, fill), span);
      this.builder.value('"', { start: span.end, end: span.end });
    } else if (isKey || value === null || typeof value === 'object' || isAttributed(value)) {
      this.builder.value(JSON.stringify(isKey ? String(value) : jsonOf(value, fill)), span);
    } else this.placeholder(written, String(value), span);
  }

  private placeholder(written: string, value: string | undefined, span: Span): void {
    const name = placeholderName(written);
    this.placeholders.add(name);
    if (value !== undefined) this.substitutions[name] = value;
    this.builder.value(`\${${name}}`, span);
  }

  /** A value whose text is JSON as it stands. */
  private written(json: string, span: Span): void {
    if (this.fileText.slice(span.start, span.end) === json) this.copy(span.start, span.end);
    else this.builder.value(json, span);
  }

  private copy(start: number, end: number, text = this.fileText.slice(start, end)): void {
    this.builder.verbatim(text, { start, end }, (index) => start + index, 'hcl');
  }

  /** Blanks and line breaks between two values; comments and all else are blanks in JSON. */
  private gap(start: number, end: number): void {
    if (end > start) this.copy(start, end, this.fileText.slice(start, end).replace(/[^\r\n]/g, ' '));
  }

  /** The comma behind a value, where it stands or where none must. */
  private comma(from: number): number {
    const behind = /^(?:[\s)]|#.*|\/\/.*|\/\*[\s\S]*?\*\/)*,/.exec(this.fileText.slice(from, from + 2000))?.[0];
    if (behind === undefined) {
      this.builder.value(',', { start: from, end: from });
      return from;
    }
    this.gap(from, from + behind.length - 1);
    this.copy(from + behind.length - 1, from + behind.length);
    return from + behind.length;
  }
}

function startOf(expression: Expression): number {
  return expression.span.start;
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
