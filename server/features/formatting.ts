import type {
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver/node';
import { format } from '../../core/features/format';
import { phrase } from '../../core/l10n/phrase';
import type { Span } from '../../core/syntax/tree';
import { toTextEdit } from '../convert';
import type { OpenText } from '../documentStore';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const formatting: LanguageFeature = {
  capability: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
  isForOwnLanguages: true,
  register(context) {
    const { connection } = context;
    connection.onDocumentFormatting(
      forDocument<DocumentFormattingParams, TextEdit[]>(context, 'formatting', [], (open, { options }) =>
        formatted(open, options),
      ),
    );
    connection.onDocumentRangeFormatting(
      forDocument<DocumentRangeFormattingParams, TextEdit[]>(context, phrase`range formatting`, [], (open, params) => {
        const { document } = open.text;
        const span = { start: document.offsetAt(params.range.start), end: document.offsetAt(params.range.end) };
        return formatted(open, params.options, span);
      }),
    );
  },
};

function formatted({ text, isDefinition }: OpenText, options: FormattingOptions, span?: Span): TextEdit[] {
  return isDefinition ? format(text, options, span).map((edit) => toTextEdit(text.document, edit)) : [];
}
