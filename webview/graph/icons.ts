/** Glyphs, as paths in a square of 16. All are strokes, drawn in the current colour. */
import type { StateType } from '../../core/model/machine';
import type { StateMarks, StateStatus } from '../../core/graph/runView';
import { svg } from './element';
import type { Standing } from './statusWords';

export const TYPE_ICONS: Readonly<Record<StateType, string>> = {
  Task: 'M9 1.8 3.6 9.2h3.9L6.8 14.2 12.4 6.6H8.4L9 1.8Z',
  Pass: 'M2.5 8h10M9 4.2 12.8 8 9 11.8',
  Choice: 'M8 1.9 14.1 8 8 14.1 1.9 8ZM6.5 6.7c0-2 3-2 3 0 0 1.2-1.5 1.1-1.5 2.2M8 10.9v.1',
  Wait: 'M8 2.1a5.9 5.9 0 1 1 0 11.8A5.9 5.9 0 0 1 8 2.1ZM8 4.8V8l2.3 1.6',
  Succeed: 'M8 2.1a5.9 5.9 0 1 1 0 11.8A5.9 5.9 0 0 1 8 2.1ZM5.4 8.2l1.9 1.9 3.4-3.9',
  Fail: 'M8 2.1a5.9 5.9 0 1 1 0 11.8A5.9 5.9 0 0 1 8 2.1ZM6 6l4 4M10 6l-4 4',
  Parallel: 'M8 1.8v3M8 4.8H3.6v6.4M8 4.8h4.4v6.4M8 4.8v6.4M2.2 11.2h2.8M6.6 11.2h2.8M11 11.2h2.8M8 14.2v-.4',
  Map: 'M5.2 5.2h8.6v8.6H5.2ZM2.2 10.6V2.2h8.4M8 9.5h3M9.5 8v3',
};
/** For a state whose Type is not written yet. */
export const UNKNOWN_ICON = 'M3 3h10v10H3ZM6.5 6.7c0-2 3-2 3 0 0 1.2-1.5 1.1-1.5 2.2M8 10.9v.1';

export const STATUS_ICONS: Readonly<Record<StateStatus, string>> = {
  none: '',
  running: 'M6 4.6 11.4 8 6 11.4Z',
  waiting: 'M5 3.5h6M5 12.5h6M5.6 3.5c0 4.5 4.8 4.5 4.8 9M10.4 3.5c0 4.5-4.8 4.5-4.8 9',
  retrying: 'M12 8a4 4 0 1 1-1.4-3M10.8 2.6v2.6H8.2',
  succeeded: 'M4.4 8.4l2.4 2.4 4.8-5.4',
  failed: 'M5 5l6 6M11 5l-6 6',
  caught: 'M8 4v5M8 11.6v.1',
  aborted: 'M5.2 5.2h5.6v5.6H5.2Z',
};

/** Instead of that of a run, or of a state of it, that goes on. */
export const STANDING_ICONS: Readonly<Record<Standing, string>> = {
  stopped: 'M6 4.6v6.8M10 4.6v6.8',
  asked: 'M6.1 6.2c0-2.6 3.8-2.6 3.8 0 0 1.5-1.9 1.4-1.9 3M8 11.7v.1',
  waits: STATUS_ICONS.waiting,
};

/** Of a state; its badge. */
export function badgeIcon({ marks, standing }: { readonly marks?: StateMarks; readonly standing?: Standing }): string {
  if (!marks) return STATUS_ICONS.none;
  return standing && marks.endedAt === undefined ? STANDING_ICONS[standing] : STATUS_ICONS[marks.status];
}

export const TOOL_ICONS = {
  zoomIn: 'M8 3.5v9M3.5 8h9',
  zoomOut: 'M3.5 8h9',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  find: 'M6.8 2.5a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6ZM10 10l3.5 3.5',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  follow: 'M8 4.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8ZM8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3',
  redrive: 'M3.5 4.2 8 8l-4.5 3.8ZM8.5 4.2 13 8l-4.5 3.8Z',
  rerun: 'M13 8a5 5 0 1 1-1.7-3.8M12.6 1.6v3.2H9.4',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h8v8h-8ZM3.5 10.5h-1v-8h8v1',
} as const;

/** A glyph as an element of its own, for use in HTML. */
export function icon(path: string): SVGSVGElement {
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' },
    svg('path', { d: path }),
  );
}
