/** Shows the graph of a definition beside the editor. */
import type { ClientContext } from '../clientContext';
import { MACHINE_IN_FRONT } from '../contextKey';
import { meantMachine } from '../meantMachine';
import { DEFINITION_FILES } from './definitionFiles';
import type { Command } from './command';

export const showGraph: Command = {
  icon: 'type-hierarchy',
  menus: {
    'editor/title': { when: MACHINE_IN_FRONT, group: 'navigation@10' },
    'explorer/context': { when: DEFINITION_FILES, group: 'navigation@91' },
  },
  run: show,
};

async function show(context: ClientContext, argument: unknown, name: unknown): Promise<void> {
  const meant = await meantMachine(context, argument, name);
  if (meant) await context.panels.graph.show(meant.uri, meant.machine);
}
