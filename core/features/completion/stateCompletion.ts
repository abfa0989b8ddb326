/** Whole states, inside States. */
import { STATE_TYPE_SPECS } from '../../catalog/stateTypes';
import { ourMarkdown } from '../../escape/markdown';
import { phrase } from '../../l10n/phrase';
import { STATE_TYPES } from '../../model/machine';
import type { CompletionContext, CompletionEntry } from './completionEntry';
import { commaAfter, commaBefore, fieldSnippet, wordBefore } from './completionEntry';

export function completeState(context: CompletionContext): CompletionEntry[] {
  const { place, document } = context;
  const key = place.property?.key;
  const span = key ? context.spanOf(key.span) : wordBefore(context, /"[\w ]*$|\w[\w ]*$|$/);
  // A name that has its state already is being renamed, not written anew.
  if (/^[ \t]*:/.test(document.text.slice(span.end))) return [];
  const typed = document.text
    .slice(span.start, span.end)
    .replace(/^["']|["']$/g, '')
    .trim();
  return STATE_TYPES.map((type) => {
    const { doc, sampleName, snippet } = STATE_TYPE_SPECS[type];
    const name = `\${1:${typed || sampleName}}`;
    const text = fieldSnippet(
      context,
      document.language === 'json' ? `"${name}"` : name,
      snippet[place.queryLanguage],
      span,
    );
    return {
      label: phrase`${type} state`,
      kind: 'snippet',
      detail: typed ? `“${typed}”` : undefined,
      doc: ourMarkdown(doc),
      edit: { span, text: text + commaAfter(context, span) },
      isSnippet: true,
      // Whatever was typed is the new state's name, not a part of the label.
      filterText: document.text.slice(span.start, span.end) || phrase`${type} state`,
      additional: commaBefore(context, span),
    };
  });
}
