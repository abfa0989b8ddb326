/** Where the service answers otherwise than we do: what counts as the same, and what is written down of the rest. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import { differencesIn } from '../../run/calibrate';

const DAY = '2026-11-29';
type Measured = Parameters<typeof differencesIn>[0][number];
const success = (output: JsonObject): object => ({ answer: { type: 'success', output } });
const failure = (name: string): object => ({ answer: { type: 'failure', name, message: 'why' } });
const found = (call: object, answer: object) => differencesIn([{ call, ...answer } as unknown as Measured], DAY);

const validation = (ours: object): object => ({
  kind: 'validation',
  machine: 'orders',
  request: { definition: '{}', type: 'STANDARD' },
  ours,
});
const error = (code: string, severity = 'ERROR'): object => ({ severity, code, message: 'any' });

test.each<[what: string, ours: object, answer: object, isSame: boolean]>([
  ['both fine', { result: 'OK' }, success({ Result: 'OK', Diagnostics: [] }), true],
  ['another verdict', { result: 'OK' }, success({ Result: 'FAIL' }), false],
  [
    'the same errors in another order and words',
    { result: 'FAIL', diagnostics: [error('A'), error('B')] },
    success({
      Result: 'FAIL',
      Diagnostics: [
        { Severity: 'ERROR', Code: 'B', Message: 'x' },
        { Severity: 'ERROR', Code: 'A' },
      ],
    }),
    true,
  ],
  [
    'another error',
    { result: 'FAIL', diagnostics: [error('A')] },
    success({ Result: 'FAIL', Diagnostics: [{ Severity: 'ERROR', Code: 'B' }] }),
    false,
  ],
  ['a warning alone', { result: 'OK', diagnostics: [error('A', 'WARNING')] }, success({ Result: 'OK' }), false],
  ['a refusal', { result: 'OK' }, failure('AccessDenied'), false],
  ['an answer that is no object', { result: 'OK' }, { answer: { type: 'success', output: [] } }, false],
])('a definition: %s', (_, ours, answer, isSame) => {
  const vectors = found(validation(ours), answer);
  expect(vectors.length).toBe(isSame ? 0 : 1);
  if (isSame) return;
  expect(vectors[0]).toMatchObject({
    id: 'calibrate/orders',
    family: 'calibrate',
    kind: 'validation',
    measured: DAY,
    about: 'definition',
    definitionText: '{}',
    request: { type: 'STANDARD' },
    ours,
  });
});

const tested = (ours: object, isVarying = false): object => ({
  kind: 'test_state',
  machine: 'orders',
  state: 'Ship',
  request: { definition: '{"StartAt":"Ship"}', input: '{"a":1.0}', stateName: 'Ship' },
  ours,
  isVarying,
});
const ours = (response: object): object => ({ response });

test.each<[what: string, call: object, answer: object, isSame: boolean]>([
  [
    'the same',
    tested(ours({ status: 'SUCCEEDED', output: '{"a":1}' })),
    success({ Status: 'SUCCEEDED', Output: '{ "a": 1 }' }),
    true,
  ],
  [
    'another output',
    tested(ours({ status: 'SUCCEEDED', output: '{"a":1}' })),
    success({ Status: 'SUCCEEDED', Output: '{"a":2}' }),
    false,
  ],
  [
    'a number in another form',
    tested(ours({ status: 'SUCCEEDED', output: '{"a":[1]}' })),
    success({ Status: 'SUCCEEDED', Output: '{"a":[1.0]}' }),
    false,
  ],
  [
    'members in another order',
    tested(ours({ output: '{"a":1,"b":{"c":[]}}' })),
    success({ Output: '{"b":{"c":[]},"a":1}' }),
    true,
  ],
  [
    'another output that varies',
    tested(ours({ status: 'SUCCEEDED', output: '1' }), true),
    success({ Status: 'SUCCEEDED', Output: '2' }),
    true,
  ],
  ['another status where it varies', tested(ours({ status: 'SUCCEEDED' }), true), success({ Status: 'FAILED' }), false],
  ['no output here', tested(ours({ status: 'SUCCEEDED' })), success({ Status: 'SUCCEEDED', Output: '1' }), false],
  ['no output there', tested(ours({ status: 'SUCCEEDED', output: '1' })), success({ Status: 'SUCCEEDED' }), false],
  [
    'null for nothing',
    tested(ours({ status: 'SUCCEEDED' })),
    success({ Status: 'SUCCEEDED', Output: null, NextState: null }),
    true,
  ],
  ['texts that are no JSON, the same', tested(ours({ output: 'x' })), success({ Output: 'x' }), true],
  ['texts that are no JSON, others', tested(ours({ output: 'x' })), success({ Output: 'y' }), false],
  ['another cause', tested(ours({ error: 'E', cause: 'a' })), success({ Error: 'E', Cause: 'b' }), false],
  ['another state', tested(ours({ nextState: 'A' })), success({ NextState: 'B' }), false],
  ['the same refusal', tested({ error: { code: 'InvalidDefinition' } }), failure('InvalidDefinition'), true],
  ['another refusal', tested({ error: { code: 'InvalidDefinition' } }), failure('AccessDenied'), false],
  ['a refusal there', tested(ours({ status: 'SUCCEEDED' })), failure('InvalidDefinition'), false],
  ['a refusal here', tested({ error: { code: 'InvalidDefinition' } }), success({ Status: 'SUCCEEDED' }), false],
])('a state: %s', (_, call, answer, isSame) => {
  const vectors = found(call, answer);
  expect(vectors.length).toBe(isSame ? 0 : 1);
  if (isSame) return;
  expect(vectors[0]).toMatchObject({
    id: 'calibrate/orders/Ship',
    kind: 'test_state',
    definition: { StartAt: 'Ship' },
    inputText: '{"a":1.0}',
    testState: { stateName: 'Ship' },
    ours: (call as { ours: object }).ours,
  });
});

test('what is expected is written as the API spells it', () => {
  const [fails, answers] = [
    failure('AccessDenied'),
    success({ Status: 'FAILED', InspectionData: { Result: '1' } }),
  ].map((answer) => found(tested(ours({ status: 'SUCCEEDED' })), answer)[0]!['expected']);
  expect(fails).toEqual({ error: { code: 'AccessDenied', message: 'why' } });
  expect(answers).toEqual({ response: { status: 'FAILED', inspectionData: { result: '1' } } });
  const without = tested({ error: { code: 'A' } }) as { request: { input?: string } };
  delete without.request.input;
  expect(found(without, failure('B'))[0]).toMatchObject({ inputText: '{}', input: {} });
});
