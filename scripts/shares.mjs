// Which share of the time each part took: of the steps of `npm test`, and, as a reporter of vitest, of the areas of the unit
// tests. Files run side by side, so that the areas' time is the work, not what a person waits for.

/** @param {readonly { name: string, milliseconds: number }[]} parts @returns {string} a line for each, the longest first */
export function sharesTable(parts) {
  const whole = parts.reduce((sum, { milliseconds }) => sum + milliseconds, 0) || 1;
  const width = Math.max(0, ...parts.map(({ name }) => name.length));
  return [...parts]
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .map(({ name, milliseconds }) => {
      const seconds = `${(milliseconds / 1000).toFixed(1)} s`.padStart(9);
      return `${name.padEnd(width)} ${seconds} ${String(Math.round((milliseconds / whole) * 100)).padStart(3)} %`;
    })
    .join('\n');
}

/** `test/AREA/….test.ts`, by area. */
export default class Shares {
  onTestRunEnd(modules) {
    const areas = new Map();
    for (const module of modules) {
      const area = /(?:^|[\\/])test[\\/]([^\\/]+)[\\/]/.exec(module.moduleId)?.[1] ?? 'elsewhere';
      const { duration, collectDuration } = module.diagnostic();
      areas.set(area, (areas.get(area) ?? 0) + duration + collectDuration);
    }
    // One area alone is no share.
    if (areas.size < 2) return;
    console.log(`\n${sharesTable([...areas].map(([name, milliseconds]) => ({ name, milliseconds })))}`);
  }
}
