import { LineTable } from './lineTable';
import { parseJson } from './parseJson';
import { parseYaml } from './parseYaml';
import { withoutSequels } from './sequels';
import type { SyntaxDocument, SyntaxLanguage, SyntaxNode, SyntaxProblem } from './tree';

/** What a text became: its root, where there is one, and everything that is wrong with its syntax. */
export interface ParsedText {
  readonly root?: SyntaxNode;
  readonly problems: SyntaxProblem[];
}

const parsers: Record<SyntaxLanguage, (text: string) => ParsedText> = {
  json: parseJson,
  yaml: parseYaml,
  hcl: () => ({ problems: [] }),
};

/** Parses a text into the common tree. Never throws: what cannot be read becomes a problem of the document. */
export function parseDocument(uri: string, text: string, language: SyntaxLanguage): SyntaxDocument {
  const lines = new LineTable(text);
  const { root, problems } = parsers[language](text);
  const isMistake = ({ code }: SyntaxProblem): boolean => code !== 'duplicate-key';
  const told = withoutSequels(problems.filter(isMistake), lines);
  return {
    uri,
    text,
    language,
    root,
    problems: [...problems.filter((problem) => !isMistake(problem)), ...told],
    positionAt: (offset) => lines.positionAt(offset),
    offsetAt: (position) => lines.offsetAt(position),
    rangeOf: (span) => lines.rangeOf(span),
  };
}
