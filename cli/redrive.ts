import { phrase } from '../core/l10n/phrase';
import type { Io } from './io';
import { choicesOfFlags, flagsOf } from '../run';
import { readCommandLine, refuse as refuseCommand } from './commandLine';
import { HELP, optionsHelp } from './options';
import { runMachineFile } from './run';

export const OPTIONS = { ...flagsOf('redrive'), ...HELP };

const usage = (): string => phrase`stepwise redrive FILE HISTORY [options]

Runs the states again that ended a run: those that failed or were stopped, each with its original input, using the
definition and the handlers as they are now. States that succeeded are not run again. HISTORY is a file that "stepwise run
--history" saved, or the output of "aws stepfunctions get-execution-history"; - reads standard input.

${optionsHelp(OPTIONS)}

Exit codes: 0 succeeded, 1 failed, 2 could not start, 3 timed out or aborted.
`;

/** `stepwise redrive`. */
export async function redrive(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'redrive', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const refuse = (problem: string): number => refuseCommand('redrive', problem, io);
  const { positionals, options } = parsed;
  const [name, history, ...others] = positionals;
  if (name === undefined || history === undefined) {
    return refuse(phrase`Name a state machine and a saved history: stepwise redrive FILE HISTORY`);
  }
  if (others.length > 0)
    return refuse(phrase`Unexpected argument "${others[0]!}": redrive takes one file and one history.`);
  const choices = choicesOfFlags<'redrive'>(options, io);
  if ('problem' in choices) return refuse(choices.problem);
  const request = { command: 'redrive', name, choices: { ...choices, resume: history }, flags: options } as const;
  return runMachineFile(request, io);
}
