/** The texts the editor has open, each parsed once a version; every feature shares what was read. */
import { TextDocuments } from 'vscode-languageserver/node';
import type { Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readLanguageText } from '../core/features/languageText';
import type { LanguageText } from '../core/features/languageText';
import { mayHoldDefinitions } from '../core/hosts';
import { parseDocument } from '../core/syntax';
import type { SyntaxLanguage } from '../core/syntax/tree';
import { holdsDefinition, isDefinitionFile, languageOf, mayHoldDefinition } from '../project/definitionFile';
import { filePathOf, spelled } from './fileUri';

export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly languageId: string;
  /** Whether the file is a definition: by its language, by its name where an editor calls it JSON or YAML, or by its text. */
  readonly isDefinition: boolean;
  readonly text: LanguageText;
}

/** Whether a text is a definition or holds some: of any other nothing is said. */
export function isOurs({ isDefinition, text }: OpenText): boolean {
  return isDefinition || text.isHost;
}

export class DocumentStore {
  private readonly documents = new TextDocuments(TextDocument);
  private readonly read = new Map<string, OpenText>();
  /** URIs by paths, as they are compared. */
  private readonly files = new Map<string, string>();

  readonly onDidChange = this.documents.onDidChangeContent;
  readonly onDidClose = this.documents.onDidClose;

  constructor() {
    this.documents.onDidOpen(({ document: { uri } }) => {
      const file = filePathOf(uri);
      if (file !== undefined) this.files.set(spelled(file), uri);
    });
    this.documents.onDidClose(({ document: { uri } }) => {
      this.read.delete(uri);
      const file = filePathOf(uri);
      if (file !== undefined) this.files.delete(spelled(file));
    });
  }

  listen(connection: Connection): void {
    this.documents.listen(connection);
  }

  uris(): string[] {
    return this.documents.keys();
  }

  /** The document as it stands now; undefined where it is not open. */
  open(uri: string): OpenText | undefined {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const known = this.read.get(uri);
    if (known?.version === document.version && known.languageId === document.languageId) return known;
    const text = document.getText();
    const isNamedSo = document.languageId.includes('asl') || isDefinitionFile(uri);
    const isDefinition = isNamedSo || (mayHoldDefinition(filePathOf(uri) ?? '') && holdsDefinition(text));
    const syntax = syntaxOf(document.languageId, uri);
    const textOf = (ours: string): LanguageText => readLanguageText(parseDocument(uri, ours, syntax));
    // Most of what is open in these languages is none of ours: it is not parsed, and nothing is said in it.
    const found = isDefinition || mayHoldDefinitions(uri, text) ? textOf(text) : undefined;
    const open: OpenText = {
      uri,
      version: document.version,
      languageId: document.languageId,
      isDefinition,
      text: found && (isDefinition || found.isHost) ? found : textOf(''),
    };
    this.read.set(uri, open);
    return open;
  }

  /** The unsaved text of a file that is open. */
  unsaved(file: string): string | undefined {
    const uri = this.files.get(spelled(file));
    return uri === undefined ? undefined : this.documents.get(uri)?.getText();
  }
}

/** By the language the editor gave it, else by the file's name. */
export function syntaxOf(languageId: string, uri: string): SyntaxLanguage {
  if (/yaml/.test(languageId)) return 'yaml';
  if (languageId === 'json' || languageId === 'jsonc' || languageId.endsWith('asl')) return 'json';
  return languageOf(uri);
}
