/** Which debuggers the editor has, whichever extension brings them. */
import path from 'node:path';
import * as vscode from 'vscode';
import { HANDLER_LANGUAGES } from '../core/handlers';
import { DEBUG_TYPES } from '../messages/ids';

interface Contribution {
  readonly type?: string;
  readonly languages?: readonly string[];
}

/** @param type of a launch configuration */
export function isDebuggerInstalled(type: string): boolean {
  return vscode.extensions.all.some((extension) => debuggersOf(extension).some((each) => each.type === type));
}

const OURS = new Set<string | undefined>(Object.values(DEBUG_TYPES));

/**
 * Whether a debugger that is not ours is there for a language.
 *
 * @param language as the editor calls it
 */
export function isDebuggedByOthers(language: string): boolean {
  return vscode.extensions.all
    .flatMap(debuggersOf)
    .some(({ type, languages }) => languages?.includes(language) === true && !OURS.has(type));
}

function debuggersOf({ packageJSON }: vscode.Extension<unknown>): readonly Contribution[] {
  return (packageJSON as { contributes?: { debuggers?: Contribution[] } }).contributes?.debuggers ?? [];
}

/** The copy of debugpy that the Python Debugger extension carries: few people install it into their own Python. */
export function bundledDebugpy(): string | undefined {
  const extension = vscode.extensions.getExtension(HANDLER_LANGUAGES.python.debugger.extension?.id ?? '');
  return extension && path.join(extension.extensionPath, 'bundled', 'libs');
}
