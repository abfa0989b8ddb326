import fs from 'node:fs';
import path from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import type { FormattingOptions } from 'jsonc-parser';
import { parseJsonTree, valueOfNode } from '../jsonTree';
import type { Mock } from '../project';
import { SETTINGS_FILE } from './readSettings';

/**
 * Writes a mock into a folder's `.vscode/stepwise.json`, which is made where missing. Returns the file's path.
 * Throws, with a sentence for the person, where the file cannot be written or an edit might damage what is in it.
 */
export function saveMock(folder: string, machine: string, state: string, mock: Mock): string {
  const file = path.join(folder, SETTINGS_FILE);
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (!isEditable(text)) throw new Error(`${file} is not what it should be, a JSON object whose "mocks" are objects.`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, withMock(text, machine, state, mock));
  return file;
}

function isEditable(text: string): boolean {
  if (text.trim() === '') return true;
  const { root, problems } = parseJsonTree(text);
  const settings = root && valueOfNode(root);
  if (problems.length > 0 || !isObject(settings)) return false;
  const { mocks = {} } = settings;
  return isObject(mocks) && Object.values(mocks).every(isObject);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a settings file with one mock set; comments and everything else stay as they are. */
export function withMock(text: string, machine: string, state: string, mock: Mock): string {
  const before = text.trim() === '' ? '{}\n' : text;
  const formattingOptions = formattingOf(before);
  return applyEdits(before, modify(before, ['mocks', machine, state], mock, { formattingOptions }));
}

/** What to paste into an empty `.vscode/stepwise.json`, or to merge into a full one. */
export function mockSnippet(machine: string, state: string, mock: Mock): string {
  return JSON.stringify({ mocks: { [machine]: { [state]: mock } } }, null, 2);
}

/** As the file is indented already. */
function formattingOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.startsWith('\t');
  return { insertSpaces, tabSize: insertSpaces ? indent.length : 1, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
