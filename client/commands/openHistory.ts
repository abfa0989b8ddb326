/** Shows a saved history, of Stepwise's own or of AWS, as a run. */
import { openHistoryFile } from '../runs/openHistory';
import { uriFrom } from '../activeDefinition';
import type { Command } from './command';
import { RUN_LIST } from './inRunList';

export const openHistory: Command = {
  icon: 'folder-opened',
  menus: { 'view/title': { when: RUN_LIST, group: 'navigation@10' } },
  run: (context, file) => openHistoryFile(context, uriFrom(file)),
};
