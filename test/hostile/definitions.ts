/** Definitions whose every text of a person is hostile: right ones, and wrong ones, whose mistakes are told with those texts. */

const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:work' };

/** Runs to its end: a choice, a wait, a failure that is retried, one that is caught, a Map, and a Fail at last. */
export function soundDefinition(text: string): object {
  const state = (name: string): string => `${text}${name}`.slice(0, 70) + name;
  const fails = { Type: 'Fail', Error: text || 'E', Cause: text };
  return {
    Comment: text,
    StartAt: state('begin'),
    States: {
      [state('begin')]: {
        ...TASK,
        Comment: text,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: state('choose') }],
        Next: state('choose'),
      },
      [state('choose')]: {
        Type: 'Choice',
        Choices: [{ Variable: '$.text', IsPresent: true, Next: state('map') }],
        Default: state('map'),
      },
      [state('map')]: {
        Type: 'Parallel',
        Branches: [{ StartAt: state('inner'), States: { [state('inner')]: fails } }],
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 60 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: state('end') }],
        Next: state('end'),
      },
      [state('end')]: fails,
    },
  };
}

/** Every name that is looked up is missing, every field unknown, every value wrong. */
export function brokenDefinition(text: string): object {
  return {
    Comment: text,
    StartAt: `${text}?`,
    [text]: text,
    States: {
      [text]: {
        Type: 'Task',
        [text]: text,
        Resource: text,
        Next: `${text}!`,
        Retry: [{ ErrorEquals: [`States.${text}`], MaxAttempts: text }],
        Catch: [{ ErrorEquals: [text], Next: `${text}+`, ResultPath: text }],
        Parameters: { [`${text}.$`]: text },
      },
      B: { Type: text },
      C: { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${text} %}`, Assign: { [text]: '{% $x %}' }, Next: 'C' },
      D: { Type: 'Wait', Timestamp: text, End: true },
    },
  };
}
