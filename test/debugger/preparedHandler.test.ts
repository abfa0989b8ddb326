/** A handler's process is started while the editor still sets its breakpoints. */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { LambdaHost } from '../../lambda/lambda';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

const FILES = {
  'weigh.js': 'exports.handler = async () => 1;',
  'pass.asl.json': JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }),
};

/** What the host is asked for until the session has ended. */
async function askedFor(file: string, launch: object, isConfigured: boolean): Promise<string[]> {
  const folder = temporaryFolder(FILES);
  const asked: string[] = [];
  const host = (): LambdaHost => ({
    prepare: ({ name }) => void asked.push(`prepare ${name}`),
    invoke: ({ name }) => {
      asked.push(`invoke ${name}`);
      return Promise.resolve({ type: 'success', payload: '1', durationMs: 1 });
    },
    dispose: () => Promise.resolve(void asked.push('dispose')),
  });
  const client = new Client({}, undefined, host);
  await client.request('initialize', { adapterID: 'stepwise' });
  await client.request('launch', { program: path.join(folder, file), inputText: '{}', ...launch });
  asked.push('launched');
  if (isConfigured) {
    await client.request('configurationDone');
    await client.event(0, 'terminated');
  }
  await client.close();
  return asked;
}

test.each([
  ['weigh.js', { interactive: true }, true, 'prepare weigh, launched, invoke weigh, dispose'],
  ['weigh.js', { interactive: true, noDebug: true }, true, 'prepare weigh, launched, invoke weigh, dispose'],
  ['weigh.js', { interactive: true }, false, 'prepare weigh, launched, dispose'],
  // Another client may not start a child for a session that it has not begun.
  ['weigh.js', {}, true, 'launched, invoke weigh, dispose'],
  ['pass.asl.json', { interactive: true }, true, 'launched, dispose'],
] as const)('%s with %j, configured: %s', async (file, launch, isConfigured, expected) => {
  expect([...new Set(await askedFor(file, launch, isConfigured))].join(', ')).toBe(expected);
});
