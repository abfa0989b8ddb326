/** Strands as the protocol's threads: numbers that stay the same for a strand as long as the session lives. */
import type { PausePoint } from '../core/interpreter/host';
import type { State } from '../core/model/machine';
import { strandName, parentStrand } from './strand';
import type { StrandPosition } from './executionControl';

export interface ShownThread {
  readonly id: number;
  readonly name: string;
}

export const MAIN_THREAD = 1;

export class Threads {
  private readonly ids = new Map<string, number>([['', MAIN_THREAD]]);
  private readonly strandsById = new Map<number, string>([[MAIN_THREAD, '']]);

  /** @param machineName of the machine a state belongs to, where that is not the launched one */
  constructor(
    private readonly mainName: string,
    private readonly machineName: (state: State) => string | undefined = () => undefined,
  ) {}

  idOf(strand: string): number {
    let id = this.ids.get(strand);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(strand, id);
      this.strandsById.set(id, strand);
    }
    return id;
  }

  strandOf(id: number): string {
    return this.strandsById.get(id) ?? '';
  }

  /** The strands that run now, the main one always among them. */
  shown(strands: ReadonlyMap<string, StrandPosition>): ShownThread[] {
    const main: ShownThread = { id: MAIN_THREAD, name: this.mainName };
    const others = [...strands]
      .filter(([strand]) => strand !== '')
      .map(([strand, { point }]) => ({
        id: this.idOf(strand),
        name: strandName(point, this.machineName(point.state) ?? this.mainName),
      }));
    return [main, ...others];
  }
}

/** The states around a strand's own, innermost first: one frame per scope. */
export function framesOf(strand: string, strands: ReadonlyMap<string, StrandPosition>): PausePoint[] {
  const frames: PausePoint[] = [];
  for (let current: string | undefined = strand; current !== undefined;) {
    const position = strands.get(current);
    if (!position) break;
    frames.push(frames.length === 0 ? position.point : around(position.point));
    current = parentStrand(current, position.point.state);
  }
  return frames;
}

/** A state in which others run: it stands in no part of its own, and the error of an earlier attempt is past. */
function around(point: PausePoint): PausePoint {
  if (point.when === 'enter') return point;
  return { ...point, when: 'enter', part: undefined, reads: undefined, error: undefined };
}
