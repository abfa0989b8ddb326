/** What a state passes to its function, by its machine alone. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../../core/json';
import type { Project } from '../../project';
import { passedByState, passedByMachine } from '../../run/launch/passedByState';

const invoke = (Payload: JsonObject | string, more: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'weigh', ...(typeof Payload === 'string' ? { 'Payload.$': Payload } : { Payload }) },
  ...more,
});

const DEFINITION = {
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-1:999900000000:function:look',
      ResultPath: '$.seen',
      Next: 'Kind',
    },
    Kind: {
      Type: 'Choice',
      Choices: [{ Variable: '$.seen.kind', StringEquals: 'letter', Next: 'Stamp' }],
      Default: 'Each/side',
    },
    Stamp: invoke({ stamp: true, 'kind.$': '$.seen.kind' }, { End: true }),
    'Each/side': {
      Type: 'Map',
      ItemsPath: '$.sides',
      ItemProcessor: {
        StartAt: 'Weigh',
        States: { Weigh: invoke({ 'side.$': '$.name', token: 7 }, { End: true }) },
      },
      End: true,
    },
  },
};

const PROJECT = {
  root: '/post',
  machines: [
    {
      name: 'Post/Box',
      file: '/post/box.asl.json',
      text: JSON.stringify(DEFINITION),
      type: 'STANDARD',
      substitutions: {},
    },
  ],
  functions: [],
  stacks: [],
} as unknown as Project;

test.each<[written: string, event: object]>([
  ['Post/Box/Stamp', { stamp: true, kind: 'letter' }],
  ['Post/Box/Weigh', { side: expect.anything() as unknown, token: 7 }],
  ['Post/Box/Look', {}],
])('%s', async (written, event) => {
  expect(await passedByState(written, PROJECT, 1)).toEqual({ event: expect.objectContaining(event) as unknown });
});

test.each([
  ['Post/Box/Stemp', 'Post/Box has no Task state "Stemp". Did you mean "Stamp"?'],
  ['Post/Box/Kind', 'Post/Box has no Task state "Kind".'],
  ['Post/Bax/Stamp', 'Name the machine and the state: state:MACHINE/STATE. This project has Post/Box.'],
])('%s is none', async (written, problem) => {
  const passed = await passedByState(written, PROJECT);
  expect('problem' in passed ? passed.problem : '').toContain(problem);
});

test.each<[name: string, states: readonly string[]]>([
  ['weigh', ['Stamp', 'Weigh']],
  ['look', ['Look']],
  ['other', []],
])('what the states pass to %s', async (name, states) => {
  const passed = await passedByMachine('Post/Box', [name], PROJECT);
  expect(passed.map(({ state }) => state).sort()).toEqual(states);
  expect(passed.every(({ event }) => typeof event === 'object')).toBe(true);
});
