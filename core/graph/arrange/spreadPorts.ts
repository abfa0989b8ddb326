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
  const plans = ways.map((way): Plan => {
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
  // Most boxes have one edge or none at a border: nothing is made for those.
  const outward = new Map<string, Plan[]>();
  const toward = new Map<string, Plan[]>();
  for (const plan of plans) {
    if (plan.back) continue;
    listed(outward, plan.link.from, plan);
    listed(toward, plan.link.to, plan);
  }
  for (const [id, leaving] of outward) {
    const box = boxes.get(id)!;
    const goal = (plan: Plan): number => plan.through[0]?.x ?? centre(boxes.get(plan.link.to)!).x;
    offsets(leaving, goal, box).forEach((x, index) => (leaving[index]!.fromX = x));
  }
  for (const [id, inbound] of toward) {
    const box = boxes.get(id)!;
    const lane = inbound.filter((plan) => plan.shared);
    const arriving = lane.length > 0 ? inbound.filter((plan) => !plan.shared || plan === lane[0]) : inbound;
    const origin = (plan: Plan): number => plan.through.at(-1)?.x ?? centre(boxes.get(plan.link.from)!).x;
    offsets(arriving, origin, box).forEach((x, index) => (arriving[index]!.toX = x));
    for (const plan of lane) plan.toX = lane[0]!.toX;
  }
  return plans;
}

interface Plan extends PortedWay {
  fromX: number;
  toX: number;
}

function listed(lists: Map<string, Plan[]>, id: string, plan: Plan): void {
  const list = lists.get(id);
  if (list) list.push(plan);
  else lists.set(id, [plan]);
}

/** The x of each port, for edges whose neighbour stands at `goalOf`. */
function offsets(plans: readonly Plan[], goalOf: (plan: Plan) => number, box: PlacedBox): number[] {
  const middle = centre(box).x;
  if (plans.length === 1) return [middle];
  const order = plans.map((plan, index) => ({ goal: goalOf(plan), index })).sort((a, b) => a.goal - b.goal);
  const straight = order.findIndex(({ goal }) => Math.abs(goal - middle) <= 2);
  const left = order.filter(({ goal }) => goal < middle - 2).length;
  const right = order.filter(({ goal }) => goal > middle + 2).length;
  // The slot at the middle: the straight edge's, or, where all turn one way, that of the one that turns least.
  const anchor = straight >= 0 ? straight : left === 0 ? 0 : right === 0 ? order.length - 1 : left - 0.5;
  const widest = Math.max(anchor, order.length - 1 - anchor, 1);
  const step = Math.min(SPACING, (box.width / 2 - 14) / widest);
  const ports: number[] = [];
  order.forEach(({ index }, slot) => (ports[index] = Math.round(middle + (slot - anchor) * step)));
  return ports;
}

export function centre(box: PlacedBox): Point {
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}
