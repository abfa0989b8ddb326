/** What the client asks about `.vscode/stepwise.json`: which of its names nothing has. Of its shape an editor's JSON schema tells. */
import path from 'node:path';
import { visible } from '../../core/escape/visible';
import type { FileProblem } from '../../messages/languageClient';
import { unknownNames } from '../../project';
import { loadProjectMachine } from '../../run/loadMachine';
import { loadCatalogue } from '../../services/loadTables';
import { filePathOf } from '../fileUri';
import type { ServerContext } from '../serverContext';

export async function viewSettingsFile(
  { projects, disk }: ServerContext,
  uri: string,
  text: string,
): Promise<{ readonly problems: readonly FileProblem[] }> {
  const file = filePathOf(uri);
  if (file === undefined) return { problems: [] };
  const folder = path.dirname(path.dirname(file));
  await projects.prepare(folder);
  const project = projects.within(folder);
  const found = unknownNames(text, {
    services: loadCatalogue(),
    project,
    statesOf(known) {
      const loaded = loadProjectMachine(known, { project, files: disk.files() });
      return 'machine' in loaded ? loaded.machine.states.flatMap(({ name, path }) => [name, path]) : undefined;
    },
  });
  return {
    problems: found.map(({ message, ...place }) => ({ message: visible(message), severity: 'warning', ...place })),
  };
}
