// What a page's main thread does per frame while something moves, out of a trace: not the time between frames, which is the
// screen's.
const CATEGORIES = ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing'];

/**
 * @param {import('playwright-core').Page} page
 * @param {number} count frames
 * @param {(index: number) => Promise<unknown>} step what happens before each
 * @returns milliseconds of work in each frame: scripts, styles, layout, paint, commit
 */
export function workPerFrame(page, count, step) {
  return traced(page, async () => {
    for (let index = 0; index <= count; index++) {
      await page.evaluate((name) => {
        performance.mark(name);
        return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      }, `frame ${index}`);
      if (index < count) await step(index);
    }
  });
}

/** The same of every frame that the page has while something goes on. */
export function workWhile(page, goesOn) {
  return traced(page, async () => {
    await page.evaluate(() => {
      let index = 0;
      const mark = () => {
        performance.mark(`frame ${index++}`);
        window.nextFrame = requestAnimationFrame(mark);
      };
      mark();
    });
    await goesOn();
    await page.evaluate(() => cancelAnimationFrame(window.nextFrame));
  });
}

async function traced(page, use) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, recordMode: 'recordContinuously' },
  });
  await use();
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  return framesOf(events);
}

/** Of each frame between two marks. */
function framesOf(events) {
  const marks = events
    .filter(({ name }) => /^frame \d+$/.test(name))
    .sort((a, b) => Number(a.name.slice(6)) - Number(b.name.slice(6)));
  const { pid, tid } = marks[0];
  const starts = marks.map(({ ts }) => ts);
  const work = new Array(starts.length - 1).fill(0);
  for (const { name, ph, ts, dur = 0, tdur = dur, pid: process, tid: thread } of events) {
    if (ph !== 'X' || process !== pid || thread !== tid || name !== 'RunTask') continue;
    const frame = starts.findLastIndex((start) => start <= ts);
    // Time of the thread: others may have the processor meanwhile.
    if (frame >= 0 && frame < work.length) work[frame] += tdur / 1000;
  }
  return work;
}
