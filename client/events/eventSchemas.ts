/**
 * The JSON Schema of each source, for VS Code's own JSON support: the manifest says that documents in the folder of a source have
 * the schema at a URI of ours (`jsonValidation`), which is asked for here when such a document opens.
 */
import * as vscode from 'vscode';
import type { ClientContext } from '../clientContext';
import { loadEvents } from '../../events/load';

/** Of the manifest; a test compares it. */
export const SCHEMA_SCHEME = 'stepwise-schema';

/** Of files in the project, which may hold events of any source. */
export const ANY = '/any.json';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** `stepwise-schema://events/sqs.json` */
export function registerEventSchemas({ extension }: Pick<ClientContext, 'extension'>): void {
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEMA_SCHEME, {
    async provideTextDocumentContent({ path }) {
      const { EVENT_SOURCES, schemaOf, schemaOfAny } = await loadEvents();
      if (path === ANY) return JSON.stringify({ $schema: DRAFT, ...schemaOfAny(EVENT_SOURCES) });
      const source = EVENT_SOURCES.find(({ name }) => path === `/${name}.json`);
      if (!source) return '{}';
      const described = { title: source.title(), description: source.page };
      return JSON.stringify({ $schema: DRAFT, ...described, ...schemaOf(source) });
    },
  });
  extension.subscriptions.push(provider);
}
