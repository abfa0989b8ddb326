/** A state's fields, by its class. Source: aws-stepfunctions of the AWS CDK. */
import type { Json, JsonObject } from '../../../../../core/json';
import type { Placed } from '../../../../code/evaluate';
import type { CallExpression } from '../../../../code/expression';
import { lastName } from '../../../../code/expression';
import type { ValueReading } from '../deployedValue';
import type { State } from './chain';
import { conditionOf } from './conditions';
import { TASKS, withoutAbsent } from './tasks';
import { plain } from '../plain';
import { fieldsOf, isPath, pathOf, type Value } from './values';
import { secondsOf, Writing } from './writing';

type Fields = { readonly [name: string]: Json | undefined };
/** @param inner writes what stands inside, such as an iteration */
type Kind = (state: State, writing: Writing) => Fields;

const FLOW: { readonly [className: string]: Kind | undefined } = {
  Pass: (_, writing) => ({ Type: 'Pass', Result: writing.json('result'), Parameters: objectIn(writing, 'parameters') }),
  Wait: (_, writing) => ({ Type: 'Wait', ...waited(writing) }),
  Succeed: () => ({ Type: 'Succeed' }),
  Fail: (_, writing) => ({
    Type: 'Fail',
    Error: writing.json('error'),
    ErrorPath: writing.path('errorPath'),
    Cause: writing.json('cause'),
    CausePath: writing.path('causePath'),
  }),
  Choice: ({ choices, otherwise }, writing) => ({
    Type: 'Choice',
    Choices: choices.map(({ condition, next, call }) => {
      const rule = conditionOf(condition, writing.reading);
      const options = new Writing(call, writing.reading, writing.isJsonata);
      if (!rule) writing.isUnsure = true;
      return written(
        { ...rule, Next: next.name, Comment: options.json('comment'), ...dataOf(options) },
        options,
        writing,
      );
    }),
    Default: otherwise?.name,
  }),
  Parallel: (_, writing) => ({ Type: 'Parallel', Parameters: objectIn(writing, 'parameters') }),
  Map: (_, writing) => ({
    Type: 'Map',
    MaxConcurrency: writing.json('maxConcurrency') || undefined,
    MaxConcurrencyPath: writing.path('maxConcurrencyPath'),
    ItemsPath: writing.path('itemsPath'),
    Items: writing.json('items'),
    Parameters: objectIn(writing, 'parameters'),
    ItemSelector: objectIn(writing, 'itemSelector') ?? writing.json('jsonataItemSelector'),
  }),
  CustomState: (_, writing) => objectIn(writing, 'stateJson') ?? {},
};

export const STATE_CLASSES: ReadonlySet<string> = new Set([...Object.keys(FLOW), ...Object.keys(TASKS)]);

/** They may be tried again, and their errors caught. */
const TRIED = new Set(['Parallel', 'Map', 'CustomState', ...Object.keys(TASKS)]);

/**
 * Without what comes next and what stands inside; undefined where something of it is not known.
 *
 * @param isJsonata what the machine says of all its states
 */
export function stateFields(state: State, isJsonata: boolean, reading: ValueReading): JsonObject | undefined {
  if (state.isUnsure) return undefined;
  const writing = new Writing(state.call, reading, state.isJsonata ?? isJsonata);
  if (writing.word('queryLanguage') !== undefined) writing.isUnsure = true;
  const own = FLOW[state.className]?.(state, writing) ?? taskFields(state, writing);
  if (!own) return undefined;
  const language = state.isJsonata !== undefined && state.isJsonata !== isJsonata ? { QueryLanguage: 'JSONata' } : {};
  if (state.isJsonata === false && isJsonata) return undefined;
  const fields = {
    ...own,
    ...language,
    ...(state.className === 'CustomState' ? {} : { Comment: writing.json('comment'), ...dataOf(writing) }),
    ...(TRIED.has(state.className) ? { Retry: retries(state, writing), Catch: catches(state, writing) } : {}),
  };
  return writing.isUnsure || !writing.isAllRead ? undefined : present(fields);
}

/** What every state may have. */
function dataOf(writing: Writing): Fields {
  return {
    InputPath: writing.path('inputPath'),
    OutputPath: writing.path('outputPath'),
    ResultPath: writing.path('resultPath'),
    ResultSelector: objectIn(writing, 'resultSelector'),
    Assign: objectIn(writing, 'assign'),
    Output: writing.json('outputs'),
  };
}

function taskFields(state: State, writing: Writing): Fields | undefined {
  const call = TASKS[state.className]?.(writing);
  if (!call) return undefined;
  const { parameters } = call;
  const isPlain =
    typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters) && !isPath(parameters);
  const given = isPlain ? withoutAbsent(parameters as { readonly [name: string]: Value | undefined }) : parameters;
  // A path alone is a field of its own: `Parameters.$` is none, so that it must be an object.
  const fields = given === undefined ? undefined : fieldsOf(given as Value);
  if (given !== undefined && fields === undefined) return undefined;
  return {
    Type: 'Task',
    Resource: call.resource,
    [writing.isJsonata ? 'Arguments' : 'Parameters']: fields,
    TimeoutSeconds: writing.seconds('timeout') ?? writing.seconds('taskTimeout'),
    HeartbeatSeconds: writing.seconds('heartbeat') ?? writing.seconds('heartbeatTimeout'),
  };
}

/** `WaitTime.duration(Duration.seconds(5))`, `WaitTime.secondsPath('$.wait')` */
function waited(writing: Writing): Fields {
  const time = writing.given('time');
  const first =
    time?.expression.kind === 'call' ? (time.expression.items[0] ?? time.expression.named[0]?.value) : undefined;
  const argument: Placed | undefined = time && first && { ...time, expression: first };
  const method = time?.expression.kind === 'call' ? plain(lastName(time.expression.callee)) : '';
  const [field, value] = argument ? waitField(method, argument, writing.reading) : [];
  if (field === undefined || value === undefined) {
    writing.isUnsure = true;
    return {};
  }
  return { [field]: value };
}

function waitField(method: string, placed: Placed, reading: ValueReading): [string, Json | undefined] | [] {
  const path = (): string | undefined => pathOf(placed, reading) ?? undefined;
  switch (method) {
    case 'duration':
      return ['Seconds', secondsOf(placed, reading)];
    case 'secondspath':
      return ['SecondsPath', path()];
    case 'timestamp':
      return ['Timestamp', path()];
    case 'timestamppath':
      return ['TimestampPath', path()];
    case 'seconds':
      return ['Seconds', path()];
    default:
      return [];
  }
}

/** Lambda's own errors are tried again unless the task says otherwise. */
const OF_LAMBDA: JsonObject = {
  ErrorEquals: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
  ],
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
};

function retries(state: State, writing: Writing): Json | undefined {
  const own =
    state.className === 'LambdaInvoke' && writing.value('retryOnServiceExceptions') !== false ? [OF_LAMBDA] : [];
  const added = state.retries.map((call) => {
    const options = new Writing(call, writing.reading, writing.isJsonata);
    const jitter = options.word('jitterStrategy');
    return written(
      {
        ErrorEquals: options.json('errors') ?? ['States.ALL'],
        IntervalSeconds: options.seconds('interval'),
        MaxAttempts: options.json('maxAttempts'),
        BackoffRate: options.json('backoffRate'),
        MaxDelaySeconds: options.seconds('maxDelay'),
        JitterStrategy: jitter,
      },
      options,
      writing,
    );
  });
  return listed([...own, ...added]);
}

function catches(state: State, writing: Writing): Json | undefined {
  const added = state.catches.map(({ handler, call }) => {
    const options = new Writing(call, writing.reading, writing.isJsonata);
    options.given('handler');
    const fields = {
      ErrorEquals: options.json('errors') ?? ['States.ALL'],
      ResultPath: options.path('resultPath'),
      Next: handler.name,
      Assign: objectIn(options, 'assign'),
      Output: options.json('outputs'),
    };
    return written(fields, options, writing);
  });
  return listed(added);
}

/** Those for all errors stand last. */
function listed(rules: readonly JsonObject[]): Json | undefined {
  const isLast = ({ ErrorEquals: errors }: JsonObject): number =>
    Array.isArray(errors) && errors.includes('States.ALL') ? 1 : 0;
  return rules.length === 0 ? undefined : [...rules].sort((left, right) => isLast(left) - isLast(right));
}

/** What an option's call is given, and whether all of it was read. */
function written(fields: Fields, options: Writing, writing: Writing): JsonObject {
  for (const name of ['condition', 'next']) options.given(name);
  if (options.isUnsure || !options.isAllRead) writing.isUnsure = true;
  return present(fields);
}

function objectIn(writing: Writing, name: string): JsonObject | undefined {
  return writing.json(name) as JsonObject | undefined;
}

function present(fields: Fields): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Whether a call of a Map says more of its iterations than where they begin. */
export function processorConfig(call: Placed<CallExpression>, reading: ValueReading): JsonObject | undefined {
  const options = new Writing(call, reading, false);
  const mode = options.word('mode') ?? 'INLINE';
  for (const name of ['processor', 'iterator']) options.given(name);
  return mode === 'INLINE' && options.isAllRead ? { ProcessorConfig: { Mode: mode } } : undefined;
}
