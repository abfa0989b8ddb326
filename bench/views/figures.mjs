// Figures of several rounds.

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);

export function quantile(numbers, share) {
  const all = sorted(numbers);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))];
}

export const median = (numbers) => quantile(numbers, 0.5);

/** `12.3 (11.0–15.2)`: the median, the least and the most. */
export function spread(numbers, digits = 1) {
  if (numbers.some((number) => number === undefined)) return 'none';
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return `${median(numbers).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}
