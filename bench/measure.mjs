// Times things side by side: A B A B …, so that a machine that slows down slows both.

const at = (sorted, part) => sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)];

/**
 * @param {Record<string, () => unknown>} contestants ours first
 * @returns by name, in milliseconds: the median, and the quartiles around it
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
  return Object.fromEntries(
    Object.entries(times).map(([name, list]) => {
      const sorted = list.toSorted((a, b) => a - b);
      return [name, { median: at(sorted, 0.5), low: at(sorted, 0.25), high: at(sorted, 0.75) }];
    }),
  );
}

/** `12.3 ms [11.9–14.0]` */
function shown({ median, low, high }) {
  return `${median.toFixed(1)} ms [${low.toFixed(1)}–${high.toFixed(1)}]`;
}

/** A line per comparison: our time with its spread, each peer's, how many times ours that is, and what was asked for. */
export function report(title, times, asked = '') {
  const [[, ours], ...others] = Object.entries(times);
  const parts = others.map(([name, time]) => {
    const more = time.median / ours.median;
    const ratio = more >= 1 ? `${more.toFixed(2)} × ours` : `ours ${(1 / more).toFixed(2)} ×`;
    return `${name} ${shown(time)} (${ratio})`;
  });
  console.log(`${title.padEnd(46)} ours ${[shown(ours), ...parts].join('; ')}${asked && `   asked: ${asked}`}`);
}
