/** Lines of execution as the protocol's threads: numbers that stay the same for a line as long as the session lives. */
import type { PausePoint } from '../core/interpreter/host';
import type { State } from '../core/model/machine';
import { lineName, parentLine } from './lineOfExecution';
import type { LinePosition } from './executionControl';

export interface ShownThread {
  readonly id: number;
  readonly name: string;
}

export const MAIN_THREAD = 1;

export class Threads {
  private readonly ids = new Map<string, number>([['', MAIN_THREAD]]);
  private readonly linesById = new Map<number, string>([[MAIN_THREAD, '']]);

  /** @param machineName of the machine a state belongs to, where that is not the launched one */
  constructor(
    private readonly mainName: string,
    private readonly machineName: (state: State) => string | undefined = () => undefined,
  ) {}

  idOf(line: string): number {
    let id = this.ids.get(line);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(line, id);
      this.linesById.set(id, line);
    }
    return id;
  }

  lineOf(id: number): string {
    return this.linesById.get(id) ?? '';
  }

  /** The lines that run now, the main one always among them. */
  shown(lines: ReadonlyMap<string, LinePosition>): ShownThread[] {
    const main: ShownThread = { id: MAIN_THREAD, name: this.mainName };
    const others = [...lines]
      .filter(([line]) => line !== '')
      .map(([line, { point }]) => ({
        id: this.idOf(line),
        name: lineName(point, this.machineName(point.state) ?? this.mainName),
      }));
    return [main, ...others];
  }
}

/** The states around a line's own, innermost first: one frame per scope. */
export function framesOf(line: string, lines: ReadonlyMap<string, LinePosition>): PausePoint[] {
  const frames: PausePoint[] = [];
  for (let current: string | undefined = line; current !== undefined;) {
    const position = lines.get(current);
    if (!position) break;
    frames.push(position.point);
    current = parentLine(current, position.point.state);
  }
  return frames;
}
