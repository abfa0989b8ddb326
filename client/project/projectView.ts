/** The side bar's list of what the workspace's folders hold: machines, functions, and values that only their deployment knows. */
import * as vscode from 'vscode';
import { TREES } from '../../messages/ids';
import type { ClientContext } from '../clientContext';
import type { LanguageServer } from '../languageClient';
import type { SecretValues } from '../secretValues';
import { entriesOf, projectItem, sectionsOf, type ProjectEntry, type ShownInventory } from './projectEntry';

/** Files that may say something about a project. */
const TELLING = '**/*.{json,yaml,yml,template,tf,tofu,tfvars,toml,js,mjs,cjs,ts,mts,cts,py,env}';
/** Of folders that hold other people's code, and what tools write. */
const UNTOLD = /[\\/](?:node_modules|\.git|\.aws-sam|\.terraform|__pycache__|\.venv|venv)[\\/]/;

/** One change is often many. Milliseconds. */
const QUIET = 500;

export function registerProjectView({ extension, server, secrets }: ClientContext): void {
  extension.subscriptions.push(new ProjectView(server, secrets));
}

class ProjectView implements vscode.Disposable, vscode.TreeDataProvider<ProjectEntry> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<ProjectEntry>;
  private readonly listeners: vscode.Disposable[];
  private inventories: Promise<readonly ShownInventory[]> | undefined;
  private refresh: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: LanguageServer,
    private readonly secrets: SecretValues,
  ) {
    this.tree = vscode.window.createTreeView(TREES.project, { treeDataProvider: this, showCollapseAll: true });
    const watcher = vscode.workspace.createFileSystemWatcher(TELLING);
    const hear = (uri: vscode.Uri): void => {
      if (!UNTOLD.test(uri.fsPath)) this.soon();
    };
    this.listeners = [
      watcher,
      watcher.onDidChange(hear),
      watcher.onDidCreate(hear),
      watcher.onDidDelete(hear),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.soon()),
      server.onDidStart(() => this.soon()),
      secrets.onDidChange(() => this.soon()),
    ];
  }

  getTreeItem(entry: ProjectEntry): vscode.TreeItem {
    return projectItem(entry);
  }

  async getChildren(entry?: ProjectEntry): Promise<ProjectEntry[]> {
    if (entry && entry.kind !== 'section') return [];
    // Read where somebody looks, and once for all sections.
    const inventories = await (this.inventories ??= this.read());
    return entry ? entriesOf(entry.section, inventories) : sectionsOf(inventories);
  }

  dispose(): void {
    clearTimeout(this.refresh);
    this.listeners.forEach((listener) => void listener.dispose());
    this.tree.dispose();
    this.changed.dispose();
  }

  private async read(): Promise<readonly ShownInventory[]> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const read = await Promise.all(
      folders.map(({ uri }) => this.server.request('stepwise/inventory', { uri: uri.toString() })),
    );
    return Promise.all(
      read
        .flatMap((inventory) => inventory ?? [])
        .map(async (inventory) => ({ ...inventory, kept: Object.keys(await this.secrets.around(inventory.root)) })),
    );
  }

  private soon(): void {
    clearTimeout(this.refresh);
    this.refresh = setTimeout(() => {
      this.inventories = undefined;
      this.changed.fire();
    }, QUIET);
  }
}
