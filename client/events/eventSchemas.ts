/**
 * The JSON Schema of each source, for VS Code's own JSON support: the manifest says that documents in the folder of a source have
 * the schema at a URI of ours (`jsonValidation`), which is asked for here when such a document opens.
 */
import * as vscode from 'vscode';
import type { ClientContext } from '../clientContext';
import { loadEvents } from '../../events/load';

/** Of the manifest; a test compares it. */
export const SCHEMA_SCHEME = 'stepwise-schema';

/** `stepwise-schema://events/sqs.json` */
export function registerEventSchemas({ extension }: Pick<ClientContext, 'extension'>): void {
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEMA_SCHEME, {
    async provideTextDocumentContent({ path }) {
      const { EVENT_SOURCES, schemaOf } = await loadEvents();
      const source = EVENT_SOURCES.find(({ name }) => path === `/${name}.json`);
      if (!source) return '{}';
      const described = { title: source.title(), description: source.page };
      return JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...described, ...schemaOf(source) });
    },
  });
  extension.subscriptions.push(provider);
}
