/** What several processes allow and withdraw at the same moment: none undoes what another did. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { builtCommand } from './builtCommand';

const start = builtCommand();

test('six processes that allow a host each keep all six', async () => {
  const [project, home] = [temporaryFolder({ 'm.asl.json': '{}' }), temporaryFolder({})];
  const env = { HOME: home, USERPROFILE: home };
  const hosts = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.test`);
  const ended = await Promise.all(
    hosts.map((host) => start(['consents', 'allow', '--host', host], project, { env }).ended),
  );
  expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
  const kept = readFileSync(path.join(home, '.stepwise', 'consents.json'), 'utf8');
  expect(hosts.filter((host) => !kept.includes(`//${host}`))).toEqual([]);
});
