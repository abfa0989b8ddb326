/** What views have heard of a run, kept for one that opens later. Figures that others have taken the place of are not kept. */
import type { Totals, ViewEvent } from './viewEvent';

type Figures = 'states' | 'edges';

export class KeptEvents {
  private readonly kept: ViewEvent[] = [];
  /** Where the latest figures stand of each state and each edge: their number in {@link kept}. */
  private readonly latest: Readonly<Record<Figures, Map<string, number>>> = { states: new Map(), edges: new Map() };

  /** In the order in which they were heard. */
  get all(): readonly ViewEvent[] {
    return this.kept;
  }

  add(events: Iterable<ViewEvent>): void {
    for (const event of events) {
      if (event.kind === 'totals') {
        this.replace('states', event.states, ({ path }) => path);
        this.replace('edges', event.edges, ({ id }) => id);
      }
      this.kept.push(event);
    }
  }

  private replace<Name extends Figures>(
    name: Name,
    figures: Totals[Name],
    keyOf: (figure: Totals[Name][number]) => string,
  ): void {
    const latest = this.latest[name];
    for (const figure of figures) {
      const key = keyOf(figure);
      const at = latest.get(key);
      const earlier = at === undefined ? undefined : (this.kept[at] as Totals);
      if (at !== undefined && earlier) {
        const others = (earlier[name] as Totals[Name][number][]).filter((each) => keyOf(each) !== key);
        this.kept[at] = { ...earlier, [name]: others };
      }
      latest.set(key, this.kept.length);
    }
  }
}
