/** Machines of any size to measure with. */
import type { JsonObject } from '../core/json';

/** Pass states in a row. */
export function chain(length: number): JsonObject {
  const States: JsonObject = {};
  for (let index = 0; index < length; index++) {
    States[`S${index}`] = { Type: 'Pass', ...(index + 1 < length ? { Next: `S${index + 1}` } : { End: true }) };
  }
  return { StartAt: 'S0', States };
}

/** Ten states of the kinds that need nothing from outside, as a small workflow has them. */
export const tenStates: JsonObject = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Parameters: { 'n.$': '$.n', items: [1, 2, 3] }, Next: 'Large' },
    Large: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 10, Next: 'Note' }], Default: 'Small' },
    Small: { Type: 'Pass', Result: 'small', ResultPath: '$.size', Next: 'Each' },
    Note: { Type: 'Pass', Result: 'large', ResultPath: '$.size', Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Pass', End: true } } },
      ResultPath: '$.items',
      Next: 'Both',
    },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
        { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
      ],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

/** As `chain`, but as people write them: tasks with retry and catch. */
export function tasks(length: number): JsonObject {
  const States: JsonObject = { Failed: { Type: 'Fail', Error: 'Failed' } };
  for (let index = 0; index < length; index++) {
    States[`S${index}`] = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:f', 'Payload.$': '$' },
      Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1, MaxAttempts: 3, BackoffRate: 2 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
      ...(index + 1 < length ? { Next: `S${index + 1}` } : { End: true }),
    };
  }
  return { StartAt: 'S0', States };
}

/** `lambda:invoke` tasks in a row that hand their payload on. */
export function mockedTasks(length: number): JsonObject {
  const States: JsonObject = {};
  for (let index = 0; index < length; index++) {
    States[`S${index}`] = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f', 'Payload.$': '$' },
      OutputPath: '$.Payload',
      ...(index + 1 < length ? { Next: `S${index + 1}` } : { End: true }),
    };
  }
  return { StartAt: 'S0', States };
}

/** A Map over its input's `items` with a Pass inside. */
export const mapMachine: JsonObject = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: { StartAt: 'Inside', States: { Inside: { Type: 'Pass', End: true } } },
      End: true,
    },
  },
};

/** A loop that counts `n` to the limit. */
export function loop(limit: number): JsonObject {
  return {
    StartAt: 'Count',
    States: {
      Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.n', NumericLessThan: limit, Next: 'Count' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  };
}

/** The same in JSONata. */
export function jsonataLoop(limit: number): JsonObject {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Count',
    States: {
      Count: { Type: 'Pass', Output: { n: '{% $states.input.n + 1 %}' }, Next: 'Enough' },
      Enough: {
        Type: 'Choice',
        Choices: [{ Condition: `{% $states.input.n < ${limit} %}`, Next: 'Count' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  };
}

/** A Parallel of branches with one Pass each. */
export function parallel(branches: number): JsonObject {
  return {
    StartAt: 'All',
    States: {
      All: {
        Type: 'Parallel',
        Branches: Array.from({ length: branches }, (_, index) => ({
          StartAt: `B${index}`,
          States: { [`B${index}`]: { Type: 'Pass', End: true } },
        })),
        End: true,
      },
    },
  };
}
