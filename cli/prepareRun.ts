/** From a command line to what is run: reads what it names, and says what the project and the definition have wrong. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { calledBeside, placed, prepareMachine, TERMINAL, terminalWording } from '../run';
import type { Choices, Consents, GoingOn, LaunchReader, PreparedMachine } from '../run';
import { consentsOf, readConsentFlags } from './consentOptions';
import type { ConsentFlags } from './consentOptions';
import { folderProblem } from './folderProblem';
import type { Io } from './io';
import { machineFile } from './machineFile';
import { nameOf, readText, jsonTextOf } from './readText';
import { historyProblem } from './runHistory';
import { tellProblems } from './tellProblems';
import { readValueFlags, tellUnusedValues } from './valueOptions';
import type { ValueFlags } from './valueOptions';

/** What a command line asks to be run. */
export interface RunRequest {
  /** Whose sentences begin with it. */
  readonly command: 'run' | 'redrive';
  readonly name: string;
  readonly choices: Choices;
  readonly flags: ConsentFlags & ValueFlags & { readonly 'allow-inferred'?: string };
}

export interface PreparedRun {
  readonly prepared: PreparedMachine;
  readonly consents: Consents;
}

export async function prepareRun(
  { command, name: written, choices: chosen, flags }: RunRequest,
  io: Io,
): Promise<PreparedRun | { readonly problem: string }> {
  const allowedByFlag = readConsentFlags(flags);
  if ('problem' in allowedByFlag) return allowedByFlag;
  const given = await readValueFlags(flags, io);
  if ('problem' in given) return given;
  const found = machineFile(written, chosen, io);
  if ('problem' in found) return found;
  const { name } = found;
  const choices = { ...chosen, machine: found.machine };
  const beside = name === '-' ? besideFile(command, choices) : undefined;
  if (beside !== undefined) return { problem: phrase`FILE and ${beside} cannot both read standard input.` };
  if (choices.mask !== undefined && choices.history === undefined && choices.record === undefined) {
    return {
      problem: phrase`--mask needs --history FILE or --record FILE, because it masks values in what they write.`,
    };
  }
  const folder = name === '-' ? undefined : folderProblem(name, io);
  if (folder !== undefined) return { problem: folder };
  const text = await readText(name, io);
  if ('problem' in text) return text;
  const file = path.resolve(io.cwd, name === '-' ? 'stdin.asl' : name);
  const program = { file, name, text: text.text, how: HOW[command] };
  const prepared = await prepareMachine(choices, program, {
    ...readerOf(io),
    values: given.values,
    found: (project) => {
      tellProblems(project, io);
      tellUnusedValues(flags, project, io);
    },
  });
  if ('problem' in prepared) return prepared;
  for (const line of placed(prepared.errors, prepared.machine, calledBeside(program, terminalWording(io.cwd))))
    io.error(`${line}\n`);
  const problem = historyProblem(prepared.history);
  if (problem !== undefined) return { problem };
  return { prepared, consents: consentsOf(allowedByFlag, prepared.project.root, io) };
}

const HOW: Record<RunRequest['command'], GoingOn> = { run: 'resume', redrive: 'redrive' };

/** What else the command line would read from standard input. */
function besideFile(command: RunRequest['command'], { inputFile, resume }: Choices): string | undefined {
  if (inputFile === '-') return TERMINAL.called('inputFile');
  if (resume !== '-') return undefined;
  return command === 'redrive' ? 'HISTORY' : TERMINAL.called('resume');
}

/** Reads what a command line names; says what the project has wrong. */
export function readerOf(io: Io): LaunchReader {
  return {
    ...TERMINAL,
    resolve: (written) => path.resolve(io.cwd, written),
    nameOf,
    wording: terminalWording(io.cwd),
    read: (written, most) => jsonTextOf(written, io, most),
    found: (project) => tellProblems(project, io),
  };
}
