/** Between our plain results and the protocol. What people read of a file is made fit to be read here; edits are exact. */
import { CompletionItemKind, DiagnosticSeverity, InsertTextFormat, SymbolKind } from 'vscode-languageserver/node';
import type {
  CompletionItem,
  Diagnostic as LspDiagnostic,
  DocumentSymbol,
  TextEdit as LspTextEdit,
} from 'vscode-languageserver/node';
import { visible } from '../core/escape/visible';
import type { CompletionEntry, CompletionKind } from '../core/features/completion';
import type { TextEdit } from '../core/features/rename';
import type { Symbol } from '../core/features/symbols';
import { phrase } from '../core/l10n/phrase';
import type { Diagnostic } from '../core/rules';
import type { SyntaxDocument } from '../core/syntax/tree';

const SEVERITY: Record<Diagnostic['severity'], DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(document: SyntaxDocument, uri: string, diagnostic: Diagnostic): LspDiagnostic {
  return {
    range: document.rangeOf(diagnostic.span),
    severity: SEVERITY[diagnostic.severity],
    code: diagnostic.code,
    source: 'Stepwise',
    message: visible(withCode(diagnostic)),
    data: diagnostic.data,
    relatedInformation: diagnostic.related?.map(({ message, span }) => ({
      message: visible(message),
      location: { uri, range: document.rangeOf(span) },
    })),
  };
}

/** AWS's code beside ours: it is what a deployment says. */
function withCode({ message, aws }: Diagnostic): string {
  return aws === undefined ? message : `${message} (${aws})`;
}

const COMPLETION_KIND: Record<CompletionKind, CompletionItemKind> = {
  field: CompletionItemKind.Property,
  state: CompletionItemKind.Reference,
  value: CompletionItemKind.EnumMember,
  error: CompletionItemKind.Constant,
  resource: CompletionItemKind.Module,
  function: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  member: CompletionItemKind.Field,
  snippet: CompletionItemKind.Snippet,
};

/** Documentation is left to `completionItem/resolve`, which finds the entry by `data`. */
export function toCompletionItem(document: SyntaxDocument, entry: CompletionEntry, index: number): CompletionItem {
  return {
    label: visible(entry.label),
    kind: COMPLETION_KIND[entry.kind],
    detail: shown(entry.detail),
    textEdit: toTextEdit(document, entry.edit),
    insertTextFormat: entry.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    filterText: entry.filterText,
    sortText: String(index).padStart(4, '0'),
    additionalTextEdits: entry.additional?.map((edit) => toTextEdit(document, edit)),
    command: entry.retrigger ? { title: phrase`Suggest`, command: 'editor.action.triggerSuggest' } : undefined,
    data: index,
  };
}

function shown(text: string | undefined): string | undefined {
  return text === undefined ? undefined : visible(text);
}

export function toTextEdit(document: SyntaxDocument, { span, text }: TextEdit): LspTextEdit {
  return { range: document.rangeOf(span), newText: text };
}

const SYMBOL_KIND: Record<NonNullable<Symbol['kind']>, SymbolKind> = {
  machine: SymbolKind.Module,
  branch: SymbolKind.Namespace,
  Pass: SymbolKind.Constant,
  Task: SymbolKind.Function,
  Choice: SymbolKind.Enum,
  Wait: SymbolKind.Event,
  Succeed: SymbolKind.Boolean,
  Fail: SymbolKind.Null,
  Parallel: SymbolKind.Class,
  Map: SymbolKind.Array,
};

export function toDocumentSymbol(document: SyntaxDocument, symbol: Symbol): DocumentSymbol {
  return {
    name: visible(symbol.name),
    detail: shown(symbol.detail),
    kind: symbol.kind ? SYMBOL_KIND[symbol.kind] : SymbolKind.Object,
    range: document.rangeOf(symbol.span),
    selectionRange: document.rangeOf(symbol.nameSpan),
    children: symbol.children.map((child) => toDocumentSymbol(document, child)),
  };
}
