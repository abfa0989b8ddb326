import type { Readable } from 'node:stream';

/** What a command sees of the terminal; tests hand in their own. */
export interface Io {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** Standard output: results alone. */
  out(text: string): void;
  /** Standard error: progress, logs and sentences for the person. */
  error(text: string): void;
  /** All of standard input; undefined where it has more than so many bytes. */
  readInput(most: number): Promise<Uint8Array | undefined>;
  /** Whether a person watches standard output and standard error. */
  readonly outIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** Whether standard error may be coloured. */
  readonly colours: boolean;
  /** Width of the terminal. */
  readonly columns: number;
  /** Calls back at Ctrl+C and its like; returns what stops that. */
  onInterrupt(listener: () => void): () => void;
}

export type CommandRun = (args: string[], io: Io) => Promise<number>;

/** Exit codes of every command. */
export const EXIT = { succeeded: 0, failed: 1, unusable: 2, stopped: 3 } as const;

/** The process's own terminal. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  // A reader that goes away (`| head`) is no error of ours.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return {
    cwd: process.cwd(),
    env,
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    readInput: (most) => readAtMost(process.stdin, most),
    outIsTerminal: stdout.isTTY === true,
    errorIsTerminal: stderr.isTTY === true && env.TERM !== 'dumb',
    colours: wantsColours(env, stderr.isTTY === true),
    columns: stderr.columns || 80,
    onInterrupt(listener) {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.on(signal, listener);
      return () => signals.forEach((signal) => process.off(signal, listener));
    },
  };
}

/** See no-color.org and force-color.org. */
function wantsColours(env: Io['env'], isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

/** All that a stream has to say; undefined as soon as it is more than that. */
export async function readAtMost(stream: Readable, most: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += (chunk as Buffer).length;
    if (length > most) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
