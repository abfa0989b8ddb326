/** Context keys for menus and the debugger picker: does the active file hold a handler, a machine? */
import * as vscode from 'vscode';
import { LANGUAGES } from '../messages/ids';
import { activeUri } from './activeDefinition';
import type { ClientContext } from './clientContext';
import { setContextKey } from './contextKey';

const HANDLER_FILE = /\.([cm]?[jt]s|py)$/;
const TEMPLATE_FILE = /\.(ya?ml|json|template)$/;
const DEFINITION_FILE = /\.asl(\.(json|ya?ml))?$/;

interface Answer {
  readonly isHandler: boolean;
  readonly isMachine: boolean;
}

export function registerContextKeys({ extension, server }: ClientContext): void {
  let latest = 0;
  /** What the server said last: a file seen before is known at once, so that F5 right after a click finds its debugger. */
  const known = new Map<string, Answer>();
  const set = ({ isHandler, isMachine }: Answer): void => {
    setContextKey('activeFileIsHandler', isHandler);
    setContextKey('activeFileIsMachine', isMachine);
  };
  const update = async (uri = activeUri()): Promise<void> => {
    const turn = ++latest;
    set(known.get(uri?.toString() ?? '') ?? { isHandler: false, isMachine: false });
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri?.toString());
    const isDefinition =
      uri !== undefined &&
      (DEFINITION_FILE.test(uri.path) || (LANGUAGES as readonly string[]).includes(document?.languageId ?? ''));
    let isHandler = false;
    let isMachine = isDefinition;
    if (uri && HANDLER_FILE.test(uri.path)) {
      isHandler = ((await server.request('stepwise/handlers', { uri: uri.toString() }))?.length ?? 0) > 0;
    } else if (uri && !isDefinition && TEMPLATE_FILE.test(uri.path)) {
      isMachine = ((await server.request('stepwise/machines', { uri: uri.toString() }))?.length ?? 0) > 0;
    }
    // Another file became active while the server thought about this one.
    if (turn !== latest) return;
    if (uri) known.set(uri.toString(), { isHandler, isMachine });
    set({ isHandler, isMachine });
  };
  extension.subscriptions.push(
    vscode.window.tabGroups.onDidChangeTabs(() => void update()),
    vscode.window.tabGroups.onDidChangeTabGroups(() => void update()),
    // Arrives before the tab's own event.
    vscode.window.onDidChangeActiveTextEditor((editor) => void update(editor?.document.uri)),
    vscode.workspace.onDidSaveTextDocument(() => void update()),
  );
  void update();
}
