/** What a run says of the answers that were inferred, and where it leaves them for review. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { shellCommand } from '../processes/shell';
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
  const shown = (file: string): string => path.relative(io.cwd, file);
  const given = shellCommand(['--mocks', shown(mocks)]);
  const flags = input === undefined ? given : `${shellCommand(['--input', shown(input)])} ${given}`;
  io.error(phrase`To review and keep them: ${flags}\n`);
  return true;
}
