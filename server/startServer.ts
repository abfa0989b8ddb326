/** Wires a connection to the features. */
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  FileChangeType,
  ProposedFeatures,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { Connection, ServerCapabilities } from 'vscode-languageserver/node';
import { LANGUAGES } from '../messages/ids';
import type { ServerOptions } from '../messages/languageClient';
import type { FileChange } from '../project';
import { speak } from '../project/language';
import { Disk } from './disk';
import { filePathOf } from './fileUri';
import { DocumentStore } from './documentStore';
import { CAPABILITIES_EVERYWHERE, FEATURE_CAPABILITIES, FEATURES } from './features';
import { LastFailures } from './lastFailures';
import { Projects } from './projects';
import { registerCustomRequests } from './requests/customRequests';
import type { ServerContext } from './serverContext';

const DEFAULT_OPTIONS: ServerOptions = { codeLens: true, trusted: true };

/** What is no feature of its own. */
const BASIS: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/**
 * Serves one editor until the connection closes. Without a connection: the one the command line names
 * (`--node-ipc`, as an editor starts it, or `--stdio`). It reads files and runs nothing of the user's.
 */
export function startServer(given?: Connection): void {
  const connection = given ?? createConnection(ProposedFeatures.all);
  const documents = new DocumentStore();
  const disk = new Disk(documents);
  const context: ServerContext = {
    connection,
    documents,
    disk,
    projects: new Projects(disk),
    failures: new LastFailures(),
    options: { ...DEFAULT_OPTIONS },
    hasRefresh: false,
  };

  let hasFolders = false;
  let hasWatchers = false;
  let choosesLanguages = false;

  const takeOptions = (options: unknown): void => {
    Object.assign(context.options, readOptions(options));
    disk.trust(context.options.trusted);
    context.projects.forget();
  };
  connection.onInitialize(({ initializationOptions, capabilities, workspaceFolders, rootUri, locale }) => {
    speak(locale);
    takeOptions(initializationOptions);
    disk.addFolders(workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []));
    hasWatchers = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    hasFolders = capabilities.workspace?.workspaceFolders === true;
    context.hasRefresh = capabilities.workspace?.codeLens?.refreshSupport === true;
    const { formatting, rangeFormatting } = capabilities.textDocument ?? {};
    choosesLanguages = formatting?.dynamicRegistration === true && rangeFormatting?.dynamicRegistration === true;
    const can = choosesLanguages ? CAPABILITIES_EVERYWHERE : FEATURE_CAPABILITIES;
    return { capabilities: { ...BASIS, ...can }, serverInfo: { name: 'Stepwise' } };
  });
  connection.onNotification('stepwise/options', (options: unknown) => {
    takeOptions(options);
    refreshers.forEach((refresh) => refresh());
  });
  connection.onNotification('stepwise/failures', (params: unknown) => context.failures.take(params));
  const changesOf = (uri: string, isThereOrGone: boolean): FileChange[] => {
    const file = filePathOf(uri);
    return file === undefined ? [] : [{ file, isThereOrGone }];
  };
  documents.onDidChange(({ document: { uri } }) => context.projects.changed(changesOf(uri, false)));
  documents.onDidClose(({ document: { uri } }) => context.projects.changed(changesOf(uri, false)));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    context.projects.changedOnDisk(changes.flatMap(({ uri, type }) => changesOf(uri, type !== FileChangeType.Changed)));
  });
  connection.onInitialized(() => {
    if (hasWatchers) {
      const watchers = [{ globPattern: '**/*' }];
      void connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers })
        .then(() => context.projects.watch());
    }
    if (choosesLanguages) {
      const ours = { documentSelector: LANGUAGES.map((language) => ({ language })) };
      void connection.client.register(DocumentFormattingRequest.type, ours);
      void connection.client.register(DocumentRangeFormattingRequest.type, ours);
    }
    if (!hasFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      disk.removeFolders(removed.map(({ uri }) => uri));
      disk.addFolders(added.map(({ uri }) => uri));
      context.projects.forget();
    });
  });

  const refreshers = Object.values(FEATURES).flatMap((feature) => feature.register(context) ?? []);
  registerCustomRequests(context);
  documents.listen(connection);
  // languageserver looks for its parent every few seconds only; a closed channel says it at once.
  if (!given) process.once('disconnect', () => process.exit(0));
  connection.listen();
}

/** Only what is known and of the right type: the options come from outside. */
function readOptions(options: unknown): Partial<ServerOptions> {
  if (typeof options !== 'object' || options === null) return {};
  const known = Object.keys(DEFAULT_OPTIONS);
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => known.includes(name) && typeof value === 'boolean'),
  );
}
