/** Where things stand: definition, references, outline, folds, code lenses. */
import type {
  CodeLens,
  CodeLensParams,
  DefinitionParams,
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  Location,
  ReferenceParams,
} from 'vscode-languageserver/node';
import { codeLenses } from '../../core/features/codeLenses';
import { innermostText } from '../../core/features/embeddedText';
import { folds } from '../../core/features/folding';
import { definitionsOf, nameAt, referencesOf } from '../../core/features/nameAt';
import { symbols } from '../../core/features/symbols';
import { COMMANDS } from '../../messages/ids';
import { toDocumentSymbol } from '../convert';
import { forDocument, guarded } from '../serverContext';
import type { ServerContext } from '../serverContext';

const LENS_COMMANDS = { run: COMMANDS.runWorkflow, debug: COMMANDS.debugWorkflow, graph: COMMANDS.showGraph } as const;

export function registerNavigation(context: ServerContext): void {
  const { connection, documents, options } = context;

  connection.onDefinition(
    forDocument<DefinitionParams, Location[]>(context, 'definition', [], ({ text, uri }, { position }) => {
      const inner = innermostText(text, text.document.offsetAt(position));
      const named = nameAt(inner.text, inner.offset);
      return named
        ? definitionsOf(named).map((span) => ({ uri, range: text.document.rangeOf(inner.spanOf(span)) }))
        : [];
    }),
  );

  connection.onReferences(
    forDocument<ReferenceParams, Location[]>(context, 'references', [], ({ text, uri }, params) => {
      const inner = innermostText(text, text.document.offsetAt(params.position));
      const named = nameAt(inner.text, inner.offset);
      if (!named) return [];
      const definitions = new Set(definitionsOf(named).map(({ start }) => start));
      return referencesOf(inner.text, named)
        .filter(({ start }) => params.context.includeDeclaration || !definitions.has(start))
        .map((span) => ({ uri, range: text.document.rangeOf(inner.spanOf(span)) }));
    }),
  );

  connection.onDocumentSymbol(
    forDocument<DocumentSymbolParams, DocumentSymbol[]>(context, 'symbols', [], ({ text }) =>
      symbols(text).map((symbol) => toDocumentSymbol(text.document, symbol)),
    ),
  );

  connection.onFoldingRanges(
    forDocument<FoldingRangeParams, FoldingRange[]>(context, 'folding', [], ({ text, isDefinition }) =>
      // A template is another language's file: folding it is not ours.
      isDefinition ? folds(text) : [],
    ),
  );

  // Run and Debug are ours whoever serves the language.
  connection.onCodeLens(
    guarded(context, 'code lenses', [] as CodeLens[], ({ textDocument: { uri } }: CodeLensParams) => {
      const open = options.codeLens ? documents.open(uri) : undefined;
      if (!open || !(open.isDefinition || open.text.isTemplate)) return [];
      return codeLenses(open.text).map(({ span, title, action, name }) => ({
        range: open.text.document.rangeOf(span),
        command: { title, command: LENS_COMMANDS[action], arguments: name === undefined ? [uri] : [uri, name] },
      }));
    }),
  );
}
