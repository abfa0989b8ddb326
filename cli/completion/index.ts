/** `stepwise completion`: a script for a shell, which asks the table of commands what may stand where. */
import { phrase } from '../../core/l10n/phrase';
import { visible } from '../../core/escape/visible';
import { readCommandLine, refuse } from '../commandLine';
import type { Command } from '../commands';
import { EXIT } from '../io';
import type { CommandRun, Io } from '../io';
import { HELP, optionsHelp } from '../options';
import { ours } from '../words';
import { candidatesFor } from './candidates';
import { BEFORE_HELP, FILES, SCRIPTS } from './scripts';

export const OPTIONS = { ...HELP } as const;

const usage = (): string => phrase`stepwise completion bash|zsh|fish

Prints a script that lets the shell complete commands, options, and the names of state machines and functions. To load it:

    bash    source <(stepwise completion bash)
    zsh     source <(stepwise completion zsh), after compinit
    fish    stepwise completion fish | source

${optionsHelp(OPTIONS)}

Exit codes: 0 done, 2 not a shell that is known.
`;

/** @param commands of which it tells */
export function completionOf(commands: { readonly [name: string]: Command }): CommandRun {
  return async (args, io) => {
    const [first, separator, ...words] = args;
    if (first === 'words' && separator === '--') return complete(words, commands, io);
    const parsed = readCommandLine(args, { command: 'completion', options: OPTIONS, usage }, io);
    if ('exit' in parsed) return parsed.exit;
    const [shell, ...others] = parsed.positionals;
    if (shell === undefined || others.length > 0) {
      return refuse('completion', phrase`Name one shell: stepwise completion bash|zsh|fish`, io);
    }
    if (!Object.hasOwn(SCRIPTS, shell)) {
      return refuse('completion', phrase`There is a script for bash, zsh and fish, not for "${shell}".`, io);
    }
    io.out(ours(SCRIPTS[shell as keyof typeof SCRIPTS]));
    return EXIT.succeeded;
  };
}

/** A line for each word. What a project has named in a way that breaks lines completes nothing. */
async function complete(
  words: readonly string[],
  commands: { readonly [name: string]: Command },
  io: Io,
): Promise<number> {
  const found = await candidatesFor(words, commands, io);
  const lines = found.words
    .filter(({ word }) => visible(word) === word)
    .map(({ word, help }) => (help === undefined ? word : `${word}${BEFORE_HELP}${help}`));
  io.out(ours([...lines, ...(found.isFile ? [FILES] : [])].map((line) => `${line}\n`).join('')));
  return EXIT.succeeded;
}
