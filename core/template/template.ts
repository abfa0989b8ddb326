/** Functions and machines as a template (SAM, CloudFormation) declares them; read from text, no disk. */
import type { Json } from '../json';
import type { MappedText } from '../syntax/mappedText';
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
  /** Sources that SAM's esbuild bundles (`Metadata.BuildProperties.EntryPoints`), relative to {@link codeUri}. */
  readonly entryPoints?: readonly string[];
  /** `Image` for a container image, which has no handler here. */
  readonly packageType?: string;
  /** Of the logical id. */
  readonly span: Span;
}

export interface TemplateMachine {
  readonly logicalId: string;
  readonly name?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** A file beside the template … */
  readonly definitionUri?: string;
  /** … or the definition within the template itself: an object node, or the text that its DefinitionString comes to. */
  readonly definition?: ObjectNode | MappedText;
  /** Of the key that {@link definition} stands behind. */
  readonly definitionKey?: Span;
  /** Placeholder → what it resolves to: a logical id's ARN (`!GetAtt X.Arn`), a literal, or unknown. */
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
  /** What a value of this template is on this machine, such as `{"Fn::GetAtt": ["Charge", "Arn"]}` or `!Ref Charge`. */
  resolve(value: Json): SubstitutionValue;
  /** The text a resolved value stands for here: a local ARN or name for a resource. */
  textOf(value: SubstitutionValue): string;
}
