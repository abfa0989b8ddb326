/** The panels beside the editor. A new one is a file here, a folder of `webview/` and a line in `VIEWS` and below. */
import type * as vscode from 'vscode';
import type { LanguageServer } from '../languageClient';
import { GraphPanel } from './graphPanel';
import type { PanelName } from './webviewPanel';

/** By their names in `VIEWS`; one without a panel does not compile. */
export type Panels = ReturnType<typeof createPanels>;

export function createPanels(extension: vscode.ExtensionContext, server: LanguageServer) {
  return {
    graph: new GraphPanel(extension, server),
  } satisfies Record<PanelName, vscode.Disposable>;
}
