/** JSONata's functions as hover and completion show them. */

export interface JsonataFunctionDoc {
  /** Without `$`. */
  readonly name: string;
  readonly signature: string;
  /** Markdown. */
  readonly doc: string;
}

/** Every function an expression may call. */
export function jsonataFunctions(): readonly JsonataFunctionDoc[] {
  return [];
}

/** Markdown for the function of that name (without `$`); undefined where there is none. */
export function jsonataFunctionDoc(name: string): string | undefined {
  const found = jsonataFunctions().find((candidate) => candidate.name === name);
  return found && `\`\`\`\n${found.signature}\n\`\`\`\n\n${found.doc}`;
}
