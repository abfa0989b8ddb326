/** The bound that speed is measured against builds the very events the interpreter does: else it bounds nothing. */
import { expect, test } from 'vitest';
import * as bound from '../../bench/bound';
import { chain, jsonataLoop, loop, mapMachine, mockedTasks, parallel } from '../../bench/machines';
import type { RunEvent } from '../../core/interpreter';
import { runMachine } from '../../core/interpreter';
import type { Json, JsonObject } from '../../core/json';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';

const answer = ({ Payload }: JsonObject): JsonObject => ({ Payload: Payload as Json, StatusCode: 200 });

const ROWS = {
  chain: [chain(3), { a: 1 }, bound.chainBound(3)],
  map: [mapMachine, { items: [1, { b: 'x' }] }, bound.mapBound()],
  loop: [loop(3), { n: 0 }, bound.loopBound(3)],
  'JSONata loop': [jsonataLoop(3), { n: 0 }, bound.jsonataLoopBound(3)],
  parallel: [parallel(2), { a: 1 }, bound.parallelBound(2)],
  tasks: [mockedTasks(2), { a: 1 }, bound.tasksBound(2, answer)],
} as const;

test.each(Object.entries(ROWS))('%s: the same stream', async (_name, [definition, input, run]) => {
  const text = JSON.stringify(input);
  const expected: RunEvent[] = [];
  await run(text, { now: () => 0, emit: (event) => expected.push(event) });
  expect(await interpret(definition, text)).toEqual(expected);
});

async function interpret(definition: unknown, input: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await runMachine(
    buildMachine(parseDocument('file:///m.asl.json', JSON.stringify(definition), 'json'))!,
    {
      now: () => 0,
      random: () => 0,
      uuid: () => 'u',
      sleep: () => Promise.resolve(),
      runTask: (call) => ({ type: 'success', output: answer(call.input as JsonObject) }),
      emit: (event) => events.push(event),
    },
    { input },
  );
  return events;
}
