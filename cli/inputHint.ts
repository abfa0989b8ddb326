/** What a run that was given no input, and came upon what its input lacks, could begin with instead. */
import path from 'node:path';
import { shellWord } from '../core/escape/shellWord';
import { phrase } from '../core/l10n/phrase';
import type { ExecutionResult } from '../core/interpreter/historyEvent';
import { sampleInput, startNames } from '../run';
import type { PreparedMachine } from '../run';
import type { Io } from './io';

/** What a path, an expression or a function's argument that leads nowhere ends an execution with. */
const OF_DATA = ['States.Runtime', 'States.QueryEvaluationError', 'States.ParameterPathFailure'];

const MOST_SHOWN = 3;

/** Characters of an input that a line of a terminal has room for. */
const LONGEST_INPUT = 300;

/** @returns undefined: it had an input, or failed for another reason */
export async function inputHint(
  { machine, input, earlier, startNotes, inferred, project, name, stack }: PreparedMachine,
  { status, error }: ExecutionResult,
  io: Pick<Io, 'cwd'>,
): Promise<string | undefined> {
  // A handler that could not even begin has not seen its event.
  if (status !== 'FAILED' || error === undefined || error.startsWith('Runtime.')) return undefined;
  if (input !== '{}' || earlier || inferred || startNotes.length > 0) return undefined;
  const files = project.events.map(({ file }) => ['--input', path.relative(io.cwd, file)]);
  const starts = (await startNames({ name, stack }, project)).map((start) => ['--as', start]);
  const known = [...files.slice(0, MOST_SHOWN), ...starts.slice(0, MOST_SHOWN)];
  const sample = await sampleInput({ machine, stack, project });
  // Of another error only what is read of the input says that it may be to blame.
  if (!OF_DATA.includes(error) && sample === '{}') return undefined;
  const isShown = sample !== '{}' && sample.length <= LONGEST_INPUT;
  const own = isShown ? [['--input', sample]] : known.length > 0 ? [] : [['--input', 'FILE']];
  const ways = [...known, ...own, ['--mocks', 'auto']];
  return phrase`The input was {}. To begin with another: ${ways.map((flag) => flag.map(shellWord).join(' ')).join(', ')}`;
}
