/** What handlers answer, as tables: each row runs a real process. */
import { afterAll, describe, expect, test } from 'vitest';
import { answer, createHost, FIXTURES, invoke } from './harness';
import path from 'node:path';

const { host } = createHost();
afterAll(() => host.dispose());

const ANSWERS: readonly (readonly [handler: string, event: unknown, result: unknown])[] = [
  ['cjs/app.js#handler', { n: 1 }, { echo: { n: 1 } }],
  ['cjs/app.js#handler', { text: 'ü😀' }, { echo: { text: 'ü😀' } }],
  ['cjs/app.js#callback', 1, { via: 'callback', event: 1 }],
  ['cjs/app.js#done', {}, 'done'],
  ['cjs/app.js#succeed', {}, { ok: true }],
  ['cjs/app.js#later', {}, 'later'],
  ['cjs/app.js#nothing', {}, null],
  ['cjs/app.js#undefinedResult', {}, null],
  ['cjs/app.js#nested.create', {}, 'nested'],
  ['cjs/app.js#stdin', {}, 0],
  ['esm/app.mjs#handler', 2, { greeting: 'hello', base: 'app.mjs', event: 2 }],
  ['esm/app.mjs#other', {}, 'default export'],
  ['esm/typed.js#handler', {}, 'type: module'],
  ['ts/src/app.ts#handler', { count: 2 }, { price: 6, dir: 'src', url: 'app.ts' }],
  ['ts/src/topLevelAwait.mts#handler', {}, 'awaited'],
  ['python/app.py#handler', { text: 'ü😀' }, { echo: { text: 'ü😀' }, double: 4 }],
  ['python/app.py#decimal', {}, { n: 1.5 }],
  ['python/app.py#in_processes', 'spawn', [42]],
  ['python/app.py#in_processes', 'forkserver', [42]],
  ['ts/src/package.ts#handler', 'a: 1', [{ a: 1 }, 'function', { a: 1 }]],
];

test.each(ANSWERS)('%s answers', async (handler, event, result) => {
  expect(answer(await invoke(host, handler, event))).toEqual(result);
});

/** Message: text, or a pattern where it carries an id or a path. */
const FAILURES: readonly (readonly [handler: string, reason: string, errorType: string, message: string | RegExp])[] = [
  ['cjs/app.js#throwsError', 'handler', 'TypeError', 'bad input'],
  ['cjs/app.js#throwsString', 'handler', 'string', 'just text'],
  ['cjs/app.js#fail', 'handler', 'RangeError', 'failed'],
  ['cjs/app.js#callbackError', 'handler', 'Error', 'through the callback'],
  ['cjs/app.js#neverSettles', 'handler', 'Runtime.NodeJsExit', /unexpected Node.js behavior/],
  ['cjs/app.js#circular', 'handler', 'Error', 'Unable to stringify response body'],
  [
    'cjs/app.js#large',
    'handler',
    'Function.ResponseSizeTooLarge',
    'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  ],
  [
    'cjs/app.js#exitOne',
    'exit',
    'Runtime.ExitError',
    /^RequestId: [-0-9a-f]{36} Error: Runtime exited with error: exit status 1$/,
  ],
  [
    'cjs/app.js#exitZero',
    'exit',
    'Runtime.ExitError',
    /^RequestId: [-0-9a-f]{36} Error: Runtime exited without providing a reason$/,
  ],
  ['cjs/app.js#logsThenDies', 'exit', 'Runtime.ExitError', /Runtime exited with error: signal: killed$/],
  ['cjs/app.js#uncaught', 'handler', 'Error', 'thrown later'],
  ['cjs/app.js#rejection', 'handler', 'Runtime.UnhandledPromiseRejection', 'Error: nobody waits'],
  ['cjs/app.js#absent', 'start', 'Runtime.HandlerNotFound', 'app.absent is undefined or not exported'],
  ['cjs/app.js#notAFunction', 'start', 'Runtime.HandlerNotFound', 'app.notAFunction is not a function'],
  ['cjs/syntax.js#handler', 'start', 'Runtime.UserCodeSyntaxError', "SyntaxError: Unexpected token '}'"],
  [
    'cjs/missing.js#handler',
    'start',
    'Runtime.ImportModuleError',
    /^Error: Cannot find module 'no-such-package'\nRequire stack:\n- [^\n]*missing\.js$/,
  ],
  ['cjs/throwsAtLoad.js#handler', 'start', 'Error', 'no configuration'],
  ['ts/src/app.ts#fails', 'handler', 'TypeError', "Cannot read properties of undefined (reading 'deep')"],
  ['ts/src/syntax.ts#handler', 'start', 'Runtime.UserCodeSyntaxError', 'SyntaxError: Unexpected ";" (syntax.ts:2:30)'],
  [
    'ts/src/unresolved.ts#handler',
    'start',
    'Runtime.ImportModuleError',
    'Error: Could not resolve "./nowhere" (unresolved.ts:1:25)',
  ],
  ['python/app.py#raises', 'handler', 'ValueError', 'bad input'],
  ['python/app.py#exits', 'exit', 'Runtime.ExitError', /Runtime exited with error: exit status 3$/],
  ['python/app.py#absent', 'start', 'Runtime.HandlerNotFound', "Handler 'absent' missing on module 'app'"],
  [
    'python/missing.py#handler',
    'start',
    'Runtime.ImportModuleError',
    "Unable to import module 'missing': No module named 'no_such_package'",
  ],
  [
    'python/syntax.py#handler',
    'start',
    'Runtime.UserCodeSyntaxError',
    /^Syntax error in module 'syntax': .* \(syntax\.py, line 2\)$/,
  ],
  ['python/raises.py#handler', 'start', 'RuntimeError', 'no configuration'],
  [
    'python/app.py#unmarshallable',
    'handler',
    'Runtime.MarshalError',
    'Unable to marshal response: Object of type set is not JSON serializable',
  ],
  ['cjs/gone.js#handler', 'start', 'Runtime.ImportModuleError', /^The handler's file does not exist: .*gone\.js$/],
];

test.each(FAILURES)('%s fails: %s, %s', async (handler, reason, errorType, message) => {
  const outcome = await invoke(host, handler);
  expect(outcome).toMatchObject({ type: 'error', reason, errorType });
  if (outcome.type !== 'error') return;
  expect(outcome.errorMessage).toMatch(message);
  expect(JSON.parse(outcome.payload)).toMatchObject({ errorType, errorMessage: outcome.errorMessage });
});

/** Beside what AWS is told. */
const FACTS: readonly (readonly [handler: string, errorType: string, facts: object])[] = [
  ['cjs/app.js#absent', 'Runtime.HandlerNotFound', { exports: expect.arrayContaining(['throwsError', 'fail']) }],
  ['python/app.py#absent', 'Runtime.HandlerNotFound', { exports: expect.arrayContaining(['handler', 'raises']) }],
  [
    'cjs/app.js#unreachable',
    'TypeError',
    { behind: { code: 'ECONNREFUSED', peer: expect.stringMatching(/^127\.0\.0\.1:\d+$/) } },
  ],
  [
    'cjs/missingSdk.js#handler',
    'Runtime.ImportModuleError',
    {
      install: {
        name: '@aws-sdk/client-no-such-service',
        command: expect.stringMatching(/^cd \S+fixtures && npm i -D @aws-sdk\/client-no-such-service$/),
        isSupplied: true,
      },
    },
  ],
  ['cjs/needsSdk.js#handler', 'Error', { install: { name: '@aws-sdk/client-no-such-service', isSupplied: true } }],
  [
    'declared/src/needs.py#handler',
    'ModuleNotFoundError',
    {
      install: {
        command: expect.stringMatching(/^cd .*declared.src && .* -m pip install -r requirements\.txt$/),
      },
    },
  ],
  [
    'ts/src/sdk.ts#handler',
    'Runtime.ImportModuleError',
    { install: { name: '@aws-sdk/client-no-such-service', isSupplied: true } },
  ],
  [
    'declared/src/missing.js#handler',
    'Runtime.ImportModuleError',
    { install: { name: 'no-such-package', command: expect.stringMatching(/^cd .*declared && npm install$/) } },
  ],
  [
    'declared/src/missingSdk.js#handler',
    'Runtime.ImportModuleError',
    { install: { name: '@aws-sdk/client-no-such-service', command: expect.stringMatching(/ && npm install$/) } },
  ],
  [
    'declared/src/missing.py#handler',
    'Runtime.ImportModuleError',
    {
      install: {
        command: expect.stringMatching(/^cd .*declared.src && .* -m pip install -r requirements\.txt$/),
      },
    },
  ],
];

test.each(FACTS)('of %s is known, and not told AWS, why it fails', async (handler, errorType, facts) => {
  const outcome = await invoke(host, handler);
  expect(outcome).toMatchObject({ type: 'error', errorType, facts });
  expect(outcome.payload).not.toMatch(/install|ECONNREFUSED/);
});

test('an error that holds no other tells nothing more', async () => {
  expect(await invoke(host, 'cjs/app.js#throwsError')).not.toHaveProperty('facts');
});

describe('failure payloads', () => {
  test('a Node error carries its trace, without lines of ours', async () => {
    const outcome = await invoke(host, 'cjs/app.js#throwsError');
    if (outcome.type !== 'error') throw new Error('It succeeded.');
    const payload = JSON.parse(outcome.payload) as { trace: string[] };
    expect(Object.keys(payload)).toEqual(['errorType', 'errorMessage', 'trace']);
    expect(payload.trace[0]).toBe('TypeError: bad input');
    expect(payload.trace[1]).toContain(path.join(FIXTURES, 'cjs', 'app.js'));
    expect(payload.trace).toHaveLength(2);
    expect(outcome.payload).not.toContain('bootstrap');
  });

  test('a syntax error shows its place', async () => {
    const outcome = await invoke(host, 'cjs/syntax.js');
    expect(outcome.type === 'error' && outcome.stackTrace.join('\n')).toMatch(
      /syntax\.js:2\n\s+return \{ a: \};\n\s+\^/,
    );
  });

  test('a TypeScript error points into the source', async () => {
    const outcome = await invoke(host, 'ts/src/app.ts#fails');
    const place = `${path.join(FIXTURES, 'ts', 'src', 'app.ts')}:16:`;
    expect(outcome.type === 'error' && outcome.stackTrace.join('\n')).toContain(place);
  });

  test('a Python error carries its own keys', async () => {
    const outcome = await invoke(host, 'python/app.py#raises');
    if (outcome.type !== 'error') throw new Error('It succeeded.');
    const payload = JSON.parse(outcome.payload) as { stackTrace: string[] };
    expect(Object.keys(payload)).toEqual(['errorMessage', 'errorType', 'requestId', 'stackTrace']);
    const file = path.join(FIXTURES, 'python', 'app.py');
    expect(payload.stackTrace).toEqual([`  File "${file}", line 28, in raises\n    raise ValueError("bad input")\n`]);
  });

  test.each(['cjs/app.js#spin', 'cjs/app.js#hang', 'python/app.py#spin'])('%s runs out of time', async (handler) => {
    const outcome = await invoke(host, handler, {}, { timeoutSeconds: 0.2 });
    expect(outcome).toMatchObject({ type: 'error', reason: 'timeout', errorType: 'Sandbox.Timedout' });
    expect(outcome.type === 'error' && outcome.errorMessage).toMatch(
      /^RequestId: [-0-9a-f]{36} Error: Task timed out after 0\.20 seconds$/,
    );
  });
});

test('the context and the environment are those of Lambda', async () => {
  const more = { environment: { TABLE: 'orders' }, name: 'Charge', runtime: 'nodejs22.x' };
  const outcome = await invoke(host, 'cjs/app.js#context', {}, more, { clientContext: '{"custom":{"who":"Zoë"}}' });
  expect(answer(outcome)).toMatchObject({
    functionName: 'Charge',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:Charge',
    memoryLimitInMB: '256',
    awsRequestId: expect.stringMatching(/^[-0-9a-f]{36}$/) as string,
    logGroupName: '/aws/lambda/Charge',
    callbackWaitsForEmptyEventLoop: true,
    clientContext: { custom: { who: 'Zoë' } },
    remaining: true,
    argv: 2,
    cwd: path.join(FIXTURES, 'cjs'),
    env: {
      _HANDLER: 'app.context',
      AWS_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      LAMBDA_TASK_ROOT: path.join(FIXTURES, 'cjs'),
      TABLE: 'orders',
      TZ: ':UTC',
    },
  });
});

test('Python has its context too', async () => {
  const more = { name: 'Charge', runtime: 'python3.12' };
  const outcome = await invoke(host, 'python/app.py#context_', {}, more, { clientContext: '{"custom":{"who":"Zoë"}}' });
  expect(answer(outcome)).toMatchObject({
    functionName: 'Charge',
    arn: 'arn:aws:lambda:eu-west-1:123456789012:function:Charge',
    requestId: 36,
    remaining: true,
    custom: { who: 'Zoë' },
    cwd: path.join(FIXTURES, 'python'),
    env: { _HANDLER: 'app.context_', AWS_EXECUTION_ENV: 'AWS_Lambda_python3.12' },
  });
});

test('a request that nothing has answered is among it; one that was answered is not', async () => {
  const { host: own, logs } = createHost();
  for (const isAwaited of [true, false]) await invoke(own, 'cjs/app.js#unanswered', { isAwaited });
  expect(logs.map(({ text }) => text)).toEqual([
    'Function answered while 1 request had not finished. On AWS the process stands still until the next event: await what must be done before the answer.',
  ]);
  await own.dispose();
});

test('what was not finished at the answer is told of once', async () => {
  const { host: own, logs } = createHost();
  for (const timers of [0, 2, 1]) await invoke(own, 'cjs/app.js#unfinished', timers);
  expect(logs.map(({ text }) => text)).toEqual([
    'Function answered while 2 timers had not finished. On AWS the process stands still until the next event: await what must be done before the answer.',
  ]);
  await own.dispose();
});
