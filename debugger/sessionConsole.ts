/** The debug console of a session: what a run says, each line with the place that it is about. */
import { OutputEvent } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { printed } from '../core/escape/terminal';
import { utterance, visibleLines } from '../core/escape/visible';
import type { Json } from '../core/json';
import { prettyJsonText } from '../core/jsonText';
import { phrase } from '../core/l10n/phrase';
import { styledProgress } from './consoleStyle';
import type { RunWords } from './launchedRun';
import type { RunningMachines } from './runningMachines';
import type { ShownPlaces } from './shownPlaces';

/** Characters of a result that the console shows: more would stall it. */
const MOST_OUTPUT = 100_000;

export class SessionConsole {
  /** Whether the client shows ANSI colours. */
  ansi = false;

  constructor(
    private readonly machines: Pick<RunningMachines, 'launched'>,
    private readonly places: ShownPlaces,
    private readonly send: (event: DebugProtocol.Event) => void,
  ) {}

  write(words: RunWords): void {
    const text = words.isPrinted ? printed(words.text, this.ansi) : utterance(words.text);
    const event: DebugProtocol.OutputEvent =
      this.ansi && words.category === 'console'
        ? new OutputEvent(`${styledProgress(text)}\n`, 'stdout')
        : new OutputEvent(`${text}\n`, words.category);
    const state = (words.machine ?? this.machines.launched)?.byPath.get(words.statePath ?? '');
    const { source, line } = words.source ? words : this.places.lineOf(state);
    if (source) Object.assign(event.body, { source, line });
    this.send(event);
  }

  /** What a run came to. */
  writeResult(output: Json): void {
    const text = prettyJsonText(output);
    const shown =
      text.length > MOST_OUTPUT ? phrase`${text.slice(0, MOST_OUTPUT)}\n… (${text.length} characters)` : text;
    this.send(new OutputEvent(`${visibleLines(shown)}\n`, 'stdout'));
  }
}
