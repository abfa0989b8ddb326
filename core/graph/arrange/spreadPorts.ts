/** Where on the borders of boxes edges begin and end. */
import { bandAt, type Band } from './band';
import type { Point } from '../graphView';
import type { Link, PlacedBox } from './box';

export interface Way {
  readonly link: Link;
  readonly labelAt?: Point;
  /** The points between the two borders, one for each row that is passed. */
  readonly inner: readonly Point[];
  /** Runs in a lane with others to the same box, and ends where they end. */
  readonly shared?: boolean;
}

export interface PortedWay extends Way {
  /** Points that lie in a band and must be passed, in the edge's direction. */
  readonly through: readonly Point[];
  readonly fromX: number;
  readonly toX: number;
  /** Points against the direction of reading: a cycle's last edge. */
  readonly back: boolean;
}

const SPACING = 18;

/**
 * An edge that goes straight on keeps the middle of the border; those that turn left or right stand
 * beside it, in the order of where they turn to, so that none crosses another at the box itself.
 */
export function spreadPorts(
  ways: readonly Way[],
  boxes: ReadonlyMap<string, PlacedBox>,
  bands: readonly Band[],
): readonly PortedWay[] {
  const plans = ways.map((way) => {
    const from = boxes.get(way.link.from)!;
    const to = boxes.get(way.link.to)!;
    return {
      ...way,
      through: way.inner.filter((point) => bandAt(bands, point.y) !== undefined),
      back: way.link.from === way.link.to || centre(to).y <= centre(from).y,
      fromX: centre(from).x,
      toX: centre(to).x,
    };
  });
  const outward = new Map([...boxes.keys()].map((id): [string, typeof plans] => [id, []]));
  const toward = new Map([...boxes.keys()].map((id): [string, typeof plans] => [id, []]));
  for (const plan of plans) {
    if (plan.back) continue;
    outward.get(plan.link.from)!.push(plan);
    toward.get(plan.link.to)!.push(plan);
  }
  for (const box of boxes.values()) {
    const middle = centre(box).x;
    const leaving = outward.get(box.id)!;
    const inbound = toward.get(box.id)!;
    const lane = inbound.filter((plan) => plan.shared);
    const arriving = inbound.filter((plan) => !plan.shared || plan === lane[0]);
    const goal = (plan: (typeof plans)[number]): number => plan.through[0]?.x ?? centre(boxes.get(plan.link.to)!).x;
    const origin = (plan: (typeof plans)[number]): number =>
      plan.through.at(-1)?.x ?? centre(boxes.get(plan.link.from)!).x;
    offsets(leaving.map(goal), middle, box.width).forEach((x, index) => (leaving[index]!.fromX = x));
    offsets(arriving.map(origin), middle, box.width).forEach((x, index) => (arriving[index]!.toX = x));
    for (const plan of lane) plan.toX = lane[0]!.toX;
  }
  return plans;
}

/** The x of each port, for edges whose neighbour stands at each of `goals`. */
function offsets(goals: readonly number[], middle: number, width: number): number[] {
  const order = goals.map((goal, index) => ({ goal, index })).sort((a, b) => a.goal - b.goal);
  const straight = order.findIndex(({ goal }) => Math.abs(goal - middle) <= 2);
  const left = order.filter(({ goal }) => goal < middle - 2).length;
  const right = order.filter(({ goal }) => goal > middle + 2).length;
  // The slot at the middle: the straight edge's, or, where all turn one way, that of the one that turns least.
  const anchor = straight >= 0 ? straight : left === 0 ? 0 : right === 0 ? order.length - 1 : left - 0.5;
  const widest = Math.max(anchor, order.length - 1 - anchor, 1);
  const step = Math.min(SPACING, (width / 2 - 14) / widest);
  const ports: number[] = [];
  order.forEach(({ index }, slot) => (ports[index] = Math.round(middle + (slot - anchor) * step)));
  return ports;
}

export function centre(box: PlacedBox): Point {
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}
