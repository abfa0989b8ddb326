/** Which iteration of each Map is looked at: the one that a person chose, and while the debugger stands still the one it stands in. */

/** Milliseconds: a step goes on and stops again, and the picture must not change in between. */
const STEP_MS = 300;

export class IterationChoice {
  private readonly chosen = new Map<string, number>();
  private ofStop: ReadonlyMap<string, number> = new Map();
  private goesOn: ReturnType<typeof setTimeout> | undefined;

  /** @param changed called where the choice ends by itself */
  constructor(private readonly changed: () => void) {}

  /** By the path of the Map. */
  get current(): ReadonlyMap<string, number> {
    return new Map([...this.chosen, ...this.ofStop]);
  }

  /** Undefined: all of them. */
  pick(map: string, index: number | undefined): void {
    const ofStop = new Map(this.ofStop);
    ofStop.delete(map);
    this.ofStop = ofStop;
    if (index === undefined) this.chosen.delete(map);
    else this.chosen.set(map, index);
  }

  /**
   * The debugger stands in these iterations.
   *
   * @param maps the outermost first; of the last ones none may run
   */
  stopAt(maps: readonly string[], iterations: readonly number[]): void {
    clearTimeout(this.goesOn);
    this.ofStop = new Map(
      maps.flatMap((map, depth): [string, number][] => {
        const index = iterations[depth];
        return index === undefined ? [] : [[map, index]];
      }),
    );
  }

  goOn(): void {
    clearTimeout(this.goesOn);
    if (this.ofStop.size === 0) return;
    this.goesOn = setTimeout(() => {
      this.ofStop = new Map();
      this.changed();
    }, STEP_MS);
  }

  clear(): void {
    clearTimeout(this.goesOn);
    this.chosen.clear();
    this.ofStop = new Map();
  }
}
