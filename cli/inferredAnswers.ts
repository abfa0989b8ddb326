/** What a run says of the answers that were inferred, and where it leaves them for review. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { shellCommand } from '../processes/shell';
import { inferredWords, writeInferred } from '../run';
import type { PreparedMachine } from '../run';
import { EXIT, type Io } from './io';

/** @returns whether the run used any */
export function tellOfInferred(prepared: PreparedMachine, io: Io): boolean {
  const { inferred } = prepared;
  const words = inferredWords(prepared);
  if (!inferred || words.length === 0) return false;
  for (const sentence of words) io.error(`${sentence}\n`);
  keepInferred({ ...prepared, inferred }, io);
  return true;
}

/** Says where they are. */
export function keepInferred(run: Parameters<typeof writeInferred>[0], io: Io): void {
  const files = writeInferred(run);
  if ('problem' in files) return void io.error(`${files.problem}\n`);
  const { mocks, input } = files;
  const shown = (file: string): string => path.relative(io.cwd, file);
  const given = shellCommand(['--mocks', shown(mocks)]);
  const flags = input === undefined ? given : `${shellCommand(['--input', shown(input)])} ${given}`;
  io.error(phrase`To review and keep them: ${flags}\n`);
}

/** Of a success that goes by what was made up. */
export function exitOfGuess(io: Io): number {
  if (io.env.CI !== 'true') return EXIT.succeeded;
  io.error(
    phrase`On a build server (CI=true) a run with inferred answers or placeholders does not count as a success. To accept it, use --allow-inferred.\n`,
  );
  return EXIT.inferred;
}
