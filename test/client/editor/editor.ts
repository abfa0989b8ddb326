/**
 * The person in front of the editor, and what they see: answers are given beforehand, in order; what was shown is read
 * afterwards. `reset()` before each test.
 */
import path from 'node:path';
import { createTextDocument } from 'jest-mock-vscode';
import type * as vscode from 'vscode';
import { createEvents } from './events';
import { Settings } from './settings';

/** A pattern stands for the button or the item whose words it fits. */
type Answer = string | RegExp | readonly string[] | Press | undefined;
/** The button of an item, or the line above a document: the next answers are those to what it asks. */
type Press = { readonly button: string | RegExp } | { readonly lens: RegExp };

class Editor {
  /** What the person was shown, a line each: `error: …`, `pick: TITLE | item / item`, `input: PROMPT`, `status: …`. */
  said: string[] = [];
  /** The button, the label, the text or the files that the person answers with next; none left: they dismiss it. */
  answers: Answer[] = [];
  /** What was started: `type`, `request` and all the rest of the configuration. */
  started: { readonly folder?: string; readonly configuration: Record<string, unknown>; readonly options?: object }[] =
    [];
  /** Context keys by name, as `setContext` left them. */
  context = new Map<string, unknown>();
  /** Commands that were executed and are not the client's own. */
  executed: unknown[][] = [];
  commands = new Map<string, (...args: unknown[]) => unknown>();
  files = new Map<string, Uint8Array>();
  documents: vscode.TextDocument[] = [];
  extensions: vscode.Extension<unknown>[] = [];
  breakpoints: vscode.Breakpoint[] = [];
  registered = new Map<string, unknown>();
  /** Of which documents what is registered is asked, where that was said. */
  selectors = new Map<string, unknown>();
  serializers = new Map<string, vscode.WebviewPanelSerializer>();
  statusBarItems: vscode.StatusBarItem[] = [];
  panels: FakePanel[] = [];
  /** Trees of the side bar, by their ids. */
  trees = new Map<string, FakeTree>();
  folders: vscode.WorkspaceFolder[] | undefined;
  activeTextEditor: vscode.TextEditor | undefined;
  activeSession: object | undefined;
  /** The one group of tabs. */
  tabs: { activeTab?: vscode.Tab; tabs: vscode.Tab[] } = { tabs: [] };
  /** By URI. */
  readonly diagnostics = new Diagnostics();
  isTrusted = true;
  /** Whether `startDebugging` says that a session began. */
  sessionsBegin = true;
  clipboard = '';
  /** The session that begins with a configuration, where a test needs one. */
  sessionOf: ((configuration: Record<string, unknown>) => object) | undefined;

  /** Of the API, which stands on this. */
  api: Pick<typeof vscode, 'TabInputText' | 'TextDocumentSaveReason'> | undefined;

  readonly settings = new Settings();
  private readonly events = createEvents();
  readonly log = new Proxy({} as vscode.LogOutputChannel, {
    get: (_, level) => (text: unknown) => void this.said.push(`log ${String(level)}: ${String(text)}`),
  });

  reset(): void {
    this.said = [];
    this.answers = [];
    this.started = [];
    this.executed = [];
    this.documents = [];
    this.extensions = [];
    this.breakpoints = [];
    this.statusBarItems = [];
    this.panels = [];
    this.trees.clear();
    this.folders = undefined;
    this.activeTextEditor = undefined;
    this.activeSession = undefined;
    this.tabs = { tabs: [] };
    this.diagnostics.clear();
    this.isTrusted = true;
    this.sessionsBegin = true;
    this.clipboard = '';
    this.sessionOf = undefined;
    for (const map of [this.context, this.commands, this.files, this.registered, this.serializers]) map.clear();
    this.settings.reset();
    this.events.clear();
  }

  /** VS Code's event of this name; {@link fire} fires it. */
  on(name: string): vscode.Event<never> {
    return this.events.on(name);
  }

  /** The events that are listened to, once for each listener; those of settings among them. */
  get heard(): string[] {
    return [...this.events.heard(), ...this.settings.heard];
  }

  /** Resolves when what the listeners began at once is done. */
  async fire(name: string, event: unknown): Promise<void> {
    this.events.fire(name, event);
    await settled();
  }

  asked(
    kind: string,
    text: string,
    buttons: readonly (string | vscode.MessageItem)[],
    detail?: string,
  ): Promise<unknown> {
    const titles = buttons.map((button) => (typeof button === 'string' ? button : button.title));
    this.said.push(
      [`${kind}: ${text}`, ...(detail ? [detail] : []), ...(titles.length > 0 ? [titles.join(' / ')] : [])].join(' | '),
    );
    if (titles.length === 0) return Promise.resolve(undefined);
    const answer = this.answers.shift();
    return Promise.resolve(buttons[titles.findIndex((title) => fits(title, answer))]);
  }

  picks(
    items: readonly vscode.QuickPickItem[],
    { title, placeHolder, canPickMany }: vscode.QuickPickOptions = {},
    token?: vscode.CancellationToken,
  ): Promise<unknown> {
    const shown = items.map(({ label, description, detail }) =>
      [label, description, detail].filter(Boolean).join(' · '),
    );
    this.said.push([`pick: ${[title, placeHolder].filter(Boolean).join(' — ')}`, shown.join(' / ')].join(' | '));
    if (token?.isCancellationRequested) return Promise.resolve(undefined);
    const answer = this.answers.shift();
    if (canPickMany)
      return Promise.resolve(Array.isArray(answer) ? items.filter(({ label }) => answer.includes(label)) : undefined);
    return Promise.resolve(items.find(({ label }) => fits(label, answer)));
  }

  /** An answer `{ button }` presses the button of an item. */
  createQuickPick(): object {
    const events = createEvents();
    const box = {
      items: [] as vscode.QuickPickItem[],
      selectedItems: [] as vscode.QuickPickItem[],
      activeItems: [] as vscode.QuickPickItem[],
      title: undefined as string | undefined,
      placeholder: undefined as string | undefined,
      onDidAccept: events.on('accepted'),
      onDidTriggerItemButton: events.on('button'),
      onDidHide: events.on('hidden'),
      hide: () => events.fire('hidden', undefined),
      dispose: () => undefined,
      show: () => {
        const answer = this.answers[0];
        if (isPress(answer) && 'button' in answer) this.answers[0] = answer.button;
        const isButton = answer !== this.answers[0];
        void this.picks(box.items, { title: box.title, placeHolder: box.placeholder }).then((item) => {
          if (!item) return box.hide();
          box.selectedItems = [item as vscode.QuickPickItem];
          events.fire(isButton ? 'button' : 'accepted', isButton ? { item } : undefined);
        });
      },
    };
    return box;
  }

  /** An answer that the box would not take is shown with its problem, and the next one is tried. */
  async types({ title, prompt, value, validateInput }: vscode.InputBoxOptions): Promise<string | undefined> {
    this.said.push(`input: ${[title, prompt].filter(Boolean).join(' — ')}${value ? ` [${value}]` : ''}`);
    while (this.answers.length > 0) {
      const answer = this.answers.shift() as string | undefined;
      const problem = answer === undefined ? undefined : await validateInput?.(answer);
      if (!problem) return answer;
      this.said.push(`problem: ${typeof problem === 'string' ? problem : problem.message}`);
    }
    return undefined;
  }

  async choosesFiles(
    kind: 'open' | 'save',
    options: vscode.OpenDialogOptions | vscode.SaveDialogOptions = {},
  ): Promise<vscode.Uri[] | undefined> {
    const endings = Object.values(options.filters ?? {}).flat();
    const filter = endings.length > 0 && endings.map((each) => `*.${each}`).join(' ');
    this.said.push(`${kind}: ${[options.title, options.defaultUri?.fsPath, filter].filter(Boolean).join(' — ')}`);
    const answer = this.answers.shift();
    if (answer === undefined) return undefined;
    const { Uri } = await import('./vscode');
    return [answer as string | string[]].flat().map((file) => Uri.file(file) as unknown as vscode.Uri);
  }

  executes(command: string, args: unknown[]): Promise<unknown> {
    if (command === 'setContext') return Promise.resolve(void this.context.set(args[0] as string, args[1]));
    const own = this.commands.get(command);
    if (own) return Promise.resolve(own(...args));
    this.executed.push([command, ...args]);
    return Promise.resolve(undefined);
  }

  starts(folder: vscode.WorkspaceFolder | undefined, configuration: object, options?: object): Promise<boolean> {
    const given = configuration as Record<string, unknown>;
    this.started.push({ folder: folder?.name, configuration: given, options });
    if (this.sessionOf) this.events.fire('startedSession', this.sessionOf(given));
    return Promise.resolve(this.sessionsBegin);
  }

  registers(what: string, provider: unknown, selector?: unknown): vscode.Disposable {
    this.registered.set(what, provider);
    this.selectors.set(what, selector);
    return { dispose: () => void this.registered.delete(what) };
  }

  /** A file that the editor has open, in front. */
  async open(file: string, text: string, languageId: string, cursor = 0): Promise<vscode.TextEditor> {
    const { createTextDocument: createOf } = await import('./textDocument');
    const document = createOf(file, text, languageId);
    this.documents.push(document);
    const position = document.positionAt(cursor);
    const { Selection } = await import('./vscode');
    const selection = new Selection(position as never, position as never);
    this.activeTextEditor = { document, selection, selections: [selection] } as unknown as vscode.TextEditor;
    return this.activeTextEditor;
  }

  async opens(uri: vscode.Uri): Promise<vscode.TextDocument> {
    const known = this.documents.find((document) => document.uri.toString() === uri.toString());
    if (known) return known;
    const own = this.registered.get(`files ${uri.scheme}`) as vscode.FileSystemProvider | undefined;
    if (own) return this.holds(uri, new TextDecoder().decode(await own.readFile(uri)));
    const texts = this.registered.get(`texts ${uri.scheme}`) as vscode.TextDocumentContentProvider | undefined;
    if (texts) return this.holds(uri, String(texts.provideTextDocumentContent(uri, {} as never)));
    const text = new TextDecoder().decode(await this.reads(uri));
    return (await this.open(uri.fsPath, text, 'plaintext')).document;
  }

  shows(document: vscode.TextDocument | vscode.Uri): Promise<vscode.TextEditor> {
    const uri = 'uri' in document ? document.uri : document;
    if ('uri' in document && this.registered.has(`files ${uri.scheme}`)) void this.writes(document);
    else this.said.push(`shows: ${this.relative(uri.fsPath)}`);
    return Promise.resolve({ document, revealRange: () => undefined } as unknown as vscode.TextEditor);
  }

  /** A document that lies on no disk, with this text from now on. */
  private holds(uri: vscode.Uri, text: string): vscode.TextDocument {
    const document = createTextDocument(uri, text, 'json', 1);
    this.documents = [...this.documents.filter((each) => each.uri.toString() !== uri.toString()), document];
    return document;
  }

  applies(replaced: readonly [vscode.Uri, string][]): Promise<boolean> {
    for (const [uri, text] of replaced) this.events.fire('changedText', { document: this.holds(uri, text) });
    return Promise.resolve(true);
  }

  /** The person writes the next answer into it and saves; on a mistake the next one; without one they close it. */
  private async writes(shown: vscode.TextDocument): Promise<void> {
    // Whoever shows it listens from then on.
    await Promise.resolve();
    const { TabInputText, TextDocumentSaveReason } = this.api!;
    const { uri } = shown;
    this.said.push(`document: ${path.basename(uri.path, '.json')} [${shown.getText().replace(/\s+/g, ' ').trim()}]`);
    while (this.answers.length > 0) {
      const next = this.answers.shift();
      if (isPress(next) && 'lens' in next) {
        await this.presses(uri, next.lens);
        continue;
      }
      const answer = next as string | undefined;
      if (answer === undefined) return this.events.fire('tabs', { closed: [{ input: new TabInputText(uri) }] });
      const document = this.holds(uri, answer);
      const before = this.said.length;
      this.events.fire('changedText', { document });
      this.events.fire('willSaveText', { document, reason: TextDocumentSaveReason.Manual });
      this.events.fire('savedText', document);
      if (!this.said.slice(before).some((line) => line.startsWith('error: '))) return;
    }
  }

  private async presses(uri: vscode.Uri, title: RegExp): Promise<void> {
    const provider = this.registered.get(`lenses ${uri.scheme}`) as vscode.CodeLensProvider;
    const document = this.documents.find((each) => each.uri.toString() === uri.toString())!;
    const lenses = (await provider.provideCodeLenses(document, {} as never)) ?? [];
    this.said.push(`lenses: ${lenses.map(({ command }) => command!.title.replace(/\$\([\w-]+\) /, '')).join(' / ')}`);
    const { command } = lenses.find(({ command }) => title.test(command!.title))!;
    await this.executes(command!.command, command!.arguments!);
  }

  reads(uri: vscode.Uri): Promise<Uint8Array> {
    const bytes = this.files.get(uri.fsPath);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`ENOENT: ${uri.fsPath}`));
  }

  relative(file: string): string {
    const folder = this.folders?.find(({ uri }) => file.startsWith(uri.fsPath));
    return folder ? path.relative(folder.uri.fsPath, file) : file;
  }

  copies(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const bytes = this.files.get(from.fsPath);
    if (!bytes) return Promise.reject(new Error(`ENOENT: ${from.fsPath}`));
    this.files.set(to.fsPath, bytes);
    return Promise.resolve();
  }

  closes(tabs: readonly vscode.Tab[]): Promise<boolean> {
    this.tabs.tabs = this.tabs.tabs.filter((tab) => !tabs.includes(tab));
    this.events.fire('tabs', { opened: [], closed: tabs, changed: [] });
    return Promise.resolve(true);
  }

  createStatusBarItem(id?: string): vscode.StatusBarItem {
    const item = {
      id,
      isShown: false,
      show: () => (item.isShown = true),
      hide: () => (item.isShown = false),
      dispose: () => undefined,
    };
    this.statusBarItems.push(item as unknown as vscode.StatusBarItem);
    return item as unknown as vscode.StatusBarItem;
  }

  createTree(view: string, options: object): FakeTree {
    const { treeDataProvider, ...shown } = options as { readonly treeDataProvider: FakeTree['treeDataProvider'] };
    const tree = { treeDataProvider, options: shown, visible: false, dispose: () => undefined };
    this.trees.set(view, tree);
    return tree;
  }

  createPanel(view: string, title: string, column?: number, leavesFocus = false): FakePanel {
    const panel = new FakePanel(view, title, column, leavesFocus);
    this.panels.push(panel);
    return panel;
  }
}

/** A tree, and the badge that its owner gave it. */
export interface FakeTree {
  readonly treeDataProvider: vscode.TreeDataProvider<object>;
  /** What else it can do. */
  readonly options: object;
  visible: boolean;
  badge?: vscode.ViewBadge;
  dispose(): void;
}

class Diagnostics {
  private readonly found = new Map<string, readonly vscode.Diagnostic[]>();

  /** `error: message` of a file. */
  of(file: string): string[] {
    const severities = ['error', 'warning', 'information', 'hint'];
    const [, diagnostics = []] = [...this.found].find(([uri]) => uri.endsWith(file)) ?? [];
    return diagnostics.map(({ severity, message }) => `${severities[severity]}: ${message}`);
  }

  get(uri: vscode.Uri): readonly vscode.Diagnostic[] {
    return this.found.get(uri.toString()) ?? [];
  }

  set(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void {
    this.found.set(uri.toString(), diagnostics);
  }

  delete(uri: vscode.Uri): void {
    this.found.delete(uri.toString());
  }

  clear(): void {
    this.found.clear();
  }

  dispose(): void {
    this.clear();
  }
}

/** A webview panel: what was posted to its page, and what the page posts. */
export class FakePanel {
  readonly posted: unknown[] = [];
  visible = true;
  revealed = 0;
  private readonly events = createEvents();
  readonly onDidDispose = this.events.on('disposed');
  readonly onDidChangeViewState = this.events.on('viewState');
  active = false;
  /** Where VS Code has put it. */
  viewColumn = 2;
  readonly webview = {
    options: {},
    html: '',
    cspSource: 'https://page.test',
    asWebviewUri: (uri: vscode.Uri) => uri,
    postMessage: (message: unknown) => Promise.resolve(this.posted.push(message) > 0),
    onDidReceiveMessage: this.events.on('message'),
  };

  constructor(
    readonly view: string,
    public title: string,
    /** Where it was asked for. */
    readonly column?: number,
    readonly leavesFocus = false,
  ) {}

  /** A person goes to it. */
  activate(): void {
    this.active = true;
    this.events.fire('viewState', undefined);
    this.active = false;
  }

  async says(message: unknown): Promise<void> {
    this.events.fire('message', message);
    await settled();
  }

  reveal(): void {
    this.revealed++;
  }

  dispose(): void {
    this.events.fire('disposed', undefined);
  }
}

function isPress(answer: unknown): answer is Press {
  return typeof answer === 'object' && answer !== null && ('button' in answer || 'lens' in answer);
}

function fits(label: string, answer: Answer): boolean {
  return answer instanceof RegExp ? answer.test(label) : label === answer;
}

/** Lets every promise that is settled by now call its listeners. */
export async function settled(): Promise<void> {
  // Whatever waits for something that waits for something.
  for (let turns = 0; turns < 10; turns++) await new Promise((resolve) => setImmediate(resolve));
}

export const editor = new Editor();
