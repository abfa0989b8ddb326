/** What a failure says: its name, its message, and where in the code it came from. A handler's cause is JSON inside text. */
import type { ErrorDetails } from '../interpreter/historyEvent';

export interface Failure {
  readonly error?: string;
  readonly message?: string;
  readonly frames: readonly StackFrame[];
  /** The cause, where it is JSON of another shape. */
  readonly data?: string;
}

export interface StackFrame {
  readonly text: string;
  /** Where it names a file by an absolute path; line and column from 1. */
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}

export function failureOf({ error, cause }: ErrorDetails): Failure {
  const members = membersOf(cause);
  const message = members?.['errorMessage'];
  // An execution that another has started tells its own cause among its data.
  const inner = members?.['Cause'];
  const told = [message, inner, members ? undefined : cause].find((each) => typeof each === 'string');
  return {
    ...(error !== undefined && { error }),
    ...(told !== undefined && { message: told }),
    frames: framesOf(members ?? {}).map(frameOf),
    ...(members && typeof message !== 'string' && { data: cause }),
  };
}

/** Node.js calls the trace of a handler `trace`, and begins it with the message; Python calls it `stackTrace`. */
function framesOf({ trace, stackTrace }: { readonly [member: string]: unknown }): readonly string[] {
  const frames = Array.isArray(trace) ? trace.slice(1) : Array.isArray(stackTrace) ? stackTrace : [];
  return frames.flatMap((frame) => String(frame).trim().split(/\r?\n/));
}

/** A path from the root, of a disk of Windows too; never that of another computer. */
const PATH = String.raw`(?<=^|[\s("])(?:file:\/\/)?(\/(?!\/)[^():"]+|[A-Za-z]:[\\/][^():"]+)`;
const FRAMES: readonly RegExp[] = [
  // Node.js: `at handler (/shop/src/pay.js:10:5)`, Ruby: `/shop/pay.rb:10:in ...`
  new RegExp(String.raw`${PATH}:(\d+)(?::(\d+))?`),
  // Python: `File "/shop/pay.py", line 10, in handler`
  new RegExp(String.raw`File "${PATH}", line (\d+)`),
];

function frameOf(text: string): StackFrame {
  for (const pattern of FRAMES) {
    const [, file, line, column] = pattern.exec(text) ?? [];
    if (file !== undefined) return { text, place: { file, line: Number(line), column: Number(column ?? 1) } };
  }
  return { text };
}

function membersOf(cause: string | undefined): { readonly [member: string]: unknown } | undefined {
  if (!cause?.startsWith('{')) return undefined;
  try {
    return JSON.parse(cause) as { readonly [member: string]: unknown };
  } catch {
    // Most causes are plain sentences.
    return undefined;
  }
}
