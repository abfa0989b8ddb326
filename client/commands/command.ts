/** A command: one file each in this folder, one line each in the table of `index.ts`. Its title stands in `package.nls.json`. */
import type { ClientContext } from '../clientContext';
import type { When } from '../contextKey';

export interface Command {
  /** One of VS Code's own icons, without `$()`. */
  readonly icon?: string;
  /** When the palette lists it; absent: always. `false`: it is about something that the palette cannot name. */
  readonly palette?: When | 'false';
  /** A list has a command twice: as a button of the entry, and in its menu. */
  readonly menus?: { readonly [menu in Menu]?: MenuPlace | readonly MenuPlace[] };
  readonly key?: { readonly press: string; readonly when: When };
  readonly run: (context: ClientContext, ...args: unknown[]) => unknown;
}

export type Menu =
  'editor/context' | 'editor/title' | 'editor/title/run' | 'explorer/context' | 'view/title' | 'view/item/context';

export interface MenuPlace {
  readonly when: When;
  /** As in VS Code: `group@order`. */
  readonly group: `${string}@${number}`;
}
