/** The surface the picture lies on: wheel and drag move and zoom it, arrow keys go from node to node. */
import type { GraphNode } from '../../core/graph/graphView';
import { phrase } from '../../core/l10n/phrase';
import type { Drawing } from './drawing';
import { attribute, svg } from './element';
import { ARROWS, nextNode } from './nextNode';
import { fitted, readable, revealing, zoomed, type Size, type ViewTransform } from './viewTransform';

export interface CanvasActions {
  select(statePath: string): void;
  /** The person moved the picture: it stops following the run. */
  moved(): void;
}

const STEP = 1.25;

export class Canvas {
  readonly element = svg('svg', { class: 'canvas', role: 'group', 'aria-label': phrase`Workflow graph` });
  private drawing: Drawing | undefined;
  private transform: ViewTransform = { x: 0, y: 0, scale: 1 };
  /** Whether the person, or a run that is followed, has chosen the part that shows: then a resize keeps it. */
  private chosen = false;
  private fittedSize: Size = { width: 0, height: 0 };
  private readonly drag = { pointer: -1, x: 0, y: 0, moved: false };

  constructor(private readonly actions: CanvasActions) {
    this.element.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    this.element.addEventListener('pointerdown', (event) => this.onPointerDown(event));
    this.element.addEventListener('pointermove', (event) => this.onPointerMove(event));
    this.element.addEventListener('pointerup', (event) => this.onPointerUp(event));
    this.element.addEventListener('pointercancel', () => (this.drag.pointer = -1));
    this.element.addEventListener('click', (event) => this.onClick(event));
    this.element.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => {
      const { width, height } = this.size();
      // The details opening below take room, but must not make the picture too small to read.
      const shrunk = width === this.fittedSize.width && height < this.fittedSize.height;
      if (!this.chosen && !shrunk) this.begin();
    }).observe(this.element);
  }

  show(drawing: Drawing, title: string, keepView: boolean): void {
    const focused = this.focusedPath();
    this.drawing = drawing;
    this.element.replaceChildren(drawing.element);
    attribute(this.element, 'aria-label', phrase`Graph of ${title}`);
    if (!(keepView && this.chosen)) this.chosen = false;
    if (this.chosen) this.apply(this.transform, false);
    else this.begin();
    this.tabStop(focused ?? drawing.nodes.keys().next().value);
    if (focused !== undefined) this.focus(focused);
  }

  /** All of the picture, however small. */
  fit(): void {
    if (!this.drawing) return;
    this.chosen = true;
    this.apply(fitted(this.drawing.view, this.size()), true);
  }

  /** The picture as one wants to see it first: from its beginning, and never too small to read. */
  begin(): void {
    if (!this.drawing) return;
    this.chosen = false;
    this.fittedSize = this.size();
    const { view } = this.drawing;
    const start = view.nodes.find((node) => node.kind === 'start') ?? { x: 0, y: 0, width: view.width, height: 0 };
    this.apply(readable(view, this.fittedSize, start), false);
  }

  zoom(direction: 1 | -1): void {
    const { width, height } = this.size();
    this.chosen = true;
    this.apply(zoomed(this.transform, direction > 0 ? STEP : 1 / STEP, { x: width / 2, y: height / 2 }), true);
  }

  /** Brings a state into view, moving no more than needed. */
  reveal(statePath: string): void {
    const node = this.drawing?.nodes.get(statePath)?.node;
    if (!node) return;
    const target = revealing(this.transform, { ...node, height: Math.min(node.height, 160) }, this.size());
    if (target !== this.transform) this.apply(target, true);
  }

  /**
   * Keeps up with the run: shows the state with what surrounds it. Of the boxes it is in, the largest that has room is shown
   * whole, so that branches that take turns do not throw the picture to and fro.
   */
  follow(statePath: string): void {
    const nodes = this.drawing?.nodes;
    let node = nodes?.get(statePath)?.node;
    if (!nodes || !node) return;
    const panel = this.size();
    const { scale } = this.transform;
    for (let outer = this.outside(node); outer; outer = this.outside(outer)) {
      if (outer.width * scale > panel.width || outer.height * scale > panel.height) break;
      node = outer;
    }
    const target = revealing(this.transform, node, panel, panel.height / 4);
    if (target !== this.transform) this.apply(target, true);
  }

  private outside(node: GraphNode): GraphNode | undefined {
    const parent = this.drawing?.view.nodes.find(({ id }) => id === node.parent);
    return parent?.kind === 'scope' ? this.outside(parent) : parent;
  }

  private size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  private apply(transform: ViewTransform, gliding: boolean): void {
    this.transform = transform;
    const world = this.drawing?.element;
    if (!world) return;
    world.classList.toggle('gliding', gliding);
    world.style.transform = `translate(${transform.x}px, ${transform.y}px) scale(${transform.scale})`;
  }

  private onWheel(event: WheelEvent): void {
    event.preventDefault();
    const bounds = this.element.getBoundingClientRect();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A pinch on a touchpad arrives as a wheel with Ctrl; a mouse's wheel moves in steps of 100 or so.
    const factor = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0016));
    if (event.shiftKey || (event.deltaX !== 0 && !event.ctrlKey)) {
      this.moveBy(-(event.deltaX || event.deltaY) * unit, event.shiftKey ? 0 : -event.deltaY * unit);
      return;
    }
    this.chosen = true;
    this.actions.moved();
    this.apply(zoomed(this.transform, factor, { x: event.clientX - bounds.x, y: event.clientY - bounds.y }), false);
  }

  private moveBy(dx: number, dy: number): void {
    this.chosen = true;
    this.actions.moved();
    this.apply({ ...this.transform, x: this.transform.x + dx, y: this.transform.y + dy }, false);
  }

  private onPointerDown(event: PointerEvent): void {
    if (event.button > 1) return;
    Object.assign(this.drag, { pointer: event.pointerId, x: event.clientX, y: event.clientY, moved: false });
  }

  private onPointerMove(event: PointerEvent): void {
    const { drag } = this;
    if (event.pointerId !== drag.pointer) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.abs(dx) + Math.abs(dy) < 5) return;
    if (!drag.moved) this.element.setPointerCapture(event.pointerId);
    Object.assign(drag, { x: event.clientX, y: event.clientY, moved: true });
    this.element.classList.add('dragging');
    this.moveBy(dx, dy);
  }

  private onPointerUp(event: PointerEvent): void {
    if (event.pointerId !== this.drag.pointer) return;
    this.drag.pointer = -1;
    this.element.classList.remove('dragging');
  }

  private onClick(event: MouseEvent): void {
    const path = pathOf(event.target);
    if (path === undefined || this.drag.moved) return;
    this.focus(path);
    this.actions.select(path);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const path = pathOf(event.target);
    const direction = ARROWS[event.key];
    if (direction && this.drawing) {
      const nodes = [...this.drawing.nodes.values()].map(({ node }) => node);
      const next = nextNode(nodes, path ?? '', direction);
      if (next !== undefined) {
        this.focus(next);
        this.reveal(next);
      }
    } else if ((event.key === 'Enter' || event.key === ' ') && path !== undefined) this.actions.select(path);
    else if (event.key === '+' || event.key === '=') this.zoom(1);
    else if (event.key === '-') this.zoom(-1);
    else if (event.key === '0') this.fit();
    else return;
    event.preventDefault();
  }

  private focus(path: string): void {
    this.tabStop(path);
    this.drawing?.nodes.get(path)?.element.focus({ preventScroll: true });
  }

  /** The one node that Tab reaches; arrows lead on from it. */
  private tabStop(path: string | undefined): void {
    for (const [each, { element }] of this.drawing?.nodes ?? []) {
      attribute(element, 'tabindex', each === path ? '0' : '-1');
    }
  }

  private focusedPath(): string | undefined {
    return this.element.contains(document.activeElement) ? pathOf(document.activeElement) : undefined;
  }
}

function pathOf(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-state-path]')?.getAttribute('data-state-path') ?? undefined;
}
