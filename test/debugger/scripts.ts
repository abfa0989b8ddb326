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
            Comment: packed
            Result: packed
            Next: Hand over
          Hand over:
            Type: Pass
            End: true
`;

const RULES = {
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.n', NumericGreaterThan: 10, Next: 'Large' },
        {
          Or: [
            { Variable: '$.kind', StringEquals: 'x' },
            { Variable: '$.n', IsNumeric: true },
          ],
          Next: 'Small',
        },
      ],
      Default: 'Large',
    },
    Small: { Type: 'Pass', End: true },
    Large: { Type: 'Pass', End: true },
  },
};

const FIELDS = {
  StartAt: 'Shape',
  States: {
    Shape: {
      Type: 'Parallel',
      InputPath: '$.order',
      Parameters: { kind: 'order', 'count.$': 'States.ArrayLength($.prices)' },
      Branches: [{ StartAt: 'Inner', States: { Inner: { Type: 'Pass', End: true } } }],
      ResultSelector: { 'kind.$': '$[0].kind' },
      ResultPath: '$.shaped',
      End: true,
    },
  },
};

const JSONATA_TEMPLATE = `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        QueryLanguage: JSONata
        StartAt: Sum
        States:
          Sum:
            Type: Parallel
            Arguments:
              fixed: 1
              total: >-
                {%
                  $sum($states.input.prices)
                %}
            Branches:
              - StartAt: Inner
                States:
                  Inner:
                    Type: Pass
                    End: true
            Output: '{% $states.result[0] %}'
            Assign:
              last: '{% $states.result[0].total %}'
            End: true
`;

const SHAPED_MAP = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'item.$': '$$.Map.Item.Value' },
      ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Pass', End: true } } },
      Next: 'After',
    },
    After: { Type: 'Succeed' },
  },
};

const twin = (after: string) => ({
  StartAt: 'Twin',
  States: { Twin: { Type: 'Pass', Next: after }, [after]: { Type: 'Pass', End: true } },
});
const PARALLEL_TWINS = {
  StartAt: 'Both',
  States: { Both: { Type: 'Parallel', Branches: [twin('After'), twin('After')], End: true } },
};

const COUNTING = {
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { count: 1, other: 'x' }, Next: 'Count' },
    Count: {
      Type: 'Pass',
      Assign: { count: '{% $count + 1 %}' },
      Output: '{% $merge([$states.input, {"order": {"total": $states.input.order.total * 2}}]) %}',
      Next: 'Which',
    },
    Which: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $count < 3 %}', Assign: { count: '{% $count + 1 %}' }, Next: 'Same' }],
      Default: 'Same',
    },
    Same: { Type: 'Pass', Assign: { count: '{% $count %}' }, End: true },
  },
};

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
  'keeps every digit of a number that a person gives': {
    definition: CHAIN,
    input: { id: 7, total: 1 },
    breakpoints: { Second: {}, Third: {} },
    steps: [
      'set Input id 12345678901234567890',
      'set Input total 10.0',
      'show Input',
      'evaluate $.id',
      'continue',
      'set Variables kept {"n": 9007199254740993}',
      'show Input',
      'show Variables',
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
  'steps from a caught error to where its catcher leads': {
    definition: TASK,
    replies: { charge: [{ error: 'Declined' }] },
    errors: 'all',
    steps: ['next', 'next', 'next'],
  },
  'stops at an error once the retries of a state around are used up': {
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'Charge', States: { Charge: { ...TASK.States.Charge, Retry: [], Catch: [] } } }],
          Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }],
          End: true,
        },
      },
    },
    replies: { charge: [{ error: 'Busy' }] },
    errors: 'uncaught',
    steps: ['continue', 'continue'],
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
  'counts hits from the first after a restart': {
    definition: MAP,
    input: ['a', 'b'],
    breakpoints: { Pack: { hitCondition: '2' } },
    functions: [{ name: 'Label', hitCondition: '2' }],
    steps: ['continue', 'restart', 'show Input', 'continue', 'continue'],
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
    answer: { answer: { return: '{"Item":{"id":{"S":"7"}}}' } },
    steps: [],
  },
  'asks once where a person has the rest filled in': {
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: ['Look up', 'Look also'].map((name) => ({
            StartAt: name,
            States: {
              [name]: {
                Type: 'Task',
                Resource: 'arn:aws:states:::dynamodb:getItem',
                Parameters: { TableName: 'orders', Key: { id: { S: '7' } } },
                ResultSelector: { 'total.$': '$.Item.total.N' },
                End: true,
              },
            },
          })),
          Next: 'Paid?',
        },
        'Paid?': {
          Type: 'Choice',
          Choices: [{ Variable: '$[1].total', StringEquals: '12', Next: 'Tell' }],
          Default: 'Unpaid',
        },
        Unpaid: { Type: 'Fail' },
        Tell: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sns:publish',
          Parameters: { TopicArn: 'arn:aws:sns:us-east-1:123456789012:told', Message: 'paid' },
          ResultSelector: { 'told.$': '$.MessageId' },
          End: true,
        },
      },
    },
    launch: { interactive: true },
    answer: { answer: { rest: true } },
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
        Tell: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sns:publish',
          Parameters: { TopicArn: 't', Message: 'hi' },
          End: true,
        },
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
  'stops at a rule before it is evaluated, and where it leads once it holds': {
    definition: RULES,
    input: { n: 4, kind: 'y' },
    lines: {
      NumericGreaterThan: {},
      StringEquals: {},
      '"Next": "Small"': {},
      '"Default"': {},
    },
    steps: ['evaluate $.n', 'continue', 'continue', 'show Input', 'next', 'continue'],
  },
  'stops at the retrier that is taken and at the catcher': {
    definition: TASK,
    replies: { charge: [{ error: 'Busy' }, { error: 'Declined' }] },
    lines: { '"MaxAttempts"': {}, '"Declined"': { condition: "$states.errorOutput.Error = 'Declined'" } },
    steps: ['show Error', 'scopes', 'continue', 'show Error', 'next', 'continue'],
  },
  'stops at a field and at an expression in it, with what it reads': {
    definition: FIELDS,
    input: { order: { id: 7, prices: [1, 2] } },
    lines: {
      '"Parameters"': {},
      '"count.$"': { condition: '$.id == 7 && $.prices[1] > 1' },
      '"ResultSelector"': { logMessage: 'answered {$.kind}, {% $states.input.kind %}' },
      '"ResultPath"': {},
    },
    steps: [
      'show Input',
      'scopes',
      'evaluate $.id',
      'continue',
      'show Stages',
      'evaluate $.prices[0] + 1',
      'continue',
      'evaluate $',
      'next',
      'continue',
    ],
  },
  'changes what fields read, before they read it': {
    definition: FIELDS,
    input: { order: { id: 7, prices: [1, 2] } },
    lines: { '"Parameters"': {}, '"count.$"': {}, '"ResultSelector"': {}, '"ResultPath"': {} },
    steps: [
      'set Field_Input id 8',
      'set Stages afterInputPath {"prices":[1]}',
      'set Input order 1',
      'continue',
      'show Field_Input',
      'set Field_Input prices [1,2,3]',
      'continue',
      'show Stages',
      'set Stages afterParameters 1',
      'set Stages result [{"kind":"changed"}]',
      'continue',
      'set Stages result 1',
      'set Field_Input kind "again"',
      'continue',
    ],
  },
  'refuses to change what a field does not read': {
    definition: {
      StartAt: 'Fixed',
      States: {
        Fixed: { Type: 'Pass', InputPath: '$.order', Result: { a: 1 }, ResultPath: '$.result', End: true },
      },
    },
    input: { order: { id: 7 } },
    lines: { '"InputPath"': {}, '"Result"': {}, '"ResultPath"': {} },
    steps: ['set Input order 1', 'continue', 'set Field_Input id 8', 'continue', 'set Field_Input a 2', 'continue'],
  },
  'changes what a task is called with, and nothing at its retrier': {
    definition: TASK,
    input: { id: 7 },
    replies: { charge: [{ error: 'Busy' }, { return: 1 }] },
    lines: { '"Resource"': {}, '"IntervalSeconds"': {} },
    steps: [
      'set Stages afterParameters {"id":8}',
      'show Field_Input',
      'continue',
      'set Stages afterParameters 1',
      'continue',
      'continue',
    ],
  },
  'changes the result that JSONata reads, once for all that follows': {
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Charge',
      States: {
        Charge: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:charge',
          Assign: { paid: '{% $states.result.paid %}' },
          Next: 'Show',
        },
        Show: { Type: 'Pass', Output: '{% {"paid": $paid, "result": $states.input} %}', End: true },
      },
    },
    replies: { charge: [{ return: { paid: 1 } }] },
    lines: { '"paid"': {} },
    steps: ['set Result paid 2', 'show Stages', 'evaluate $states.result.paid', 'continue'],
  },
  'stops at an expression of JSONata, also in a block of YAML': {
    definition: JSONATA_TEMPLATE,
    input: { prices: [1, 2, 3] },
    lines: { '$sum(': {}, "last: '": { condition: '{% $states.result.total > 5 %}' } },
    steps: ['evaluate $states.input.prices', 'continue', 'scopes', 'show Result', 'set Variables a 5', 'continue'],
  },
  'stops where an item is shaped, in the iteration that it is for': {
    definition: SHAPED_MAP,
    input: { items: ['a', 'b'] },
    lines: { '"item.$"': {} },
    steps: ['evaluate $$.Map.Item.Value', 'threads', 'next', 'continue', 'stepOut', 'continue'],
  },
  'stops at a part of a branch': {
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Left', States: { Left: { Type: 'Pass', Result: 1, End: true } } },
            { StartAt: 'Right', States: { Right: { Type: 'Pass', Result: 2, End: true } } },
          ],
          ResultPath: '$.both',
          End: true,
        },
      },
    },
    lines: { '"Result": 2': {}, '"ResultPath"': {} },
    steps: ['threads', 'stepIn', 'continue', 'continue'],
  },
  'stops at the part of a machine that a state starts': {
    definition: TWO_MACHINES,
    launch: { machine: 'Orders' },
    lines: { 'OutputPath: $.Output': {}, 'Comment: packed': {}, 'Result: packed': {} },
    functions: [{ name: 'Hand over' }],
    steps: ['continue', 'continue', 'continue'],
  },
  'stops at a column': {
    definition:
      '{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.n","IsPresent":true,"Next":"B"}]},"B":{"Type":"Pass","Result":2,"End":true}}}',
    input: { n: 1 },
    lines: { '"Next":"B"': { atText: true }, '"Result"': { atText: true }, '"StartAt"': {} },
    steps: ['continue', 'continue'],
  },
  'refuses what it cannot read': {
    definition: RULES,
    input: { n: 4, kind: 'y' },
    breakpoints: { Small: { condition: '$.n >' }, Large: { hitCondition: 'often' } },
    lines: { '"Default"': { logMessage: 'n is {$.n +}' }, '"Type": "Choice"': { hitCondition: '% 0' } },
    functions: [
      { name: 'Smal' },
      { name: 'Something else' },
      { name: 'Small', condition: '1 +' },
      { name: 'Small', hitCondition: '=> 2' },
    ],
    filters: [{ filterId: 'nothing' }],
    steps: [],
  },
  'stops at every state of a name': {
    definition: PARALLEL_TWINS,
    // AWS refuses two states of one name.
    launch: { runAnyway: true },
    functions: [
      { name: 'Twin' },
      { name: 'Both/1/After', condition: '$.id = 7' },
      { name: 'Both/0/After', hitCondition: '2' },
    ],
    input: { id: 7 },
    steps: ['continue', 'continue', 'continue'],
  },
  'stops where a variable changes, at the field that changes it': {
    definition: COUNTING,
    input: { order: { total: 5 } },
    breakpoints: { Begin: {} },
    steps: [
      'watch Variables count',
      'watch Context State',
      'continue',
      'show Variables',
      'continue',
      'continue',
      'continue',
    ],
  },
  'stops where data change on their way': {
    definition: COUNTING,
    input: { order: { total: 5 } },
    breakpoints: { Begin: {} },
    steps: ['watch Input order $states.input.order.total', 'continue', 'show Output', 'continue', 'continue'],
  },
  'stops at errors of a kind, and of a name': {
    definition: TASK,
    replies: { charge: [{ error: 'Busy' }, { error: 'Declined' }] },
    filters: [
      { filterId: 'retried', condition: 'Other, Bu*' },
      { filterId: 'caught', condition: '!Declined' },
      { filterId: 'timedOut' },
    ],
    steps: ['continue'],
  },
  'stops at an error that no catcher may take': {
    definition: {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'In', States: { In: { Type: 'Pass', InputPath: '$.none', End: true } } }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
          End: true,
        },
        After: { Type: 'Succeed' },
      },
    },
    errors: 'uncaught',
    steps: ['continue', 'continue'],
  },
  'steps out past a part at which it does not stop': {
    definition: FIELDS,
    input: { order: { prices: [] } },
    breakpoints: { Inner: {} },
    lines: { '"ResultPath"': { condition: 'false' } },
    steps: ['stepOut', 'continue'],
  },
  'is stopped half way': { definition: CHAIN, breakpoints: { Second: {} }, steps: ['terminate'] },
};
