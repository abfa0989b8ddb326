import { expect, test, vi } from 'vitest';
import { check } from './check';

/** Controllers that a run of as many mocked tasks makes. */
async function controllersOf(tasks: number): Promise<number> {
  let made = 0;
  const Original = AbortController;
  vi.stubGlobal(
    'AbortController',
    class extends Original {
      constructor() {
        super();
        made++;
      }
    },
  );
  const names = Array.from({ length: tasks }, (_, index) => `S${index}`);
  const states = names.map((name, index) => {
    const next = names[index + 1];
    const Resource =
      index % 2 ? 'arn:aws:lambda:us-east-1:123456789012:function:F' : 'arn:aws:states:::sqs:sendMessage';
    return [name, { Type: 'Task', Resource, ...(next === undefined ? { End: true } : { Next: next }) }];
  });
  const mocks = Object.fromEntries(names.map((name) => [name, { return: {} }]));
  try {
    await check(
      {
        states: Object.fromEntries(states) as object as { [name: string]: object },
        settings: { mocks: { machine: mocks } },
      },
      { status: 'SUCCEEDED' },
    );
  } finally {
    vi.unstubAllGlobals();
  }
  return made;
}

test('a mocked task costs no controller of its own', async () => {
  expect(await controllersOf(12)).toBe(await controllersOf(2));
});
