/** The machine a file holds, as it is open, else as the disk has it. */
import path from 'node:path';
import { readLanguageText } from '../core/features/languageText';
import type { LanguageText } from '../core/features/languageText';
import { buildMachine } from '../core/model';
import type { Machine } from '../core/model/machine';
import { parseDocument } from '../core/syntax';
import { embeddedDocument } from '../core/syntax/embed';
import { languageOf, namesOfMachine } from '../project';
import { filePathOf } from './fileUri';
import type { ServerContext } from './serverContext';

/** The open text, else what the disk holds. */
export function textOf({ documents, disk }: ServerContext, uri: string): LanguageText | undefined {
  const open = documents.open(uri);
  if (open) return open.text;
  const file = filePathOf(uri);
  const { text } = file === undefined ? {} : disk.files().read(file);
  if (file === undefined || text === undefined) return undefined;
  return readLanguageText(parseDocument(uri, text, languageOf(path.basename(file))));
}

/** The machine of a file by any name that the project has for it, and the name that its runs go by. */
export function hostedMachine(
  context: ServerContext,
  uri: string,
  name: string | undefined,
): { machine: Machine; name?: string } | undefined {
  const text = textOf(context, uri);
  if (!text?.isHost) return text && machineNamed(text, name);
  const own = machineNamed(text, name);
  const known = name ?? own?.name;
  const declared = known === undefined ? undefined : context.projects.machineIn(uri, known);
  if (!declared) return own;
  const found =
    own ??
    namesOfMachine(declared)
      .map((each) => machineNamed(text, each))
      .find(Boolean);
  return found && { machine: found.machine, name: declared.name };
}

/** The machine of a definition; of a file that holds several the one of that name (or the first), also where it stands as text. */
export function machineNamed(
  text: LanguageText,
  name: string | undefined,
): { machine: Machine; name?: string } | undefined {
  const found = text.machines.find((candidate) => !text.isHost || name === undefined || candidate.name === name);
  if (found || !text.isHost) return found;
  for (const { name: known, mapped } of text.strings) {
    if (name !== undefined && known !== name) continue;
    const { uri, text: fileText } = text.document;
    const machine = buildMachine(embeddedDocument(uri, fileText, mapped));
    if (machine) return { machine, name: known };
  }
  return undefined;
}
