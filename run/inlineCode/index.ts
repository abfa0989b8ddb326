import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { languageOfRuntime } from '../../core/handlers';
import { LineTable } from '../../core/syntax/lineTable';
import type { MappedText } from '../../core/syntax/mappedText';
import { findBootstraps } from '../../lambda/bootstrapFolder';
import { newTemporaryFolder } from '../../processes/temporaryFolder';
import type { InlineCode } from '../../project';
import { filesOnDisk } from '../../project';
import { lineMap } from './lineMap';
import type { LinePlace } from './lineMap';

export interface InlineFile {
  /** Absolute. */
  readonly file: string;
  /** Absolute: the template, where debuggers stop and stack traces lead to. Absent: its lines are not those of the code. */
  readonly sourceFile?: string;
}

/** By the code, so that what did not change is run by the process that runs it already. */
const written = new Map<string, InlineFile>();

/**
 * Code that stands in a template, as a file that can be run: `index`, with what AWS lays beside it. What is written over
 * several lines of the template has the numbers of those lines.
 *
 * @returns the file, or the sentence of what is in the way
 */
export function fileOfInlineCode(
  { file, code }: InlineCode,
  runtime: string | undefined,
): InlineFile | { readonly problem: string } {
  const isPython = languageOfRuntime(runtime ?? '') === 'python';
  const table = new LineTable(filesOnDisk().read(file).text ?? '');
  const places = placesOfLines(code, table);
  const first = table.positionAt(code.fileOffset(0)).line;
  const text = '\n'.repeat(first) + code.text;
  const ending = isPython ? 'py' : 'js';
  const key = JSON.stringify([file, ending, text]);
  const known = written.get(key);
  if (known !== undefined) return known;
  const made = newTemporaryFolder('inline');
  if ('problem' in made) return made;
  const { folder } = made;
  const target = path.join(folder, `index.${ending}`);
  const beside = isPython ? 'cfnresponse.py' : 'node_modules/cfn-response.js';
  mkdirSync(path.dirname(path.join(folder, beside)), { recursive: true });
  copyFileSync(
    path.join(findBootstraps(), 'inline', path.basename(beside).replace(/js$/, 'cjs')),
    path.join(folder, beside),
  );
  if (isPython) {
    writeFileSync(target, text);
  } else {
    const source = path.relative(folder, file).replaceAll('\\', '/');
    writeFileSync(`${target}.map`, lineMap(source, [...new Array<undefined>(first), ...places]));
    writeFileSync(target, `${text}\n//# sourceMappingURL=index.js.map\n`);
  }
  // Python knows no map: its lines must be the template's own.
  const isInPlace = !isPython || places.every((place, index) => !place || place.line === first + index);
  const result = { file: target, ...(isInPlace && { sourceFile: file }) };
  written.set(key, result);
  return result;
}

/** Where each line of the code begins in the template; of an empty one nobody asks. */
function placesOfLines(code: MappedText, table: LineTable): readonly (LinePlace | undefined)[] {
  let index = 0;
  return code.text.split('\n').map((line) => {
    const place = line.trim() === '' ? undefined : table.positionAt(code.fileOffset(index));
    index += line.length + 1;
    return place;
  });
}
