/**
 * What the client imports as `vscode` in unit tests: the types of a library that imitates them, and of the rest only what a
 * test must see or say. `editor` (beside this) is the person in front of it. In the real editor: `test/e2e`.
 */
import { createVSCodeMock } from 'jest-mock-vscode';
import { vi } from 'vitest';
import type * as vscode from 'vscode';
import { editor } from './editor';

const library = createVSCodeMock(vi);

export const {
  CodeLens,
  ConfigurationTarget,
  DebugConsoleMode,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  EvaluatableExpression,
  EventEmitter,
  FileSystemError,
  FileType,
  MarkdownString,
  Position,
  ProgressLocation,
  Range,
  Selection,
  StatusBarAlignment,
  TextDocumentSaveReason,
  ThemeColor,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  ViewColumn,
} = library;

// The library makes URIs of another class.
Object.defineProperty(Uri, Symbol.hasInstance, {
  value: (each: unknown) => typeof (each as vscode.Uri | undefined)?.fsPath === 'string',
});

/** An icon that there is: `add`, `loading~spin`. */
export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: vscode.ThemeColor,
  ) {
    if (!/^[a-z][a-z-]*(?:~spin)?$/.test(id)) throw new Error(`There is no icon "${id}".`);
  }
}

export class RelativePattern {
  constructor(
    readonly base: vscode.Uri,
    readonly pattern: string,
  ) {}
}

export const ExtensionMode = { Production: 1, Development: 2, Test: 3 };

export const DebugConfigurationProviderTriggerKind = { Initial: 1, Dynamic: 2 };
export const UIKind = { Desktop: 1, Web: 2 };

/** Of texts alone. */
export class WorkspaceEdit {
  readonly replaced: [vscode.Uri, string][] = [];

  replace(uri: vscode.Uri, _all: vscode.Range, text: string): void {
    this.replaced.push([uri, text]);
  }
}

export const QuickPickItemKind = { Separator: -1, Default: 0 };

export class DebugAdapterExecutable {
  constructor(
    readonly command: string,
    readonly args: readonly string[],
    readonly options?: object,
  ) {}
}

export class DebugAdapterServer {
  constructor(
    readonly port: number,
    readonly host?: string,
  ) {}
}

export class SourceBreakpoint {
  constructor(
    readonly location: vscode.Location,
    readonly enabled = true,
  ) {}
}

export class InlineValueEvaluatableExpression {
  constructor(
    readonly range: vscode.Range,
    readonly expression?: string,
  ) {}
}

export class TabInputText {
  constructor(readonly uri: vscode.Uri) {}
}

export class TabInputTextDiff {
  constructor(
    readonly original: vscode.Uri,
    readonly modified: vscode.Uri,
  ) {}
}

export class TabInputCustom {
  constructor(
    readonly uri: vscode.Uri,
    readonly viewType: string,
  ) {}
}

export class CancellationTokenSource {
  private readonly cancelled = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.cancelled.event };

  cancel(): void {
    this.token.isCancellationRequested = true;
    this.cancelled.fire();
  }

  dispose(): void {
    this.cancelled.dispose();
  }
}

export const l10n = {
  bundle: undefined,
  t: (text: string, ...values: unknown[]) => text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[+index])),
};

const message =
  (kind: string) =>
  (text: string, ...rest: unknown[]): Promise<unknown> => {
    const options = rest.filter((each): each is vscode.MessageOptions => !isButton(each));
    return editor.asked(kind, text, rest.filter(isButton), options[0]?.detail);
  };

function isButton(given: unknown): given is string | vscode.MessageItem {
  return typeof given === 'string' || (typeof given === 'object' && given !== null && 'title' in given);
}

export const window = {
  showErrorMessage: message('error'),
  showWarningMessage: message('warning'),
  showInformationMessage: message('information'),
  showQuickPick: (items: unknown, options?: vscode.QuickPickOptions, token?: vscode.CancellationToken) =>
    editor.picks(items as vscode.QuickPickItem[], options, token),
  createQuickPick: () => editor.createQuickPick(),
  showInputBox: (options: vscode.InputBoxOptions) => editor.types(options),
  showOpenDialog: (options?: vscode.OpenDialogOptions) => editor.choosesFiles('open', options),
  showSaveDialog: (options?: vscode.SaveDialogOptions) =>
    editor.choosesFiles('save', options).then((uris) => uris?.[0]),
  showTextDocument: (document: vscode.TextDocument | vscode.Uri) => editor.shows(document),
  setStatusBarMessage: (text: string) => (editor.said.push(`status: ${text}`), new Disposable(() => undefined)),
  withProgress: (
    _options: vscode.ProgressOptions,
    task: (progress: object, token: vscode.CancellationToken) => unknown,
  ) => task({ report: () => undefined }, new CancellationTokenSource().token as unknown as vscode.CancellationToken),
  createOutputChannel: () => editor.log,
  createStatusBarItem: (id?: string): vscode.StatusBarItem => editor.createStatusBarItem(id),
  createTreeView: (view: string, options: object) => editor.createTree(view, options),
  createWebviewPanel: (
    view: string,
    title: string,
    { viewColumn, preserveFocus }: { viewColumn: number; preserveFocus?: boolean },
  ) => editor.createPanel(view, title, viewColumn, preserveFocus),
  registerWebviewPanelSerializer: (view: string, serializer: vscode.WebviewPanelSerializer) => (
    editor.serializers.set(view, serializer),
    new Disposable(() => editor.serializers.delete(view))
  ),
  onDidChangeActiveTextEditor: editor.on('activeEditor'),
  onDidChangeTextEditorSelection: editor.on('selection'),
  onDidChangeWindowState: editor.on('windowState'),
  get activeTextEditor() {
    return editor.activeTextEditor;
  },
  get visibleTextEditors() {
    return editor.activeTextEditor ? [editor.activeTextEditor] : [];
  },
  tabGroups: {
    get all() {
      return [editor.tabs];
    },
    get activeTabGroup() {
      return editor.tabs;
    },
    close: (tabs: readonly vscode.Tab[]) => editor.closes(tabs),
    onDidChangeTabs: editor.on('tabs'),
    onDidChangeTabGroups: editor.on('tabGroups'),
  },
};

export const workspace = {
  get workspaceFolders() {
    return editor.folders;
  },
  get textDocuments() {
    return editor.documents;
  },
  get isTrusted() {
    return editor.isTrusted;
  },
  asRelativePath: (uri: vscode.Uri | string) => editor.relative(typeof uri === 'string' ? uri : uri.fsPath),
  getWorkspaceFolder: (uri: vscode.Uri) => editor.folders?.find((folder) => uri.fsPath.startsWith(folder.uri.fsPath)),
  getConfiguration: (section?: string) => editor.settings.configuration(section),
  applyEdit: (edit: WorkspaceEdit) => editor.applies(edit.replaced),
  openTextDocument: (uri: vscode.Uri) => editor.opens(uri),
  findFiles: () => Promise.resolve([...editor.files.keys()].map((file) => Uri.file(file))),
  createFileSystemWatcher: () => ({
    onDidCreate: editor.on('fileCreated'),
    onDidChange: editor.on('fileChanged'),
    onDidDelete: editor.on('fileDeleted'),
    dispose: () => undefined,
  }),
  fs: {
    readFile: (uri: vscode.Uri) => editor.reads(uri),
    writeFile: (uri: vscode.Uri, bytes: Uint8Array) => Promise.resolve(void editor.files.set(uri.fsPath, bytes)),
    copy: (from: vscode.Uri, to: vscode.Uri) => editor.copies(from, to),
    delete: (uri: vscode.Uri) => Promise.resolve(void editor.files.delete(uri.fsPath)),
    stat: (uri: vscode.Uri) => editor.reads(uri).then(({ length }) => ({ type: FileType.File, size: length })),
  },
  registerFileSystemProvider: (scheme: string, provider: unknown) => editor.registers(`files ${scheme}`, provider),
  registerTextDocumentContentProvider: (scheme: string, provider: unknown) =>
    editor.registers(`texts ${scheme}`, provider),
  onDidChangeConfiguration: editor.settings.onDidChange,
  onDidChangeTextDocument: editor.on('changedText'),
  onDidChangeWorkspaceFolders: editor.on('folders'),
  onDidCloseTextDocument: editor.on('closedText'),
  onDidGrantWorkspaceTrust: editor.on('trust'),
  onDidOpenTextDocument: editor.on('openedText'),
  onDidSaveTextDocument: editor.on('savedText'),
  onWillSaveTextDocument: editor.on('willSaveText'),
};

export const commands = {
  executeCommand: (command: string, ...args: unknown[]) => editor.executes(command, args),
  registerCommand: (command: string, run: (...args: unknown[]) => unknown) => {
    if (!command.startsWith('stepwise.')) throw new Error(`"${command}" must begin with the extension's name.`);
    editor.commands.set(command, run);
    return new Disposable(() => editor.commands.delete(command));
  },
};

export const debug = {
  startDebugging: (folder: vscode.WorkspaceFolder | undefined, configuration: object, options?: object) =>
    editor.starts(folder, configuration, options),
  stopDebugging: (session: { id: string }) => Promise.resolve(void editor.said.push(`stops: ${session.id}`)),
  registerDebugAdapterDescriptorFactory: (type: string, factory: unknown) =>
    editor.registers(`adapter ${type}`, factory),
  registerDebugAdapterTrackerFactory: (type: string, factory: unknown) => editor.registers(`tracker ${type}`, factory),
  registerDebugConfigurationProvider: (type: string, provider: unknown) =>
    editor.registers(`configuration ${type}`, provider),
  get activeDebugSession() {
    return editor.activeSession;
  },
  get breakpoints() {
    return editor.breakpoints;
  },
  onDidReceiveDebugSessionCustomEvent: editor.on('adapterEvent'),
  onDidStartDebugSession: editor.on('startedSession'),
  onDidTerminateDebugSession: editor.on('endedSession'),
  onDidChangeActiveStackItem: editor.on('stackItem'),
};

export const extensions = {
  get all() {
    return editor.extensions;
  },
  getExtension: (id: string) => editor.extensions.find((extension) => extension.id === id),
  onDidChange: editor.on('extensions'),
};

export const languages = {
  /** Those of documents of ours go by their scheme. */
  registerCodeLensProvider: (selector: { scheme?: string }, provider: unknown) =>
    editor.registers(['lenses', selector.scheme].filter(Boolean).join(' '), provider, selector),
  registerInlineValuesProvider: (selector: unknown, provider: unknown) =>
    editor.registers('inlineValues', provider, selector),
  registerEvaluatableExpressionProvider: (selector: unknown, provider: unknown) =>
    editor.registers('hovers', provider, selector),
  createDiagnosticCollection: () => editor.diagnostics,
  getDiagnostics: (uri: vscode.Uri) => editor.diagnostics.get(uri),
  /** Of a selector the scheme and the endings, such as in a pattern that ends with `.{json,yaml}`. */
  match: (selector: readonly vscode.DocumentFilter[], { uri }: vscode.TextDocument) => {
    const fits = ({ scheme = uri.scheme, pattern }: vscode.DocumentFilter): boolean => {
      const [, several, one] = /\.(?:\{(.+)\}|(\w+))$/.exec(typeof pattern === 'string' ? pattern : '') ?? [];
      const endings = several?.split(',') ?? (one === undefined ? [''] : [one]);
      return scheme === uri.scheme && endings.some((ending) => uri.path.endsWith(ending));
    };
    return selector.some(fits) ? 10 : 0;
  },
};

export const env = {
  language: 'en',
  uiKind: 1,
  shell: '/bin/bash',
  clipboard: {
    readText: () => Promise.resolve(editor.clipboard),
    writeText: (text: string) => Promise.resolve(void editor.said.push(`copied: ${text}`)),
  },
};

editor.api = { TabInputText: TabInputText as never, TextDocumentSaveReason: TextDocumentSaveReason as never };
