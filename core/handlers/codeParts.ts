/** A file's code, taken apart once however often it is asked about. */
import type { CodeFile } from './dataReads';
import { functionPlaces } from './functionPlaces';
import { languageOfFile } from './index';
import { javascriptPieces, pythonPieces } from './pieces';
import { pythonStatements } from './pythonStatements';

export type CodeParts = NonNullable<ReturnType<typeof takeApart>>;

/** A file is asked for each member of each answer. */
const takenApart = new WeakMap<CodeFile, CodeParts>();

/** Undefined: its language is not known. */
export function codeParts(file: CodeFile): CodeParts | undefined {
  const known = takenApart.get(file) ?? takeApart(file);
  if (known) takenApart.set(file, known);
  return known;
}

function takeApart({ file, text }: CodeFile) {
  const language = languageOfFile(file);
  if (language === undefined) return undefined;
  const statements = language === 'python' ? [...pythonStatements(text)] : undefined;
  const pieces = statements ? pythonPieces(statements) : javascriptPieces(text);
  return { text, language, statements, pieces, functions: functionPlaces(pieces, language) };
}
