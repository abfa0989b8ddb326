import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import type { FormattingOptions } from 'jsonc-parser';
import { newerVersion, SETTINGS_VERSION } from '../../core/fileVersion';
import { isExactNumber, numberText } from '../../core/jsonNumber';
import { phrase } from '../../core/l10n/phrase';
import { parseJsonTree, valueOfNode } from '../jsonTree';
import { MISSING, readTextFile } from '../readRegularFile';
import { replaceFile } from '../replaceFile';
import { SETTINGS_FILE, versionOf } from './readSettings';

/**
 * Sets one value of a folder's `.vscode/stepwise.json`, which is made where missing. Returns the file's path.
 * Throws, with a sentence for the person, where the file cannot be written or an edit might damage what is in it.
 */
export function editSettings(folder: string, at: readonly string[], value: unknown): string {
  const file = path.join(folder, SETTINGS_FILE);
  const { text = '', reason } = readTextFile(file);
  if (reason !== undefined && reason !== MISSING) throw new Error(phrase`${file} cannot be read: ${reason}.`);
  const newer = newerVersion(versionIn(text), SETTINGS_VERSION);
  if (newer !== undefined) throw new Error(phrase`${file} is left as it is: ${newer}`);
  if (!isEditable(text, at)) throw new Error(phrase`${file} must be a JSON object whose "${at[0]!}" is an object too.`);
  mkdirSync(path.dirname(file), { recursive: true });
  replaceFile(file, withValue(text, at, value));
  return file;
}

function versionIn(text: string): unknown {
  const { root } = parseJsonTree(text);
  return root && versionOf(root);
}

/** Whether everything on the way to the value is an object, or missing. */
function isEditable(text: string, at: readonly string[]): boolean {
  if (text.trim() === '') return true;
  const { root, problems } = parseJsonTree(text);
  const settings = root && valueOfNode(root);
  let holder: unknown = settings;
  for (const name of at) {
    if (!isObject(holder)) return false;
    if (!Object.hasOwn(holder, name)) break;
    holder = holder[name];
  }
  return problems.length === 0;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a settings file with one value set; comments and everything else stay as they are. */
export function withValue(text: string, at: readonly string[], value: unknown): string {
  const before = text.trim() === '' ? `{\n  "version": ${SETTINGS_VERSION}\n}\n` : text;
  const formattingOptions = formattingOf(before);
  // The library writes JavaScript's own numbers.
  const after = applyEdits(before, modify(before, [...at], spelt(value), { formattingOptions }));
  return after.replace(/"\\u0000number:([-+.\dE]+)"/g, '$1');
}

/** The value with texts for what no number of JavaScript is. */
function spelt(value: unknown): unknown {
  if (isExactNumber(value)) return `\u0000number:${numberText(value)}`;
  if (Array.isArray(value)) return value.map(spelt);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spelt(each)])) : value;
}

/** As the file is indented already. */
function formattingOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.startsWith('\t');
  return { insertSpaces, tabSize: indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
