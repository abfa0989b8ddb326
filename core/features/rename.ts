/** Renames a state or a variable everywhere it is named. */
import { yamlScalar } from '../catalog/snippet';
import { phrase } from '../l10n/phrase';
import type { Span, StringNode, SyntaxDocument } from '../syntax/tree';
import type { LanguageText } from './languageText';
import { nameAt, referencesOf, stateReferences } from './nameAt';

export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** What would be renamed, and its present name; undefined where there is nothing to rename. */
export function renameRange(text: LanguageText, offset: number): { span: Span; name: string } | undefined {
  const named = nameAt(text, offset);
  if (!named) return undefined;
  if (named.kind === 'variable') return { span: named.span, name: named.name };
  const { start, end } = named.span;
  const quoted = /["']/.test(text.document.text[start] ?? '');
  return { span: quoted ? { start: start + 1, end: end - 1 } : { start, end }, name: named.state.name };
}

/** The edits of a rename, or one sentence why it cannot be. */
export function rename(text: LanguageText, offset: number, newName: string): readonly TextEdit[] | { problem: string } {
  const named = nameAt(text, offset);
  if (!named) return { problem: phrase`Nothing to rename here: put the cursor on the name of a state or a variable.` };
  if (named.kind === 'variable') {
    const name = newName.replace(/^\$/, '');
    if (!/^[A-Za-z_]\w{0,79}$/.test(name)) {
      return {
        problem: phrase`"${newName}" is not a valid variable name: use at most 80 letters, digits and _, and do not begin with a digit.`,
      };
    }
    if (name === 'states')
      return { problem: phrase`The name "states" is reserved: Step Functions provides $states itself.` };
    return unique(referencesOf(text, named)).map((span) => ({ span, text: name }));
  }
  if (newName.trim() === '') return { problem: phrase`A state needs a name.` };
  if ([...newName].length > 80) return { problem: phrase`A state name must have at most 80 characters.` };
  const taken = named.machine.states.some((state) => state !== named.state && state.name === newName);
  if (taken)
    return {
      problem: phrase`A state called "${newName}" already exists. State names must be unique in the whole machine.`,
    };
  return stateReferences(named.state).map((node) => ({
    span: node.span,
    text: quoteLike(text.document, node, newName),
  }));
}

/** The name in the quotes that stand there now. */
function quoteLike({ language, text }: SyntaxDocument, { span }: StringNode, name: string): string {
  const quote = text[span.start];
  if (language === 'json' || quote === '"') return JSON.stringify(name);
  return quote === "'" ? `'${name.replaceAll("'", "''")}'` : yamlScalar(name);
}

function unique(spans: readonly Span[]): Span[] {
  return [...new Map(spans.map((span) => [span.start, span])).values()];
}
