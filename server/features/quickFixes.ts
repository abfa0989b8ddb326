import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { visible } from '../../core/escape/visible';
import { innermostText } from '../../core/features/embeddedText';
import { editsOf } from '../../core/features/definitionEdit';
import { machineAt, type LanguageText } from '../../core/features/languageText';
import { quickFixes } from '../../core/features/quickFixes';
import { phrase } from '../../core/l10n/phrase';
import { stateAt } from '../../core/model';
import type { DiagnosticData } from '../../core/rules';
import type { ToldFailure } from '../../messages/languageClient';
import { toTextEdit } from '../convert';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const quickFixFeature: LanguageFeature = {
  capability: { codeActionProvider: { codeActionKinds: ['quickfix'] } },
  register(context) {
    context.connection.onCodeAction(
      forDocument<CodeActionParams, CodeAction[]>(context, phrase`code actions`, [], ({ text, uri }, params) => [
        ...failureFixes(text, uri, params, context.failures.of(uri)),
        ...params.context.diagnostics
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
      ]),
    );
  },
};

/** What would mend a state that failed in the latest run, wherever the cursor is in it. */
function failureFixes(
  text: LanguageText,
  uri: string,
  { range }: CodeActionParams,
  failures: readonly ToldFailure[],
): CodeAction[] {
  const { document } = text;
  const inner = innermostText(text, document.offsetAt(range.start));
  const machine = failures.length > 0 ? machineAt(inner.text, inner.offset) : undefined;
  const path = machine && stateAt(machine, inner.offset)?.path;
  const own = failures.filter(({ statePath, edit }) => edit && (statePath === path || edit.statePath === path));
  const byTitle = new Map(own.map(({ edit }) => [edit!.title, edit!]));
  return [...byTitle.values()].flatMap((edit) => {
    const edits = editsOf(inner.text, inner.offset, edit);
    if (!edits) return [];
    return [
      {
        title: visible(edit.title),
        kind: CodeActionKind.QuickFix,
        edit: { changes: { [uri]: edits.map((each) => toTextEdit(document, inner.editOf(each))) } },
      },
    ];
  });
}
