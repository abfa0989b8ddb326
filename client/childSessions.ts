/**
 * A handler that waits for its debugger gets one as a child session of the run. A reverse `startDebugging`
 * request could not: it starts sessions of the parent's own type only.
 */
import * as vscode from 'vscode';
import type { AttachRequest } from '../lambda/lambda';
import { DEBUG_TYPES } from '../messages/ids';
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
    // js-debug calls every process it attaches to "Remote Process [0]"; a person looks for the function's name.
    vscode.debug.onDidStartDebugSession((session) => {
      const attached = session.parentSession;
      if (session.type === 'pwa-node' && attached?.parentSession?.type === DEBUG_TYPES.workflow) {
        session.name = attached.name;
      }
    }),
  );
}

type Runtime = AttachRequest['runtime'];

const CONFIGURATIONS: {
  readonly [R in Runtime]: (
    request: Extract<AttachRequest, { runtime: R }>,
    ownFiles: string,
  ) => vscode.DebugConfiguration;
} = {
  node: ({ functionName, host, port, outFiles, cwd }, ownFiles) => ({
    type: 'pwa-node',
    request: 'attach',
    name: functionName,
    address: host,
    port,
    continueOnAttach: true,
    cwd,
    sourceMaps: true,
    outFiles: [...outFiles.map((file) => file.replace(/\\/g, '/')), `${cwd.replace(/\\/g, '/')}/**/*.{js,mjs,cjs}`],
    // Bundles of TypeScript handlers lie outside the workspace.
    resolveSourceMapLocations: null,
    skipFiles: ['<node_internals>/**', ownFiles],
    // What the handler prints the run writes already; read from the console once more it would stand there twice.
    outputCapture: 'std',
    autoAttachChildProcesses: false,
  }),
  python: ({ functionName, host, port }, ownFiles) => ({
    type: 'debugpy',
    request: 'attach',
    name: functionName,
    connect: { host, port },
    justMyCode: true,
    // An exception that gets there has left the handler's code.
    rules: [{ path: ownFiles, include: false }],
  }),
};

const MISSING: Record<Runtime, () => string> = {
  node: () =>
    vscode.l10n.t("VS Code's built-in JavaScript debugger is disabled, so breakpoints in handlers are not reached."),
  python: () =>
    vscode.l10n.t(
      'To stop inside Python handlers, install the extension "Python Debugger" (ms-python.debugpy). The run goes on without.',
    ),
};

/** @returns what went wrong */
async function attach(
  request: AttachRequest,
  parentSession: vscode.DebugSession,
  ownFiles: string,
): Promise<string | undefined> {
  const configure = CONFIGURATIONS[request.runtime] as (
    request: AttachRequest,
    ownFiles: string,
  ) => vscode.DebugConfiguration;
  const configuration = configure(request, ownFiles);
  if (!isInstalled(configuration.type)) return MISSING[request.runtime]();
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
    : vscode.l10n.t('The debugger could not attach to {0}; the run goes on without.', request.functionName);
}

function isInstalled(debugType: string): boolean {
  return vscode.extensions.all.some((extension) => {
    const contributed = (extension.packageJSON as { contributes?: { debuggers?: { type?: string }[] } }).contributes;
    return contributed?.debuggers?.some((contribution) => contribution.type === debugType) ?? false;
  });
}
