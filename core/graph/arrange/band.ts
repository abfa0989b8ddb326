/** A horizontal strip in which boxes or labels stand side by side. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly centre: number;
  readonly boxes: boolean;
}

export function bandAt(bands: readonly Band[], y: number): Band | undefined {
  return bands.find((band) => Math.abs(band.centre - y) <= 2);
}
