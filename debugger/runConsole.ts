/** What a run says in the debug console: its narration, line by line, each with the state it is about. */
import { visible, visibleLines } from '../core/escape/visible';
import type { ExecutionResult, RunEvent } from '../core/interpreter/historyEvent';
import { phrase } from '../core/l10n/phrase';
import type { Machine } from '../core/model/machine';
import { Narration, tailOf, type LineLimit, type Narrated } from '../run';

export interface ConsoleLine {
  readonly category: 'console' | 'stdout' | 'stderr';
  readonly text: string;
  /** The state it is about, for a link into the source. */
  readonly statePath?: string;
}

export interface RunConsoleOptions {
  /** Stands before what each line is about: the name of a machine that another one started. */
  readonly owner?: string;
  readonly limit?: LineLimit;
}

export class RunConsole {
  private readonly narration: Narration;
  private readonly owner: string;

  constructor(
    machine: Machine,
    private readonly write: (line: ConsoleLine) => void,
    { owner, limit }: RunConsoleOptions = {},
  ) {
    this.owner = owner === undefined ? '' : `${visible(owner)} › `;
    this.narration = new Narration(machine, { tellsEntering: true, limit }, ({ place, stream, text }) =>
      write({
        category: stream === 'info' ? 'console' : stream,
        text: `[${visible(place.label)}] ${text.replace(/\n$/, '')}`,
        statePath: place.statePath,
      }),
    );
  }

  readonly add = (event: RunEvent): void => {
    const narrated = this.narration.add(event);
    if (narrated) this.tell(narrated);
  };

  /** @param waited {@link Narration.end} */
  end(name: string, result: ExecutionResult, waited?: number): void {
    this.tell(this.narration.end(name, result, waited));
  }

  private tell(narrated: Narrated): void {
    const { mark, place, subject, words, below, why, isError } = narrated;
    const indent = '  '.repeat(place && mark ? place.nesting : 0);
    const first = `${mark ? `${mark} ` : ''}${this.owner}${visible(subject + words)}${visibleLines(tailOf(narrated))}`;
    this.write({
      category: isError ? 'stderr' : 'console',
      text: [
        first,
        ...below.map((each) => `  │ ${visibleLines(each)}`),
        ...(why === undefined ? [] : [`  ${phrase`Why:`} ${visible(why)}`]),
      ]
        .map((each) => indent + each)
        .join('\n'),
      ...(place && { statePath: place.statePath }),
    });
  }
}
