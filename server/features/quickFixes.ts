import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { visible } from '../../core/escape/visible';
import { innermostText } from '../../core/features/embeddedText';
import { quickFixes } from '../../core/features/quickFixes';
import { phrase } from '../../core/l10n/phrase';
import type { DiagnosticData } from '../../core/rules';
import { toTextEdit } from '../convert';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const quickFixFeature: LanguageFeature = {
  capability: { codeActionProvider: { codeActionKinds: ['quickfix'] } },
  register(context) {
    context.connection.onCodeAction(
      forDocument<CodeActionParams, CodeAction[]>(context, phrase`code actions`, [], ({ text, uri }, params) =>
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
  },
};
