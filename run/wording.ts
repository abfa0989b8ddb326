/** What a file is called in a sentence, and what a person does to run what is in it. */
import path from 'node:path';
import { shellWord } from '../core/escape/shellWord';
import { phrase } from '../core/l10n/phrase';

export interface Wording {
  /** @param file absolute path */
  shown(file: string): string;
  /** How a state machine is run: as it can be pasted, or done. @param machine which of several in the file */
  running(file: string, machine?: string): string;
  /** How a function is called. @param exported which of several in the file */
  calling(file: string, exported?: string): string;
}

/** Of a terminal: paths are relative to its folder, and what it says can be pasted there. */
export function terminalWording(cwd: string): Wording {
  const shown = (file: string): string => {
    const relative = path.relative(cwd, file);
    return relative === '' || relative.startsWith(path.join('..', '..', '..')) ? file : relative;
  };
  return {
    shown,
    running: (file, machine) =>
      [
        'stepwise',
        'run',
        shellWord(shown(file)),
        ...(machine === undefined ? [] : ['--machine', shellWord(machine)]),
      ].join(' '),
    calling: (file, exported) =>
      ['stepwise', 'invoke', shellWord(exported === undefined ? shown(file) : `${shown(file)}#${exported}`)].join(' '),
  };
}

export const EDITOR_WORDING: Wording = {
  shown: (file) => file,
  running: (file, machine) =>
    machine === undefined ? phrase`Run Workflow in ${file}` : phrase`Run Workflow of ${machine} in ${file}`,
  calling: (file, exported) => (exported === undefined ? phrase`F5 in ${file}` : phrase`F5 in ${exported} in ${file}`),
};
