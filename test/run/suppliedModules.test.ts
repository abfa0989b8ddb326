/** A handler that lacks clients which Lambda supplies runs once they have been installed, by consent alone. */
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { FunctionSpec, InvokeOutcome } from '../../lambda/lambda';
import { withSuppliedModules } from '../../run/launch/suppliedModules';
import { temporaryFolder } from '../harness/temporaryFolder';

const saved = process.env['PATH'];
afterEach(() => void (process.env['PATH'] = saved));

const SUCCESS: InvokeOutcome = { type: 'success', payload: '1', durationMs: 1 };
const failure = (name: string, isSupplied?: true): InvokeOutcome => ({
  type: 'error',
  errorType: 'Runtime.ImportModuleError',
  errorMessage: 'Error',
  stackTrace: [],
  payload: '{}',
  reason: 'start',
  durationMs: 1,
  facts: { install: { name, command: '', ...(isSupplied && { isSupplied }) } },
});
const [SQS, S3] = ['@aws-sdk/client-sqs', '@aws-sdk/client-s3'];

/** @param outcomes one for each call, the last one for the rest */
async function invoked(outcomes: InvokeOutcome[], allowed: boolean, npm = 'exit 0') {
  const bin = temporaryFolder({ npm: `#!/bin/sh\n${npm}\n` });
  chmodSync(path.join(bin, 'npm'), 0o755);
  process.env['PATH'] = `${bin}:${saved}`;
  const asked: string[] = [];
  const told: string[] = [];
  let calls = 0;
  const host = withSuppliedModules(
    {
      invoke: () => Promise.resolve(outcomes[Math.min(calls++, outcomes.length - 1)]!),
      dispose: () => Promise.resolve(),
    },
    {
      folder: path.join(temporaryFolder({}), 'sdk'),
      mayInstall: (client) => Promise.resolve(asked.push(client) > 0 && allowed),
      tell: (sentence) => told.push(sentence),
    },
  );
  const { type } = await host.invoke({} as FunctionSpec, '{}');
  return { type, calls, asked, told };
}

test.skipIf(process.platform === 'win32').each([
  [
    'one after the other',
    [failure(SQS!, true), failure(S3!, true), SUCCESS],
    true,
    { type: 'success', calls: 3, asked: [SQS, S3] },
  ],
  ['nothing without consent', [failure(SQS!, true), SUCCESS], false, { type: 'error', calls: 1, asked: [SQS] }],
  ['none twice', [failure(SQS!, true)], true, { type: 'error', calls: 2, asked: [SQS] }],
  ['nothing that the project names itself', [failure(SQS!), SUCCESS], true, { type: 'error', calls: 1, asked: [] }],
  ['nothing else', [failure('left-pad', true), SUCCESS], true, { type: 'error', calls: 1, asked: [] }],
  ['nothing where all is there', [SUCCESS], true, { type: 'success', calls: 1, asked: [] }],
])('installs %s', async (_, outcomes, allowed, expected) => {
  expect(await invoked(outcomes, allowed)).toEqual({ ...expected, told: [] });
});

test.skipIf(process.platform === 'win32')('says why it cannot be installed', async () => {
  const { calls, told } = await invoked([failure(SQS!, true), SUCCESS], true, 'echo "no network" >&2; exit 1');
  expect(calls).toBe(1);
  expect(told).toEqual([expect.stringContaining('no network')]);
});

test.skipIf(process.platform === 'win32')('installs boto3 with the pip of the Python that lacks it', async () => {
  const said = path.join(temporaryFolder({}), 'said');
  const python = path.join(
    temporaryFolder({ python: `#!/bin/sh\necho "$PIP_INDEX_URL $PIP_TARGET" "$@" > ${said}\n` }),
    'python',
  );
  chmodSync(python, 0o755);
  vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1/simple');
  vi.stubEnv('PIP_TARGET', '/elsewhere');
  const lacks = failure('botocore', true);
  const install = { ...(lacks as { facts: { install: object } }).facts.install, interpreter: python, line: '3.9' };
  const outcomes = [{ ...lacks, facts: { install } } as InvokeOutcome, SUCCESS];
  expect(await invoked(outcomes, true)).toEqual({ type: 'success', calls: 2, asked: ['boto3'], told: [] });
  const words = readFileSync(said, 'utf8').trim();
  expect(words).toMatch(/^http:\/\/127.0.0.1\/simple  -I -m pip install .*--target \S+sdk.python3\.9 .*boto3<=[\d.]+$/);
  vi.unstubAllEnvs();
});
