/** The shape of a program's file: what it declares, where, and what it calls. */
import type { Addition, CallExpression, Expression } from './expression';

export interface Code {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  readonly language: 'javascript' | 'python';
  /** Of the file itself. */
  readonly scope: Scope;
  /** By the last name of what is called; constructors with `new` in JavaScript as well. */
  readonly calls: ReadonlyMap<string, readonly CallSite[]>;
  /** Functions and methods, by name; a class's `constructor` by the name of the class. */
  readonly functions: ReadonlyMap<string, readonly Scope[]>;
  readonly classes: ReadonlyMap<string, Scope>;
  /** Local name → where it comes from. */
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** Modules of which all names are its own: `from .settings import *`, `export * from './settings'`. */
  readonly wildcards: readonly string[];
  /** The expression that begins at an offset; JavaScript's alone. */
  readonly expressionAt?: (start: number) => Expression | undefined;
}

export interface CallSite {
  readonly code: Code;
  readonly scope: Scope;
  readonly start: number;
  readonly call: CallExpression;
  /** Whether it is reached only where something holds, as in an `if`, within the function that it stands in. */
  readonly isConditional: boolean;
}

export interface ImportedName {
  /** As written: `../constants`, `aws-cdk-lib/aws-lambda`, `.settings`. */
  readonly module: string;
  /** Absent: the module itself. */
  readonly name?: string;
}

export interface Scope {
  readonly kind: 'file' | 'class' | 'function' | 'loop';
  readonly code: Code;
  /** Of a class or function; `constructor` where it makes the objects of its class, in every language. */
  readonly name?: string;
  readonly parent?: Scope;
  /** Last names of a class's bases. */
  readonly bases: readonly string[];
  readonly parameters: readonly Parameter[];
  /** What is declared in it: a local name, or `this.name` in a class. */
  readonly names: ReadonlyMap<string, () => Expression>;
  /** Of its names those that get another value later, which says nothing of the first. */
  readonly changed: ReadonlySet<string>;
  /** Of its names those that something is put into later. */
  readonly additions: ReadonlyMap<string, readonly Addition[]>;
  /** Of a function that returns at one place alone. */
  readonly returns?: () => Expression;
  /** What a loop goes over. */
  readonly over?: () => Expression;
}

export interface Parameter {
  /** Absent: a pattern. */
  readonly name?: string;
  /** Of a pattern `{ a, b: c }`: local name → property; of `[a, b]` the properties are `0`, `1`. */
  readonly fields?: ReadonlyMap<string, string>;
  readonly standard?: () => Expression;
  /** Of a pattern `{ a = 1 }`, by the local name. */
  readonly standards?: ReadonlyMap<string, () => Expression>;
  /** `*args`, `**kwargs`, `...rest`: takes what is left. */
  readonly isRest?: boolean;
}

/** Notes a class or a function under its name. */
export function noteScope(scope: Scope, functions: Map<string, Scope[]>, classes: Map<string, Scope>): void {
  const isConstructor = scope.name === 'constructor' && scope.parent?.kind === 'class';
  const name = isConstructor ? scope.parent?.name : scope.name;
  if (name === undefined) return;
  if (scope.kind === 'class') classes.set(name, scope);
  else if (scope.kind === 'function') functions.set(name, [...(functions.get(name) ?? []), scope]);
}

/** While a file is read. */
export interface OpenScope extends Scope {
  parameters: readonly Parameter[];
  readonly names: Map<string, () => Expression>;
  readonly changed: Set<string>;
  readonly additions: Map<string, Addition[]>;
  returns?: () => Expression;
  returnCount: number;
  /** Index of the token behind it, or in Python its indentation. */
  readonly end: number;
}
