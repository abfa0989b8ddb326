/** Folding: every object and array of several lines. */
import type { SyntaxNode } from '../syntax/tree';
import type { LanguageText } from './languageText';

export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
}

export function folds({ document }: LanguageText): Fold[] {
  const found = new Map<number, Fold>();
  const yaml = document.language === 'yaml';
  const visit = (node: SyntaxNode): void => {
    if (node.kind !== 'object' && node.kind !== 'array') return;
    // A YAML block begins at its first entry: it folds into the key's line above.
    const start = node.property ? node.property.key.span.start : node.span.start;
    const startLine = document.positionAt(start).line;
    // A brace or bracket stays visible below its fold.
    const endLine = document.positionAt(node.span.end).line - (yaml ? 0 : 1);
    if (endLine > startLine && !found.has(startLine)) found.set(startLine, { startLine, endLine });
    if (node.kind === 'array') node.items.forEach(visit);
    else node.properties.forEach(({ value }) => value && visit(value));
  };
  if (document.root) visit(document.root);
  return [...found.values()];
}
