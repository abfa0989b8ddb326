/** Where the answers that a run was given by inference are left for review. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { phrase } from '../../core/l10n/phrase';
import { jsonValue, prettyJsonText } from '../../core/jsonText';
import { reasonOf, safeFileName, settingsFolderOf } from '../../project';
import type { Project } from '../../project';
import type { InferredAnswers } from './inferredAnswers';
import { mocksOfRun } from './usedMocks';

/** Below the project's folder. */
const FOLDER = path.join('.stepwise', 'inferred');

export interface InferredRun {
  /** Of the machine. */
  readonly name: string;
  readonly project: Project;
  readonly inferred: Pick<InferredAnswers, 'used' | 'usedCalls'>;
  /** JSON text; absent: the input was given. */
  readonly inferredInput?: string;
}

/** Absolute paths. */
export type InferredFiles = { readonly mocks: string; readonly input?: string } | { readonly problem: string };

export function writeInferred({ name, project, inferred, inferredInput }: InferredRun): InferredFiles {
  const folder = path.join(settingsFolderOf(project), FOLDER);
  const fileName = safeFileName(name, 'machine');
  const mocks = path.join(folder, `${fileName}.json`);
  const input = path.join(folder, `${fileName}.input.json`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mocks, `${prettyJsonText(mocksOfRun(inferred))}\n`);
    if (inferredInput === undefined) return { mocks };
    writeFileSync(input, `${prettyJsonText(jsonValue(inferredInput))}\n`);
    return { mocks, input };
  } catch (error) {
    return { problem: phrase`They could not be written to ${folder}: ${reasonOf(error)}.` };
  }
}
