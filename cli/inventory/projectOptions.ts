/** Options of the commands that tell of a project as a whole. */
import { phrase } from '../../core/l10n/phrase';
import type { OptionTable } from '../options';

export const PROJECT_OPTIONS = {
  format: {
    value: 'FORMAT',
    values: ['text', 'json'],
    help: () => phrase`text (default) or json`,
  },
  project: {
    value: 'DIR',
    help: () => phrase`the project's folder (default: the nearest parent folder with a deployment file)`,
  },
} as const satisfies OptionTable;
