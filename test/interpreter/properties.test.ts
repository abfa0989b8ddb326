/** What holds of every run, whatever the machine. */
import fc from '../harness/properties';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { laws } from './historyLaws';
import { run, type Case } from './check';
import { randomCases } from './randomMachines';

function always(name: string, numRuns: number, check: (given: Case) => Promise<void>): void {
  test(name, () => fc.assert(fc.asyncProperty(randomCases, check), { numRuns }), 60_000);
}

always('every run ends, and its history keeps all laws', 150, async (given) => {
  const made = await run(given);
  for (const [law, broken] of Object.entries(laws)) expect({ law, broken: broken(made) }).toEqual({ law, broken: [] });
});

always('a broken machine ends too, and lawfully', 60, async (given) => {
  const [place, value] = fc.sample(fc.tuple(fc.nat(200), fc.jsonValue({ maxDepth: 2 })), {
    numRuns: 1,
    seed: given.seed ?? 0,
  })[0]!;
  const machine = withValue(given.machine, place, value as Json);
  const made = await run({ ...given, machine, abortAfter: 1_000_000 });
  for (const [law, broken] of Object.entries(laws)) expect({ law, broken: broken(made) }).toEqual({ law, broken: [] });
  const looking = { pause: () => undefined, watches: () => EVERY_PART };
  const watched = await run({ ...given, machine, abortAfter: 1_000_000, ...looking });
  expect(JSON.stringify(watched.all)).toBe(JSON.stringify(made.all));
});

always('a machine that is stopped at every part ends too, and lawfully', 60, async (given) => {
  const made = await run({ ...given, pause: () => Promise.resolve(), watches: () => EVERY_PART });
  for (const [law, broken] of Object.entries(laws)) expect({ law, broken: broken(made) }).toEqual({ law, broken: [] });
});

always('a Wait takes as long as it says, be it a year', 40, async (given) => {
  const { all } = await run(given);
  const entered = new Map<string, number>();
  for (const event of all) {
    if (event.kind === 'note') continue;
    const { strand, statePath = '' } = event.envelope;
    const key = `${event.kind === 'history' ? '' : event.executionArn} ${strand} ${statePath}`;
    const time = Date.parse(event.event.timestamp);
    if (event.event.type === 'WaitStateEntered') entered.set(key, time);
    const seconds = event.event.type === 'WaitStateExited' ? secondsOf(given, event.event) : undefined;
    if (seconds !== undefined) expect(time - (entered.get(key) ?? 0)).toBe(seconds * 1000);
  }
});

describe('the same history comes of', () => {
  const same = async (given: Case, other: Case): Promise<void> => {
    const [first, second] = [await run(given), await run(other)];
    expect(JSON.stringify(second.all)).toBe(JSON.stringify(first.all));
    expect(second.result).toEqual(first.result);
  };

  always('the same seed and the same replies, byte for byte', 40, (given) => same(given, given));
  always('the JSON and the YAML form of a machine', 40, (given) => same(given, { ...given, form: 'yaml' }));
  always('a run that a debugger looks on', 40, (given) => same(given, { ...given, pause: () => undefined }));
  always('a run of which a debugger watches every part', 80, (given) =>
    same(given, { ...given, pause: () => undefined, watches: () => EVERY_PART }),
  );
});

/** Part of a state that a debugger waits for: each. */
const EVERY_PART = { has: () => true } as unknown as ReadonlySet<string>;

/** The machine with another value in the place of its n-th field or item. */
function withValue(machine: Json, place: number, value: Json): Json {
  const places = JSON.stringify(machine).split(/[:,]/).length;
  let left = 1 + (place % places);
  return JSON.parse(JSON.stringify(machine, (_key, old: Json) => (left-- === 0 ? value : old))) as Json;
}

/** `Seconds` of the Wait state that was left, where the machine says a plain number. Names are given once. */
function secondsOf({ machine }: Case, { stateExitedEventDetails: details }: HistoryEvent): number | undefined {
  let seconds: unknown;
  JSON.stringify(machine, (key, value: unknown) => {
    if (key === details?.name) seconds = (value as { Seconds?: unknown }).Seconds;
    return value;
  });
  return typeof seconds === 'number' ? seconds : undefined;
}
