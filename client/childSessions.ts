/**
 * A handler that waits for its debugger gets one as a child session of the run. A reverse `startDebugging`
 * request could not: it starts sessions of the parent's own type only.
 */
import * as vscode from 'vscode';
import { languageOf } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import type { AttachRequest } from '../lambda/lambda';
import { DEBUG_TYPES } from '../messages/ids';
import { isDebuggerInstalled } from './installedDebuggers';
import { onAdapterEvent } from './adapterEvents';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';
import { window } from './window';

export function registerChildSessions({ extension, log }: ClientContext): void {
  const ownFiles = `${extension.extensionPath.replace(/\\/g, '/')}/dist/**`;
  extension.subscriptions.push(
    onAdapterEvent('stepwise.attach', async ({ requestId, request }, session) => {
      const message = await attach(request, session, ownFiles);
      if (message !== undefined) {
        log.warn(message);
        void window.showWarningMessage(message);
      }
      try {
        await requestOfAdapter(session, 'stepwise.attached', { requestId, ok: message === undefined, message });
      } catch {
        // The run ended meanwhile.
      }
    }),
    // Where no extension has a debugger of the type: what waits at the address speaks the protocol itself.
    vscode.debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPES.attached, {
      createDebugAdapterDescriptor({ configuration }) {
        const { host, port } = configuration['connect'] as { readonly host: string; readonly port: number };
        return new vscode.DebugAdapterServer(port, host);
      },
    }),
    // js-debug calls every process it attaches to "Remote Process [0]"; a person looks for the function's name.
    vscode.debug.onDidStartDebugSession((session) => {
      const attached = session.parentSession;
      if (session.type === 'pwa-node' && attached?.parentSession?.type === DEBUG_TYPES.workflow) {
        session.name = attached.name;
      }
    }),
  );
}

/** @returns what went wrong */
async function attach(
  request: AttachRequest,
  parentSession: vscode.DebugSession,
  ownFiles: string,
): Promise<string | undefined> {
  const { name, debugger: own } = languageOf(request.language);
  const isThere = isDebuggerInstalled(own.type);
  if (!isThere && !own.speaksProtocol) return missing(name);
  const configuration = {
    ...own.attachment(request, ownFiles),
    type: isThere ? own.type : DEBUG_TYPES.attached,
    request: 'attach',
    name: request.functionName,
  };
  const started = await vscode.debug.startDebugging(parentSession.workspaceFolder, configuration, {
    parentSession,
    lifecycleManagedByParent: true,
    compact: true,
    consoleMode: vscode.DebugConsoleMode.MergeWithParent,
    suppressDebugToolbar: false,
    suppressDebugStatusbar: true,
    suppressDebugView: true,
    suppressSaveBeforeStart: true,
  });
  return started
    ? undefined
    : phrase`The debugger could not attach to ${request.functionName}. The run continues without it.`;
}

function missing(language: string): string {
  return phrase`VS Code's built-in ${language} debugger is disabled, so breakpoints in handlers do not work. Enable it to use them.`;
}
