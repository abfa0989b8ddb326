/** How much of a state is drawn at a scale: its words while they can be read, its name alone, or a mark of its status. */

/** The smallest text of the picture (11 px) shows at 9 px: below that one sees shapes, but reads no details. */
export const LEAST_READABLE = 0.82;
/** Below it a box has no room for a name of 9 px. */
const LEAST_NAMED = 0.28;
/** Each level of names is drawn anew, its letters sized for the smallest scale of the level. */
const STEP = 1.12;
const LEAST_LETTERS = 9.2;

export type Level =
  | { readonly kind: 'full'; readonly unit: 1 }
  /** `unit`: how many px of the picture are one px of the screen, at most. */
  | { readonly kind: 'names'; readonly unit: number; readonly letters: number }
  | { readonly kind: 'marks'; readonly unit: number };

export function levelAt(scale: number): Level {
  if (scale >= LEAST_READABLE) return { kind: 'full', unit: 1 };
  const steps = Math.ceil(Math.log(LEAST_READABLE / scale) / Math.log(STEP));
  const unit = STEP ** steps / LEAST_READABLE;
  return scale < LEAST_NAMED ? { kind: 'marks', unit } : { kind: 'names', unit, letters: LEAST_LETTERS * unit };
}

export function isSameLevel(one: Level | undefined, other: Level): boolean {
  return one?.kind === other.kind && (other.kind === 'marks' || one.unit === other.unit);
}
