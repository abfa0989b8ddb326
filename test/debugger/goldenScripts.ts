/** What is acted out with the adapter as it ships. */
import type { Script } from './check';

const RESOURCE = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
const handler = (body: string): { readonly [name: string]: string } => ({
  'charge.js': `exports.handler = async (event) => {\n  ${body}\n};\n`,
});

const ORDER = {
  StartAt: 'Pack',
  States: {
    Pack: { Type: 'Pass', Assign: { 'packed.$': '$.items' }, Next: 'Charge' },
    Charge: { Type: 'Task', Resource: RESOURCE, Next: 'Ship' },
    Ship: { Type: 'Pass', End: true },
  },
};

/** A task that may take six seconds, a start of its handler on a busy machine among them, a wait of one, and a place to stand still in meanwhile. */
const TIMED = {
  StartAt: 'All',
  States: {
    All: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Charge',
          States: { Charge: { Type: 'Task', Resource: RESOURCE, TimeoutSeconds: 6, End: true } },
        },
        { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 1, End: true } } },
        { StartAt: 'Look', States: { Look: { Type: 'Pass', End: true } } },
      ],
      ResultSelector: { 'charged.$': '$[0]' },
      End: true,
    },
  },
};

const EVERYWHERE = {
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.amount', NumericGreaterThan: 100, Next: 'Refuse' },
        { Variable: '$.amount', NumericGreaterThan: 0, Next: 'Charge' },
      ],
      Default: 'Refuse',
    },
    Charge: {
      Type: 'Task',
      Resource: RESOURCE,
      Parameters: { 'cents.$': 'States.MathAdd($.amount, 1)' },
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['Declined'], ResultPath: '$.error', Next: 'Refuse' }],
      Next: 'Refuse',
    },
    Refuse: { Type: 'Pass', Assign: { refused: true }, Next: 'Last' },
    Last: { Type: 'Pass', QueryLanguage: 'JSONata', Output: { refused: '{% $refused %}' }, End: true },
  },
};

const IN_EACH = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              // One by one: what others say meanwhile comes sooner or later.
              MaxConcurrency: 1,
              ItemsPath: '$.items',
              ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Pass', End: true } } },
              End: true,
            },
          },
        },
      ],
      End: true,
    },
  },
};

export const GOLDENS: { readonly [name: string]: Script } = {
  'time stands still while the run does': {
    definition: TIMED,
    files: handler('await new Promise((resolve) => setTimeout(resolve, 300));\n  return 1;'),
    launch: { clock: 'real' },
    breakpoints: { Look: {} },
    // Longer than the task may take, and than the wait.
    steps: ['look 6500', 'continue'],
  },
  'a task that really takes too long': {
    definition: TIMED,
    files: handler('await new Promise(() => setTimeout(() => undefined, 1e6));'),
    launch: { clock: 'real' },
    errors: 'uncaught',
    steps: ['show Error', 'continue', 'continue'],
  },
  'a run keeps the text it started with': {
    definition: ORDER,
    input: { items: [1] },
    files: handler('return 1;'),
    breakpoints: { Charge: {} },
    steps: [
      'frames',
      'type "StartAt" => \\n\\n  "StartAt"',
      'frames',
      'refresh',
      'type',
      'frames',
      'refresh',
      'save "Charge": { => "Weigh": {\\n      "Type": "Pass",\\n      "Next": "Charge"\\n    },\\n    "Charge": {',
      'frames',
      'sources',
      'source 1',
      'breakpoint "Weigh": {',
      'breakpoint "Ship": {',
      'continue',
      'frames',
    ],
  },
  'no silent yes': {
    definition: ORDER,
    input: { items: [1] },
    files: handler('return 1;'),
    launch: { stopOnEntry: true },
    functions: [{ name: 'Chrage' }],
    filters: [{ filterId: 'thrown' }],
    steps: [
      'ask stepBack {"threadId":1}',
      'ask reverseContinue {"threadId":1}',
      'ask gotoTargets {"source":{"path":"PROGRAM"},"line":1}',
      'ask goto {"threadId":1,"targetId":1}',
      'ask restartFrame {"frameId":1}',
      'ask attach',
      'ask setExpression {"expression":"$.a","value":"1"}',
      'ask setDataBreakpoints {"breakpoints":[{"dataId":"none"}]}',
      'ask setExceptionBreakpoints {"filters":["thrown"]}',
      'ask launch {"program":"PROGRAM","stopOnEntri":true}',
      'ask launch {"program":"PROGRAM","seed":"7"}',
      'ask launch {"program":"PROGRAM","project":"PROGRAM/none"}',
      'continue',
    ],
  },
  'breakpoints stop where they are set': {
    definition: EVERYWHERE,
    input: { amount: 5 },
    files: handler(
      "throw Object.assign(new Error('no'), { name: globalThis.tried ? 'Declined' : ((globalThis.tried = 1), 'Busy') });",
    ),
    lines: {
      '"NumericGreaterThan": 0': { condition: '$.amount = 5' },
      '"cents.$"': { logMessage: 'charges {$.amount}' },
      '"IntervalSeconds"': {},
      '"$.error"': {},
      '"{% $refused %}"': { condition: '{% $refused %}' },
    },
    functions: [{ name: 'Refuse' }, { name: 'Refused' }],
    filters: [
      { filterId: 'caught', condition: 'Decl*' },
      { filterId: 'retried', condition: '!Busy' },
    ],
    steps: ['continue', 'continue', 'continue', 'watch Variables refused', 'continue', 'continue', 'continue'],
  },
  'a stopped run shows itself': {
    definition: IN_EACH,
    input: { items: [{ id: 1, tags: ['a', 'b'] }, { id: 2 }] },
    // The iterations go on side by side: one stop alone is told in the same order each time.
    breakpoints: { Pack: { hitCondition: '1' } },
    steps: [
      'frames',
      'threads',
      'scopes',
      'show Input',
      'evaluate $.tags[1]',
      'evaluate $.none',
      'evaluate $$.Map.Item.Index',
      'complete $.t',
      'complete States.MathA',
      'next',
    ],
  },
  'what is read later can be changed': {
    definition: ORDER,
    input: { items: [1, 2] },
    files: handler('return { charged: event.items.length };'),
    launch: { stopOnEntry: true },
    lines: { '"Resource"': {} },
    steps: [
      'set Input items [1,2,3]',
      'set Context Execution 1',
      'continue',
      'show Variables',
      'set Variables packed []',
      'set Input items []',
      'show Stages',
      'set Stages afterParameters {"items":[1,2,3,4]}',
      'next',
      'set Input charged 5',
      'next',
      'set Output charged 6',
      'set Stages result 1',
      'continue',
    ],
  },
};
