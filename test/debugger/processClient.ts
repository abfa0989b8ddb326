/** A client that speaks with an adapter as editors do: a process of its own, over its standard input and output. */
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ProtocolTalk } from './check';

export class ProcessClient extends DebugClient implements ProtocolTalk {
  readonly events: DebugProtocol.Event[] = [];
  onEvent: (event: DebugProtocol.Event) => void = () => undefined;
  private readonly waiting = new Set<() => void>();

  /** @param adapter a script for Node.js */
  static async started(adapter: string): Promise<ProcessClient> {
    const client = new ProcessClient(process.execPath, adapter, 'stepwise');
    await client.start();
    return client;
  }

  // The library tells each event under its own name alone.
  override emit(name: string | symbol, ...args: unknown[]): boolean {
    const [event] = args as [DebugProtocol.Event | undefined];
    if (event?.type === 'event') {
      this.events.push(event);
      this.onEvent(event);
      for (const look of [...this.waiting]) look();
    }
    return super.emit(name, ...args);
  }

  async request<T>(command: string, args: object = {}): Promise<T> {
    return ((await this.customRequest(command, args)).body ?? {}) as T;
  }

  event(from: number, ...names: string[]): Promise<DebugProtocol.Event> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.events.slice(from).find(({ event }) => names.includes(event));
        if (!found) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  close(): Promise<void> {
    return this.stop();
  }
}
