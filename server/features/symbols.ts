import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver/node';
import { symbols } from '../../core/features/symbols';
import { toDocumentSymbol } from '../convert';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const symbolsFeature: LanguageFeature = {
  capability: { documentSymbolProvider: true },
  register(context) {
    context.connection.onDocumentSymbol(
      forDocument<DocumentSymbolParams, DocumentSymbol[]>(context, 'symbols', [], ({ text }) =>
        symbols(text).map((symbol) => toDocumentSymbol(text.document, symbol)),
      ),
    );
  },
};
