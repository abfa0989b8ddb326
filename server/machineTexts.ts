/** The machine a file holds, as it is open, else as the disk has it. */
import path from 'node:path';
import { readLanguageText } from '../core/features/languageText';
import type { LanguageText } from '../core/features/languageText';
import { buildMachine } from '../core/model';
import type { Machine } from '../core/model/machine';
import { parseDocument } from '../core/syntax';
import { readTemplate } from '../core/template';
import { languageOf } from '../project';
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

/** The machine of a definition; of a template the one of that name (or the first), also where it stands as text. */
export function machineNamed(
  text: LanguageText,
  name: string | undefined,
): { machine: Machine; name?: string } | undefined {
  const found = text.machines.find((candidate) => !text.isTemplate || name === undefined || candidate.name === name);
  if (found || !text.isTemplate) return found;
  for (const { logicalId, definition } of readTemplate(text.document).machines) {
    if (name !== undefined && logicalId !== name) continue;
    if (!definition || 'kind' in definition) continue;
    const machine = buildMachine(parseDocument(text.document.uri, definition.text, 'json'));
    if (machine) return { machine, name: logicalId };
  }
  return undefined;
}
