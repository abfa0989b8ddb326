/** What one kind of AWS's runtimes must say that runs here: a file each beside this one, a line each in the table of `index.ts`. */

export interface HandlerRuntime {
  /** For people: `Python`. */
  readonly name: string;
  /** AWS's names of its runtimes begin so: `python`. */
  readonly runtimePrefixes: readonly [string, ...string[]];
  /** What runs its handlers, and where one is found that nobody names. Absent: the function's own executable. For the descriptions of options. */
  readonly interpreter?: { readonly name: string; readonly found: string };
}

/** A kind whose functions are run by AWS's own client of the Runtime API, or are one themselves; their sources are not read here. */
export interface ForeignRuntime extends HandlerRuntime {
  /** What must be on the machine beside the interpreter, for people: `AWS's gem aws_lambda_ric`. */
  readonly client?: string;
  /** How the path of a handler's source may end, with `/`, the likeliest first. Source: Lambda, the page of each language. */
  sourcesOf(handler: string): readonly string[];
  /** Endings of its sources. */
  readonly sourceEndings: readonly [string, ...string[]];
  /** Ids of the editor's languages. */
  readonly editorLanguages: readonly [string, ...string[]];
  /** The line of a source that begins the handler, multiline. */
  headOf(handler: string): RegExp;
}
