/** Sends what the rules find, a moment after the last edit, with the version it was found in. */
import { setTimeout as later } from 'node:timers';
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
    const found = isOurs(open) ? diagnosticsOf(open) : [];
    void this.context.connection.sendDiagnostics({ uri, version: open.version, diagnostics: found });
  }
}

/** Of files in other languages only those that hold definitions concern us. */
function isOurs({ isDefinition, text }: OpenText): boolean {
  return isDefinition || text.isHost;
}

function diagnosticsOf({ text, uri }: OpenText): ReturnType<typeof toDiagnostic>[] {
  const found = validateDocument(text.document, { services: loadCatalogue() });
  return found.map((diagnostic) => toDiagnostic(text.document, uri, diagnostic));
}
