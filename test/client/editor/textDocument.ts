import { createTextDocument as imitated } from 'jest-mock-vscode';
import type * as vscode from 'vscode';
import { Uri } from './vscode';

export function createTextDocument(file: string, text: string, languageId: string): vscode.TextDocument {
  return imitated(Uri.file(file), text, languageId, 1);
}
