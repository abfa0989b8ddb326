import path from 'node:path';
import { jsonText } from '../core/jsonText';
import type { AdapterRequests, AdapterResults, AppLaunch } from '../messages/debugClient';
import { findProjectFolder, readProject } from '../project';
import { passedByMachine } from '../run';

/** What the states of a machine pass to a function, by the machine's definition alone. */
export async function passedEvents(
  { program }: AppLaunch,
  { machine, names }: AdapterRequests['stepwise.passed'],
): Promise<AdapterResults['stepwise.passed']> {
  const project = readProject(findProjectFolder(path.resolve(program)));
  const passed = await passedByMachine(machine, names, project);
  return { passed: passed.map(({ state, event }) => ({ state, event: jsonText(event) })) };
}
