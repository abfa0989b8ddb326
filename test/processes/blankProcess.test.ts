/** A Node.js started before it is known what it is to run: what it becomes, what it is not taken for, and that it ends. */
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { offerBlank, startBlank, takeBlank } from '../../processes/blankProcess';
import type { UserProgram } from '../../processes/spawnUserCode';
import { temporaryFolder } from '../harness/temporaryFolder';

const FLAGS = ['--no-deprecation'];
const BEFOREHAND = path.resolve('lambda/bootstrap/beforehand.cjs');
const TOLD = `console.log(JSON.stringify({
  argv: process.argv.slice(1), isMain: require.main === module, cwd: process.cwd(), flags: process.execArgv,
  env: process.env, hour: new Date(0).getHours(),
}));`;

function started() {
  const blank = startBlank(FLAGS, BEFOREHAND)!;
  onTestFinished(() => blank.process.kill());
  offerBlank(blank);
  const exit = new Promise((resolve) => blank.process.child.once('exit', resolve));
  return { ...blank, exit };
}

function program(more: Partial<UserProgram> = {}): UserProgram {
  const cwd = temporaryFolder({ 'told.cjs': TOLD });
  const variables = { TZ: ':UTC', LANG: 'en_US.UTF-8', MINE: 'a\nb', NODE_OPTIONS: '--require "x.cjs"' };
  const args = [...FLAGS, path.join(cwd, 'told.cjs'), '{"n":1}'];
  return { command: process.execPath, args, cwd, variables, output: 'pipe', lifeline: 'node', ...more };
}

async function printed(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

describe.skipIf(process.platform === 'win32')('a blank process', () => {
  test('is the program that it is told to be, once', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const { process: blank, exit } = started();
    const wanted = program();
    expect(takeBlank(wanted)).toBe(blank);
    expect(takeBlank(wanted)).toBeUndefined();
    const { env, ...told } = JSON.parse(await printed(blank.child.stdout!)) as { env: Record<string, string> };
    expect(told).toEqual({ argv: wanted.args.slice(1), isMain: true, cwd: wanted.cwd, flags: FLAGS, hour: 0 });
    expect(env).toMatchObject({ ...wanted.variables, PATH: process.env['PATH'] });
    expect(blank.knows(env['STEPWISE_SESSION']!)).toBe(true);
    expect(env).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
    expect(await exit).toBe(0);
    vi.unstubAllEnvs();
  });

  test.each<[string, Partial<UserProgram>]>([
    ['another program', { command: '/bin/sh' }],
    ['other flags', { args: ['/x.cjs'] }],
    ['more flags', { args: [...FLAGS, '--enable-source-maps', '/x.cjs'] }],
    ['a variable that Node.js reads at its start', { variables: { TZ: ':UTC', LANG: 'C', NODE_PATH: '/x' } }],
    ['a library path', { variables: { TZ: ':UTC', LANG: 'en_US.UTF-8', LD_LIBRARY_PATH: '/opt/lib' } }],
  ])('is not %s, and ends', async (_, more) => {
    const { exit } = started();
    expect(takeBlank(program(more))).toBeUndefined();
    await exit;
  });

  test('ends with its owner, and is not taken when it has ended', async () => {
    const before = started();
    (before.process.child.stdio[3] as Writable).destroy();
    expect(await before.exit).toBe(1);
    const after = started();
    after.process.kill();
    await after.exit;
    expect(takeBlank(program())).toBeUndefined();
  });
});
