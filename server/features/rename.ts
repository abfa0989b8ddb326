import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { PrepareRenameParams, Range, RenameParams, WorkspaceEdit } from 'vscode-languageserver/node';
import { visible } from '../../core/escape/visible';
import { innermostText } from '../../core/features/embeddedText';
import { rename, renameRange } from '../../core/features/rename';
import { phrase } from '../../core/l10n/phrase';
import { toTextEdit } from '../convert';
import { forDocument } from '../serverContext';
import type { LanguageFeature } from './feature';

export const renameFeature: LanguageFeature = {
  capability: { renameProvider: { prepareProvider: true } },
  register(context) {
    const { connection } = context;
    connection.onPrepareRename(
      forDocument<PrepareRenameParams, { range: Range; placeholder: string } | null>(
        context,
        phrase`prepare rename`,
        null,
        ({ text }, { position }) => {
          const inner = innermostText(text, text.document.offsetAt(position));
          const found = renameRange(inner.text, inner.offset);
          return found ? { range: text.document.rangeOf(inner.spanOf(found.span)), placeholder: found.name } : null;
        },
      ),
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
  },
};
