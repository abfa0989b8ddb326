/** Values that only a deployment knows, asked for and kept in `.vscode/stepwise.json`. Secrets are never kept: a variable is named. */
import { phrase } from '../../core/l10n/phrase';
import { namesVariable, variableFor } from '../../project/settings/askedValues';
import type { AskedValue } from '../../project/settings/askedValues';
import { editSettings } from '../../project/settings/editSettings';
import { window } from '../window';

/** @returns whether one was given and is kept */
export async function giveValue(folder: string, asked: AskedValue, why: string): Promise<boolean> {
  const { key, suggestions = [], isSecret = false } = asked;
  const written = isSecret ? await askForVariable(key) : await askForText(key, suggestions, why);
  if (written === undefined) return false;
  return keepValues(folder, { [key]: isSecret ? `\${env:${written}}` : valueOf(written) });
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
export function problemOfValues(value: unknown, asked: readonly AskedValue[]): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return phrase`This must be a JSON object with the values by name.`;
  }
  const given = value as { readonly [key: string]: unknown };
  const open = asked.find(({ key, isSecret }) => isSecret && isGiven(given[key]) && !namesVariable(given[key]));
  if (!open) return undefined;
  return phrase`${open.key} is a secret, so it is not written to a file. Name the variable of the project's .env file that holds it: "\${env:${variableFor(open.key)}}".`;
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}

function askForVariable(key: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: key,
    prompt: phrase`This is a secret, so it is not written to a file. Which variable of the project's .env file holds it?`,
    value: variableFor(key),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[A-Za-z_]\w*$/.test(text) ? undefined : phrase`Write the name of a variable, such as DB_PASSWORD.`,
  });
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
