/** Changes to the text: rename, formatting, quick fixes. */
import { CodeActionKind, ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type {
  CodeAction,
  CodeActionParams,
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  PrepareRenameParams,
  RenameParams,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { format } from '../../core/features/format';
import { quickFixes } from '../../core/features/quickFixes';
import { rename, renameRange } from '../../core/features/rename';
import type { DiagnosticData } from '../../core/rules';
import type { Span } from '../../core/syntax/tree';
import { toTextEdit } from '../convert';
import type { OpenText } from '../documentStore';
import { forDocument } from '../serverContext';
import type { ServerContext } from '../serverContext';

export function registerEditing(context: ServerContext): void {
  const { connection } = context;

  connection.onPrepareRename(
    forDocument<
      PrepareRenameParams,
      { range: ReturnType<OpenText['text']['document']['rangeOf']>; placeholder: string } | null
    >(context, 'prepare rename', null, ({ text }, { position }) => {
      const found = renameRange(text, text.document.offsetAt(position));
      return found ? { range: text.document.rangeOf(found.span), placeholder: found.name } : null;
    }),
  );

  connection.onRenameRequest(
    forDocument<RenameParams, WorkspaceEdit | ResponseError | null>(
      context,
      'rename',
      null,
      ({ text, uri }, params) => {
        const edits = rename(text, text.document.offsetAt(params.position), params.newName);
        if ('problem' in edits) return new ResponseError(ErrorCodes.InvalidRequest, edits.problem);
        return { changes: { [uri]: edits.map((edit) => toTextEdit(text.document, edit)) } };
      },
    ),
  );

  const formatted = ({ text, isDefinition }: OpenText, options: FormattingOptions, span?: Span): TextEdit[] =>
    isDefinition ? format(text, options, span).map((edit) => toTextEdit(text.document, edit)) : [];

  connection.onDocumentFormatting(
    forDocument<DocumentFormattingParams, TextEdit[]>(context, 'formatting', [], (open, { options }) =>
      formatted(open, options),
    ),
  );
  connection.onDocumentRangeFormatting(
    forDocument<DocumentRangeFormattingParams, TextEdit[]>(context, 'range formatting', [], (open, params) => {
      const { document } = open.text;
      const span = { start: document.offsetAt(params.range.start), end: document.offsetAt(params.range.end) };
      return formatted(open, params.options, span);
    }),
  );

  connection.onCodeAction(
    forDocument<CodeActionParams, CodeAction[]>(context, 'code actions', [], ({ text, uri }, params) =>
      params.context.diagnostics
        .filter(({ source }) => source === 'Stepwise')
        .flatMap((diagnostic) => {
          const { document } = text;
          const fixes = quickFixes(text, {
            code: String(diagnostic.code),
            severity: 'error',
            message: String(diagnostic.message),
            span: { start: document.offsetAt(diagnostic.range.start), end: document.offsetAt(diagnostic.range.end) },
            data: diagnostic.data as DiagnosticData | undefined,
          });
          return fixes.map(({ title, edits, preferred }) => ({
            title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnostic],
            isPreferred: preferred,
            edit: { changes: { [uri]: edits.map((edit) => toTextEdit(document, edit)) } },
          }));
        }),
    ),
  );
}
