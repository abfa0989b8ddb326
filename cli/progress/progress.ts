import type { ExecutionResult, RunEvent } from '../../core/interpreter/historyEvent';
import { phrase } from '../../core/l10n/phrase';
import type { Machine } from '../../core/model/machine';
import { elapsedMs } from '../../processes/elapsed';
import { Narration, tailOf, type Mark, type Narrated } from '../../run';
import type { Io } from '../io';
import { fromHandler, lines, says, type Words } from '../words';
import { LiveLine } from './liveLine';
import { createStyle, type Paint, type Style } from './style';

/** Tells a person how a run goes: a line for each state that ends, and for what goes wrong on the way. */
export interface Progress {
  add(event: RunEvent): void;
  /** A handler's own words. */
  log(functionName: string, text: string): void;
  /** A line of its own. */
  say(line: string | Words): void;
  /** The last line: how it ended. */
  end(name: string, result: ExecutionResult): void;
}

export function createProgress(machine: Machine, io: Io, clock: 'real' | 'skip' = 'real'): Progress {
  const style = createStyle(io.colours);
  const began = elapsedMs();
  const narration = new Narration(machine, { tellsEntering: false }, ({ place, text }) => log(place.label, text));
  const live = new LiveLine(io, () => narration.running().join(', '));

  function log(name: string, text: string): void {
    for (const line of text.replace(/\r?\n$/, '').split(/\r?\n/)) {
      live.write(says`${style.faint(`[${name}] `)}${fromHandler(line, io.colours)}`);
    }
  }

  return {
    add(event) {
      const narrated = narration.add(event);
      if (narrated) live.write(painted(narrated, style));
    },
    log,
    say: (line) => live.write(says`${line}`),
    end(name, result) {
      live.close();
      const narrated = narration.end(name, result, clock === 'skip' ? elapsedMs() - began : undefined);
      io.error(says`${painted(narrated, style)}\n`);
    },
  };
}

const PAINTS: Readonly<Record<Mark, readonly [mark: keyof Style, tail: keyof Style]>> = {
  '→': ['faint', 'faint'],
  '✓': ['good', 'faint'],
  '✗': ['bad', 'bad'],
  '⇢': ['faint', 'faint'],
  '≈': ['warning', 'faint'],
  '↻': ['warning', 'warning'],
  '↷': ['warning', 'faint'],
  '⏳': ['faint', 'faint'],
  '▦': ['faint', 'faint'],
  '■': ['bad', 'bad'],
};

function painted(narrated: Narrated, style: Style): Words {
  const { mark, place, subject, words, below, why } = narrated;
  if (!mark) return style.faint(words);
  const [markPaint, tailPaint] = PAINTS[mark].map((name): Paint => style[name]) as [Paint, Paint];
  const indent = '  '.repeat(place?.nesting ?? 0);
  const tail = tailPaint(lines(tailOf(narrated)));
  const under = below.map((each) => says`\n${indent}  ${style.faint('│')} ${tailPaint(lines(each))}`);
  const said = why === undefined ? [] : [says`\n${indent}  ${style.warning(phrase`Why:`)} ${why}`];
  return [...under, ...said].reduce(
    (all, each) => says`${all}${each}`,
    says`${indent}${markPaint(mark)} ${subject}${words}${tail}`,
  );
}
