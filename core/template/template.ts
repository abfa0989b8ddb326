/** Functions and machines as a template (SAM, CloudFormation) declares them; read from text, no disk. */
import type { FunctionConfiguration } from '../handlers';
import type { Json, JsonObject } from '../json';
import type { MappedText } from '../syntax/mappedText';
import type { ObjectNode, Span } from '../syntax/tree';

/** What is so of every resource that is of interest here. */
interface TemplateResource {
  /** Logical id in the template. */
  readonly logicalId: string;
  /** Of the logical id. */
  readonly span: Span;
  /** Why the stack does not have it: its condition, as a sentence. */
  readonly inactive?: string;
  /** What starts it: `Events` of SAM, and resources of their own. */
  readonly triggers: readonly TemplateTrigger[];
  /** Where single facts stand: `handler`, `runtime`, `environment.STAGE`, `definition`. */
  readonly spans: { readonly [fact: string]: Span };
}

export interface TemplateTrigger {
  /** The key in `Events`, or the logical id. */
  readonly name: string;
  /** Such as `Schedule`. */
  readonly type: string;
  readonly properties: JsonObject;
  /** Of a resource that may start several: what it says of this one. */
  readonly target?: JsonObject;
  readonly span: Span;
}

export interface TemplateFunction extends TemplateResource {
  /** FunctionName where declared. */
  readonly functionName?: string;
  /** Logical ids of its aliases and versions. */
  readonly aliases: readonly string[];
  /** Relative to the template's folder, as written. */
  readonly codeUri?: string;
  /** The object in S3 that holds the code, where the template names one. */
  readonly s3Key?: string;
  /** `file.export` as AWS has it. */
  readonly handler?: string;
  readonly runtime?: string;
  readonly environment: { readonly [name: string]: string };
  /** Seconds; Lambda's default is 3. */
  readonly timeout?: number;
  readonly memorySize?: number;
  readonly configuration: FunctionConfiguration;
  /** The code, where it stands in the template. */
  readonly inlineCode?: MappedText;
  readonly layers: readonly TemplateLayer[];
  /** How SAM builds it: `esbuild`, `makefile`, a runtime. */
  readonly buildMethod?: string;
  /** Sources that SAM's esbuild bundles (`Metadata.BuildProperties.EntryPoints`), relative to {@link codeUri}. */
  readonly entryPoints?: readonly string[];
  /** Of a container image, which may have no handler here. */
  readonly image?: TemplateImage;
}

export interface TemplateImage {
  readonly uri?: string;
  /** `ImageConfig.Command`, which names the handler. */
  readonly command?: readonly string[];
  /** Relative to the template's folder. */
  readonly context?: string;
  /** Relative to {@link context}. */
  readonly dockerfile?: string;
  /** The stage that is built. */
  readonly target?: string;
  readonly args?: { readonly [name: string]: string };
  /** `ImageConfig.EntryPoint` */
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
}

export interface TemplateLayer {
  /** Logical id, or ARN. */
  readonly name: string;
  /** What it is made of, relative to the template's folder. */
  readonly contentUri?: string;
  /** How SAM builds it. */
  readonly buildMethod?: string;
}

export interface TemplateMachine extends TemplateResource {
  readonly name?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** A file beside the template … */
  readonly definitionUri?: string;
  /** … or the definition within the template itself: an object node, or the text that its DefinitionString comes to. */
  readonly definition?: ObjectNode | MappedText;
  /** Of the key that {@link definition} stands behind. */
  readonly definitionKey?: Span;
  /** What stands in the template instead of a definition that a script puts there: `{{FLOW}}`. */
  readonly buildToken?: string;
  /** The object in S3 that holds the definition, where the template names one. */
  readonly s3Key?: string;
  /** Placeholder → what it resolves to: a logical id's ARN (`!GetAtt X.Arn`), a literal, or unknown. */
  readonly substitutions: { readonly [name: string]: SubstitutionValue };
  /** Whether a placeholder of the definition does not stay as it is; undefined where that cannot be known of all. */
  readonly fillsIn?: (name: string) => boolean;
}

/** A stack within the stack: `AWS::CloudFormation::Stack`, `AWS::Serverless::Application`. */
export interface TemplateChild {
  readonly logicalId: string;
  /** Path or URL of its template; undefined for an application of AWS's repository. */
  readonly location?: string;
  readonly parameters: JsonObject;
  readonly span: Span;
  readonly inactive?: string;
}

export type SubstitutionValue =
  | { readonly kind: 'resource'; readonly logicalId: string; readonly attribute?: string }
  | { readonly kind: 'literal'; readonly value: Json }
  /** Its filler, which stands for it wherever it is put. */
  | { readonly kind: 'unknown'; readonly text: string }
  /** `AWS::NoValue`: what has it for a value is not there. */
  | { readonly kind: 'absent' };

/** What the values of a template are on this machine. */
export interface TemplateValues {
  /** Whether a name of `Fn::Sub` means anything: a parameter, a resource with or without an attribute. */
  declares(name: string): boolean;
  /** What a value such as `{"Fn::GetAtt": ["Charge", "Arn"]}` or `!Ref Charge` becomes. */
  resolve(value: Json): SubstitutionValue;
  /** The text a resolved value stands for here: a local ARN or name for a resource. */
  textOf(value: SubstitutionValue): string;
}

export interface Template extends TemplateValues {
  readonly functions: readonly TemplateFunction[];
  readonly machines: readonly TemplateMachine[];
  readonly children: readonly TemplateChild[];
  child(logicalId: string): TemplateChild | undefined;
  /** Whether it is one of SAM's. */
  readonly isServerless: boolean;
  /** What an output is, by its name; undefined where there is none. */
  output(name: string): Json | undefined;
  /** What it exports to other stacks under a name; undefined where it does not. */
  exported(name: string): Json | undefined;
}
