import type { Io } from '../io';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MILLISECONDS = 100;

/** Lines above, and at the bottom of a terminal one that says what runs at this moment. */
export class LiveLine {
  private frame = 0;
  private shown = false;
  private readonly timer: NodeJS.Timeout | undefined;

  /** @param current the text of the bottom line; empty: none */
  constructor(
    private readonly io: Io,
    private readonly current: () => string,
  ) {
    if (!io.errorIsTerminal) return;
    this.timer = setInterval(() => this.draw(), FRAME_MILLISECONDS);
    this.timer.unref();
  }

  write(line: string): void {
    this.io.error(`${this.erased()}${line}\n`);
  }

  close(): void {
    clearInterval(this.timer);
    if (this.shown) this.io.error(this.erased());
  }

  private draw(): void {
    const text = this.current();
    if (text === '' && !this.shown) return;
    this.frame = (this.frame + 1) % FRAMES.length;
    const line = text === '' ? '' : `${FRAMES[this.frame]} ${text}`;
    // A line that wraps could not be erased.
    const fitting = line.length < this.io.columns ? line : `${line.slice(0, this.io.columns - 2)}…`;
    this.io.error(this.erased() + fitting);
    this.shown = fitting !== '';
  }

  private erased(): string {
    if (!this.shown) return '';
    this.shown = false;
    return '\r\x1b[2K';
  }
}
