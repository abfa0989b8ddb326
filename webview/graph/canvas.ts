/** The surface the picture lies on: wheel and drag move and zoom it, arrow keys go from node to node. */
import type { Picture, PlacedNode } from '../../core/graph/graphView';
import { phrase } from '../../core/l10n/phrase';
import type { Drawing } from './drawing';
import { attribute, svg } from './element';
import { levelAt } from './level';
import { ARROWS, nextNode } from './nextNode';
import {
  fitted,
  readable,
  readably,
  revealing,
  shownPart,
  zoomed,
  type Size,
  type ViewTransform,
} from './viewTransform';

export interface CanvasActions {
  select(statePath: string): void;
  /** Shows or hides what is inside a state. */
  toggle(statePath: string): void;
  /** The person moved the picture: it stops following the run. */
  moved(): void;
}

const STEP = 1.25;
/** So long after the last move the picture is at rest, in milliseconds. */
const REST = 200;

export class Canvas {
  readonly element = svg('svg', { class: 'canvas', role: 'group', 'aria-label': phrase`Workflow graph` });
  private drawing: Drawing | undefined;
  private transform: ViewTransform = { x: 0, y: 0, scale: 1 };
  /** Whether the person, or a run that is followed, has chosen the part that shows: then a resize keeps it. */
  private chosen = false;
  /** What was asked for was all there is. */
  private showsAll = false;
  private fittedSize: Size = { width: 0, height: 0 };
  private resting: ReturnType<typeof setTimeout> | undefined;
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
      if (this.chosen && this.showsAll) this.fit();
      else if (!this.chosen && !shrunk) this.begin();
    }).observe(this.element);
  }

  /**
   * `keepView`: the same machine as before. `anchor` is the state that stays where it is on the screen, where both pictures have
   * it: more or less of the machine is open now.
   */
  show(drawing: Drawing, title: string, keepView: boolean, anchor?: string): void {
    const focused = this.focusedPath();
    const before = anchor === undefined ? undefined : this.drawing?.nodes.get(anchor);
    this.drawing?.leave();
    this.drawing = drawing;
    this.element.replaceChildren(drawing.element);
    attribute(this.element, 'aria-label', phrase`Graph of ${title}`);
    const after = anchor === undefined ? undefined : drawing.nodes.get(anchor);
    if (!(keepView && (this.chosen || after))) this.chosen = false;
    if (keepView && before && after && this.chosen) {
      const { x, y, scale } = this.transform;
      this.apply({ scale, x: x + (before.x - after.x) * scale, y: y + (before.y - after.y) * scale }, false);
    } else this.lookAgain();
    this.tabStop(focused ?? drawing.nodes.keys().next().value);
    if (focused !== undefined) this.focus(focused);
  }

  /** The beginning that shows becomes the whole. */
  grow(picture: Picture): void {
    const focused = this.focusedPath();
    this.drawing?.grow(picture);
    this.lookAgain();
    if (focused !== undefined && focused !== this.focusedPath()) this.focus(focused);
  }

  private lookAgain(): void {
    if (this.chosen && this.showsAll) this.fit();
    else if (this.chosen) this.apply(this.transform, false);
    else this.begin();
  }

  /** The picture is gone, and what is said instead stands in its place. */
  clear(): void {
    this.drawing?.leave();
    this.drawing = undefined;
    this.element.replaceChildren();
  }

  /** All of the picture, however small. */
  fit(): void {
    if (!this.drawing) return;
    this.chosen = true;
    this.apply(fitted(this.drawing.picture, this.size()), true);
    this.showsAll = true;
  }

  /** The picture as one wants to see it first: from its beginning, and never too small to read. */
  begin(): void {
    if (!this.drawing) return;
    this.chosen = false;
    this.fittedSize = this.size();
    const { picture } = this.drawing;
    const start = picture.nodes.find(({ kind }) => kind === 'start') ?? { x: 0, y: 0, width: picture.width, height: 0 };
    this.apply(readable(picture, this.fittedSize, start), false);
  }

  zoom(direction: 1 | -1): void {
    const { width, height } = this.size();
    this.chosen = true;
    this.zoomTo(direction > 0 ? STEP : 1 / STEP, { x: width / 2, y: height / 2 }, true);
  }

  private zoomTo(factor: number, at: { x: number; y: number }, gliding: boolean): void {
    // As small as Show all makes it, in a picture that is small then.
    const least = this.drawing ? fitted(this.drawing.picture, this.size()).scale : undefined;
    this.apply(zoomed(this.transform, factor, at, least), gliding);
  }

  /** Brings a state into view, moving no more than needed; `toRead`: as large as can be read. */
  reveal(statePath: string, toRead = false): void {
    const node = this.drawing?.nodes.get(statePath);
    if (!node) return;
    const box = { ...node, height: Math.min(node.height, 160) };
    const from = toRead ? readably(this.transform, box, this.size()) : this.transform;
    const panel = this.size();
    const target = revealing(from, box, panel, ...(toRead ? [panel.height / 4] : []));
    if (from !== this.transform) this.chosen = true;
    if (target !== this.transform) this.apply(target, true);
  }

  /**
   * Keeps up with the run: shows the state with what surrounds it. Of the boxes it is in, the largest that has room is shown
   * whole, so that branches that take turns do not throw the picture to and fro.
   */
  follow(statePath: string): void {
    const nodes = this.drawing?.nodes;
    let node = nodes?.get(statePath);
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

  private outside(node: PlacedNode): PlacedNode | undefined {
    const parent = this.drawing?.picture.nodes.find(({ id }) => id === node.parent);
    return parent?.kind === 'scope' ? this.outside(parent) : parent;
  }

  private size(): Size {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  private apply(transform: ViewTransform, gliding: boolean): void {
    const before = this.transform;
    this.transform = transform;
    this.showsAll = false;
    const world = this.drawing?.element;
    if (!world) return;
    world.classList.toggle('gliding', gliding);
    this.moving(!gliding && transform.scale === before.scale);
    world.style.transform = `translate(${transform.x}px, ${transform.y}px) scale(${transform.scale})`;
    this.drawing?.look(shownPart(transform, this.size()), levelAt(transform.scale));
  }

  /** While it is moved, the picture is a layer of its own: nothing of it is painted anew. At rest its letters are sharper without. */
  private moving(on: boolean): void {
    clearTimeout(this.resting);
    this.drawing?.element.classList.toggle('moving', on);
    if (on) this.resting = setTimeout(() => this.moving(false), REST);
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
    this.zoomTo(factor, { x: event.clientX - bounds.x, y: event.clientY - bounds.y }, false);
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
      const next = nextNode([...this.drawing.nodes.values()], path ?? '', direction);
      if (next !== undefined) {
        this.focus(next);
        this.reveal(next);
      }
    } else if (isPress(event) && path !== undefined) {
      if (event.shiftKey) this.actions.toggle(path);
      else this.actions.select(path);
    } else if (event.key === '+' || event.key === '=') this.zoom(1);
    else if (event.key === '-') this.zoom(-1);
    else if (event.key === '0') this.fit();
    else return;
    event.preventDefault();
  }

  /** Gives a state the focus. */
  focus(path: string): void {
    this.tabStop(path);
    this.drawing?.faceOf(path)?.focus({ preventScroll: true });
  }

  private tabStop(path: string | undefined): void {
    this.drawing?.tabStop(path);
  }

  private focusedPath(): string | undefined {
    return this.element.contains(document.activeElement) ? pathOf(document.activeElement) : undefined;
  }
}

function isPress({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || key === ' ';
}

function pathOf(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-state-path]')?.getAttribute('data-state-path') ?? undefined;
}
