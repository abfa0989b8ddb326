/** The code of a function that is nowhere but in a package, as files on the disk. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import { unpackedZip } from '../lambda/unpackZip';
import { handlerFileIn, type ProjectFunction } from '../project';

/** The folder that it is unpacked into, with the handler's file in it, or the sentence that says why there is none. */
export function unpackedCode(
  found: ProjectFunction & { readonly packedIn: string },
): { readonly codeDir: string; readonly file: string } | { readonly problem: string } {
  const { name, packedIn, handler = '', runtime } = found;
  const made = unpackedZip(packedIn, 'code');
  if ('problem' in made) {
    return { problem: phrase`The code of ${name} cannot be taken out of ${packedIn}, because ${made.problem}.` };
  }
  const file = handlerFileIn({ codeDir: made.folder, handler, runtime });
  if (file !== undefined) return { codeDir: made.folder, file };
  return { problem: phrase`The handler "${handler}" of ${name} has no file in ${path.basename(packedIn)}.` };
}
