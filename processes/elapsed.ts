/** Milliseconds from any beginning, on a clock that nobody sets: `performance`, without the eight modules of Node's behind it. */
export function elapsedMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
