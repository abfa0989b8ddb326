/** Shows the graph of a definition beside the editor. */
import { uriFrom } from '../activeDefinition';
import { chooseDefinition } from '../chooseDefinition';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS } from '../contextKey';
import { DEFINITION_FILES } from './definitionFiles';
import type { Command } from './command';

export const showGraph: Command = {
  icon: 'type-hierarchy',
  menus: {
    'editor/title': { when: CONTEXT_KEYS.activeFileIsMachine, group: 'navigation@10' },
    'explorer/context': { when: DEFINITION_FILES, group: 'navigation@91' },
  },
  run: show,
};

async function show(context: ClientContext, argument: unknown, name: unknown): Promise<void> {
  const uri = uriFrom(argument) ?? (await chooseDefinition(context));
  if (uri) await context.panels.graph.show(uri, typeof name === 'string' ? name : undefined);
}
