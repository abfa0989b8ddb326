/** Sends what the rules find, a moment after the last edit, with the version it was found in. */
import { setTimeout as later } from 'node:timers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CertainFailureStore } from '../../core/facts/certainFailureStore';
import { validateDocument } from '../../core/rules/validateDocument';
import { loadCatalogue } from '../../services/loadTables';
import { toDiagnostic } from '../convert';
import type { OpenText } from '../documentStore';
import { guarded } from '../serverContext';
import type { ServerContext } from '../serverContext';
import type { LanguageFeature } from './feature';

/** Milliseconds without an edit. A document that was just opened does not wait. */
const QUIET = 120;

export const diagnostics: LanguageFeature = {
  capability: {},
  register(context) {
    const publisher = new DiagnosticPublisher(context);
    return () => publisher.publishAll();
  },
};

class DiagnosticPublisher {
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly opened = new Set<string>();
  private readonly publish: (uri: string) => void;
  private readonly certain = new CertainFailureStore();

  constructor(private readonly context: ServerContext) {
    const { documents } = context;
    this.publish = guarded(context, 'diagnostics', undefined, (uri: string) => this.send(uri));
    documents.onDidChange(({ document: { uri } }) => {
      const delay = this.opened.has(uri) ? QUIET : 0;
      this.opened.add(uri);
      clearTimeout(this.waiting.get(uri));
      this.waiting.set(
        uri,
        later(() => this.publish(uri), delay),
      );
    });
    documents.onDidClose(({ document: { uri } }) => {
      clearTimeout(this.waiting.get(uri));
      this.waiting.delete(uri);
      this.opened.delete(uri);
      void context.connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  }

  publishAll(): void {
    this.context.documents.uris().forEach((uri) => this.publish(uri));
  }

  private send(uri: string): void {
    this.waiting.delete(uri);
    const open = this.context.documents.open(uri);
    if (!open) return;
    const found = isOurs(open) ? diagnosticsOf(open, this.certain) : [];
    void this.context.connection.sendDiagnostics({ uri, version: open.version, diagnostics: found });
    if (!this.certain.isSettled) void this.settle(uri, open.version);
  }

  /** What takes turns of the event loop to tell follows, unless the text has changed meanwhile: its own telling is due then. */
  private readonly settle = async (uri: string, version: number): Promise<void> => {
    const hasMore = await this.certain.settle(() => nextTurn());
    if (hasMore && this.context.documents.open(uri)?.version === version) this.publish(uri);
  };
}

/** Of files in other languages only those that hold definitions concern us. */
function isOurs({ isDefinition, text }: OpenText): boolean {
  return isDefinition || text.isHost;
}

function diagnosticsOf({ text, uri }: OpenText, certain: CertainFailureStore): ReturnType<typeof toDiagnostic>[] {
  const found = validateDocument(text.document, { services: loadCatalogue(), certain });
  return found.map((diagnostic) => toDiagnostic(text.document, uri, diagnostic));
}
