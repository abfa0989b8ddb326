/** How every command begins: its command line, its help, and its refusal of what it cannot do. */
import { EXIT } from './io';
import type { Io } from './io';
import { parseOptions } from './options';
import type { HELP, OptionTable, ParsedOptions } from './options';

/** A command's name, its options, and its help. */
export interface CommandLine<Table extends OptionTable> {
  readonly command: string;
  readonly options: Table;
  readonly usage: () => string;
}

/** Reads a command line. A mistake, and the help where that is asked for, are told: then nothing is left but the exit code. */
export function readCommandLine<Table extends OptionTable & typeof HELP>(
  args: readonly string[],
  { command, options: table, usage }: CommandLine<Table>,
  io: Io,
): ParsedOptions<Table> | { readonly exit: number } {
  const parsed = parseOptions(args, table);
  if ('problem' in parsed) return { exit: refuse(command, parsed.problem, io) };
  const { help } = parsed.options as { readonly help?: string };
  if (help === undefined) return parsed;
  io.out(usage());
  return { exit: EXIT.succeeded };
}

/** Says why a command does not do what it is asked. */
export function refuse(command: string, problem: string, io: Io): number {
  io.error(`stepwise ${command}: ${problem}\n`);
  return EXIT.unusable;
}
