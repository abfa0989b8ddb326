/** The form of an option of a run: how the terminal and a launch configuration call it, and what it means. */
import type { Json } from '../../../core/json';
import type { Phrase } from '../../../core/l10n/phrase';
import type { AwsTarget } from '../../../lambda/lambda';
import type { Mocks } from '../../mockStore';

/** Commands of the terminal whose options stand here. */
export type Command = 'run' | 'redrive' | 'invoke' | 'serve' | 'test-state';

/** What an option's value is, by form. */
export interface Forms {
  text: string;
  /** A path; in the terminal `-` is standard input or output where {@link Flag.value} says so. */
  path: string;
  /** A path, or a name that the system finds. */
  program: string;
  /** One of `values`. */
  choice: string;
  switch: boolean;
  integer: number;
  /** A whole number from 1. */
  count: number;
  masks: readonly string[];
  /** Of the form `name=value`. */
  texts: readonly string[];
  /** Inline, or the path of a file of the form of `.vscode/stepwise.json`. */
  mocks: Mocks | string;
  /** By key, or by the name alone; see core/values. */
  values: { readonly [key: string]: Json };
  json: unknown;
  target: AwsTarget;
  lambda: LambdaSettings;
}
export type Form = keyof Forms;

/** What goes before a function's own settings, by the names that the AWS Toolkit has for them in `aws-sam` configurations. */
export interface LambdaSettings {
  /** AWS's name: `nodejs22.x`. */
  readonly runtime?: string;
  readonly memoryMb?: number;
  readonly timeoutSec?: number;
  readonly environmentVariables?: { readonly [name: string]: string };
}

/** As the terminal calls it. */
export interface Flag {
  readonly name: string;
  readonly commands: readonly Command[];
  /** What stands behind it in the help, such as `FILE`; absent: a switch. */
  readonly value?: string;
  /** What it is where nothing stands behind it; absent: a mistake. */
  readonly alone?: string;
  /** May be given several times; its values come as a list. */
  readonly many?: true;
  readonly help: () => Phrase;
  /** It is no more: the sentence that says what to write instead. */
  readonly retired?: string;
}

/** As `launch.json` has it, under the option's own name. */
export interface Attribute {
  /** Markdown. */
  readonly description: string;
  /** What its words are called in `package.nls.json`; default: as the option. Several may share them. */
  readonly words?: string;
  readonly default?: unknown;
  /** What each of `values` means. */
  readonly meanings?: { readonly [value: string]: string };
  /** More of its JSON schema than the form says. */
  readonly schema?: object;
}

export interface Anywhere {
  readonly form: Form;
  readonly values?: readonly string[];
  /** What it is relevant to. */
  readonly of: readonly ('machine' | 'function')[];
  /** Why one front alone has it. */
  readonly only?: string;
}

/** Whoever has one front alone says why. */
export type RunOption =
  | (Anywhere & { readonly flag: Flag; readonly attribute: Attribute; readonly only?: never })
  | (Anywhere & { readonly flag: Flag; readonly attribute?: never; readonly only: string })
  | (Anywhere & { readonly flag?: never; readonly attribute: Attribute; readonly only: string });

// What several rows say.
export const MACHINE = ['machine'] as const;
export const EITHER = ['machine', 'function'] as const;
export const RUNS = ['run', 'redrive'] as const;
export const HANDLERS_TOO = [...RUNS, 'invoke', 'serve'] as const;
