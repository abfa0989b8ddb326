// Machines of any size to measure with.

/** Pass states in a row. */
export function chain(length) {
  const States = {};
  for (let index = 0; index < length; index++) {
    const rest = index + 1 < length ? { Next: `S${index + 1}` } : { End: true };
    States[`S${index}`] = { Type: 'Pass', Parameters: { 'a.$': '$.a', n: index }, ...rest };
  }
  return { StartAt: 'S0', States };
}

/** As `chain`, but as people write them: tasks with retry and catch. */
export function tasks(length) {
  const States = { Failed: { Type: 'Fail', Error: 'Failed' } };
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

/** A Map over its input's `items` with a Pass and a Choice inside. */
export const mapMachine = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'Double',
        States: {
          Double: { Type: 'Pass', Parameters: { 'twice.$': 'States.MathAdd($.n, $.n)' }, Next: 'Large' },
          Large: {
            Type: 'Choice',
            Choices: [{ Variable: '$.twice', NumericGreaterThan: 100, Next: 'Yes' }],
            Default: 'No',
          },
          Yes: { Type: 'Pass', End: true },
          No: { Type: 'Pass', End: true },
        },
      },
      End: true,
    },
  },
};

/** A loop of JSONata states that counts to `$.limit`. */
export const jsonataLoop = {
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: {
      Type: 'Pass',
      Assign: { n: '{% $exists($n) ? $n + 1 : 1 %}' },
      Output: '{% $states.input %}',
      Next: 'Enough',
    },
    Enough: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $n < $states.input.limit %}', Next: 'Count' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};
