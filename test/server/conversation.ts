/** A language server in this process and an editor that talks to it over two pipes. */
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type {
  CompletionItem,
  Diagnostic,
  InitializeResult,
  Position,
  ProtocolConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import type { ServerOptions } from '../../messages/languageClient';
import { startServer } from '../../server/startServer';

export class Conversation {
  private readonly published: PublishDiagnosticsParams[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly versions = new Map<string, number>();
  readonly log: string[] = [];
  /** What the server said that it can do. */
  initialized: InitializeResult | undefined;

  private constructor(readonly client: ProtocolConnection) {
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.listeners.forEach((listener) => listener());
    });
    client.onNotification('window/logMessage', ({ message }: { message: string }) => void this.log.push(message));
  }

  /** @param more of what the editor says of itself */
  static async start(
    options: Partial<ServerOptions> = {},
    folders: readonly string[] = [],
    more: object = {},
  ): Promise<Conversation> {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)));
    const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    const conversation = new Conversation(client);
    client.listen();
    conversation.initialized = await client.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
      capabilities: { workspace: { workspaceFolders: true } },
      initializationOptions: options,
      ...more,
    });
    await client.sendNotification('initialized', {});
    return conversation;
  }

  async open(uri: string, text: string, languageId = 'asl'): Promise<void> {
    this.versions.set(uri, 1);
    await this.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Replaces the whole text. */
  async change(uri: string, text: string): Promise<number> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    return version;
  }

  /** The diagnostics of a version, once they are published. */
  async diagnostics(uri: string, version: number | null | undefined = this.versions.get(uri)): Promise<Diagnostic[]> {
    for (;;) {
      const index = this.published.findIndex(
        (params) => params.uri === uri && (params.version ?? null) === (version ?? null),
      );
      const [found] = index >= 0 ? this.published.splice(index, 1) : [];
      if (found) return found.diagnostics;
      await new Promise<void>((resolve) => {
        const listener = (): void => (this.listeners.delete(listener), resolve());
        this.listeners.add(listener);
      });
    }
  }

  completion(uri: string, position: Position): Promise<CompletionItem[]> {
    return this.client.sendRequest('textDocument/completion', { textDocument: { uri }, position });
  }

  request<Result>(method: string, params: object): Promise<Result> {
    return this.client.sendRequest(method, params);
  }
}
