// Times things side by side: A B A B …, so that a machine that slows down slows both.

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * @param {Record<string, () => unknown>} contestants ours first
 * @returns medians in milliseconds, by name
 */
export async function sideBySide(contestants, { rounds = 7, warmUp = 2 } = {}) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const start = performance.now();
      await run();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/** A line per comparison: our time, each peer's, and how many times ours it is. */
export function report(title, medians) {
  const [[, ours], ...others] = Object.entries(medians);
  const parts = others.map(([name, time]) => `${name} ${time.toFixed(1)} ms (${(time / ours).toFixed(1)} × ours)`);
  console.log(`${title.padEnd(46)} ours ${ours.toFixed(1)} ms${parts.length > 0 ? '; ' + parts.join('; ') : ''}`);
}
