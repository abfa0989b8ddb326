/**
 * The last run of a machine, and its saved history: what Redrive goes on with. The debug adapter writes each run's history
 * into the extension's own folder, so that a run can be redriven after its session, and even its window, is gone.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { LaunchArguments } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import { setContextKey } from './contextKey';
import type { KeptRun } from './saveHistory';
import { window } from './window';

/** Kept as JSON between windows. */
interface Ended {
  readonly configuration: vscode.DebugConfiguration & Partial<LaunchArguments>;
  /** URI of the workspace folder. */
  readonly folder: string | undefined;
  readonly status: string;
}

const KEPT = 'lastRun';

/** These alone may be redriven (guide). */
const UNSUCCESSFUL: readonly string[] = ['FAILED', 'TIMED_OUT', 'ABORTED'];

export class LastRun implements vscode.Disposable {
  private last: Ended | undefined;
  private readonly listener: vscode.Disposable;

  constructor(private readonly extension: vscode.ExtensionContext) {
    this.last = extension.workspaceState.get<Ended>(KEPT);
    this.tellMenus();
    this.listener = onAdapterEvent('stepwise.runEnded', ({ status }, { configuration, workspaceFolder }) => {
      this.last = { configuration, folder: workspaceFolder?.uri.toString(), status };
      this.tellMenus();
      void extension.workspaceState.update(KEPT, this.last);
    });
  }

  private tellMenus(): void {
    const { last } = this;
    const canRedrive = UNSUCCESSFUL.includes(last?.status ?? '') && last?.configuration.machineType !== 'EXPRESS';
    setContextKey('hasRun', last !== undefined);
    setContextKey('canRedrive', canRedrive);
  }

  /** Where the history of a machine's runs is kept: that of the last one. */
  historyOf(program: string, machine: string | undefined): string {
    const name = createHash('sha256')
      .update(`${program}#${machine ?? ''}`)
      .digest('hex')
      .slice(0, 16);
    const { storageUri, globalStorageUri } = this.extension;
    return path.join((storageUri ?? globalStorageUri).fsPath, 'runs', `${name}.json`);
  }

  /** Runs the failed states of the last run again, with the machine and the handlers as they are now. */
  async redrive(): Promise<void> {
    const { last } = this;
    const { keptHistory: history } = last?.configuration ?? {};
    if (!last || history === undefined || !UNSUCCESSFUL.includes(last.status)) {
      void window.showInformationMessage(
        phrase`There is nothing to redrive. Run a workflow first; only a run that did not succeed can be redriven.`,
      );
      return;
    }
    await start(last, history);
  }

  /** Of the last run; undefined: nothing has run. */
  get kept(): KeptRun | undefined {
    const { configuration } = this.last ?? {};
    const history = configuration?.keptHistory;
    if (!configuration || history === undefined) return undefined;
    const { program = 'run', machine, mask = [] } = configuration;
    return { program, machine, history, mask };
  }

  dispose(): void {
    this.listener.dispose();
  }
}

/** The configuration of a run without what made it go on with another. */
export function afresh(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration {
  return { ...configuration, resume: undefined };
}

async function start({ configuration, folder }: Ended, resume: string): Promise<void> {
  const noDebug = configuration['noDebug'] === true;
  const workspaceFolder =
    folder === undefined ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder));
  await vscode.debug.startDebugging(workspaceFolder, { ...configuration, resume }, { noDebug });
}
