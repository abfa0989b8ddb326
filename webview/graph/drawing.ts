/** The picture: what of it can be seen, drawn as finely as it can be seen, with the marks of a run. */
import { END, START, type Picture, type PlacedEdge, type PlacedNode } from '../../core/graph/graphView';
import type { Asked } from '../../messages/graphWebview';
import { marksOf, timesTaken, type IterationChoice, type RunView } from '../../core/graph/runView';
import { phrase } from '../../core/l10n/phrase';
import { drawEdge, edgeName, farPoints, type DrawnEdge } from './drawEdge';
import { drawLane, drawState, drawTerminal, type DrawnNode, type NodeActions } from './drawNode';
import { drawSmall } from './drawSmall';
import { EdgeBundles } from './edgeBundles';
import { attribute, svg } from './element';
import { Layer } from './layer';
import { standingOf } from './statusWords';
import { isSameLevel, type Level } from './level';
import type { NestedProgress } from './nestedProgress';
import type { Box } from './viewTransform';

/** A picture of so many nodes and edges is drawn whole once the page has time: moving it then costs nothing. */
const WHOLE = 240;
/** Around what shows, as shares of it: what comes into view has been drawn by then, and what leaves it goes later. */
const NEAR = 0.08;
const FAR = 0.4;

/** What the picture tells of besides the machine. */
export interface Told {
  readonly run: RunView;
  readonly choice: IterationChoice;
  readonly selected?: string;
  readonly stopped?: string;
  readonly asked?: readonly Asked[];
  /** By the path of the state that has started them. */
  readonly nested?: ReadonlyMap<string, NestedProgress>;
  readonly found?: ReadonlySet<string>;
  /** The one of those that the person is at. */
  readonly current?: string;
}

type Item = { readonly place: number; readonly box: Box } & (
  { readonly kind: 'node'; readonly node: PlacedNode } | { readonly kind: 'edge'; readonly edge: PlacedEdge }
);

export class Drawing {
  readonly element = svg('g', { class: 'world' });
  picture!: Picture;
  /** All states, whether they are drawn or not. */
  nodes!: ReadonlyMap<string, PlacedNode>;
  private items!: readonly Item[];
  private isSmall!: boolean;
  /** From each state: what leads from it without a line in the picture. */
  private far!: ReadonlyMap<string, readonly PlacedEdge[]>;
  /** By the ids of what they hold. */
  private readonly layers = {
    holders: new Layer('holders'),
    edges: new Layer('edges'),
    labels: new Layer('labels'),
    states: new Layer('states'),
    far: new Layer('far'),
  };
  private readonly bundles = new EdgeBundles();
  private readonly drawn = new Map<string, DrawnNode>();
  private readonly drawnEdges = new Map<string, DrawnEdge>();
  private readonly others = new Map<string, SVGGElement>();
  private readonly farLines = new Map<string, DrawnEdge>();
  private area: Box | undefined;
  private level: Level | undefined;
  private told: Told | undefined;
  private focusable: string | undefined;
  /** Lines that are drawn together. */
  private bundled: readonly PlacedEdge[] = [];

  constructor(
    picture: Picture,
    private readonly actions: NodeActions,
  ) {
    this.take(picture);
    const { holders, labels, states, far } = this.layers;
    // Boxes that hold others, then lines, then the words on them, then the boxes lines end at.
    this.element.append(holders.element, this.bundles.element, this.layers.edges.element);
    this.element.append(far.element, labels.element, states.element);
  }

  /** The whole picture of what this is the beginning of: what stays as it is is not drawn again. */
  grow(picture: Picture): void {
    const { far } = this;
    this.take(picture);
    const isSame = ({ node }: DrawnNode): boolean =>
      isSameBox(node, this.nodes.get(node.id)) && far.get(node.id)?.length === this.far.get(node.id)?.length;
    for (const [path, drawn] of this.drawn) if (!isSame(drawn)) this.removeNode(path);
    for (const id of this.others.keys()) this.removeNode(id);
    const edges = new Map(picture.edges.map((edge) => [edge.id, edge]));
    for (const { edge } of this.drawnEdges.values())
      if (!isSameLine(edge, edges.get(edge.id))) this.removeLine(edge.id);
    this.layers.far.clear();
    this.farLines.clear();
    this.area = undefined;
  }

  private take(picture: Picture): void {
    const { nodes, edges } = picture;
    this.picture = picture;
    this.nodes = new Map(nodes.filter(({ kind }) => kind === 'state').map((node) => [node.id, node]));
    const far = new Map<string, PlacedEdge[]>();
    const items: Item[] = nodes.map((node, place) => ({ kind: 'node', place, box: node, node }));
    for (const [place, edge] of edges.entries()) {
      if (edge.points.length > 0) items.push({ kind: 'edge', place, box: boxOf(edge), edge });
      else if (far.has(edge.from)) far.get(edge.from)!.push(edge);
      else far.set(edge.from, [edge]);
    }
    this.far = far;
    this.items = items;
    this.isSmall = items.length <= WHOLE && !picture.isBeginning;
  }

  /** Draws what can be seen: `shown` is the part of the picture that the panel shows. */
  look(shown: Box, level: Level): void {
    const isNew = !isSameLevel(this.level, level);
    if (!isNew && this.area && isWithin(grown(shown, NEAR / 2), this.area)) return;
    if (isNew) this.forget();
    this.level = level;
    this.drawWithin(grown(shown, NEAR), level);
    if (!this.isSmall) this.removeBeyond(grown(shown, FAR));
    if (this.focusable !== undefined) this.ensure(this.focusable);
    if (isNew) this.showAll();
    else if (this.told) this.showLines(this.told);
    if (this.isSmall) this.complete(level);
  }

  /** The rest of a small picture, when nothing else is to be done. */
  private complete(level: Level): void {
    whenIdle(() => {
      if (this.level !== level || this.area === EVERYTHING) return;
      this.drawWithin(EVERYTHING, level);
      if (this.told) this.showLines(this.told);
    });
  }

  private drawWithin(area: Box, level: Level): void {
    this.area = area;
    const lines: PlacedEdge[] = [];
    for (const item of this.items) {
      if (!touches(item.box, area)) continue;
      if (item.kind === 'node') this.drawNode(item.node, item.place, level);
      else if (level.kind === 'marks') lines.push(item.edge);
      else this.drawLine(item.edge, item.place, level);
    }
    this.bundled = lines;
  }

  show(told: Told): void {
    this.told = told;
    this.showAll();
  }

  /** Another picture is in its place. */
  leave(): void {
    this.level = undefined;
  }

  /** The element that can have the focus; drawn even where it cannot be seen. */
  faceOf(path: string): SVGGElement | undefined {
    this.ensure(path);
    return this.drawn.get(path)?.face;
  }

  /** The one state that Tab reaches; arrows lead on from it. */
  tabStop(path: string | undefined): void {
    const before = this.focusable;
    this.focusable = path;
    if (before !== undefined && before !== path) attributeOf(this.drawn.get(before)?.face, 'tabindex', '-1');
    if (path !== undefined) attributeOf(this.faceOf(path), 'tabindex', '0');
  }

  private ensure(path: string): void {
    const node = this.nodes.get(path);
    if (!node || this.drawn.has(path) || !this.level) return;
    this.drawNode(node, this.picture.nodes.indexOf(node), this.level);
  }

  private forget(): void {
    const focused = [...this.drawn].find(([, { face }]) => face === document.activeElement)?.[0];
    for (const layer of Object.values(this.layers)) layer.clear();
    for (const known of [this.drawn, this.drawnEdges, this.others, this.farLines]) known.clear();
    this.area = undefined;
    this.bundles.show([], () => false);
    if (focused !== undefined) queueMicrotask(() => this.faceOf(focused)?.focus({ preventScroll: true }));
  }

  private removeBeyond(area: Box): void {
    for (const item of this.items) {
      if (touches(item.box, area)) continue;
      if (item.kind === 'edge') this.removeLine(item.edge.id);
      else if (item.node.id !== this.focusable) this.removeNode(item.node.id);
    }
  }

  private removeNode(id: string): void {
    if (!this.drawn.delete(id) && !this.others.delete(id)) return;
    this.layers.holders.remove(id);
    this.layers.states.remove(id);
  }

  private removeLine(id: string): void {
    if (!this.drawnEdges.delete(id)) return;
    this.layers.edges.remove(id);
    this.layers.labels.remove(id);
  }

  private drawNode(node: PlacedNode, place: number, level: Level): void {
    if (this.drawn.has(node.id) || this.others.has(node.id)) return;
    const { holders, states } = this.layers;
    if (node.kind !== 'state') {
      const other = node.kind === 'scope' ? drawLane(node) : drawTerminal(node);
      this.others.set(node.id, other);
      (node.kind === 'scope' ? holders : states).add(node.id, place, other);
      if (this.told) this.showTerminal(node.id, other, this.told);
      return;
    }
    const far = (this.far.get(node.id) ?? []).map((edge) => this.nameOf(edge));
    const drawn = level.kind === 'full' ? drawState(node, far, this.actions) : drawSmall(node, level);
    attribute(drawn.face, 'tabindex', node.id === this.focusable ? '0' : '-1');
    this.drawn.set(node.id, drawn);
    (node.holds?.open ? holders : states).add(node.id, place, drawn.element);
    if (this.told) this.showNode(node.id, this.told);
  }

  private drawLine(edge: PlacedEdge, place: number, level: Level): void {
    if (this.drawnEdges.has(edge.id)) return;
    const drawn = drawEdge(edge, this.nameOf(edge), level.kind === 'full');
    this.drawnEdges.set(edge.id, drawn);
    this.layers.edges.add(edge.id, place, drawn.element);
    if (drawn.label) this.layers.labels.add(edge.id, place, drawn.label);
    if (this.told) drawn.show(timesOf(edge, this.told));
  }

  private nameOf(edge: PlacedEdge): string {
    const label = (id: string): string => this.nodes.get(id)?.label ?? (id === START ? phrase`Start` : phrase`End`);
    return edgeName(edge, label(edge.from), label(edge.to));
  }

  private showAll(): void {
    const { told } = this;
    if (!told) return;
    attribute(this.element, 'data-run', told.run.status);
    attribute(this.element, 'data-level', this.level?.kind);
    attribute(this.element, 'data-beginning', this.picture.isBeginning ? 'true' : undefined);
    for (const path of this.drawn.keys()) this.showNode(path, told);
    for (const drawn of this.drawnEdges.values()) drawn.show(timesOf(drawn.edge, told));
    this.showLines(told);
    this.showFar(told);
    for (const [id, element] of this.others) this.showTerminal(id, element, told);
  }

  private showLines(told: Told): void {
    if (this.level?.kind === 'marks') this.bundles.show(this.bundled, (edge) => timesOf(edge, told) > 0);
  }

  private showTerminal(id: string, element: SVGElement, told: Told): void {
    const { status } = told.run;
    if (id === START) attribute(element, 'data-status', status === 'NONE' ? 'none' : 'succeeded');
    else if (id.startsWith(END)) {
      // Of a run that goes on, which is shown often, nothing is looked for.
      const end = TERMINAL_STATUS[status];
      attribute(element, 'data-status', end !== undefined && this.isReached(id, told) ? end : 'none');
    }
  }

  /** A run that fails half way does not come to the end that is drawn. */
  private isReached(id: string, told: Told): boolean {
    if (told.run.status === 'SUCCEEDED') return true;
    return this.picture.edges.some((edge) => edge.to === id && timesOf(edge, told) > 0);
  }

  private showNode(path: string, { run, choice, selected, stopped, asked = [], nested, found, current }: Told): void {
    const drawn = this.drawn.get(path)!;
    const label = this.nodes.get(path)?.label;
    const standing = path === stopped ? 'stopped' : standingOf(asked.filter(({ state }) => state === label));
    const iteration = choice.get(path);
    drawn.show({ marks: marksOf(run, path, choice), iteration, nested: nested?.get(path), standing });
    attribute(drawn.face, 'aria-pressed', String(path === selected));
    attribute(drawn.element, 'data-stopped', path === stopped ? 'true' : undefined);
    attribute(drawn.element, 'data-standing', standing);
    attribute(drawn.element, 'data-found', path === current ? 'current' : found?.has(path) ? 'true' : undefined);
  }

  /** Lines that are drawn only where somebody asks for them: from and to the selected state, and those the run took. */
  private showFar(told: Told): void {
    const { selected } = told;
    for (const edge of [...this.far.values()].flat()) {
      const shows = edge.from === selected || edge.to === selected || timesOf(edge, told) > 0;
      const [from, to] = [this.nodes.get(edge.from), this.nodes.get(edge.to)];
      const known = this.farLines.get(edge.id);
      if (!shows || !from || !to) {
        this.layers.far.remove(edge.id);
        this.farLines.delete(edge.id);
        continue;
      }
      const line = known ?? drawEdge({ ...edge, points: farPoints(from, to) }, this.nameOf(edge), false);
      if (!known) this.layers.far.add(edge.id, 0, line.element);
      this.farLines.set(edge.id, line);
      line.show(timesOf(edge, told));
    }
  }
}

/** So long it may wait while the page is busy, in milliseconds. */
const PATIENCE = 500;

/** At once in a browser that does not tell when it is idle. */
function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: PATIENCE });
  else act();
}

function timesOf({ id, from }: PlacedEdge, { run, choice }: Told): number {
  return timesTaken(run, id, from, choice);
}

function attributeOf(element: Element | undefined, name: string, value: string): void {
  if (element) attribute(element, name, value);
}

const EVERYTHING: Box = { x: -1e9, y: -1e9, width: 2e9, height: 2e9 };

function isSameBox(one: PlacedNode, other: PlacedNode | undefined): boolean {
  return (
    one.x === other?.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height &&
    one.holds?.open === other.holds?.open
  );
}

function isSameLine(one: PlacedEdge, other: PlacedEdge | undefined): boolean {
  return (
    one.points.length === other?.points.length &&
    one.points.every(({ x, y }, index) => x === other.points[index]!.x && y === other.points[index]!.y) &&
    one.labelAt?.x === other.labelAt?.x &&
    one.labelAt?.y === other.labelAt?.y
  );
}

function boxOf({ points, labelAt }: PlacedEdge): Box {
  const all = labelAt
    ? [...points, { x: labelAt.x - 100, y: labelAt.y }, { x: labelAt.x + 100, y: labelAt.y }]
    : points;
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function grown({ x, y, width, height }: Box, share: number): Box {
  const [dx, dy] = [width * share, height * share];
  return { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy };
}

function isWithin(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function touches(one: Box, other: Box): boolean {
  return (
    one.x <= other.x + other.width &&
    other.x <= one.x + one.width &&
    one.y <= other.y + other.height &&
    other.y <= one.y + one.height
  );
}

const TERMINAL_STATUS: Readonly<Record<string, string>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'aborted',
};
