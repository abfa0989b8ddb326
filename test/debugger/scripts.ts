/** Small machines and what a person does with them; the transcripts beside tell what comes of it. */
import type { Script } from './check';

const CHAIN = {
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Result: { step: 1 }, ResultPath: '$.first', Next: 'Second' },
    Second: { Type: 'Pass', Assign: { kept: 'yes' }, Next: 'Third' },
    Third: { Type: 'Pass', End: true },
  },
};

const PARALLEL = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Left',
          States: { Left: { Type: 'Pass', Next: 'Left end' }, 'Left end': { Type: 'Pass', End: true } },
        },
        { StartAt: 'Right', States: { Right: { Type: 'Pass', End: true } } },
      ],
      Next: 'After',
    },
    After: { Type: 'Succeed' },
  },
};

const MAP = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Pack',
        States: { Pack: { Type: 'Pass', Next: 'Label' }, Label: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};

const TASK = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Declined'], Next: 'Cancel' }],
      End: true,
    },
    Cancel: { Type: 'Pass', End: true },
  },
};

const JSONATA = {
  QueryLanguage: 'JSONata',
  StartAt: 'Sum',
  States: {
    Sum: { Type: 'Pass', Assign: { total: '{% $sum($states.input.prices) %}' }, Next: 'Show' },
    Show: { Type: 'Pass', Output: '{% $total %}', End: true },
  },
};

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: Take
        States:
          Take:
            Type: Pass
            Next: Pack
          Pack:
            Type: Pass
            End: true
`;

const TWO_MACHINES = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Ship
        States:
          Ship:
            Type: Task
            Resource: arn:aws:states:::states:startExecution.sync:2
            Parameters:
              StateMachineArn: arn:aws:states:us-east-1:123456789012:stateMachine:Shipping
              Input:
                id: 7
            OutputPath: $.Output
            Next: Thank
          Thank:
            Type: Pass
            End: true
  Shipping:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Pack
        States:
          Pack:
            Type: Pass
            Next: Hand over
          Hand over:
            Type: Pass
            End: true
`;

export const SCRIPTS: { readonly [name: string]: Script } = {
  'stops at a breakpoint and shows the data': {
    definition: CHAIN,
    input: { id: 7 },
    breakpoints: { Second: {} },
    steps: ['scopes', 'show Input', 'evaluate $.first.step', "evaluate States.Format('no {}', $.id)", 'continue'],
  },
  'tells what AWS would refuse before it runs': {
    definition: { StartAt: 'First', States: { First: { Type: 'Pass', Next: 'Frist' } } },
    launch: { runAnyway: true },
    steps: [],
  },
  'steps from state to state and stops at the last exit': {
    definition: CHAIN,
    launch: { stopOnEntry: true },
    steps: ['next', 'next', 'show Variables', 'next', 'show Output', 'next'],
  },
  'changes input and output': {
    definition: CHAIN,
    input: { id: 7 },
    breakpoints: { Third: {} },
    steps: [
      'set Input id 8',
      'set Variables kept "no"',
      'set Context State {}',
      'show Input',
      'next',
      'set Output id "nine"',
      'set Input id 0',
      'continue',
    ],
  },
  'changes a variable that later states read': {
    definition: JSONATA,
    input: { prices: [1, 2, 3] },
    breakpoints: { Sum: {}, Show: {} },
    steps: ['next', 'set Variables total 7', 'next', 'continue'],
  },
  'refuses to change what a state is about to assign, and its stages': {
    definition: {
      StartAt: 'Sum',
      States: {
        Sum: { Type: 'Pass', Parameters: { twice: 4 }, Assign: { total: 4 }, End: true },
      },
    },
    launch: { stopOnEntry: true },
    steps: ['next', 'show Stages', 'set Stages Parameters 5', 'set Variables total 5', 'set Variables other 5'],
  },
  'changes the input that a catcher adds an error to': {
    definition: {
      ...TASK,
      States: {
        ...TASK.States,
        Charge: {
          ...TASK.States.Charge,
          Catch: [{ ErrorEquals: ['Declined'], ResultPath: '$.error', Next: 'Cancel' }],
        },
      },
    },
    input: { id: 7 },
    replies: { charge: [{ error: 'Declined' }] },
    errors: 'all',
    steps: ['set Error Cause x', 'set Input id 8', 'continue'],
  },
  'refuses to change what is around a state that is stopped': {
    definition: MAP,
    input: ['a'],
    breakpoints: { Pack: {} },
    steps: ['set Input 0 "b" at 1', 'set Variables x 1 at 1', 'set Input (value) "c"', 'continue'],
  },
  'offers in the console what the data has': {
    definition: CHAIN,
    input: { customer: { name: 'Ann', address: {} }, id: 7 },
    breakpoints: { Third: {} },
    steps: [
      'complete $.cu',
      'complete $.customer.',
      'complete $$.State.',
      'complete $k',
      'complete States.Hash',
      'continue',
    ],
  },
  'steps over a Parallel': { definition: PARALLEL, launch: { stopOnEntry: true }, steps: ['next', 'next', 'next'] },
  'steps into a branch and out of it': {
    definition: PARALLEL,
    launch: { stopOnEntry: true },
    steps: ['stepIn', 'threads', 'stepOut', 'continue'],
  },
  'steps in one iteration while the others wait': {
    definition: MAP,
    input: ['a', 'b'],
    breakpoints: { Pack: {} },
    steps: ['show Input', 'next', 'next', 'next', 'threads', 'continue'],
  },
  'steps into a handler and on to the next state': {
    definition: TASK,
    replies: { charge: [{ error: 'Busy' }, { error: 'Declined' }] },
    launch: { stopOnEntry: true },
    steps: ['stepIn', 'stepIn', 'continue'],
  },
  'steps over a handler': {
    definition: TASK,
    replies: { charge: [{ return: 'charged' }] },
    launch: { stopOnEntry: true },
    steps: ['next', 'stepIn'],
  },
  'steps into the machine that a state starts and out of it': {
    definition: TWO_MACHINES,
    launch: { machine: 'Orders', stopOnEntry: true },
    steps: ['stepIn', 'threads', 'show Input', 'stepOut', 'next', 'continue'],
  },
  'stops at a breakpoint of a machine that a state starts': {
    definition: TWO_MACHINES,
    launch: { machine: 'Orders' },
    breakpoints: { 'Hand over': {} },
    steps: ['next', 'next', 'next'],
  },
  'keeps a condition and a hit count': {
    definition: MAP,
    input: ['a', 'b', 'c'],
    breakpoints: { Pack: { condition: "$states.input = 'b'" }, Label: { hitCondition: '3' } },
    steps: ['show Input', 'continue', 'show Input', 'continue'],
  },
  'writes a log point and goes on': {
    definition: MAP,
    input: ['a', 'b'],
    breakpoints: { Pack: { logMessage: 'packing {$} of {$$.Map.Item.Index}' } },
    steps: [],
  },
  'stops at every error': {
    definition: TASK,
    replies: { charge: [{ error: 'Busy' }, { error: 'Declined' }] },
    errors: 'all',
    steps: ['show Error', 'continue', 'continue'],
  },
  'lets retried and caught errors pass': {
    definition: TASK,
    replies: { charge: [{ error: 'Busy' }, { error: 'Declined' }] },
    errors: 'uncaught',
    steps: [],
  },
  'stops at an error nobody takes': {
    definition: TASK,
    replies: { charge: [{ error: 'Busy' }, { error: 'Busy' }] },
    errors: 'uncaught',
    steps: ['continue'],
  },
  'reads variables in JSONata': {
    definition: JSONATA,
    input: { prices: [1, 2, 3] },
    breakpoints: { Show: {} },
    steps: [
      'show Variables',
      'evaluate $total * 2',
      'evaluate {% $states.input.prices[0] %}',
      'evaluate $total +',
      'continue',
    ],
  },
  'restarts with the same input': {
    definition: CHAIN,
    input: { id: 7 },
    breakpoints: { Second: {} },
    steps: ['restart', 'show Input', 'continue'],
  },
  'stops nowhere without debugging': {
    definition: CHAIN,
    launch: { noDebug: true, stopOnEntry: true },
    breakpoints: { Second: {} },
    steps: [],
  },
  'pauses in the middle of a state': {
    definition: { StartAt: 'Sleep', States: { Sleep: { Type: 'Wait', Seconds: 60, End: true } } },
    launch: { stopOnEntry: true, clock: 'real' },
    steps: ['continue and pause', 'show Input', 'terminate'],
  },
  'asks for the answer of a service': {
    definition: {
      StartAt: 'Look up',
      States: {
        'Look up': {
          Type: 'Task',
          Resource: 'arn:aws:states:::dynamodb:getItem',
          Parameters: { TableName: 'orders', Key: { id: { S: '7' } } },
          End: true,
        },
      },
    },
    launch: { interactive: true },
    answer: { answer: { return: { Item: { id: { S: '7' } } } } },
    steps: [],
  },
  'answers a task that waits for its token': {
    definition: {
      StartAt: 'Approve',
      States: {
        Approve: {
          Type: 'Task',
          Resource: 'arn:aws:states:us-east-1:123456789012:activity:approve',
          HeartbeatSeconds: 60,
          End: true,
        },
      },
    },
    input: { order: 7 },
    launch: { interactive: true },
    tokenAnswers: [
      { kind: 'heartbeat' },
      { kind: 'success', output: 'no JSON' },
      { kind: 'success', output: '{"approved":true}' },
      { kind: 'failure' },
    ],
    steps: [],
  },
  'lets virtual time pass while a task waits for its token': {
    definition: {
      StartAt: 'Approve',
      States: {
        Approve: {
          Type: 'Task',
          Resource: 'arn:aws:states:us-east-1:123456789012:activity:approve',
          TimeoutSeconds: 86_400,
          End: true,
        },
      },
    },
    launch: { interactive: true },
    tokenAnswers: [{ kind: 'letTimePass' }],
    steps: [],
  },
  'fails a task whose answer is declined': {
    definition: {
      StartAt: 'Tell',
      States: {
        Tell: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: { Message: 'hi' }, End: true },
      },
    },
    launch: { interactive: true },
    steps: [],
  },
  'stops inside a template': {
    definition: TEMPLATE,
    input: { id: 7 },
    breakpoints: { Pack: {} },
    steps: ['show Input', 'continue'],
  },
  'is stopped half way': { definition: CHAIN, breakpoints: { Second: {} }, steps: ['terminate'] },
};
