/** How the list of runs is ordered. */
import { CONTEXT_KEYS } from '../contextKey';
import type { Command } from './command';
import { RUN_LIST } from './inRunList';

export const groupRunsByMachine: Command = {
  icon: 'list-tree',
  palette: 'false',
  menus: { 'view/title': { when: `${RUN_LIST} && !${CONTEXT_KEYS.runsByMachine}`, group: 'navigation@20' } },
  run: ({ runsView }) => runsView.group('machine'),
};

export const groupRunsByTime: Command = {
  icon: 'list-flat',
  palette: 'false',
  menus: { 'view/title': { when: `${RUN_LIST} && ${CONTEXT_KEYS.runsByMachine}`, group: 'navigation@20' } },
  run: ({ runsView }) => runsView.group('time'),
};
