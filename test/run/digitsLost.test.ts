/** A handler in JavaScript reads numbers as doubles, here as on AWS: that is said where digits are lost, and nowhere else. */
import { expect, test } from 'vitest';
import type { TaskCall } from '../../core/interpreter/host';
import type { FunctionSpec } from '../../lambda/lambda';
import { callFunction } from '../../run/runners/callFunction';
import type { RunServices } from '../../run/run';

const LOST = 'bill is given a number with more digits than a number of JavaScript has';

async function told(event: string, spec: Partial<FunctionSpec>): Promise<readonly string[]> {
  const sentences: string[] = [];
  const given: string[] = [];
  const run = {
    tell: (sentence: string) => void sentences.push(sentence),
    stepFunctions: {},
    lambda: { invoke: (_: FunctionSpec, text: string) => (given.push(text), Promise.resolve({ type: 'success' })) },
  } as unknown as RunServices;
  const called = { spec: { name: 'bill', ...spec } as FunctionSpec };
  await callFunction(called, event, run, new AbortController().signal, {} as TaskCall);
  expect(given).toEqual([event]);
  return sentences;
}

test.each<[string, Partial<FunctionSpec>, boolean]>([
  ['{"id":12345678901234567890}', { file: 'bill.js' }, true],
  ['{"rows":[{"id":9007199254740993}]}', { file: 'bill.ts' }, true],
  ['{"rate":0.12345678901234567891}', { runtime: 'nodejs22.x', file: 'bill' }, true],
  ['{"id":12345678901234567890}', { file: 'bill.py' }, false],
  ['{"id":12345678901234567890}', { runtime: 'python3.12', file: 'bill' }, false],
  ['{"id":9007199254740992}', { file: 'bill.js' }, false],
  ['{"total":10.0,"size":1e3}', { file: 'bill.js' }, false],
  ['{"id":"12345678901234567890"}', { file: 'bill.js' }, false],
])('%s for %j', async (event, spec, isLost) => {
  const sentences = await told(event, spec);
  expect(sentences).toEqual(isLost ? [expect.stringContaining(LOST)] : []);
});
