/**
 * Random machines of all types of states, in both query languages, that always come to an end: transitions lead
 * onwards only, and no task waits for ever.
 */
import fc from '../harness/properties';
import type { Json } from '../../core/json';
import type { Case, Reply } from './check';

type Definition = Record<string, Json>;
type Language = 'JSONPath' | 'JSONata';

/** A state before it is known what follows it. `next` chooses among the states behind it. */
interface Draft {
  readonly definition: Definition;
  readonly next: number;
}

/** Most of these work; some lead nowhere or fail: that too must end well. */
const often = <T>(...values: T[]): T[] => [...values, ...values, ...values, ...values];
const PATHS = [...often('$', '$$.State', '$..n', '$$.Execution.Input.items[*]'), '$.items', '$.n', '$v', '$.no.such'];
const CALLS = [
  ...often('States.UUID()', 'States.MathAdd(1, 2)', "States.Format('{}', $)", 'States.MathRandom(1, 9)'),
  "States.StringToJson('{')",
  'States.ArrayLength($.items)',
];
const EXPRESSIONS = [
  ...often(
    '{% $states.input %}',
    '{% [1..3] %}',
    '{% $uuid() %}',
    '{% $random() %}',
    '{% $states.context.State.Name %}',
  ),
  ...often('{% $map([1, 2], function($x){ $x * 2 }) %}', '{% $states.context.Execution.Input %}', 'text'),
  '{% $states.input.items %}',
  '{% $v %}',
  '{% $no %}',
  '{% "a" + 1 %}',
];
const RULES: readonly Definition[] = [
  { Variable: '$.n', NumericGreaterThan: 1 },
  { Variable: '$.n', IsPresent: true },
  { Not: { Variable: '$v', IsPresent: true } },
  {
    Or: [
      { Variable: '$', IsString: true },
      { Variable: '$$.State.Name', StringMatches: '*0' },
    ],
  },
];
const CONDITIONS = [...often('{% $exists($states.input.n) %}', '{% true %}', '{% false %}'), '{% 1 %}'];
const YEAR = 31_536_000;

const retry = fc.option(
  fc.constantFrom<Json>(
    [{ ErrorEquals: ['Boom'], MaxAttempts: 1, JitterStrategy: 'FULL' }],
    [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2, BackoffRate: 1.5, MaxDelaySeconds: 2 }],
    [
      { ErrorEquals: ['States.Timeout'], MaxAttempts: 1 },
      { ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 9 },
    ],
  ),
  { nil: undefined },
);
const caught = fc.option(
  fc.constantFrom<readonly string[]>(
    ['Boom'],
    ['States.TaskFailed'],
    ['States.Timeout', 'States.HeartbeatTimeout'],
    ['States.ALL'],
  ),
  { nil: undefined },
);

/** What shapes the data of a state, in its language. */
function shape(language: Language, fields: readonly string[]): fc.Arbitrary<Definition> {
  const values: Record<string, fc.Arbitrary<Json>> = language === 'JSONata'
    ? {
        Arguments: fc.constantFrom(...EXPRESSIONS),
        Output: fc.oneof(
          fc.constantFrom(...EXPRESSIONS),
          fc.constantFrom(...EXPRESSIONS).map((value) => ({ a: [value] })),
        ),
        Assign: fc.constantFrom(...EXPRESSIONS).map((value) => ({ v: value })),
      }
    : {
        InputPath: fc.constantFrom<Json>('$', '$$.Execution.Input', null, '$.items'),
        OutputPath: fc.constantFrom<Json>('$', '$$.Execution.Input', null, '$.items'),
        ResultPath: fc.constantFrom<Json>('$', null, '$.r', '$.deep.r'),
        Result: fc.constantFrom<Json>([1, 2], { 'n.$': '$' }, { n: 2, items: [3] }, 'text'),
        Parameters: fc.constantFrom(...PATHS, ...CALLS).map((value) => ({ 'p.$': value, c: 1 })),
        ResultSelector: fc.constantFrom(...PATHS, ...CALLS).map((value) => ({ 's.$': value })),
        Assign: fc.constantFrom(...PATHS, ...CALLS).map((value) => ({ 'v.$': value })),
      };
  const known = fields.filter((field) => field in values);
  return fc
    .subarray(known, { maxLength: Math.min(2, known.length) })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((field) => [field, values[field]!]))))
    .map((made) => ({ ...made }));
}

function handled(definition: fc.Arbitrary<Definition>): fc.Arbitrary<Definition> {
  return fc.tuple(definition, retry, caught).map(([made, retriers, names]) => ({
    ...made,
    ...(retriers !== undefined && { Retry: retriers }),
    // `Next` is filled in where the states stand.
    ...(names !== undefined && { Catch: [{ ErrorEquals: [...names], Next: '' }] }),
  }));
}

const SHAPED: Record<string, readonly string[]> = {
  Pass: ['InputPath', 'Result', 'Parameters', 'ResultPath', 'OutputPath', 'Output', 'Assign'],
  Wait: ['InputPath', 'OutputPath', 'Output', 'Assign'],
  Succeed: ['InputPath', 'OutputPath', 'Output'],
  Choice: ['InputPath', 'OutputPath', 'Output', 'Assign'],
  Task: ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath', 'Arguments', 'Output', 'Assign'],
  Parallel: ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath', 'Arguments', 'Output', 'Assign'],
  Map: ['InputPath', 'ResultSelector', 'ResultPath', 'OutputPath', 'Output', 'Assign'],
};

function typed(type: string, language: Language, more: fc.Arbitrary<Definition>): fc.Arbitrary<Definition> {
  return fc
    .tuple(shape(language, SHAPED[type] ?? []), more)
    .map(([fields, own]) => ({ Type: type, QueryLanguage: language, ...fields, ...own }));
}

const RESOURCES = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:lambda:us-east-1:123456789012:function:f',
  'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  'arn:aws:states:us-east-1:123456789012:activity:a',
];

function state(language: Language, mixed: boolean, depth: number): fc.Arbitrary<Draft> {
  const own = mixed ? fc.constantFrom<Language>('JSONPath', 'JSONata') : fc.constant(language);
  const definition = own.chain((chosen) => {
    const jsonata = chosen === 'JSONata';
    const flat: fc.Arbitrary<Definition>[] = [
      typed('Pass', chosen, fc.constant({})),
      typed('Succeed', chosen, fc.constant({})),
      typed(
        'Wait',
        chosen,
        fc.constantFrom<Definition>(
          { Seconds: 0 },
          { Seconds: 3 },
          { Seconds: YEAR },
          { Timestamp: '2030-01-01T00:00:30.5Z' },
        ),
      ),
      fc.constantFrom<Definition>(
        { Type: 'Fail', QueryLanguage: chosen, Error: 'Boom', Cause: 'why' },
        { Type: 'Fail', QueryLanguage: chosen },
      ),
      typed(
        'Choice',
        chosen,
        jsonata
          ? fc.constantFrom(...CONDITIONS).map((Condition) => ({ Choices: [{ Condition, Next: '' }] }))
          : fc.constantFrom(...RULES).map((rule) => ({ Choices: [{ ...rule, Next: '' }] })),
      ),
      handled(
        typed(
          'Task',
          chosen,
          fc.constantFrom(...RESOURCES).map((Resource) => ({
            Resource,
            TimeoutSeconds: 10,
            ...(Resource.endsWith('Token') && { HeartbeatSeconds: 4 }),
          })),
        ),
      ),
    ];
    if (depth === 0) return fc.oneof(...flat);
    const inner = scope(chosen, !jsonata, depth - 1);
    const parallel = handled(
      typed(
        'Parallel',
        chosen,
        fc.array(inner, { minLength: 1, maxLength: 3 }).map((branches) => ({ Branches: branches })),
      ),
    );
    const items = jsonata
      ? fc.constantFrom<Definition>(
          {},
          { Items: '{% [1, 2] %}' },
          { Items: [], MaxConcurrency: 2 },
          { Items: '{% $states.context.Execution.Input.items %}' },
        )
      : fc.constantFrom<Definition>(
          { ItemsPath: '$$.Execution.Input.items' },
          { ItemsPath: '$.items' },
          {
            ItemsPath: '$$.Execution.Input.items',
            ItemSelector: { 'i.$': '$$.Map.Item.Index', 'items.$': '$$.Execution.Input.items' },
          },
        );
    const map = handled(
      typed(
        'Map',
        chosen,
        fc
          .tuple(inner, items, fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 5 }))
          .map(([processor, over, MaxConcurrency, mode]) => ({
            MaxConcurrency,
            ...over,
            ItemProcessor: {
              ...(mode === 0 && { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }),
              ...processor,
            },
          })),
      ),
    );
    return fc.oneof(...flat, parallel, map);
  });
  return fc.record({ definition, next: fc.nat(3) });
}

let names = 0;

/** States in a row; all they point to stands behind them. */
function scope(language: Language, mixed: boolean, depth: number): fc.Arbitrary<Definition> {
  return fc.array(state(language, mixed, depth), { minLength: 1, maxLength: 5 }).map((drafts) => {
    const own = drafts.map(() => `N${names++ % 1000}`);
    const states = drafts.map(({ definition, next }, index): [string, Json] => {
      const behind = own.slice(index + 1);
      const target = behind[next % Math.max(1, behind.length)];
      return [own[index]!, connected(definition, target)];
    });
    return { StartAt: own[0]!, States: Object.fromEntries(states) };
  });
}

/** Puts the target in the place of every `Next`; a state without one ends. */
function connected(definition: Definition, target: string | undefined): Definition {
  const { Type: type } = definition;
  if (type === 'Succeed' || type === 'Fail') return definition;
  if (target === undefined) {
    if (type === 'Choice') return { Type: 'Succeed' };
    const { Catch: _catchers, ...rest } = definition;
    return { ...rest, End: true };
  }
  const pointed = (list: Json | undefined): Json =>
    ((list ?? []) as Definition[]).map((entry) => ({ ...entry, Next: target }));
  if (type === 'Choice') return { ...definition, Choices: pointed(definition.Choices), Default: target };
  return { ...definition, ...(definition.Catch !== undefined && { Catch: pointed(definition.Catch) }), Next: target };
}

const machines: fc.Arbitrary<Json> = fc
  .constantFrom<Language>('JSONPath', 'JSONata')
  .chain((QueryLanguage) =>
    fc
      .tuple(
        scope(QueryLanguage, QueryLanguage === 'JSONPath', 2),
        fc.constantFrom<Definition>({}, {}, {}, { TimeoutSeconds: 20 }),
      )
      .map(([root, limit]) => ({ QueryLanguage, ...limit, ...root })),
  );

const replies = fc.array(
  fc.constantFrom<Reply>(
    ...often<Reply>(
      { output: 1 },
      { output: { n: 3, items: [1, 2] } },
      { output: 2, afterSeconds: 3, heartbeats: [1] },
    ),
    { error: 'Boom', cause: 'why' },
    { error: 'Boom', stage: 'start' },
    { stage: 'run' },
    { error: 'Late', afterSeconds: 2 },
    { never: true },
  ),
  { minLength: 1, maxLength: 6 },
);

/** A machine with an input and answers for all its tasks; some are aborted on the way. */
export const randomCases: fc.Arbitrary<Case> = fc
  .record({
    machine: machines,
    input: fc.oneof(
      { weight: 5, arbitrary: fc.constant<Json>({ items: [1, 2, 3], n: 2 }) },
      { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json> },
    ),
    answers: replies,
    seed: fc.nat(1000),
    abortAfter: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined, freq: 6 }),
  })
  .map(({ machine, input, answers, seed, abortAfter }) => ({
    machine,
    input,
    seed,
    replies: new Proxy({}, { get: () => answers }) as NonNullable<Case['replies']>,
    ...(abortAfter !== undefined && { abortAfter }),
  }));
