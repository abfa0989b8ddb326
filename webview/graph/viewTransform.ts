/** Where the picture stands in the panel: screen = picture × scale + (x, y). */
import { LEAST_READABLE } from './level';

export interface ViewTransform {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export const LEAST_SCALE = 0.1;
export const LARGEST_SCALE = 3;
/** A small machine is not blown up beyond this. */
export const LARGEST_FIT = 1.25;
/** The whole picture where its words can be read then; else as much of it as can, from `start` (its first state) on. */
export function readable(picture: Size, panel: Size, start: Box): ViewTransform {
  const whole = fitted(picture, panel);
  if (whole.scale >= LEAST_READABLE) return whole;
  const scale = LEAST_READABLE;
  const room = panel.width - picture.width * scale;
  // Of a picture that is wider than the panel no room is left beside it.
  const x = room >= 0 ? room / 2 : Math.min(0, Math.max(room, panel.width / 2 - (start.x + start.width / 2) * scale));
  const low = picture.height * scale <= panel.height;
  return { scale, x, y: low ? (panel.height - picture.height * scale) / 2 : Math.min(0, ROOM - start.y * scale) };
}

/** Around what is brought into view, in pixels. */
const ROOM = 40;

/** The whole picture, however small, centred; a picture narrower than the panel begins at its top. */
export function fitted(picture: Size, panel: Size): ViewTransform {
  const [width, height] = [panel.width / Math.max(1, picture.width), panel.height / Math.max(1, picture.height)];
  const scale = Math.min(LARGEST_FIT, width, height) || LEAST_SCALE;
  return {
    scale,
    x: (panel.width - picture.width * scale) / 2,
    y: Math.max(0, (panel.height - picture.height * scale) / 2),
  };
}

/** Larger or smaller, the point of the panel staying where it is; never smaller than `least`. */
export function zoomed(
  view: ViewTransform,
  factor: number,
  at: { x: number; y: number },
  least = LEAST_SCALE,
): ViewTransform {
  const scale = Math.min(LARGEST_SCALE, Math.max(Math.min(least, LEAST_SCALE), view.scale * factor));
  const ratio = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/** The part of the picture that shows. */
export function shownPart({ x, y, scale }: ViewTransform, { width, height }: Size): Box {
  return { x: -x / scale, y: -y / scale, width: width / scale, height: height / scale };
}

/** As it is where the box can be read there; else larger, with the box in the middle. */
export function readably(view: ViewTransform, box: Box, panel: Size): ViewTransform {
  if (view.scale >= LEAST_READABLE) return view;
  const scale = LEAST_READABLE;
  return {
    scale,
    x: panel.width / 2 - (box.x + box.width / 2) * scale,
    y: panel.height / 2 - (box.y + box.height / 2) * scale,
  };
}

/**
 * The smallest move that shows the box with some room around it (`ahead`: above and below); the same transform where it
 * shows already.
 */
export function revealing(view: ViewTransform, box: Box, panel: Size, ahead = ROOM): ViewTransform {
  const move = (start: number, length: number, size: number, room: number): number => {
    const space = Math.min(room, Math.max(0, (size - length) / 2));
    if (start < space) return space - start;
    if (start + length > size - space) return length > size ? space - start : size - space - (start + length);
    return 0;
  };
  const dx = move(box.x * view.scale + view.x, box.width * view.scale, panel.width, ROOM);
  const dy = move(box.y * view.scale + view.y, box.height * view.scale, panel.height, ahead);
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}
