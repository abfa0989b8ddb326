import { phrase } from '../core/l10n/phrase';
import { EXIT } from './io';
import type { Io } from './io';
import { choicesOfFlags, flagsOf } from '../run';
import { HELP, optionsHelp, parseOptions } from './options';
import { runMachineFile } from './run';

const OPTIONS = { ...flagsOf('redrive'), ...HELP };

const usage = (): string => phrase`stepwise redrive FILE HISTORY [options]

Runs the states again that ended a run: those that failed or were stopped, each with its original input, using the
definition and the handlers as they are now. States that succeeded are not run again. HISTORY is a file that "stepwise run
--history" saved, or the output of "aws stepfunctions get-execution-history"; - reads standard input.

${optionsHelp(OPTIONS)}

Exit codes: 0 succeeded, 1 failed, 2 could not start, 3 timed out or aborted.
`;

/** `stepwise redrive`. */
export async function redrive(args: string[], io: Io): Promise<number> {
  const parsed = parseOptions(args, OPTIONS);
  const refuse = (problem: string): number => {
    io.error(`stepwise redrive: ${problem}\n`);
    return EXIT.unusable;
  };
  if ('problem' in parsed) return refuse(parsed.problem);
  const { positionals, options } = parsed;
  if (options.help) {
    io.out(usage());
    return EXIT.succeeded;
  }
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
