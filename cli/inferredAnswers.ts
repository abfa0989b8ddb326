/** What a run says of the answers that were inferred, and where it leaves them for review. */
import path from 'node:path';
import { shellWord } from '../core/escape/shellWord';
import { phrase } from '../core/l10n/phrase';
import { inferredWords, writeInferred } from '../run';
import type { PreparedMachine } from '../run';
import type { Io } from './io';

/** @returns whether the run used any */
export function tellOfInferred(prepared: PreparedMachine, io: Io): boolean {
  const { inferred } = prepared;
  const words = inferredWords(prepared);
  if (!inferred || words.length === 0) return false;
  for (const sentence of words) io.error(`${sentence}\n`);
  const files = writeInferred({ ...prepared, inferred });
  if ('problem' in files) {
    io.error(`${files.problem}\n`);
    return true;
  }
  const { mocks, input } = files;
  const flags = ['--mocks', path.relative(io.cwd, mocks)];
  if (input !== undefined) flags.unshift('--input', path.relative(io.cwd, input));
  io.error(phrase`To review and keep them: ${flags.map(shellWord).join(' ')}\n`);
  return true;
}
