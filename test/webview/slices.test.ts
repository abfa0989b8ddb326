/** Long work of the page, a slice at a time. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inSlices } from '../../webview/graph/slices';

/** A channel whose messages come when the test lets them. */
class Channel {
  readonly port1: { onmessage: (() => void) | null; close(): void } = {
    onmessage: null,
    close: () => (this.isClosed = true),
  };
  readonly port2 = { postMessage: (): void => void this.waiting++ };
  waiting = 0;
  isClosed = false;

  constructor() {
    channels.push(this);
  }

  /** Whether there was a message that somebody heard. */
  turn(): boolean {
    if (this.waiting === 0) return false;
    this.waiting--;
    const { onmessage } = this.port1;
    onmessage?.();
    return onmessage !== null;
  }
}

const channels: Channel[] = [];
let heard: string[];
beforeEach(() => {
  heard = [];
  channels.length = 0;
  vi.stubGlobal('MessageChannel', Channel);
});
afterEach(() => vi.unstubAllGlobals());

/** Steps that give nothing, a letter at `begun`, and `end` behind them all. */
function* steps(count: number, begun?: number, fails?: number): Generator<string | undefined, string> {
  for (let step = 1; step <= count; step++) {
    heard.push(String(step));
    if (step === fails) throw new Error('broken');
    yield step === begun ? 'picture' : undefined;
  }
  return 'end';
}

const start = (...given: Parameters<typeof steps>): { cancel(): void } =>
  inSlices(steps(...given), {
    begun: (result) => heard.push(`begun ${result}`),
    done: (result) => heard.push(`done ${result}`),
    failed: (error) => heard.push(String(error)),
  });

const atOnce = ['1', '2', '3', '4', '5', '6'];

test.each<[what: string, given: Parameters<typeof steps>, turns: readonly (readonly string[])[]]>([
  ['short work is done at once', [5], [['1', '2', '3', '4', '5', 'done end']]],
  ['longer work leaves the page its turn', [7], [atOnce, ['7', 'done end']]],
  [
    'what is there early shows before the rest is done',
    [4, 2],
    [
      ['1', '2', 'begun picture'],
      ['3', '4', 'done end'],
    ],
  ],
  ['what fails ends', [4, 0, 2], [['1', '2', 'Error: broken']]],
  ['what fails later ends', [9, 0, 8], [atOnce, ['7', '8', 'Error: broken']]],
])('%s', (_what, given, turns) => {
  start(...given);
  const found = [heard.splice(0)];
  while (channels[0]!.turn()) found.push(heard.splice(0));
  expect(found).toEqual(turns);
  // Nothing stays behind that would be kept for ever.
  expect([channels[0]!.isClosed, channels[0]!.waiting]).toEqual([true, 0]);
});

test('nothing is heard any more of what was cancelled', () => {
  const work = start(20);
  work.cancel();
  expect([channels[0]!.turn(), heard, channels[0]!.isClosed]).toEqual([false, atOnce, true]);
});

test('what is there early is painted before the rest is arranged; where nothing is painted, the rest does not wait for it', () => {
  vi.useFakeTimers();
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => frames.push(act));
  start(4, 2);
  expect([heard.splice(0), channels[0]!.waiting]).toEqual([['1', '2', 'begun picture'], 0]);
  for (const act of frames.splice(0)) act();
  // One message, behind the picture.
  expect(channels[0]!.waiting).toBe(1);
  channels[0]!.turn();
  expect(heard.splice(0)).toEqual(['3', '4', 'done end']);
  vi.advanceTimersByTime(1000);
  expect(channels[0]!.waiting).toBe(0);

  start(4, 2);
  vi.advanceTimersByTime(1000);
  channels[1]!.turn();
  expect(heard.at(-1)).toBe('done end');
  vi.useRealTimers();
});
