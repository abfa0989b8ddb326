/**
 * Many states that hand their errors to one state: each such edge would pass every rank in a column of
 * its own, which is slow to lay out (seconds, for 200 states) and unreadable. They share one lane at the side.
 */
import type { Band } from './band';
import type { Link, PlacedBox } from './box';
import type { Way } from './spreadPorts';

/** From so many catchers on that name the same state. */
const SHARED_FROM = 4;
const BESIDE_BOXES = 22;

export interface SplitLinks {
  /** What the layout sees: the deepest catcher of each lane stays, so that the handler stands below. */
  readonly laid: readonly Link[];
  /** By the handler's id. */
  readonly lanes: ReadonlyMap<string, readonly Link[]>;
}

export function splitSharedLanes(links: readonly Link[], first: string | undefined): SplitLinks {
  const byTarget = new Map<string, Link[]>();
  for (const link of links) {
    if (link.kind === 'catch' && link.from !== link.to) byTarget.set(link.to, [...(byTarget.get(link.to) ?? []), link]);
  }
  const shared = [...byTarget].filter(([, each]) => each.length >= SHARED_FROM);
  if (shared.length === 0) return { laid: links, lanes: new Map() };
  const taken = new Set(shared.flatMap(([, each]) => each));
  const laid = links.filter((link) => !taken.has(link));
  const depths = depthsFrom(first, laid);
  const lanes = new Map<string, readonly Link[]>();
  for (const [target, each] of shared) {
    const deepest = each.reduce((best, link) => {
      return (depths.get(link.from) ?? 0) > (depths.get(best.from) ?? 0) ? link : best;
    });
    laid.push(deepest);
    lanes.set(
      target,
      each.filter((link) => link !== deepest),
    );
  }
  return { laid, lanes };
}

/** Steps from the first state, by the shortest way. */
function depthsFrom(first: string | undefined, links: readonly Link[]): ReadonlyMap<string, number> {
  const onward = new Map<string, string[]>();
  for (const { from, to } of links) onward.set(from, [...(onward.get(from) ?? []), to]);
  const depths = new Map<string, number>(first === undefined ? [] : [[first, 0]]);
  for (const [id, depth] of depths) {
    for (const to of onward.get(id) ?? []) if (!depths.has(to)) depths.set(to, depth + 1);
  }
  return depths;
}

/** The ways of the links that share lanes: down (or up) at the right of everything else. */
export function laneWays(
  { lanes }: SplitLinks,
  boxes: ReadonlyMap<string, PlacedBox>,
  bands: readonly Band[],
  right: number,
): Way[] {
  let edge = right;
  return [...lanes].flatMap(([, links]) => {
    const half = Math.ceil(links.reduce((most, link) => Math.max(most, link.labelWidth), 0) / 2);
    const x = edge + Math.max(BESIDE_BOXES, half + 8);
    edge = x + half;
    const labelled = new Set<number>();
    return links.map((link) => {
      const from = bandOf(bands, boxes.get(link.from)!);
      const to = bandOf(bands, boxes.get(link.to)!);
      const between = bands.slice(Math.min(from, to) + 1, Math.max(from, to));
      const inner = between.map((band) => ({ x, y: band.centre }));
      if (from > to) inner.reverse();
      // Where there is no room between the two for the words, or others stand there, they are kept for a tooltip.
      const labelAt = inner[0] && !labelled.has(inner[0].y) ? inner[0] : undefined;
      if (labelAt) labelled.add(labelAt.y);
      const { label, title, ...unlabelled } = link;
      return { link: labelAt ? link : { ...unlabelled, title: title ?? label }, labelAt, inner, shared: true };
    });
  });
}

function bandOf(bands: readonly Band[], box: PlacedBox): number {
  const centre = Math.round(box.y + box.height / 2);
  return bands.findIndex((band) => Math.abs(band.centre - centre) <= 2);
}
