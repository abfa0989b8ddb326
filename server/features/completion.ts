import { MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionParams } from 'vscode-languageserver/node';
import { complete } from '../../core/features/completion';
import type { CompletionEntry } from '../../core/features/completion';
import { visible } from '../../core/escape/visible';
import { innermostText } from '../../core/features/embeddedText';
import { phrase } from '../../core/l10n/phrase';
import { loadCatalogue } from '../../services/loadTables';
import { toCompletionItem } from '../convert';
import { forDocument, guarded } from '../serverContext';
import type { ServerContext } from '../serverContext';
import type { LanguageFeature } from './feature';

export const completion: LanguageFeature = {
  capability: { completionProvider: { triggerCharacters: ['"', '$', '.', ' ', '%'], resolveProvider: true } },
  register,
};

function register(context: ServerContext): void {
  const { connection, projects } = context;
  // An editor resolves entries of the list it was given last.
  let last: readonly CompletionEntry[] = [];

  connection.onCompletion(
    forDocument<CompletionParams, CompletionItem[]>(context, 'completion', [], ({ text, uri }, params) => {
      // A blank opens the list only behind a YAML key: `Next: `.
      if (params.context?.triggerCharacter === ' ' && text.document.language === 'json') return [];
      const inner = innermostText(text, text.document.offsetAt(params.position));
      last = complete(inner.text, inner.offset, projects.names(uri), loadCatalogue()).map((entry) => ({
        ...entry,
        edit: inner.editOf(entry.edit),
        additional: entry.additional?.map((edit) => inner.editOf(edit)),
      }));
      return last.map((entry, index) => toCompletionItem(text.document, entry, index));
    }),
  );

  connection.onCompletionResolve(
    guarded(context, phrase`completion resolve`, { label: '' }, (item: CompletionItem) => {
      const entry = typeof item.data === 'number' ? last[item.data] : undefined;
      if (!entry?.doc || visible(entry.label) !== item.label) return item;
      return { ...item, documentation: { kind: MarkupKind.Markdown, value: entry.doc } };
    }),
  );
}
