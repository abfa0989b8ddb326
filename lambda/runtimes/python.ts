/** Python handlers, run by the user's own Python. */
import { couldNotStart } from '../failure';
import type { Runtime } from './runtime';

export const pythonRuntime: Runtime = {
  prefix: 'python',
  extensions: ['.py'],
  defaultName: 'python3.12',
  prepare: () => Promise.resolve(couldNotStart('Runtime.InvalidEntrypoint', 'Python handlers cannot run yet.')),
};
