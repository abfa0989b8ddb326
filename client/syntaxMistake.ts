/** A definition that cannot be read cannot run: said before an input is asked for, with the way to the place. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { window } from './window';

const CODES = new Set(['json-syntax', 'yaml-syntax']);

/** Says so where the file has a mistake in its syntax. @returns whether it has */
export function toldOfSyntaxMistake(uri: vscode.Uri): boolean {
  const mistake = vscode.languages
    .getDiagnostics(uri)
    .find(
      ({ source, code }) => source === 'Stepwise' && CODES.has(String(typeof code === 'object' ? code.value : code)),
    );
  if (!mistake) return false;
  const show = phrase`Show`;
  const { start } = mistake.range;
  void window
    .showErrorMessage(
      phrase`${path.basename(uri.path)} cannot run yet. Line ${start.line + 1}: ${mistake.message}`,
      show,
    )
    .then((chosen) => {
      if (chosen === show) void vscode.window.showTextDocument(uri, { selection: new vscode.Range(start, start) });
    });
  return true;
}
