/** How a handler's process gets its debugger: where it listens is learnt, and the editor is asked to attach. */
import type { ProcessOptions } from './handlerProcess';

/** An editor may say it attached and not have connected; then nobody will make the process go on. */
const CONNECT_MS = 15_000;

export interface DebuggedProcess {
  /** It listens: what it starts from now on does not. */
  guard(): void;
  /** No debugger came, and only one can make it go on. */
  refuse(): void;
}

export class HandlerDebugger {
  private listens = false;
  private connected: () => void = () => {};
  private readonly hasConnected = new Promise<boolean>((resolve) => {
    this.connected = () => resolve(true);
  });

  constructor(
    private readonly options: Pick<ProcessOptions, 'spec' | 'language' | 'launch' | 'debug' | 'log'>,
    private readonly process: () => DebuggedProcess,
  ) {}

  /** Whether a line of standard error is the inspector's own: it is kept out of the log, and the port is taken from it. */
  inspectorSays(line: string): boolean {
    const [, port] = /^Debugger listening on ws:\/\/[^:]+:(\d+)\//.exec(line) ?? [];
    if (port) {
      // What the handler starts may have an inspector of its own, which is the handler's affair.
      if (this.listens) return false;
      this.listens = true;
      this.process().guard();
      void this.attach(Number(port))
        .then((attached) => attached && Promise.race([this.hasConnected, later(CONNECT_MS, false)]))
        .then((attached) => {
          if (!attached) this.process().refuse();
        });
    }
    if (line === 'Debugger attached.') this.connected();
    return (
      port !== undefined ||
      line.startsWith('For help, see: https://nodejs.org/') ||
      line === 'Debugger attached.' ||
      line.startsWith('Debugger ending on ') ||
      line.startsWith('Waiting for the debugger to disconnect')
    );
  }

  /** @returns whether the editor says that it has attached */
  async attach(port: number): Promise<boolean> {
    const { spec, language, launch, debug, log } = this.options;
    const address = {
      host: '127.0.0.1',
      port,
      cwd: spec.codeDir,
      outFiles: launch.outFiles,
      beside: launch.beside ?? [],
    };
    try {
      if (language) await debug?.attach({ language, functionName: spec.name, ...address });
      return true;
    } catch (error) {
      log({ functionName: spec.name, stream: 'info', text: `The debugger did not attach: ${String(error)}` });
      return false;
    }
  }
}

function later<T>(milliseconds: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds).unref());
}
