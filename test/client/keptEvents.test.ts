/** What is kept of the events of a function. */
import { expect, it } from 'vitest';
import { KeptEvents } from '../../client/events/keptEvents';
import { memento } from './editor/context';

const LONG = 'x'.repeat(100_001);

it('has the five newest, each once, and none that is long', async () => {
  const memory = memento();
  const kept = new KeptEvents(memory, 'Pack');
  expect(kept.recent()).toEqual([]);
  for (const text of ['1', '2', '3', '2', '4', LONG, LONG.slice(1), '6']) await kept.remember({ text });
  await kept.remember({ file: '/a.json' });
  await kept.remember({ file: '/b.json' });
  await kept.remember({ file: '/a.json' });
  const texts = kept.recent().map(({ text, file }) => file ?? text!.slice(0, 3));
  expect(texts).toEqual(['/a.json', '/b.json', '6', 'xxx', '4']);
  expect(new KeptEvents(memory, 'Ship').recent()).toEqual([]);
});

it('has a sample by its id, with what was written into it unless that is long', () => {
  const memory = memento();
  const kept = new KeptEvents(memory, 'Pack');
  const made = { seed: 1, now: 2 };
  kept.keepSample('sqs', { ...made, text: '{}' });
  kept.keepSample('sns', { ...made, text: LONG });
  kept.keepSample('s3', { ...made, text: LONG.slice(1) });
  expect(kept.sample('sqs')).toEqual({ ...made, text: '{}' });
  expect(kept.sample('sns')).toEqual(made);
  expect(kept.sample('s3')?.text).toHaveLength(100_000);
  expect(kept.sample('kinesis')).toBeUndefined();
  expect(new KeptEvents(memory, 'Ship').sample('sqs')).toBeUndefined();
  expect([kept.isSample('{}\n'), kept.isSample('[]'), new KeptEvents(memory, 'Ship').isSample('{}')]).toEqual([
    ...[true, false, false],
  ]);
});
