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
import { visible } from '../../core/escape/visible';
import { innermostText } from '../../core/features/embeddedText';
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
      const inner = innermostText(text, text.document.offsetAt(position));
      const found = renameRange(inner.text, inner.offset);
      return found ? { range: text.document.rangeOf(inner.spanOf(found.span)), placeholder: found.name } : null;
    }),
  );

  connection.onRenameRequest(
    forDocument<RenameParams, WorkspaceEdit | ResponseError | null>(
      context,
      'rename',
      null,
      ({ text, uri }, params) => {
        const inner = innermostText(text, text.document.offsetAt(params.position));
        const edits = rename(inner.text, inner.offset, params.newName);
        if ('problem' in edits) return new ResponseError(ErrorCodes.InvalidRequest, visible(edits.problem));
        return { changes: { [uri]: edits.map((edit) => toTextEdit(text.document, inner.editOf(edit))) } };
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
          const inner = innermostText(text, document.offsetAt(diagnostic.range.end));
          const fixes = quickFixes(inner.text, {
            code: String(diagnostic.code),
            severity: 'error',
            message: String(diagnostic.message),
            span: { start: inner.offsetOf(document.offsetAt(diagnostic.range.start)), end: inner.offset },
            data: diagnostic.data as DiagnosticData | undefined,
          });
          return fixes.map(({ title, edits, preferred }) => ({
            title: visible(title),
            kind: CodeActionKind.QuickFix,
            diagnostics: [diagnostic],
            isPreferred: preferred,
            edit: { changes: { [uri]: edits.map((edit) => toTextEdit(document, inner.editOf(edit))) } },
          }));
        }),
    ),
  );
}
