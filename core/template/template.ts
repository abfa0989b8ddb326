/** Functions and machines as a template (SAM, CloudFormation) declares them; read from text, no disk. */
import type { Json } from '../json';
import type { ObjectNode, Span } from '../syntax/tree';

export interface TemplateFunction {
  /** Logical id in the template. */
  readonly logicalId: string;
  /** FunctionName where declared. */
  readonly functionName?: string;
  /** Relative to the template's folder, as written. */
  readonly codeUri?: string;
  /** `file.export` as AWS has it. */
  readonly handler?: string;
  readonly runtime?: string;
  readonly environment: { readonly [name: string]: string };
  /** Seconds; Lambda's default is 3. */
  readonly timeout?: number;
  readonly memorySize?: number;
  readonly inlineCode?: string;
  /** Of the logical id. */
  readonly span: Span;
}

export interface TemplateMachine {
  readonly logicalId: string;
  readonly name?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** A file beside the template … */
  readonly definitionUri?: string;
  /** … or the definition within the template itself: an object node, or a DefinitionString. */
  readonly definition?: ObjectNode | { readonly text: string; readonly span: Span };
  /** Placeholder → what it resolves to: a logical id's ARN (`!GetAtt X.Arn`), a literal, or undefined where unknown. */
  readonly substitutions: { readonly [name: string]: SubstitutionValue };
  readonly span: Span;
}

export type SubstitutionValue =
  | { readonly kind: 'resource'; readonly logicalId: string; readonly attribute?: string }
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'unknown'; readonly text: string };

export interface Template {
  readonly functions: readonly TemplateFunction[];
  readonly machines: readonly TemplateMachine[];
}
