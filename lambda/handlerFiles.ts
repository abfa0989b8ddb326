/**
 * Which functions of a source file could be Lambda handlers, read from its text alone: what F5 on a handler file
 * and its CodeLens offer. A scanner, not a parser: half-typed text is the normal case.
 */

export interface HandlerCandidate {
  readonly exportName: string;
  /** Zero-based. */
  readonly line: number;
}

/** Handlers a file exports, in order of lines; empty for files of other languages. `fileName` may be a path. */
export function findHandlers(fileName: string, text: string): HandlerCandidate[] {
  const language = LANGUAGES.find(({ files }) => files.test(fileName));
  if (!language) return [];
  const code = blank(text, language.quiet);
  const found = new Map<string, HandlerCandidate>();
  for (const { pattern, named } of language.forms) {
    for (const match of code.matchAll(pattern)) {
      const exportName = named ?? match.groups?.['name'] ?? '';
      if (!HANDLER_NAME.test(exportName) || found.has(exportName)) continue;
      const start = match.index + match[0].search(/\S/);
      found.set(exportName, { exportName, line: code.slice(0, start).split('\n').length - 1 });
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line);
}

/**
 * AWS's own name and its common relatives. Every exported function could be one, but offering each helper as a
 * handler would drown those that are.
 */
const HANDLER_NAME = /^(main|handle|(\w*_)?handler|\w*Handler|lambda_?handler)$/i;

interface Form {
  readonly pattern: RegExp;
  readonly named?: string;
}

interface Language {
  readonly files: RegExp;
  /** Comments and texts, longest form first; what they hold is no code. */
  readonly quiet: RegExp;
  readonly forms: readonly Form[];
}

const LANGUAGES: readonly Language[] = [
  {
    files: /(?<!\.d)\.[cm]?[jt]sx?$/i,
    quiet: /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|`(?:\\[\s\S]|[^`\\])*(?:`|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?/g,
    forms: [
      { pattern: /^[ \t]*export\s+(?:const|let|var)\s+(?<name>\w+)\s*(?::[^=\n]*(?:=>[^=\n]*)*)?=(?!=)/gm },
      { pattern: /^[ \t]*export\s+(?:async\s+)?function\s*\*?\s*(?<name>\w+)/gm },
      { pattern: /^[ \t]*(?:module\s*\.\s*)?exports\s*\.\s*(?<name>\w+)\s*=(?!=)/gm },
      {
        pattern:
          /(?<=^[ \t]*(?:export|module\s*\.\s*exports\s*=)\s*\{[^}]*)\b(?:\w+\s+as\s+)?(?<name>\w+)(?=\s*[,}:(])/gm,
      },
    ],
  },
  {
    files: /\.py$/i,
    quiet: /#[^\n]*|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?/g,
    // Two positional arguments, event and context, are what Lambda calls with.
    forms: [{ pattern: /^def\s+(?<name>\w+)\s*\(\s*\w+[^,()]*,\s*\w+/gm }],
  },
];

/** The same text with comments and texts made of blanks, so that lines and offsets stay. */
function blank(text: string, quiet: RegExp): string {
  return text.replace(quiet, (match) => match.replace(/[^\n]/g, ' '));
}
