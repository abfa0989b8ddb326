/** The protocol's own ways, whatever is debugged: answers, custom events, and an editor that cannot keep up. */
import type { Writable } from 'node:stream';
import { DebugSession, Event } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { AdapterEvents } from '../messages/debugClient';
import { notificationText } from '../core/escape/linkedText';
import { madeReadable } from './shownText';
import { UserMistake } from './userMistake';

const ENDS_OF_WAITING = ['drain', 'close', 'error'];

export abstract class ProtocolSession extends DebugSession {
  private output: Writable | undefined;

  constructor() {
    super();
    this.setDebuggerLinesStartAt1(false);
    this.setDebuggerColumnsStartAt1(false);
  }

  override start(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
    this.output = output as Writable;
    super.start(input, output);
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    // The protocol's own default, which the library insists on hearing.
    if (request.command === 'initialize') request.arguments = { pathFormat: 'path', ...request.arguments };
    super.dispatchRequest(request);
  }

  override sendResponse(response: DebugProtocol.Response): void {
    super.sendResponse(madeReadable(response));
  }

  override sendEvent(event: DebugProtocol.Event): void {
    super.sendEvent(madeReadable(event));
  }

  protected tell<Name extends keyof AdapterEvents>(name: Name, body: AdapterEvents[Name]): void {
    this.sendEvent(new Event(name, body));
  }

  /** A run may say more than the editor can take in: it waits until little is on its way. */
  protected heard(): Promise<void> {
    const { output } = this;
    if (!output?.writableNeedDrain) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
      const goOn = (): void => {
        for (const event of ENDS_OF_WAITING) output.off(event, goOn);
        resolve();
      };
      for (const event of ENDS_OF_WAITING) output.on(event, goOn);
    });
  }

  /** Every request is a boundary: a mistake becomes a sentence, a bug of ours too, and the session lives on. */
  protected answer(response: DebugProtocol.Response, work: () => void | Promise<void>): void {
    void (async () => {
      try {
        await work();
        this.sendResponse(response);
      } catch (error) {
        const showUser = error instanceof UserMistake ? error.show : true;
        this.sendErrorResponse(response, {
          id: 1,
          format: '{_message}',
          // An editor shows it as a notification.
          variables: { _message: notificationText(error instanceof Error ? error.message : String(error)) },
          showUser,
        });
      }
    })();
  }
}
