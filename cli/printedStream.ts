/** A streamed answer in the terminal: its text as it comes, for a program its bytes; what an HTTP response has before it on standard error. */
import type { AnswerStream } from '../lambda/lambda';
import { ANY_BYTES } from '../lambda/streamedAnswer';
import type { Io } from './io';
import { fromHandler, says } from './words';

export class PrintedStream implements AnswerStream {
  hasBegun = false;
  /** Of what is streamed as it is, without an HTTP response's status and headers. */
  type: string | undefined;
  /** A character may come in two pieces. */
  private readonly decoder = new TextDecoder();
  private last = '';

  constructor(private readonly io: Io) {}

  begins(prelude: string | undefined, type: string): void {
    this.hasBegun = true;
    if (prelude === undefined) this.type = type;
    const lines =
      prelude !== undefined ? linesOf(prelude) : type === ANY_BYTES ? [] : fieldLines([['content-type', type]]);
    for (const line of lines) this.io.error(says`${fromHandler(line, this.io.colours)}\n`);
  }

  piece(bytes: Uint8Array): Promise<void> | void {
    if (!this.io.outIsTerminal) return this.io.piece(bytes);
    return this.print(this.decoder.decode(bytes, { stream: true }));
  }

  /** Nothing more comes. The next line begins at its beginning where a person reads. */
  end(): void {
    void this.print(this.decoder.decode());
    if (this.io.outIsTerminal && this.last !== '' && this.last !== '\n') void this.io.piece('\n');
  }

  private print(text: string): Promise<void> | void {
    if (text === '') return;
    this.last = text.slice(-1);
    return this.io.piece(text);
  }
}

/** As HTTP writes them: `201`, `content-type: text/html`, `set-cookie: a=b`. */
function linesOf(prelude: string): string[] {
  const { statusCode = 200, headers, cookies } = (JSON.parse(prelude) ?? {}) as { readonly [name: string]: unknown };
  const set = Array.isArray(cookies) ? cookies.map((cookie): [string, unknown] => ['set-cookie', cookie]) : [];
  const fields = [...Object.entries((headers ?? {}) as object), ...set];
  return [`HTTP ${String(statusCode)}`, ...fieldLines(fields)];
}

function fieldLines(fields: readonly (readonly [name: string, value: unknown])[]): string[] {
  return fields.map(([name, value]) => `${name}: ${String(value)}`);
}
