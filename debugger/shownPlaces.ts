/** Where the states of a run are written, as the client counts lines and columns. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { PartPath } from '../core/interpreter/host';
import type { State } from '../core/model/machine';
import type { KeptTexts } from './keptTexts';
import type { RunningMachines } from './runningMachines';

/** Of a state, as the protocol names a place. */
export interface Placed {
  readonly source: DebugProtocol.Source;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Our zero-based numbers as the client counts. */
export interface ClientCount {
  line(line: number): number;
  column(column: number): number;
}

export class ShownPlaces {
  constructor(
    private readonly machines: RunningMachines,
    private readonly texts: KeptTexts,
    private readonly client: ClientCount,
  ) {}

  /** Of a state, or a part of it. Undefined: of no machine that runs. */
  of(state: State | undefined, part?: PartPath): Placed | undefined {
    const place = state && this.machines.placeOf(state, part);
    if (!place) return undefined;
    const { start, end } = place.range;
    return {
      source: this.texts.sourceOf(place.machine),
      line: this.client.line(start.line),
      column: this.client.column(start.character),
      endLine: this.client.line(end.line),
      endColumn: this.client.column(end.character),
    };
  }

  /** The line alone, for what is only said about a state. */
  lineOf(state: State | undefined, part?: PartPath): Partial<Pick<Placed, 'source' | 'line'>> {
    const placed = this.of(state, part);
    return placed ? { source: placed.source, line: placed.line } : {};
  }
}
