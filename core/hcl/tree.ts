/**
 * The tree of a text in HCL, as Terraform and OpenTofu write it. Reading never fails: what cannot be read is a
 * {@link HclProblem}, and {@link MissingExpression} stands in its place. Spans are UTF-16 offsets into the file, and
 * those of parts lie within those of the whole.
 */
import type { HclNumber } from './numbers';
import type { Phrase } from '../l10n/phrase';
import type { Span } from '../syntax/tree';

export interface HclFile {
  readonly body: HclBody;
  readonly problems: readonly HclProblem[];
}

export interface HclProblem {
  readonly message: Phrase;
  readonly span: Span;
}

export interface HclBody {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  readonly span: Span;
}

export interface Attribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  readonly span: Span;
}

/** `resource "aws_sqs_queue" "orders" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly Label[];
  readonly body: HclBody;
  readonly span: Span;
}

export interface Label {
  readonly text: string;
  /** Within its quotes. */
  readonly span: Span;
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | VariableExpression
  | AttributeExpression
  | IndexExpression
  | SplatExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | MissingExpression;

interface Placed {
  readonly span: Span;
}

/** A number, a boolean or null; a text is a {@link TemplateExpression}. */
export interface LiteralExpression extends Placed {
  readonly kind: 'literal';
  readonly value: HclNumber | boolean | null;
}

export interface TemplateExpression extends Placed {
  readonly kind: 'template';
  readonly form: 'quoted' | 'heredoc' | 'file';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TextPart | InterpolationPart | IfPart | ForPart;

export interface TextPart extends Placed {
  readonly kind: 'text';
  readonly text: string;
  /** Where each character stands; absent: one behind the other from the span's begin. */
  readonly offsets?: readonly number[];
}

export interface InterpolationPart extends Placed {
  readonly kind: 'interpolation';
  readonly expression: Expression;
  /** What stands between `${` and `}`, blanks and `~` aside. */
  readonly written: string;
}

export interface IfPart extends Placed {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}

export interface ForPart extends Placed {
  readonly kind: 'for';
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
}

export interface VariableExpression extends Placed {
  readonly kind: 'variable';
  readonly name: string;
}

export interface AttributeExpression extends Placed {
  readonly kind: 'attribute';
  readonly of: Expression;
  readonly name: string;
}

export interface IndexExpression extends Placed {
  readonly kind: 'index';
  readonly of: Expression;
  readonly key: Expression;
}

/** `of[*].a.b`: `each` is `.a.b` of the variable {@link SPLAT_ITEM}. */
export interface SplatExpression extends Placed {
  readonly kind: 'splat';
  readonly of: Expression;
  readonly each: Expression;
}

/** No name that can be written. */
export const SPLAT_ITEM = '*';

export interface CallExpression extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** `f(list...)`: the last argument gives the rest of them. */
  readonly isExpanded: boolean;
}

export interface UnaryExpression extends Placed {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

export interface BinaryExpression extends Placed {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends Placed {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface TupleExpression extends Placed {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Placed {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

export interface ObjectItem extends Placed {
  /** A bare word is a text. */
  readonly key: Expression;
  readonly value: Expression;
  /** Where the `=` or `:` stands. */
  readonly separator: number;
}

export interface ForExpression extends Placed {
  readonly kind: 'for';
  readonly makes: 'tuple' | 'object';
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** `value...`: values of one key are a list. */
  readonly isGrouped: boolean;
}

export interface MissingExpression extends Placed {
  readonly kind: 'missing';
}

/** The text of a template without interpolations; undefined of any other expression. */
export function literalText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}
