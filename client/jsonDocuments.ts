/**
 * Data written as a document: JSON with the editor's own help and checks, in a file that is nowhere on disk. Saving it hands it
 * over, as saving a commit message commits; so do the lines above it. Closing it hands over nothing.
 */
import * as vscode from 'vscode';
import { fileName } from '../core/escape/fileName';
import { phrase } from '../core/l10n/phrase';
import { jsonMistake } from '../core/syntax/jsonMistake';
import { window, withIcon } from './window';

export interface WrittenJson {
  readonly value: unknown;
  /** As it was written: a value may have lost digits. */
  readonly text: string;
  /** The second way to hand it over was taken. */
  readonly keep: boolean;
}

/** What can be done with the text besides handing it over. */
export interface JsonAction {
  readonly icon: string;
  readonly title: string;
  /** Of the text as it stands; absent: always. */
  isOffered?(text: string): boolean;
  /** @returns what stands there then; undefined: what stood there before */
  act(text: string): Promise<string | undefined>;
}

export interface JsonRequest {
  /** Of the document, without an ending. */
  readonly name: string;
  /** Before its name in the URI, by which the manifest gives it a schema. */
  readonly folder?: string;
  /** What it begins with. */
  readonly text: string;
  /** What handing it over does, as words of a line above the text. */
  readonly action: string;
  readonly icon?: string;
  /** A second way to hand it over. */
  readonly keepAction?: string;
  readonly keepIcon?: string;
  readonly others?: readonly JsonAction[];
  /** What stands above a member, by its name. */
  readonly notes?: { readonly [member: string]: string };
  /** What is wrong with a value that is valid JSON. */
  problemOf?(value: unknown): string | undefined;
  /** Called with each change: what was written stands there again when a person comes back. */
  changed?(text: string): void;
}

/** Of the manifest, too: `jsonValidation` gives documents of a folder a schema. */
export const SCHEME = 'stepwise-answer';
/** Of the lines above the document alone; no command a person would look for. */
const HAND_OVER = 'stepwise.handOverDocument';
const ACT = 'stepwise.actOnDocument';

interface Open {
  readonly request: JsonRequest;
  settle(written: WrittenJson | undefined): void;
}

export class JsonDocuments implements vscode.Disposable {
  private readonly files = new Map<string, Uint8Array>();
  private readonly open = new Map<string, Open>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly registered: vscode.Disposable;
  private count = 0;

  constructor() {
    this.registered = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerFileSystemProvider(SCHEME, this.fileSystem(), { isCaseSensitive: true }),
      vscode.languages.registerCodeLensProvider(
        { scheme: SCHEME },
        { provideCodeLenses: (document) => lenses(document, this.open.get(document.uri.toString())?.request) },
      ),
      vscode.commands.registerCommand(HAND_OVER, (uri: string, keep: boolean) => this.handOver(uri, keep)),
      vscode.commands.registerCommand(ACT, (uri: string, index: number) => this.act(uri, index)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => void this.saved(uri)),
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        // An editor that saves by itself has not been told that the text is ready.
        if (reason === vscode.TextDocumentSaveReason.Manual) this.byHand.add(document.uri.toString());
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) =>
        this.open.get(document.uri.toString())?.request.changed?.(document.getText()),
      ),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          if (input instanceof vscode.TabInputText) this.open.get(input.uri.toString())?.settle(undefined);
        }
      }),
    );
  }

  /** Undefined: the document was closed, or nobody waits for it any more. */
  async ask(request: JsonRequest, token?: vscode.CancellationToken): Promise<WrittenJson | undefined> {
    // A document of its own each time: the last one's changes are not to be undone into this.
    const folder = request.folder === undefined ? '' : `/${request.folder}`;
    const path = `${folder}/${fileName(request.name, 'Answer')}.json`;
    const uri = vscode.Uri.from({ scheme: SCHEME, authority: String(++this.count), path });
    const key = uri.toString();
    this.files.set(key, new TextEncoder().encode(`${request.text.trimEnd()}\n`));
    let cancelled: vscode.Disposable | undefined;
    try {
      const written = new Promise<WrittenJson | undefined>((settle) => {
        this.open.set(key, { request, settle });
        cancelled = token?.onCancellationRequested(() => settle(undefined));
      });
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: false });
      return token?.isCancellationRequested ? undefined : await written;
    } finally {
      this.open.delete(key);
      cancelled?.dispose();
      await this.close(uri);
      this.files.delete(key);
    }
  }

  dispose(): void {
    for (const { settle } of [...this.open.values()]) settle(undefined);
    this.registered.dispose();
  }

  private readonly byHand = new Set<string>();

  private saved(uri: vscode.Uri): void {
    if (this.byHand.delete(uri.toString())) this.handOver(uri.toString(), false);
  }

  private handOver(uri: string, keep: boolean): void {
    const document = documentAt(uri);
    const open = this.open.get(uri);
    if (!document || !open) return;
    const text = document.getText().trim();
    const mistake = jsonMistake(text);
    if (mistake !== undefined) return void window.showErrorMessage(phrase`This is not valid JSON. ${mistake}`);
    const value = JSON.parse(text) as unknown;
    const problem = open.request.problemOf?.(value);
    if (problem === undefined) open.settle({ value, text, keep });
    else void window.showErrorMessage(problem);
  }

  private async act(uri: string, index: number): Promise<void> {
    const document = documentAt(uri);
    const action = this.open.get(uri)?.request.others?.[index];
    if (!document || !action) return;
    const text = await action.act(document.getText());
    if (text === undefined) return;
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, all, `${text.trimEnd()}\n`);
    await vscode.workspace.applyEdit(edit);
  }

  /** Without a question about changes, which have gone where they belong. */
  private async close(uri: vscode.Uri): Promise<void> {
    const document = documentAt(uri.toString());
    if (document?.isDirty) await document.save();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    );
    await vscode.window.tabGroups.close(own);
  }

  private fileSystem(): vscode.FileSystemProvider {
    const read = (uri: vscode.Uri): Uint8Array => {
      const content = this.files.get(uri.toString());
      if (!content) throw vscode.FileSystemError.FileNotFound(uri);
      return content;
    };
    const refuse = (uri: vscode.Uri): never => {
      throw vscode.FileSystemError.NoPermissions(uri);
    };
    return {
      onDidChangeFile: this.changed.event,
      watch: () => new vscode.Disposable(() => undefined),
      stat: (uri) => ({ type: vscode.FileType.File, ctime: 0, mtime: Date.now(), size: read(uri).length }),
      readFile: read,
      writeFile: (uri, content) => void this.files.set(uri.toString(), content),
      readDirectory: () => [],
      createDirectory: refuse,
      delete: refuse,
      rename: refuse,
    };
  }
}

function documentAt(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
}

function lenses(document: vscode.TextDocument, request: JsonRequest | undefined): vscode.CodeLens[] {
  if (!request) return [];
  const { action, icon = 'check', keepAction, keepIcon = 'save', others = [], notes = {} } = request;
  const top = new vscode.Range(0, 0, 0, 0);
  const lens = (title: string, command: string, argument: unknown): vscode.CodeLens =>
    new vscode.CodeLens(top, { title, command, arguments: [document.uri.toString(), argument] });
  return [
    lens(withIcon(icon, action), HAND_OVER, false),
    ...(keepAction === undefined ? [] : [lens(withIcon(keepIcon, keepAction), HAND_OVER, true)]),
    ...others.flatMap((other, index) =>
      other.isOffered?.(document.getText()) === false ? [] : [lens(withIcon(other.icon, other.title), ACT, index)],
    ),
    ...Object.entries(notes).flatMap(([member, title]) => {
      const at = document.getText().indexOf(JSON.stringify(member));
      if (at < 0) return [];
      const position = document.positionAt(at);
      // Without a command it is words alone.
      return new vscode.CodeLens(new vscode.Range(position, position), { title, command: '' });
    }),
  ];
}
