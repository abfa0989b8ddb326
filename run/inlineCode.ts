import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { languageOfRuntime } from '../core/handlers';
import { LineTable } from '../core/syntax/lineTable';
import { newTemporaryFolder } from '../processes/temporaryFolder';
import type { InlineCode } from '../project';
import { filesOnDisk } from '../project';

/** By the code, so that what did not change is run by the process that runs it already. */
const written = new Map<string, string>();

/**
 * Code that stands in a template, as a file that can be run: `index`, as on AWS. What is written over several lines of the
 * template has the numbers of those lines.
 *
 * @returns the absolute path, or the sentence of what is in the way
 */
export function fileOfInlineCode(
  { file, code }: InlineCode,
  runtime: string | undefined,
): { readonly file: string } | { readonly problem: string } {
  const template = filesOnDisk().read(file).text ?? '';
  const { line } = new LineTable(template).positionAt(code.fileOffset(0));
  const text = '\n'.repeat(line) + code.text;
  const name = languageOfRuntime(runtime ?? '') === 'python' ? 'index.py' : 'index.js';
  const key = JSON.stringify([file, name, text]);
  const known = written.get(key);
  if (known !== undefined) return { file: known };
  const made = newTemporaryFolder('inline');
  if ('problem' in made) return made;
  const target = path.join(made.folder, name);
  writeFileSync(target, text);
  written.set(key, target);
  return { file: target };
}
