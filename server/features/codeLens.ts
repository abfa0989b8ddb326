import type { CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { codeLenses } from '../../core/features/codeLenses';
import { phrase } from '../../core/l10n/phrase';
import { COMMANDS } from '../../messages/ids';
import { isOurs } from '../documentStore';
import { guarded } from '../serverContext';
import type { LanguageFeature } from './feature';

const LENS_COMMANDS = {
  run: COMMANDS.runWorkflow,
  debug: COMMANDS.debugWorkflow,
  start: COMMANDS.startAs,
  graph: COMMANDS.showGraph,
} as const;

/** Run and Debug are ours whoever serves the language. */
export const codeLens: LanguageFeature = {
  capability: { codeLensProvider: {} },
  register(context) {
    // The one that its runs go by: a machine has one graph.
    const nameOf = (uri: string, name: string): string => context.projects.machineIn(uri, name)?.name ?? name;
    context.connection.onCodeLens(
      guarded(context, phrase`code lenses`, [] as CodeLens[], ({ textDocument: { uri } }: CodeLensParams) => {
        const open = context.options.codeLens ? context.documents.open(uri) : undefined;
        if (!open || !isOurs(open)) return [];
        const isStarted = (name?: string): boolean => context.projects.startsIn(uri, name).length > 0;
        return codeLenses(open.text, isStarted).map(({ span, title, action, name }) => ({
          range: open.text.document.rangeOf(span),
          command: {
            title,
            command: LENS_COMMANDS[action],
            arguments: name === undefined ? [uri] : [uri, nameOf(uri, name)],
          },
        }));
      }),
    );
    return () => {
      if (context.hasRefresh) context.connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
    };
  },
};
