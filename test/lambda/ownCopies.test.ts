/** Handlers whose packages replace what is shared in a process, and what is seen of the bootstraps in stack traces. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LambdaHost } from '../../lambda/lambda';
import { answer, createHost, invoke } from './harness';

let host: LambdaHost;
beforeEach(() => ({ host } = createHost()));
afterEach(() => host.dispose());

describe.each(['cjs/patched.js', 'python/patched.py'])('%s', (file) => {
  test.each(['sockets', 'clocks', 'globals'])('a handler that replaces %s still answers', async (patch) => {
    for (let turn = 0; turn < 2; turn++) {
      expect(answer(await invoke(host, `${file}#handler`, { patch }))).toEqual({ left: true, text: 'ü' });
    }
    const failed = await invoke(host, `${file}#handler`, { patch: 'nothing', fails: true });
    expect(failed).toMatchObject({
      type: 'error',
      errorType: 'TypeError',
      errorMessage: 'as asked',
      reason: 'handler',
    });
  });
});

test.each(['sockets', 'clocks', 'globals'])('with %s replaced an answer by callback arrives', async (patch) => {
  for (let turn = 0; turn < 2; turn++) {
    expect(answer(await invoke(host, 'cjs/patched.js#sync', { patch }))).toBe('called back');
  }
});

test('the bootstrap calls no method of promises that the handler has replaced', async () => {
  expect(answer(await invoke(host, 'cjs/countedThens.js'))).toBe(0);
  expect(answer(await invoke(host, 'cjs/countedThens.js'))).toBe(0);
});

test('the answer is written by what the handler has put into the place of JSON.stringify where JSON cannot hold it', async () => {
  expect(answer(await invoke(host, 'cjs/patched.js#circle'))).toBe('a circle');
});

test.each([
  ['stack', {}],
  ['stack', { structured: true }],
  ['syncStack', {}],
  ['loadStack', {}],
])('no frame of the bootstrap is in a stack trace: %s %j', async (name, event) => {
  const { before, after } = answer(await invoke(host, `cjs/patched.js#${name}`, event)) as Record<string, string>;
  expect(before).toContain('patched.js');
  expect(`${before}${after}`).not.toMatch(/bootstrap/);
});

test.each(['untold', 'interrupt'])('nor in what Python says of an error that nobody catches: %s', async (event) => {
  const { host, logs } = createHost();
  expect(await invoke(host, 'python/patched.py#uncaught', event)).toMatchObject({ errorType: 'Runtime.ExitError' });
  await host.dispose();
  const said = logs.map(({ text }) => text).join('\n');
  expect(said).toContain('in uncaught');
  expect(said).not.toMatch(/bootstrap/);
});

test('no thread of the bootstrap is among those of a Python handler', async () => {
  expect(answer(await invoke(host, 'python/patched.py#threads'))).toEqual(['MainThread']);
});
