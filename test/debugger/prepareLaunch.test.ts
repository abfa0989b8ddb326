import path from 'node:path';
import { expect, test } from 'vitest';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import type { LaunchArguments } from '../../messages/debugClient';
import { temporaryFolder } from '../harness/temporaryFolder';

const MACHINE = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';

test.each([
  ['order.asl.json', MACHINE, 'machine'],
  ['workflow.json', MACHINE, 'machine'],
  ['workflow.yml', 'StartAt: A\nStates:\n  A: { Type: Succeed }\n', 'machine'],
  ['greet.js', 'exports.handler = async () => 1;', 'function'],
])('%s is run as what it is, without "target"', (name, text, kind) => {
  const folder = temporaryFolder({ [name]: text });
  // Any editor may have written the arguments.
  const args = { program: path.join(folder, name) } as LaunchArguments;
  expect(prepareLaunch(args)).toMatchObject({ ok: true, kind });
});
