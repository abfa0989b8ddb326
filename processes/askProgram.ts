/** Asks a program of the user's one question: what it prints until it ends, within bounds. */
import type { Readable } from 'node:stream';
import { spawnUserCode, type UserProcess } from './spawnUserCode';

export interface Question {
  /** Absolute. */
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly timeoutMs: number;
}

/** More than any answer that is asked for here. */
const MOST_CHARACTERS = 1 << 16;

/** Undefined: it does not start, fails, takes too long or says too much. */
export async function askProgram({ command, args, cwd, timeoutMs }: Question): Promise<string | undefined> {
  let asked: UserProcess;
  try {
    asked = spawnUserCode({ command, args, cwd, output: 'pipe', lifeline: 'guard' });
  } catch {
    // Such as a batch file, which the system starts by a shell alone.
    return undefined;
  }
  const late = setTimeout(() => asked.kill(), timeoutMs);
  let said = '';
  // Where too many files are open it has no streams.
  (asked.child.stdout as Readable | undefined)?.setEncoding('utf8').on('data', (text: string) => {
    if ((said += text).length > MOST_CHARACTERS) asked.kill();
  });
  asked.child.stderr?.resume();
  const code = await new Promise((resolve) => {
    asked.child.once('error', () => resolve(undefined));
    asked.child.once('close', resolve);
  });
  clearTimeout(late);
  // What it left behind is being ended; the answer need not wait for that.
  return code === 0 ? said : undefined;
}
