import { jsonValue, prettyJsonText } from '../core/jsonText';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { utterance, visibleLines } from '../core/escape/visible';
import { withoutCommands } from '../core/escape/workflowCommand';
import { drained } from '../processes/drained';
import { userConsentFile } from '../run/consent/userConsentFile';
import { Words } from './words';

/** What a command sees of the terminal; tests hand in their own. */
export interface Io {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** What the user has allowed for good; absent where there is no home to keep it in. */
  readonly consentFile?: string;
  /** Standard output: results alone, in lines. */
  out(text: string | Words): void;
  /** A result in JSON: indented and readable for a person, for a program the same value as it is written. */
  data(json: string): void;
  /** Standard output: a part of a result that comes bit by bit, as it is. @returns once more may come, where that is not at once */
  piece(text: string | Uint8Array): Promise<void> | void;
  /** Standard error: progress, logs and sentences for the person. */
  error(text: string | Words): void;
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

/** A terminal that obeys what is written to it. */
export type Terminal = Omit<Io, 'out' | 'data' | 'piece' | 'error'> & {
  /** @returns once more may be written, where that is not at once */
  writeOut(text: string | Uint8Array): Promise<void> | void;
  writeError(text: string): void;
};

/** The one door to a terminal: nothing leaves by it that the terminal, or a build server that reads it, would obey. */
export function openIo({ writeOut, writeError, ...terminal }: Terminal): Io {
  return {
    ...terminal,
    out: (text) => void writeOut(withoutCommands(text instanceof Words ? text.text : visibleLines(text))),
    data: (json) => void writeOut(`${withoutCommands(terminal.outIsTerminal ? visibleLines(indented(json)) : json)}\n`),
    piece(piece) {
      if (typeof piece === 'string') {
        return writeOut(withoutCommands(terminal.outIsTerminal ? visibleLines(piece) : piece));
      }
      // Byte by byte the same, whatever it is: a picture as well as a text.
      return writeOut(Buffer.from(withoutCommands(Buffer.from(piece).toString('latin1')), 'latin1'));
    },
    error: (text) => writeError(withoutCommands(text instanceof Words ? text.text : utterance(text))),
  };
}

function indented(json: string): string {
  try {
    return prettyJsonText(jsonValue(json));
  } catch {
    // A handler's own runtime may answer anything.
    return json;
  }
}

export type CommandRun = (args: string[], io: Io) => Promise<number>;

/** Exit codes of every command. */
export const EXIT = { succeeded: 0, failed: 1, unusable: 2, stopped: 3, inferred: 4 } as const;

/** The process's own terminal. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  // A reader that goes away (`| head`) is no error of ours.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return openIo({
    cwd: currentFolder(env),
    env,
    consentFile: userConsentFile(),
    writeOut: (text) => (stdout.write(text) ? undefined : drained(stdout)),
    writeError: (text) => void stderr.write(text),
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
  });
}

/** Of a folder that was removed under its shell, the name it had: what is named from the root is found all the same. */
function currentFolder({ PWD }: Io['env']): string {
  try {
    return process.cwd();
  } catch {
    return PWD ?? path.parse(process.execPath).root;
  }
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
