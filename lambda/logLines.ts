/** Cuts a process's output into lines as it comes, within bounds. */
import type { Readable } from 'node:stream';

/** A line longer than this is handed on in pieces. */
const LONGEST_LINE = 64 * 1024;
/** Output of one invocation that is handed on; a runaway loop must not drown the editor. */
const MOST_OUTPUT = 8 * 1024 * 1024;
/** Lines of it: each costs whoever shows it more than its text does. */
const MOST_LINES = 100_000;

export interface LogLines {
  /** Starts a new allowance; call before each invocation. */
  reset(): void;
  /** Hands on an unfinished last line. */
  flush(): void;
  /** Bytes seen so far: unchanged means nothing is on its way. */
  readonly seen: number;
}

export function logLines(stream: Readable, emit: (line: string) => void): LogLines {
  let rest = '';
  let seen = 0;
  let allowance = MOST_OUTPUT;
  let lines = MOST_LINES;
  const isSpent = () => allowance <= 0 || lines <= 0;
  const say = (line: string) => {
    if (isSpent()) return;
    allowance -= line.length + 1;
    lines -= 1;
    emit(line);
    if (!isSpent()) return;
    const most = allowance <= 0 ? `${MOST_OUTPUT / 1024 / 1024} MB` : `${MOST_LINES.toLocaleString('en')} lines`;
    emit(`… more than ${most} of output; the rest is not shown.`);
  };
  stream.setEncoding('utf8');
  stream.on('error', () => {});
  stream.on('data', (chunk: string) => {
    seen += chunk.length;
    if (isSpent()) return;
    const complete = (rest + chunk).split('\n');
    rest = complete.pop() ?? '';
    for (const line of complete) say(line.endsWith('\r') ? line.slice(0, -1) : line);
    for (; rest.length > LONGEST_LINE; rest = rest.slice(LONGEST_LINE)) say(rest.slice(0, LONGEST_LINE));
  });
  return {
    reset: () => {
      allowance = MOST_OUTPUT;
      lines = MOST_LINES;
    },
    flush: () => {
      if (rest) say(rest);
      rest = '';
    },
    get seen() {
      return seen;
    },
  };
}
