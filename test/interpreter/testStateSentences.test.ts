/** TestState, sentence by sentence; JSON texts of request and answer are written as values. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { seededRandom, testState, type TestStateRequest } from '../../core/interpreter';
import type { Json } from '../../core/json';

type Fields = Record<string, Json>;

interface Sentence {
  readonly sentence: string;
  readonly state: Fields;
  readonly input?: Json;
  readonly result?: Json;
  readonly error?: { readonly error?: string; readonly cause?: string };
  readonly variables?: Fields;
  readonly context?: Fields;
  readonly configuration?: Fields;
  readonly status: string;
  readonly output?: Json;
  readonly next?: string;
  /** Members the inspection data must have. */
  readonly inspection?: Fields;
}

const file = path.join(__dirname, 'fixtures', 'tables', 'testState.yaml');
const sentences = parseYaml(readFileSync(file, 'utf8'), { merge: true }) as Sentence[];
/** What is no JSON text in the inspection data. */
const PLAIN = new Set(['errorDetails', 'maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage']);

test.each(sentences)('$sentence', async (given) => {
  const host = { now: () => 0, ...seededRandom(1) };
  const answer = await testState(requestOf(given), host);
  if (!('response' in answer)) throw new Error(answer.error.message);
  const { status, output, nextState, inspectionData = {} } = answer.response;
  expect(status).toBe(given.status);
  expect(output && (JSON.parse(output) as Json)).toEqual(given.output);
  expect(nextState).toBe(given.next);
  const read = Object.entries(inspectionData).map(([name, value]) => [
    name,
    PLAIN.has(name) ? value : (JSON.parse(value as string) as Json),
  ]);
  expect(Object.fromEntries(read)).toMatchObject(given.inspection ?? {});
});

function requestOf({ state, input, result, error, variables, context, configuration }: Sentence): TestStateRequest {
  const text = (value: Json): string => JSON.stringify(value);
  return {
    definition: text(state),
    inspectionLevel: 'DEBUG',
    ...(input !== undefined && { input: text(input) }),
    ...(result !== undefined && { mock: { result: text(result), fieldValidationMode: 'NONE' } }),
    ...(error && { mock: { errorOutput: error } }),
    ...(variables && { variables: text(variables) }),
    ...(context && { context: text(context) }),
    ...(configuration && { stateConfiguration: configuration }),
  };
}
