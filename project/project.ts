/** What functions, machines and sample events a folder holds, and where each fact came from. */
import type { FunctionConfiguration } from '../core/handlers';
import type { Json, JsonObject } from '../core/json';
import type { MappedText } from '../core/syntax/mappedText';
import type { TemplateValues } from '../core/template';
import type { GivenValues, UnsetValue } from '../core/values';

/**
 * What is deployed together: a template, a CDK stack, a Serverless service, a Terraform root. A project has one or more;
 * names are unique in a stack only.
 */
export interface Stack {
  /** Unique in the project: the folder or file below the root, or the stack's name. */
  readonly id: string;
  readonly kind: StackKind;
  /** Absolute paths of what describes it, the main one first. */
  readonly files: readonly string[];
  /** `fresh`: what a tool made of it is newer than its sources; `static`: read from its sources. */
  readonly state: 'fresh' | 'stale' | 'static';
  /** Of a stale or partly read one: why, as a sentence. */
  readonly why?: string;
  /** AWS's region that it is deployed to, where something says so. */
  readonly region?: string;
  /** Parameters and secrets that it declares with a value known here, by the keys under which a person may give others: `ssm:/shop/limit`. */
  readonly declared?: { readonly [key: string]: string };
}

export type StackKind = 'sam' | 'cloudformation' | 'cdk' | 'serverless' | 'terraform' | 'plain';

/** What starts a function or a machine, as its deployment file says. */
export interface Trigger {
  /** By which a person may mean it: the key of SAM's event, a logical id, an address. Unique for what it starts. */
  readonly name?: string;
  /** As the file's own words have it: `Schedule`, `Api`, `sqs`, `aws_cloudwatch_event_rule`. */
  readonly type: string;
  readonly properties: JsonObject;
  /** Of what may start several: what is said of this one, such as the entry of a rule's `Targets`. */
  readonly target?: JsonObject;
  readonly place?: SourcePlace;
}

export interface Layer {
  /** ARN, or the name that the deployment file gives it. */
  readonly name: string;
  /** Absolute path of what becomes `/opt`: a folder, a zip file, or where there should be one. Absent: an ARN is all that is known. */
  readonly dir?: string;
  /** The folder of `/opt` that {@link dir} becomes where it is not `/opt` itself: `python`. */
  readonly under?: string;
  /** Absolute path of `/opt` as a tool has built it of {@link dir}. */
  readonly built?: string;
}

/** Code that stands in the deployment file. */
export interface InlineCode {
  readonly file: string;
  readonly code: MappedText;
}

/** A Lambda function found in the project. */
export interface ProjectFunction {
  /** The names by which a Task may mean it: logical id, FunctionName, placeholder names. */
  readonly names: readonly string[];
  readonly name: string;
  /** Absolute path of the code folder. */
  readonly codeDir: string;
  /** Absolute, {@link codeDir} first: folders whose files the build lays into one. Absent: it is alone. */
  readonly rootDirs?: readonly string[];
  /** Absolute path of the handler's source file, once found. */
  readonly file?: string;
  /** A bundler makes its code from {@link file}: JavaScript there need not be what Node.js reads. */
  readonly isBundled?: true;
  /** The exported name. */
  readonly exportName?: string;
  /** As written in the template, `src/app.handler`. */
  readonly handler?: string;
  readonly runtime?: string;
  readonly environment: { readonly [name: string]: string };
  /** Seconds. */
  readonly timeout: number;
  readonly memorySize: number;
  readonly configuration?: FunctionConfiguration;
  readonly source: SourcePlace;
  /** The {@link Stack.id} of what declares it; absent: nothing does. */
  readonly stack?: string;
  readonly layers?: readonly Layer[];
  readonly triggers?: readonly Trigger[];
  /** Where the deployment file holds the code itself. */
  readonly inline?: InlineCode;
  /** Absolute path of the zip file that alone holds the code: it is unpacked where the function is run. */
  readonly packedIn?: string;
  /** Why the stack would not have it, such as a condition that does not hold: a sentence. It can be run all the same. */
  readonly inactive?: string;
  /** Why it cannot be run here though its place is known, such as its runtime: a sentence. */
  readonly notRun?: string;
  /** Where single facts stand: `handler`, `runtime`, `environment.STAGE`, `file`. */
  readonly from?: { readonly [fact: string]: SourcePlace };
  /** Why {@link file} is missing, as a sentence. */
  readonly problem?: string;
  /** The mistake in the syntax of the template that declares it: what is known of it may be half of it. A place and a sentence. */
  readonly fault?: string;
}

export interface ProjectMachine {
  readonly name: string;
  /** Other names by which it may be meant: its logical id, its file's name. */
  readonly aliases?: readonly string[];
  /** Absolute path of the template that declares it. */
  readonly template?: string;
  /** Absolute path of the file that holds the definition (the template itself where inline). */
  readonly file: string;
  /** The definition itself, where no file holds it. */
  readonly text?: string;
  /** Where the definition stands inside `file`, UTF-16 offsets; absent: all of it. */
  readonly span?: { readonly start: number; readonly end: number };
  /** The definition as text put together from parts of `file`; absent: it stands there as an object, or is the whole file. */
  readonly mapped?: MappedText;
  /** What a `!GetAtt` and its like within the definition are; absent where it stands in no template. */
  readonly values?: TemplateValues;
  readonly stack?: string;
  readonly triggers?: readonly Trigger[];
  /** As a function's. */
  readonly inactive?: string;
  readonly from?: { readonly [fact: string]: SourcePlace };
  /** Why its definition is not known, such as that a program makes it: a sentence. {@link text} is empty then. */
  readonly notRun?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Placeholder → the text it becomes locally (a function's local ARN, a literal). */
  readonly substitutions: { readonly [name: string]: string };
  /** Nothing else fills in placeholders of {@link file}: what {@link substitutions} lacks stays as it is. */
  readonly hasAllSubstitutions?: true;
  /** Placeholders of {@link file} are filled in in its text, before anything reads that: one that stands without quotes may become a number. */
  readonly isRendered?: true;
  readonly source: SourcePlace;
  /** As a function's. */
  readonly fault?: string;
}

export interface SourcePlace {
  readonly file: string;
  /** Zero-based. */
  readonly line: number;
  /** What of the line says it: `default`, `archive_file.code`. */
  readonly word?: string;
}

export interface SampleEvent {
  /** File name without extension, or the `name` given in stepwise.json. */
  readonly label: string;
  readonly file: string;
}

export interface ProjectProblem {
  readonly message: string;
  readonly place?: SourcePlace;
}

/** What is not asked for is not read. */
export interface Project {
  /** Absolute; the folder of the deployment file, or the folder asked about. */
  readonly root: string;
  readonly stacks: readonly Stack[];
  readonly functions: readonly ProjectFunction[];
  readonly machines: readonly ProjectMachine[];
  /** Files under `events/` (and beside the machine), JSON. */
  readonly events: readonly SampleEvent[];
  /** JSON files elsewhere, beside handlers and among tests, which are events if their content is that of one. Absent: none. */
  possibleEvents?(): readonly SampleEvent[];
  readonly problems: readonly ProjectProblem[];
  /** Values that only a deployment knows and nobody has given; fillers stand for them. */
  readonly unset: readonly UnsetValue[];
  /** What a person has given for such values, secrets among them: no member, so that no text of the project has them. Absent: nothing. */
  given?(): GivenValues;
  /** Keys of the values that its deployment files ask for, given or not: `param:Stage`. */
  readonly asked?: ReadonlySet<string>;
  /** Where functions were looked for, for messages: absolute paths of templates, else of folders. */
  readonly searched?: readonly string[];
  /** What `.vscode/stepwise.json` says; absent where there is none. */
  readonly settings?: ProjectSettings;
  /**
   * As much of it as may have to do with a file or a name, without reading the rest; what is not found there may be in the
   * whole. Absent: the whole is known.
   */
  near?(sought: Sought): Project;
  /** As much of it as concerns some stacks that have been found in it, with what of it could not be read. */
  of?(stacks: ReadonlySet<string>): Project;
}

/** What is looked for in a project: a file by its absolute path, a function or machine by its name. */
export type Sought = { readonly file: string } | { readonly name: string };

/** The contents of `.vscode/stepwise.json`; `schemas/stepwise.schema.json` describes the file. */
export interface ProjectSettings {
  /** Absolute path of the file. */
  readonly file: string;
  /** Machine → state (name or path) → what its task answers. */
  readonly mocks: { readonly [machine: string]: { readonly [state: string]: Mock } };
  /** How mocks of a run are held against what AWS's models say of an answer, as TestState does; absent: not at all. */
  readonly mockValidation?: 'STRICT' | 'PRESENT' | 'NONE';
  /** `dynamodb:GetItem` → what every such call is answered, of states and of handlers, in the SDK's names. */
  readonly calls?: { readonly [action: string]: CallMock };
  /** Function → what replaces or completes the template's word. */
  readonly functions: { readonly [name: string]: FunctionOverride };
  /** AWS service, as Step Functions names it → the URL that answers in its place. */
  readonly endpoints?: { readonly [service: string]: string };
  /** EventBridge connection (name or ARN) → what it adds to the requests of HTTP Tasks. */
  readonly connections?: { readonly [connection: string]: HttpConnection };
  /** `KIND:NAME` → a value that only a deployment knows; see core/values. */
  readonly values?: { readonly [key: string]: Json };
  /** By the id of a stack: what is so in this one. */
  readonly stacks?: { readonly [stack: string]: StackSettings };
  /** What saved histories leave out: names of keys, and paths; each of them can be used. */
  readonly mask?: readonly string[];
  /** Why it is not known what histories leave out: nothing is saved then. A sentence. */
  readonly maskFault?: string;
}

export interface StackSettings {
  readonly values?: { readonly [key: string]: Json };
  /** AWS region. */
  readonly region?: string;
  /** `samconfig.toml#ENVIRONMENT`. */
  readonly config?: string;
  /** A `.tfvars` file, relative to the stack's folder. */
  readonly varFile?: string;
  /** Of the Serverless Framework. */
  readonly stage?: string;
}

/** Texts may hold `${env:NAME}`. */
export interface HttpConnection {
  readonly headers?: { readonly [name: string]: string };
  readonly query?: { readonly [name: string]: string };
  readonly body?: { readonly [name: string]: string };
  readonly basic?: { readonly username: string; readonly password: string };
}

/** One answer for every attempt, or one each; the last one stays. */
export type Mock = MockAnswer | readonly MockAnswer[];

export type MockAnswer = ({ readonly return: Json } | { readonly error: string; readonly cause?: string }) & {
  /** When it really came back so: ISO text. Absent: a person has written it. */
  readonly recorded?: string;
};

/** Of those whose input matches one answer for every call, or one each; the last one stays. */
export type CallMock = CallMockAnswer | readonly CallMockAnswer[];

export type CallMockAnswer = MockAnswer & {
  /** What the call's input must have, wherever else it has more; absent: any input. */
  readonly input?: Json;
};

export interface FunctionOverride {
  /** Relative to the folder that `.vscode` stands in. */
  readonly file?: string;
  /** `file.export`, or the export alone. */
  readonly handler?: string;
  readonly runtime?: string;
  readonly env?: { readonly [name: string]: string };
  readonly timeout?: number;
}
