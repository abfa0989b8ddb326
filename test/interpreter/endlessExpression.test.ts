/** Expressions that would not end: whoever ends the run ends them too, at their next turn. */
import { expect, test } from 'vitest';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import type { Host } from '../../core/interpreter/host';
import { runMachine } from '../../core/interpreter/run';
import { buildMachine } from '../../core/model/buildMachine';
import { parseDocument } from '../../core/syntax/parse';
import { limitMatchesInTime } from '../../run/matchTimeLimit';

limitMatchesInTime();

const ENDLESS = '($f := function($n) { $f($n + 1) }; $f(1))';
const EXPRESSIONS = {
  'a function that calls itself': ENDLESS,
  'two beside each other': `[${ENDLESS}, ${ENDLESS}]`,
  'lists in lists': '$map([1..800000], function($x) { $map([1..800000], function($y) { $y }) })',
  'functions of the library': '$map([1..800000], $string)',
  'a long path': '[1..800].([1..800].([1..800].($ + 1)))',
  'long lists': '$map([1..100000], function($i) { $reverse([1..800000]) })',
  'a grouping': '$count(([1..300000].{ "a": $ }){ "k": a })',
  'a sort': '$sort([1..300000], function($a, $b) { $a < $b })',
  'an order': '$map([1..800000], function($i) { [1..20000]^(>$) })',
  'many matches': '$replace($pad("", 6000000, "ab"), /a/, "b")',
  'a match without end': '$match($pad("", 60, "a") & "!", /^(a+)+$/)',
};

const inside = (expression: string) => ({
  StartAt: 'Inside',
  States: { Inside: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
});

function machineOf(definition: object) {
  return buildMachine(
    parseDocument('m.asl.json', JSON.stringify({ QueryLanguage: 'JSONata', ...definition }), 'json'),
  )!;
}

interface World {
  readonly host: Host;
  readonly events: RunEvent[];
  /** How often the expression has given others their turn. */
  turns: number;
}

/** `onTurn` stands for what happens outside while an expression is evaluated. */
function worldWith(onTurn: (turn: number) => void): World {
  const world: World = {
    turns: 0,
    events: [],
    host: {
      now: () => 0,
      random: () => 0.5,
      uuid: () => 'u',
      sleep: (_ms, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('over')))),
      giveWay: async () => {
        onTurn(++world.turns);
        await new Promise((resolve) => setImmediate(resolve));
      },
      emit: (event) => void world.events.push(event),
      runTask: () => new Promise(() => undefined),
    },
  };
  return world;
}

test.each(Object.entries(EXPRESSIONS))('%s ends with the run', async (_what, expression) => {
  const stop = new AbortController();
  const world = worldWith((turn) => turn === 2 && stop.abort({ error: 'Stop', cause: 'enough' }));
  const result = await runMachine(machineOf(inside(expression)), world.host, { input: '{}', signal: stop.signal });
  expect(result).toEqual({ status: 'ABORTED', error: 'Stop', cause: 'enough' });
  const { turns } = world;
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(world.turns).toBe(turns);
});

test('a branch that fails ends the expression of another', async () => {
  const machine = machineOf({
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches: [inside(ENDLESS), inside('1 + "a"')], End: true } },
  });
  const world = worldWith(() => undefined);
  const result = await runMachine(machine, world.host, { input: '{}' });
  expect(result).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  expect(world.turns).toBeLessThan(3);
});

test('a part that fails ends the parts behind it', async () => {
  const world = worldWith(() => undefined);
  const result = await runMachine(machineOf(inside(`[1 + "a", ${ENDLESS}]`)), world.host, { input: '{}' });
  expect(result).toMatchObject({ status: 'FAILED', cause: expect.stringContaining('T2002') as string });
  const { turns } = world;
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(world.turns).toBeLessThan(turns + 2);
});
