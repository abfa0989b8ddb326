/** Reads a file of a configuration as far as that needs no code to run. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import { parseDocument } from '../../../core/syntax';
import type { SyntaxLanguage } from '../../../core/syntax/tree';
import { plainValue } from '../../../core/template/plainValue';
import type { Files } from '../../files';
import { readLiteralModule } from './readLiteralModule';
import type { Part, PartSource } from './part';

/** Bytes. */
const LARGEST = 4 * 1024 * 1024;

/** The root of a file, or why there is none. */
export type PartFile = { readonly root: Part } | { readonly reason: string; readonly needsToRun?: boolean };

const LANGUAGES: { readonly [ending: string]: SyntaxLanguage } = {
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.json': 'json',
  '.tfstate': 'json',
};

export const isModule = (file: string): boolean => /\.[cm]?[jt]s$/.test(file);

/** Once for all who ask: services beside it do, too. @param folder of the service */
export function readPart(file: string, folder: string, files: Files): PartFile {
  return files.kept(`serverless:${folder}:${file}`, (noted) => read(file, folder, noted));
}

function read(file: string, folder: string, files: Files): PartFile {
  if (isModule(file)) return readModule(file, folder, files);
  const { text, reason } = files.read(file, LARGEST);
  if (text === undefined) return { reason: reason ?? '' };
  const language = LANGUAGES[path.extname(file)];
  if (language === undefined) {
    // Any other file is a text, as the framework has it.
    const document = parseDocument(file, text, 'json');
    return { root: { raw: text, at: 0, source: { file, document } } };
  }
  const document = parseDocument(file, text, language);
  return { root: rootOf({ file, document }) };
}

function rootOf(source: PartSource): Part {
  const { root } = source.document;
  return { raw: root ? plainValue(root) : null, node: root, at: root?.span.start ?? 0, source };
}

function readModule(file: string, folder: string, files: Files): PartFile {
  if (!files.isFile(file)) return { reason: files.problemOf(file) ?? '' };
  const root = readLiteralModule(file, folder, files);
  return root ? { root } : { reason: phrase`it would need to run code`, needsToRun: true };
}
