/**
 * An answer written as a document: JSON with the editor's own help, in a file that is nowhere on disk. Saving it answers,
 * as saving a commit message commits; so do the lines above it. Closing it answers nothing.
 */
import * as vscode from 'vscode';
import { fileName } from '../core/escape/fileName';
import { phrase } from '../core/l10n/phrase';
import { problemOf } from './inputPicker';
import { window } from './window';

export interface WrittenAnswer {
  readonly value: unknown;
  /** To be kept as a mock. */
  readonly keep: boolean;
}

const SCHEME = 'stepwise-answer';
/** Of the lines above the document alone; no command a person would look for. */
const ANSWER = 'stepwise.answerDocument';

interface Open {
  settle(answer: WrittenAnswer | undefined): void;
}

export class AnswerDocuments implements vscode.Disposable {
  private readonly files = new Map<string, Uint8Array>();
  private readonly open = new Map<string, Open>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly registered: vscode.Disposable;
  private count = 0;

  constructor() {
    this.registered = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerFileSystemProvider(SCHEME, this.fileSystem(), { isCaseSensitive: true }),
      vscode.languages.registerCodeLensProvider({ scheme: SCHEME }, { provideCodeLenses: lenses }),
      vscode.commands.registerCommand(ANSWER, (uri: string, keep: boolean) => this.answer(uri, keep)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => void this.saved(uri)),
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => {
        // An editor that saves by itself has not been told that the answer is ready.
        if (reason === vscode.TextDocumentSaveReason.Manual) this.byHand.add(document.uri.toString());
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          if (input instanceof vscode.TabInputText) this.open.get(input.uri.toString())?.settle(undefined);
        }
      }),
    );
  }

  /** Undefined: the document was closed, or nobody waits for the answer any more. */
  async ask(name: string, suggestion: string, token: vscode.CancellationToken): Promise<WrittenAnswer | undefined> {
    // A document of its own each time: the last one's changes are not to be undone into this.
    const path = `/${fileName(name, 'Answer')}.json`;
    const uri = vscode.Uri.from({ scheme: SCHEME, authority: String(++this.count), path });
    const key = uri.toString();
    this.files.set(key, new TextEncoder().encode(`${suggestion}\n`));
    let cancelled: vscode.Disposable | undefined;
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const answered = new Promise<WrittenAnswer | undefined>((settle) => {
        this.open.set(key, { settle });
        cancelled = token.onCancellationRequested(() => settle(undefined));
      });
      await vscode.window.showTextDocument(document, { preview: false });
      return token.isCancellationRequested ? undefined : await answered;
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
    if (this.byHand.delete(uri.toString())) this.answer(uri.toString(), false);
  }

  private answer(uri: string, keep: boolean): void {
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
    const open = this.open.get(uri);
    if (!document || !open) return;
    const text = document.getText();
    const problem = problemOf(text);
    if (problem === undefined) open.settle({ value: JSON.parse(text) as unknown, keep });
    else void window.showErrorMessage(phrase`The answer is not valid JSON. ${problem}`);
  }

  /** Without a question about changes, which have gone where they belong. */
  private async close(uri: vscode.Uri): Promise<void> {
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
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

function lenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const lens = (title: string, keep: boolean): vscode.CodeLens =>
    new vscode.CodeLens(top, { title, command: ANSWER, arguments: [uri.toString(), keep] });
  return [
    lens(`$(check) ${phrase`Answer (as saving does)`}`, false),
    lens(`$(save) ${phrase`Answer and save as mock`}`, true),
  ];
}
