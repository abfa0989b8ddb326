/** What a run says of the answers that were inferred, and where it leaves them for review. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { reasonOf, settingsFolderOf } from '../project';
import { mocksOf } from '../run';
import type { PreparedMachine } from '../run';
import type { Io } from './io';

/** Below the project's folder. */
const FOLDER = path.join('.stepwise', 'inferred');

/** @returns whether the run used any */
export function tellOfInferred({ name, project, inferred, inferredInput }: PreparedMachine, io: Io): boolean {
  if (!inferred || (inferred.used.size === 0 && inferredInput === undefined)) return false;
  const states = [...new Set([...inferred.used.values()].map(({ state }) => `"${state}"`))];
  const folder = path.join(settingsFolderOf(project), FOLDER);
  const mocks = path.join(folder, `${fileNameOf(name)}.json`);
  const input = path.join(folder, `${fileNameOf(name)}.input.json`);
  if (states.length > 0)
    io.error(phrase`The answers of ${states.join(', ')} were inferred from what the machine reads.\n`);
  if (inferredInput !== undefined) io.error(phrase`The input was inferred: ${inferredInput}\n`);
  io.error(phrase`This shows that the end can be reached, not what the services would answer.\n`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mocks, `${JSON.stringify(mocksOf(inferred.used.values()), null, 2)}\n`);
    if (inferredInput !== undefined) writeFileSync(input, `${JSON.stringify(JSON.parse(inferredInput), null, 2)}\n`);
  } catch (error) {
    io.error(phrase`They could not be written to ${folder}: ${reasonOf(error)}.\n`);
    return true;
  }
  const flags = ['--mocks', path.relative(io.cwd, mocks)];
  if (inferredInput !== undefined) flags.unshift('--input', path.relative(io.cwd, input));
  io.error(phrase`To review and keep them: ${flags.join(' ')}\n`);
  return true;
}

/** A machine's name with nothing in it that a file's name must not have. */
function fileNameOf(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').slice(0, 100) || 'machine';
}
