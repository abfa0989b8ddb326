import { visible } from '../../core/escape/visible';
import type { Io } from '../io';
import { says, Words } from '../words';

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

  write(line: Words): void {
    this.io.error(says`${this.erased()}${line}\n`);
  }

  close(): void {
    clearInterval(this.timer);
    if (this.shown) this.io.error(this.erased());
  }

  private draw(): void {
    const text = this.current();
    if (text === '' && !this.shown) return;
    this.frame = (this.frame + 1) % FRAMES.length;
    const line = text === '' ? '' : `${FRAMES[this.frame]} ${visible(text)}`;
    // A line that wraps could not be erased.
    const fitting = line.length < this.io.columns ? line : `${line.slice(0, this.io.columns - 2)}…`;
    this.io.error(says`${this.erased()}${fitting}`);
    this.shown = fitting !== '';
  }

  private erased(): Words {
    const wasShown = this.shown;
    this.shown = false;
    return new Words(wasShown ? '\r\x1b[2K' : '');
  }
}
