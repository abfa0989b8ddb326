/** What a run says of the answers that were inferred, and where it leaves them for review. */
import { jsonValue, prettyJsonText } from '../core/jsonText';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { reasonOf, safeFileName, settingsFolderOf } from '../project';
import { inferredWords, mocksOf } from '../run';
import type { PreparedMachine } from '../run';
import type { Io } from './io';

/** Below the project's folder. */
const FOLDER = path.join('.stepwise', 'inferred');

/** @returns whether the run used any */
export function tellOfInferred(prepared: PreparedMachine, io: Io): boolean {
  const { name, project, inferred, inferredInput } = prepared;
  const words = inferredWords(prepared);
  if (!inferred || words.length === 0) return false;
  for (const sentence of words) io.error(`${sentence}\n`);
  const folder = path.join(settingsFolderOf(project), FOLDER);
  const fileName = safeFileName(name, 'machine');
  const mocks = path.join(folder, `${fileName}.json`);
  const input = path.join(folder, `${fileName}.input.json`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mocks, `${prettyJsonText(mocksOf(inferred.used.values()))}\n`);
    if (inferredInput !== undefined) writeFileSync(input, `${prettyJsonText(jsonValue(inferredInput))}\n`);
  } catch (error) {
    io.error(phrase`They could not be written to ${folder}: ${reasonOf(error)}.\n`);
    return true;
  }
  const flags = ['--mocks', path.relative(io.cwd, mocks)];
  if (inferredInput !== undefined) flags.unshift('--input', path.relative(io.cwd, input));
  io.error(phrase`To review and keep them: ${flags.join(' ')}\n`);
  return true;
}
