/** Listens to every debug session, ours and child sessions of other types, and lets tests wait for what they say. */
import * as vscode from 'vscode';

interface Heard {
  readonly session: vscode.DebugSession;
  readonly message: {
    type: string;
    event?: string;
    command?: string;
    success?: boolean;
    body?: Record<string, unknown>;
  };
}

export interface Stop {
  readonly session: vscode.DebugSession;
  readonly threadId: number;
  readonly reason: string;
  readonly description?: string;
}

export interface Frame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly source?: { path?: string; name?: string; sourceReference?: number };
}

export class DebugRecorder implements vscode.Disposable {
  private readonly heard: Heard[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly ended = new Set<string>();
  private readonly listeners: vscode.Disposable[];
  /** Stops already handed out. */
  private stopsTaken = 0;

  constructor() {
    this.listeners = [
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => ({
          onDidSendMessage: (message: Heard['message']) => {
            this.heard.push({ session, message });
            this.wake();
          },
        }),
      }),
      vscode.debug.onDidTerminateDebugSession((session) => {
        this.ended.add(session.id);
        this.wake();
      }),
    ];
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
  }

  private wake(): void {
    for (const look of [...this.waiting]) look();
  }

  private until<T>(what: string, check: () => T | undefined, milliseconds = 30_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`In ${milliseconds} ms never came: ${what}. Said so far:\n${this.output()}`));
      }, milliseconds);
      const look = (): void => {
        const value = check();
        if (value === undefined) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(value);
      };
      this.waiting.add(look);
      look();
    });
  }

  /** The next stop of any session. */
  async nextStop(milliseconds?: number): Promise<Stop> {
    const stopped = (): Stop | undefined => {
      const stops = this.heard.filter((each) => each.message.type === 'event' && each.message.event === 'stopped');
      const stop = stops[this.stopsTaken];
      if (!stop) return undefined;
      this.stopsTaken += 1;
      return {
        session: stop.session,
        threadId: Number(stop.message.body?.threadId),
        reason: String(stop.message.body?.reason),
        description: stop.message.body?.description as string | undefined,
      };
    };
    return this.until('a stop', stopped, milliseconds);
  }

  /** The next answer of a debugger of this type to a request of this kind. */
  async nextAnswer(sessionType: string, command: string): Promise<void> {
    const answers = (): number =>
      this.heard.filter(({ session, message }) => session.type === sessionType && message.command === command).length;
    const before = answers();
    await this.until(`an answer to ${command}`, () => (answers() > before ? true : undefined));
  }

  /** All sessions of our type, newest last. */
  sessions(): vscode.DebugSession[] {
    return [...new Set(this.heard.map((each) => each.session))];
  }

  /** Everything said in the debug console since the last {@link forget}. */
  output(): string {
    return this.heard
      .filter((each) => each.message.event === 'output')
      .map((each) => String(each.message.body?.output ?? ''))
      .join('');
  }

  outputHolding(text: string): Promise<string> {
    return this.until(`"${text}" in the debug console`, () => {
      const output = this.output();
      return output.includes(text) ? output : undefined;
    });
  }

  /** Waits until the last root session (one of ours, started since {@link forget}) has ended. */
  async ends(): Promise<void> {
    await this.until('the end of the session', () => {
      const roots = this.sessions().filter((session) => session.parentSession === undefined);
      return roots.length > 0 && roots.every((session) => this.ended.has(session.id)) ? true : undefined;
    });
  }

  /** Waits until one session has ended. */
  async sessionEnds({ id, name }: vscode.DebugSession): Promise<void> {
    await this.until(`the end of the session ${name}`, () => (this.ended.has(id) ? true : undefined));
  }

  /** Ends all that still run. The editor cancels its request to one that ends by itself meanwhile: then that end is waited for. */
  async stop(): Promise<void> {
    const running = this.sessions().filter(({ id }) => !this.ended.has(id));
    try {
      await vscode.debug.stopDebugging();
    } catch {
      for (const session of running) await this.sessionEnds(session);
    }
  }

  forget(): void {
    this.heard.length = 0;
    // A session that is restarted keeps its id.
    this.ended.clear();
    this.stopsTaken = 0;
  }
}

export async function framesOf(stop: Stop): Promise<Frame[]> {
  const { stackFrames } = (await stop.session.customRequest('stackTrace', { threadId: stop.threadId })) as {
    stackFrames: Frame[];
  };
  return stackFrames;
}

/** The variables of a scope by name, values as the debugger prints them. */
export async function variablesOf(stop: Stop, scopeName: string): Promise<Record<string, string>> {
  const [frame] = await framesOf(stop);
  const { scopes } = (await stop.session.customRequest('scopes', { frameId: frame?.id })) as {
    scopes: { name: string; variablesReference: number }[];
  };
  const scope = scopes.find((each) => each.name.startsWith(scopeName));
  if (!scope) throw new Error(`No scope "${scopeName}" among ${scopes.map((each) => each.name).join(', ')}`);
  const { variables } = (await stop.session.customRequest('variables', {
    variablesReference: scope.variablesReference,
  })) as { variables: { name: string; value: string }[] };
  return Object.fromEntries(variables.map((each) => [each.name, each.value]));
}

export async function goOn(stop: Stop, command = 'continue'): Promise<void> {
  await stop.session.customRequest(command, { threadId: stop.threadId });
}

/** A recorder for the tests of a `describe`: forgets before each, and leaves no breakpoint or session behind after it. */
export function recordDebugging(): DebugRecorder {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await debug.stop();
  });
  after(() => debug.dispose());
  return debug;
}
