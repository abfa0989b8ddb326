/** Keeps the picture of a graph: arranged anew where it changes, or where another state shows what is inside it. */
import { arranging } from '../../core/graph/arrange/arrange';
import type { PieceCache } from '../../core/graph/arrange/arrangeScope';
import type { GraphView, Picture } from '../../core/graph/graphView';
import { inSlices } from './slices';
import { holdersOf, openStates, opensMore, type Holders, type Interest } from './openStates';

export interface ArrangerActions {
  /** The rest of so many states follows. */
  begun(picture: Picture, states: number): void;
  arranged(picture: Picture, anchor: string | undefined): void;
  /** It takes so long that somebody may wonder. */
  busy(states: number): void;
  failed(error: unknown): void;
}

/** While a run opens one state after the other, the picture changes no more often, in milliseconds. */
const REST = 400;

export class Arranger {
  private graph: GraphView | undefined;
  private holders: Holders = { parents: new Map(), holders: [], isLarge: false };
  private open: ReadonlySet<string> = new Set();
  private cache: PieceCache = new Map();
  private work: { cancel(): void } | undefined;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly actions: ArrangerActions) {}

  /** Another graph. */
  take(graph: GraphView, interest: Interest): void {
    this.graph = graph;
    this.holders = holdersOf(graph);
    this.cache = new Map();
    this.arrange(openStates(this.holders, interest), undefined);
  }

  /** `now`: the person waits for it. `anchor` is the state that the person looks at. */
  consider(interest: Interest, now: boolean, anchor?: string): void {
    const wanted = openStates(this.holders, interest);
    const isOther = now ? !isSame(this.open, wanted) : opensMore(this.open, wanted);
    if (!isOther) return;
    if (!now && this.rest !== undefined) return;
    this.arrange(wanted, anchor);
    if (now) return;
    this.rest = setTimeout(() => (this.rest = undefined), REST);
  }

  isOpen(id: string): boolean {
    return this.open.has(id);
  }

  /** Whether there is anything to show or hide. */
  holds(id: string): boolean {
    return this.holders.holders.includes(id);
  }

  private arrange(open: ReadonlySet<string>, anchor: string | undefined): void {
    const { graph, cache } = this;
    if (!graph) return;
    this.open = open;
    this.work?.cancel();
    let shows = false;
    this.work = inSlices(arranging({ graph, isOpen: (id) => open.has(id), cache }), {
      begun: (picture) => {
        shows = true;
        this.actions.begun(picture, graph.nodes.length);
      },
      done: (picture) => {
        shows = true;
        this.actions.arranged(picture, anchor);
      },
      failed: (error) => {
        shows = true;
        this.actions.failed(error);
      },
    });
    if (!shows) this.actions.busy(graph.nodes.length);
  }
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}
