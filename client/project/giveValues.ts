/** Values that only a deployment knows, asked for and kept in `.vscode/stepwise.json`; secrets by the editor alone. */
import { phrase } from '../../core/l10n/phrase';
import type { AskedValue } from '../../project/settings/askedValues';
import { editSettings } from '../../project/settings/editSettings';
import type { SecretValues } from '../secretValues';
import { window } from '../window';

/** @returns whether one was given and is kept */
export async function giveValue(
  folder: string,
  asked: AskedValue,
  why: string,
  secrets: SecretValues,
): Promise<boolean> {
  const { key, suggestions = [], isSecret = false } = asked;
  if (isSecret) return giveSecret(folder, key, secrets);
  const written = await askForText(key, suggestions, why);
  return written !== undefined && keepValues(folder, { [key]: valueOf(written) });
}

/** @returns whether one was given and is kept, or taken back */
export async function giveSecret(folder: string, key: string, secrets: SecretValues): Promise<boolean> {
  const written = await window.showInputBox({
    title: key,
    prompt: phrase`This is a secret: the editor keeps it in its secret storage, and no file does. Leave it empty to forget it.`,
    password: true,
    ignoreFocusOut: true,
  });
  return written !== undefined && secrets.keep(folder, key, written);
}

/** @returns whether they are kept; why not has been said */
export function keepValues(folder: string, values: { readonly [key: string]: unknown }): boolean {
  try {
    for (const [key, value] of Object.entries(values)) editSettings(folder, ['values', key], value);
    return true;
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** What is wrong with values by key; undefined: nothing. */
export function problemOfValues(value: unknown): string | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? undefined : phrase`This must be a JSON object with the values by name.`;
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}

async function askForText(key: string, suggestions: readonly string[], why: string): Promise<string | undefined> {
  if (suggestions.length > 1) {
    const other = { label: phrase`Another value…`, text: undefined };
    const items = [...suggestions.map((text) => ({ label: text, text })), other];
    const chosen = await window.showQuickPick<(typeof items)[number]>(items, { title: key, placeHolder: why });
    if (!chosen || chosen.text !== undefined) return chosen?.text;
  }
  return window.showInputBox({ title: key, prompt: why, value: suggestions[0] ?? '', ignoreFocusOut: true });
}

/** A list or an object where it is one in JSON; everything else is a text. */
function valueOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
