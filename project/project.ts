/** What functions, machines and sample events a folder holds, and where each fact came from. */
import type { Json } from '../core/json';

/** A Lambda function found in the project. */
export interface ProjectFunction {
  /** The names by which a Task may mean it: logical id, FunctionName, placeholder names. */
  readonly names: readonly string[];
  readonly name: string;
  /** Absolute path of the code folder. */
  readonly codeDir: string;
  /** Absolute path of the handler's source file, once found. */
  readonly file?: string;
  /** The exported name. */
  readonly exportName?: string;
  /** As written in the template, `src/app.handler`. */
  readonly handler?: string;
  readonly runtime?: string;
  readonly environment: { readonly [name: string]: string };
  /** Seconds. */
  readonly timeout: number;
  readonly memorySize: number;
  readonly source: SourcePlace;
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
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Placeholder → the text it becomes locally (a function's local ARN, a literal). */
  readonly substitutions: { readonly [name: string]: string };
  readonly source: SourcePlace;
  /** As a function's. */
  readonly fault?: string;
}

export interface SourcePlace {
  readonly file: string;
  /** Zero-based. */
  readonly line: number;
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

export interface Project {
  /** Absolute; the folder of the template, or the folder asked about. */
  readonly root: string;
  readonly functions: readonly ProjectFunction[];
  readonly machines: readonly ProjectMachine[];
  /** Files under `events/` (and beside the machine), JSON. */
  readonly events: readonly SampleEvent[];
  readonly problems: readonly ProjectProblem[];
  /** Where functions were looked for, for messages: absolute paths of templates, else of folders. */
  readonly searched?: readonly string[];
  /** What `.vscode/stepwise.json` says; absent where there is none. */
  readonly settings?: ProjectSettings;
}

/** The contents of `.vscode/stepwise.json`; `schemas/stepwise.schema.json` describes the file. */
export interface ProjectSettings {
  /** Absolute path of the file. */
  readonly file: string;
  /** Machine → state (name or path) → what its task answers. */
  readonly mocks: { readonly [machine: string]: { readonly [state: string]: Mock } };
  /** Function → what replaces or completes the template's word. */
  readonly functions: { readonly [name: string]: FunctionOverride };
  /** AWS service, as Step Functions names it → the URL that answers in its place. */
  readonly endpoints?: { readonly [service: string]: string };
  /** EventBridge connection (name or ARN) → what it adds to the requests of HTTP Tasks. */
  readonly connections?: { readonly [connection: string]: HttpConnection };
  /** What saved histories leave out: names of keys, and paths; each of them can be used. */
  readonly mask?: readonly string[];
  /** Why it is not known what histories leave out: nothing is saved then. A sentence. */
  readonly maskFault?: string;
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

export type MockAnswer = { readonly return: Json } | { readonly error: string; readonly cause?: string };

export interface FunctionOverride {
  /** Relative to the project's root. */
  readonly file?: string;
  /** `file.export`, or the export alone. */
  readonly handler?: string;
  readonly runtime?: string;
  readonly env?: { readonly [name: string]: string };
  readonly timeout?: number;
}
