/** A horizontal strip in which boxes or labels stand side by side. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly centre: number;
  readonly boxes: boolean;
}

/** @param bands from top to bottom */
export function bandAt(bands: readonly Band[], y: number): Band | undefined {
  let [low, high] = [0, bands.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bands[middle]!.centre < y - 2) low = middle + 1;
    else high = middle;
  }
  const band = bands[low];
  return band && band.centre <= y + 2 ? band : undefined;
}
