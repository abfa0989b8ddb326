/** Sends what the rules find, a moment after the last edit, with the version it was found in. */
import { setTimeout as later } from 'node:timers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CertainFailureStore } from '../../core/facts/certainFailureStore';
import { validateDocument } from '../../core/rules/validateDocument';
import { loadCatalogue } from '../../services/loadTables';
import { toDiagnostic } from '../convert';
import { isOurs, type OpenText } from '../documentStore';
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
      this.schedule(uri, this.opened.has(uri) ? QUIET : 0);
      this.opened.add(uri);
      if (documents.open(uri)?.text.isHost === true) this.askProjectsAnew();
    });
    context.projects.onDidChangeOnDisk(() => this.askProjectsAnew());
    documents.onDidClose(({ document: { uri } }) => {
      clearTimeout(this.waiting.get(uri));
      this.waiting.delete(uri);
      this.opened.delete(uri);
      void context.connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  }

  private schedule(uri: string, delay: number): void {
    clearTimeout(this.waiting.get(uri));
    this.waiting.set(
      uri,
      later(() => this.publish(uri), delay),
    );
  }

  /** A template may fill in other placeholders of definitions than it did, or a handler raise other errors. */
  private askProjectsAnew(): void {
    for (const uri of this.context.documents.uris()) {
      const open = this.context.documents.open(uri);
      // What waits asks them anyway, and files that change one after another must not put it off.
      if (open && !this.waiting.has(uri) && isOfProject(open)) this.schedule(uri, QUIET);
    }
  }

  publishAll(): void {
    this.context.documents.uris().forEach((uri) => this.publish(uri));
  }

  private send(uri: string): void {
    this.waiting.delete(uri);
    const open = this.context.documents.open(uri);
    if (!open) return;
    const found = isOurs(open) ? this.diagnosticsOf(open) : [];
    void this.context.connection.sendDiagnostics({ uri, version: open.version, diagnostics: found });
    if (!this.certain.isSettled) void this.settle(uri, open.version);
  }

  private diagnosticsOf({ text, uri }: OpenText): ReturnType<typeof toDiagnostic>[] {
    const { document } = text;
    const { projects } = this.context;
    // A project is read only where it may say something.
    const placeholders = isFilledIn({ text }) ? projects.placeholdersIn(uri) : [];
    const raisedBy = projects.raisedIn(uri);
    const found = validateDocument(document, {
      services: loadCatalogue(),
      certain: this.certain,
      placeholders,
      raisedBy,
    });
    return found.map((diagnostic) => toDiagnostic(document, uri, diagnostic));
  }

  /** What takes turns of the event loop to tell follows, unless the text has changed meanwhile: its own telling is due then. */
  private readonly settle = async (uri: string, version: number): Promise<void> => {
    const hasMore = await this.certain.settle(() => nextTurn());
    if (hasMore && this.context.documents.open(uri)?.version === version) this.publish(uri);
  };
}

/** Whether what is said of a file depends on its project. */
function isOfProject(open: OpenText): boolean {
  return isFilledIn(open) || open.text.document.text.includes('ErrorEquals');
}

/** Whether a file may have placeholders for a template to fill in. */
function isFilledIn({ text: { document, isHost } }: Pick<OpenText, 'text'>): boolean {
  return !isHost && document.text.includes('${');
}
