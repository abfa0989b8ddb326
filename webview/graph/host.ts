/** The editor around the page: what it is told, and what it keeps for a page that comes back. */
import type { FromWebview, ShownInPanel } from '../../messages/graphWebview';
import type { Tab } from './details';

/** What stays while the page is hidden, and over a reload of the window. */
export interface Kept {
  follow?: boolean;
  selected?: string;
  /** The details are opened by the person alone; a moving cursor or a stop only changes what they tell of. */
  open?: boolean;
  tab?: Tab;
  /** For the client, which asks for it when VS Code opens the panel again. */
  shown?: ShownInPanel;
}

export interface Host {
  postMessage(message: FromWebview): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}

declare function acquireVsCodeApi(): Host;

/** Once a page. */
export function editorAround(): Host {
  return acquireVsCodeApi();
}
