/** The protocol's own ways, whatever is debugged: answers, custom events, and an editor that cannot keep up. */
import type { Writable } from 'node:stream';
import { DebugSession, Event, Response } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { AdapterEvents } from '../messages/debugClient';
import { notificationText } from '../core/escape/linkedText';
import { phrase } from '../core/l10n/phrase';
import { drained } from '../processes/drained';
import { addressOf, ForwardedSession, framed } from './forwardedSession';
import { madeReadable } from './shownText';
import { UserMistake } from './userMistake';

/** For how long a client may think about a request of ours. */
const CLIENT_MS = 10_000;

/** How one request is answered. */
interface AnsweredRequest {
  answer(args: object): unknown;
  answered?(args: object): void;
}

export abstract class ProtocolSession extends DebugSession {
  private output: Writable | undefined;
  private initialize: DebugProtocol.Request | undefined;
  /** Once the client has attached by us to a debugger that speaks the protocol itself. */
  protected forwarded: ForwardedSession | undefined;

  constructor() {
    super();
    this.setDebuggerLinesStartAt1(false);
    this.setDebuggerColumnsStartAt1(false);
  }

  override start(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
    this.output = output as Writable;
    super.start(input, output);
  }

  /** @param command of the protocol, or of our own client */
  protected abstract requestOf(command: string): AnsweredRequest | undefined;

  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    if (this.forwarded) return this.forwarded.send(message);
    const address = this.initialize && addressOf(message);
    if (!address || !this.initialize) return super.handleMessage(message);
    this.forwarded = new ForwardedSession(
      address,
      this.initialize,
      (told) => this.output?.write(framed(told)),
      () => this.emit('closed'),
    );
    this.forwarded.send(message);
  }

  // The library answers with success what it does not know how to do.
  protected override dispatchRequest(request: DebugProtocol.Request): void {
    if (request.command !== 'initialize') return this.dispatch(new Response(request), request);
    this.initialize = request;
    // The protocol's own default, which the library insists on hearing. It keeps how the client counts lines.
    request.arguments = { pathFormat: 'path', ...request.arguments };
    super.dispatchRequest(request);
  }

  protected override initializeRequest(
    response: DebugProtocol.InitializeResponse,
    args: DebugProtocol.InitializeRequestArguments,
  ): void {
    this.dispatch(response, { command: 'initialize', arguments: args });
  }

  /** Lines as the client counts them, and ours, which begin at zero. */
  readonly lines = {
    toClient: (line: number): number => this.convertDebuggerLineToClient(line),
    fromClient: (line: number): number => this.convertClientLineToDebugger(line),
  };
  readonly columns = {
    toClient: (column: number): number => this.convertDebuggerColumnToClient(column),
    fromClient: (column: number): number => this.convertClientColumnToDebugger(column),
  };

  override sendResponse(response: DebugProtocol.Response): void {
    super.sendResponse(madeReadable(response));
  }

  override sendEvent(event: DebugProtocol.Event): void {
    super.sendEvent(madeReadable(event));
  }

  protected tell<Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]): void {
    this.sendEvent(new Event(name, body));
  }

  /** The protocol's reverse request. Rejects where the client refuses, or has nothing to say within ten seconds. */
  protected startDebugging(args: DebugProtocol.StartDebuggingRequestArguments): Promise<void> {
    return new Promise((resolve, reject) => {
      this.sendRequest('startDebugging', args, CLIENT_MS, ({ success, message }) =>
        success ? resolve() : reject(new Error(message ?? 'refused')),
      );
    });
  }

  /** A run may say more than the editor can take in: it waits until little is on its way. */
  protected heard(): Promise<void> {
    const { output } = this;
    if (!output?.writableNeedDrain) return new Promise((resolve) => setImmediate(resolve));
    return drained(output);
  }

  /** Every request is a boundary: a mistake becomes a sentence, a bug of ours too, and the session lives on. */
  private dispatch(
    response: DebugProtocol.Response,
    { command, arguments: given }: Pick<DebugProtocol.Request, 'command' | 'arguments'>,
  ): void {
    const args = (given ?? {}) as object;
    const request = this.requestOf(command);
    const answer = (body: unknown): void => {
      response.body = body;
      this.sendResponse(response);
      request?.answered?.(args);
    };
    try {
      if (!request) throw new UserMistake(phrase`The debugger does not support the request "${command}".`);
      const body = request.answer(args);
      if (body instanceof Promise) body.then(answer, (error: unknown) => this.refuse(response, error));
      else answer(body);
    } catch (error) {
      this.refuse(response, error);
    }
  }

  private refuse(response: DebugProtocol.Response, error: unknown): void {
    const showUser = error instanceof UserMistake ? error.show : true;
    this.sendErrorResponse(response, {
      id: 1,
      format: '{_message}',
      // An editor shows it as a notification.
      variables: { _message: notificationText(error instanceof Error ? error.message : String(error)) },
      showUser,
    });
  }
}
