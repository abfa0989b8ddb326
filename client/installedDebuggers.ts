/** Which debuggers the editor has, whichever extension brings them. */
import path from 'node:path';
import * as vscode from 'vscode';
import { HANDLER_LANGUAGES } from '../core/handlers';

/** @param type of a launch configuration */
export function isDebuggerInstalled(type: string): boolean {
  return vscode.extensions.all.some((extension) => {
    const contributed = (extension.packageJSON as { contributes?: { debuggers?: { type?: string }[] } }).contributes;
    return contributed?.debuggers?.some((contribution) => contribution.type === type) ?? false;
  });
}

/** The copy of debugpy that the Python Debugger extension carries: few people install it into their own Python. */
export function bundledDebugpy(): string | undefined {
  const extension = vscode.extensions.getExtension(HANDLER_LANGUAGES.python.debugger.extension?.id ?? '');
  return extension && path.join(extension.extensionPath, 'bundled', 'libs');
}
