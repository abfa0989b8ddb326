/** Handlers under a debugger: it attaches before the code is loaded, and time stands still until it has. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { AttachRequest, FunctionSpec, InvocationTime } from '../../lambda/lambda';
import { attachDebugpy } from './debugpyClient';
import { FakeTime } from './fakeTime';
import { answer, createHost, FIXTURES, invoke } from './harness';
import { attachAt, type Inspector } from './inspectorClient';

test('a breakpoint in a JavaScript handler stops, the process is attached once', async () => {
  const file = path.join(FIXTURES, 'cjs', 'app.js');
  const line = (await readFile(file, 'utf8')).split('\n').indexOf('  return process.pid;');
  const requests: AttachRequest[] = [];
  let inspector: Inspector | undefined;
  const { host, logs } = createHost({
    debug: {
      async attach(request) {
        requests.push(request);
        inspector = await attachAt(request.port, pathToFileURL(file).href, line);
      },
    },
  });
  for (let round = 0; round < 2; round++) {
    const outcome = invoke(host, 'cjs/app.js#wait', 0);
    while (!inspector) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await inspector.stopped()).toMatchObject({ url: pathToFileURL(file).href, line });
    await inspector.send('Debugger.resume');
    expect(answer(await outcome)).toEqual(expect.any(Number));
  }
  expect(requests).toEqual([
    {
      language: 'node',
      functionName: 'Function',
      host: '127.0.0.1',
      port: expect.any(Number) as number,
      cwd: path.dirname(file),
      outFiles: [],
      beside: [],
    },
  ]);
  expect(logs).toEqual([]);
  await host.dispose();
});

test.each(['forked', 'inspected', 'clustered'])(
  'a child that a handler has %s runs without its debugger',
  async (name) => {
    const ports: number[] = [];
    const url = pathToFileURL(path.join(FIXTURES, 'debugging', 'children.js')).href;
    const { host } = createHost({
      debug: {
        attach: async ({ port }) => {
          ports.push(port);
          await attachAt(port, url, 100_000);
        },
      },
    });
    expect(answer(await invoke(host, `debugging/children.js#${name}`))).toBe('heard');
    expect(ports).toHaveLength(1);
    await host.dispose();
  },
);

test.each(['asynchronous', 'bound'])(
  'stepping into a handler (%s) stops at its first line, cold and warm',
  async (name) => {
    const file = path.join(FIXTURES, 'debugging', 'app.js');
    const url = pathToFileURL(file).href;
    const line = (await readFile(file, 'utf8')).split('\n').findIndex((text) => text.includes('the first line'));
    let attached: (inspector: Inspector) => void = () => {};
    const inspecting = new Promise<Inspector>((resolve) => (attached = resolve));
    const { host } = createHost({
      debug: { attach: async ({ port }) => attached(await attachAt(port, url, 100_000)) },
    });
    for (const [event, stepInto] of Object.entries({ cold: true, plain: false, warm: true })) {
      const outcome = invoke(host, `debugging/app.js#${name}`, event, {}, { stepInto });
      const inspector = await inspecting;
      if (stepInto) {
        expect(await inspector.stopped()).toMatchObject({ url, line });
        await inspector.send('Debugger.resume');
      }
      expect(answer(await outcome)).toBe(event);
    }
    await host.dispose();
  },
);

test.each([
  { name: 'throwsAtOnce', stops: ['promiseRejection'], errorMessage: 'at once' },
  { name: 'throwsAsynchronously', stops: ['promiseRejection'], errorMessage: 'asynchronously' },
  { name: 'throwsLater', stops: ['promiseRejection'], errorMessage: 'later' },
  { name: 'catchesItself', stops: [], errorMessage: undefined },
])('a debugger that stops at uncaught errors stops in a handler that $name', async ({ name, stops, errorMessage }) => {
  const url = pathToFileURL(path.join(FIXTURES, 'debugging', 'throws.js')).href;
  const reasons: string[] = [];
  const { host } = createHost({
    debug: {
      async attach({ port }) {
        const inspector = await attachAt(port, url, 100_000);
        await inspector.send('Debugger.setPauseOnExceptions', { state: 'uncaught' });
        void (async () => {
          for (;;) {
            reasons.push((await inspector.stopped()).reason);
            await inspector.send('Debugger.resume');
          }
        })();
      },
    },
  });
  expect(await invoke(host, `debugging/throws.js#${name}`)).toMatchObject(
    errorMessage === undefined ? { type: 'success' } : { type: 'error', errorType: 'TypeError', errorMessage },
  );
  expect(reasons).toEqual(stops);
  await host.dispose();
});

test.each<[what: string, handler: string, more: Partial<FunctionSpec>, sources: string[]]>([
  ['TypeScript', 'ts/src/app.ts', {}, ['ts/lib/price.ts', 'ts/src/app.ts']],
  [
    'JavaScript that a bundler deploys',
    'bundled/app.js',
    { isBundled: true },
    ['bundled/app.js', 'bundled/lib/price.js'],
  ],
])(
  'a handler in %s comes with the place of its bundle and a map of absolute sources',
  async (_what, file, more, all) => {
    let sources: string[] = [];
    const { host } = createHost({
      debug: {
        async attach(request) {
          const [bundle = ''] = request.outFiles;
          sources = (JSON.parse(await readFile(`${bundle}.map`, 'utf8')) as { sources: string[] }).sources;
          void attachAt(request.port, pathToFileURL(bundle).href, 100_000);
        },
      },
    });
    answer(await invoke(host, `${file}#handler`, { count: 1 }, more));
    expect(sources.map((source) => path.relative(FIXTURES, source).replaceAll(path.sep, '/')).sort()).toEqual(all);
    await host.dispose();
  },
);

test('without a debugger that comes, the handler runs and the log says so', async () => {
  const { host, logs } = createHost({ debug: { attach: () => Promise.reject(new Error('refused')) } });
  expect(answer(await invoke(host, 'cjs/app.js#handler', 1))).toEqual({ echo: 1 });
  expect(logs.map(({ text }) => text)).toEqual(['The debugger did not attach: Error: refused']);
  await host.dispose();
});

test('a process that waits for its debugger ends with the host', async () => {
  let started: () => void = () => {};
  const attaching = new Promise<void>((resolve) => (started = resolve));
  const { host } = createHost({
    debug: {
      attach: () => {
        started();
        return new Promise(() => {});
      },
    },
  });
  const outcome = invoke(host, 'cjs/app.js#handler');
  await attaching;
  await host.dispose();
  expect(await outcome).toMatchObject({ type: 'error', reason: 'exit' });
});

test('time stands until the debugger lets the handler go on, and then passes as without one', async () => {
  const time = new FakeTime();
  const file = path.join(FIXTURES, 'cjs', 'app.js');
  const line = (await readFile(file, 'utf8')).split('\n').indexOf('  return process.pid;');
  const holders: number[] = [];
  let attached: (inspector: Inspector) => void = () => {};
  const inspecting = new Promise<Inspector>((resolve) => (attached = resolve));
  const { host } = createHost({
    time,
    debug: {
      async attach({ port }) {
        holders.push(time.holders);
        attached(await attachAt(port, pathToFileURL(file).href, line));
      },
    },
  });
  const outcome = invoke(host, 'cjs/app.js#wait', 0, { timeoutSeconds: 2 });
  await (await inspecting).stopped();
  expect([...holders, time.holders]).toEqual([1, 0]);
  time.pass(2001);
  expect(await outcome).toMatchObject({ reason: 'timeout', durationMs: 2001 });
  await host.dispose();
});

test('a process that its debugger does not reach holds no time', async () => {
  const time = new FakeTime();
  const { host } = createHost({ time, debug: { attach: () => Promise.reject(new Error('refused')) } });
  answer(await invoke(host, 'cjs/app.js#handler', 1));
  expect(time.holders).toBe(0);
  await host.dispose();
});

describe.each(['remaining.js', 'remaining.py'])('the deadline that %s holds', (file) => {
  test.each([
    { name: 'by what the run stood still', tell: (): InvocationTime['stood'] => ({ milliseconds: 600_000 }) },
    {
      name: 'as long as the run stands',
      tell: (): InvocationTime['stood'] => ({ milliseconds: 0, since: Date.now() - 600_000 }),
    },
  ])('is moved $name, but not that of a later invocation', async ({ tell }) => {
    const time = new FakeTime();
    const { host } = createHost({ time, log: ({ text }) => text === 'asked' && time.tell(tell()) });
    const remaining = async (waits: boolean): Promise<readonly number[]> => {
      const outcome = answer(await invoke(host, `debugging/${file}#handler`, { waits }));
      const { first, last } = outcome as { readonly first: number; readonly last: number };
      return [first, last].map((milliseconds) => Math.ceil(milliseconds / 10_000));
    };
    // Ten seconds each, and ten minutes more.
    expect(await remaining(true)).toEqual([1, 61]);
    expect(await remaining(false)).toEqual([1, 1]);
    await host.dispose();
  });
});

/** The first Python of these that has debugpy. Without it a handler runs all the same: see the next test. */
const withDebugpy = ['python3', '/usr/bin/python3', 'python'].find(
  (python) => spawnSync(python, ['-c', 'import debugpy']).status === 0,
);

test.runIf(withDebugpy)('a breakpoint in a Python handler stops, in every invocation', async () => {
  const file = path.join(FIXTURES, 'python', 'app.py');
  const stops: string[] = [];
  const { host } = createHost({
    executables: { python: withDebugpy },
    debug: {
      async attach({ port }) {
        await attachDebugpy(port, file, 16, (reason) => Promise.resolve(void stops.push(reason)));
      },
    },
  });
  for (const event of [1, 2]) {
    expect(answer(await invoke(host, 'python/app.py#handler', event))).toEqual({
      echo: event,
      double: 4,
    });
  }
  expect(stops).toEqual(['breakpoint', 'breakpoint']);
  await host.dispose();
});

test.runIf(withDebugpy)('stepping into a Python handler stops at its first line, cold and warm', async () => {
  const stops: string[] = [];
  const { host } = createHost({
    executables: { python: withDebugpy },
    debug: {
      async attach({ port }) {
        await attachDebugpy(port, '', undefined, (_, place) => Promise.resolve(void stops.push(place)));
      },
    },
  });
  for (const [event, stepInto] of Object.entries({ cold: true, plain: false, warm: true })) {
    const outcome = await invoke(host, 'debugging/decorated.py#handler', event, {}, { stepInto });
    expect(answer(outcome)).toBe(event);
    stops.push(event);
  }
  expect(stops).toEqual(['handler:15', 'cold', 'plain', 'handler:15', 'warm']);
  await host.dispose();
});

const withoutDebugpy = ['python3', '/usr/bin/python3', 'python'].find(
  (python) => spawnSync(python, ['-c', 'import debugpy']).status === 1,
);

test.runIf(withoutDebugpy)('a Python without debugpy runs the handler and says what to install', async () => {
  const { host, logs } = createHost({
    executables: { python: withoutDebugpy },
    debug: { attach: () => Promise.resolve() },
  });
  expect(answer(await invoke(host, 'python/app.py#handler', 1))).toEqual({ echo: 1, double: 4 });
  expect(logs.map(({ text }) => text)).toEqual([expect.stringMatching(/ -m pip install debugpy$/) as string]);
  await host.dispose();
});
