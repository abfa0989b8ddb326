/** The panels beside the editor. A new one is a file here, a folder of `webview/` and a line in `VIEWS` and below. */
import type * as vscode from 'vscode';
import type { GraphPanelNeeds } from './graphPanel';
import { GraphPanels } from './graphPanels';
import type { PanelName } from './webviewPanel';

/** By their names in `VIEWS`; one without a panel does not compile. */
export type Panels = ReturnType<typeof createPanels>;

export function createPanels(needs: GraphPanelNeeds) {
  return {
    graph: new GraphPanels(needs),
  } satisfies Record<PanelName, vscode.Disposable>;
}
