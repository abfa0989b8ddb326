/** Shows the graph of a definition beside the editor. */
import { uriFrom } from '../activeDefinition';
import { chooseDefinition } from '../chooseDefinition';
import type { Command } from './command';

export const showGraph: Command = async (context, argument, name) => {
  const uri = uriFrom(argument) ?? (await chooseDefinition(context));
  if (uri) await context.panels.graph.show(uri, typeof name === 'string' ? name : undefined);
};
