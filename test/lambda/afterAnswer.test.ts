/** A handler that goes on behind its answer, by a callback or since it posts it itself: on AWS it has the rest of its time for it. */
import { onTestFinished, expect, test } from 'vitest';
import { pathToFileURL } from 'node:url';
import type { AttachRequest, LambdaHostOptions } from '../../lambda/lambda';
import { temporaryFolder } from '../harness/temporaryFolder';
import { createHost, spec } from './harness';
import { attachAt, type Inspector } from './inspectorClient';

/** Goes on for ever after `endless`. */
const EARLY = `exports.handler = async (event, { awsRequestId }) => {
  const { AWS_LAMBDA_RUNTIME_API: api } = process.env;
  const url = \`http://\${api}/2018-06-01/runtime/invocation/\${awsRequestId}/response\`;
  await fetch(url, { method: 'POST', body: '"early"' });
  await new Promise((resolve) => setTimeout(resolve, event === 'endless' ? 1e6 : 20));
  console.log('done after it');
  return 'late';
};
`;

function early(timeoutSeconds: number, code = EARLY, more: Partial<LambdaHostOptions> = {}) {
  const root = temporaryFolder({ 'app.js': code });
  const { host, logs } = createHost(more);
  onTestFinished(() => host.dispose());
  const said = (): string[] => logs.map(({ text }) => text);
  const function_ = spec('', { file: `${root}/app.js`, codeDir: root, projectDir: root, timeoutSeconds });
  return { host, said, function_ };
}

test('it answers what came first, and ends once it is done', async () => {
  const { host, said, function_ } = early(30);
  expect(await host.invoke(function_, '1')).toMatchObject({ type: 'success', payload: '"early"' });
  await host.dispose();
  expect(said()).toContain('done after it');
});

test('it answers the next event after that', async () => {
  const { host, function_ } = early(30);
  await host.invoke(function_, '1');
  expect(await host.invoke(function_, '2')).toMatchObject({ type: 'success', payload: '"early"' });
});

test.each([
  ['once its time is up', 1, () => undefined],
  ['once it is stopped', 30, (stop: AbortController) => stop.abort()],
  ['once all is stopped', 30, (_: AbortController, all: AbortController) => all.abort()],
  [
    'once all is stopped, also later',
    30,
    (_: AbortController, all: AbortController) => void setImmediate(() => all.abort()),
  ],
])('it ends %s', async (_, timeoutSeconds, end) => {
  const { host, said, function_ } = early(timeoutSeconds);
  const stop = new AbortController();
  await host.invoke(function_, '"endless"', { signal: stop.signal });
  const all = new AbortController();
  end(stop, all);
  await host.dispose(all.signal);
  expect(said()).not.toContain('done after it');
});

/** Spins long enough for its answer to be heard before it goes on. */
const CALLBACK = `exports.handler = (event, context, callback) => {
  context.callbackWaitsForEmptyEventLoop = false;
  callback(null, 'early');
  for (const until = Date.now() + 200; Date.now() < until; );
  console.log('done after it');
};
`;

test('code behind a callback runs to its end', async () => {
  const { host, said, function_ } = early(30, CALLBACK);
  expect(await host.invoke(function_, '1')).toMatchObject({ type: 'success', payload: '"early"' });
  await host.dispose();
  expect(said()).toEqual(['done after it']);
});

test('a person may stand in it', async () => {
  let inspector: Inspector | undefined;
  const attach = async ({ port }: AttachRequest): Promise<void> => {
    inspector = await attachAt(port, pathToFileURL(function_.file).href, 4);
  };
  const { host, said, function_ } = early(30, CALLBACK, { debug: { attach } });
  expect(await host.invoke(function_, '1')).toMatchObject({ type: 'success', payload: '"early"' });
  const over = host.dispose();
  expect(await inspector?.stopped()).toMatchObject({ line: 4 });
  await inspector?.send('Debugger.resume');
  await over;
  expect(said()).toEqual(['done after it']);
});
