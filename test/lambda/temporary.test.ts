/** A process has temporary files of its own, which go with it and with their owner. */
import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ownTemporaryFolder } from '../../processes/temporaryFolder';
import { sweepLeftFolders } from '../../processes/sweep';
import { answer, createHost, invoke } from './harness';

test('two at one time have two folders, a warm one keeps its own, and none stays', async () => {
  const { host } = createHost();
  const ask = async (): Promise<string> => {
    const names = answer(await invoke(host, 'logs/app.js#temporary', 300)) as string[];
    expect(new Set(names).size).toBe(1);
    return names[0]!;
  };
  const both = await Promise.all([ask(), ask()]);
  expect(new Set(both).size).toBe(2);
  expect(both).toContain(await ask());
  for (const folder of both) {
    expect(existsSync(path.join(folder, 'kept'))).toBe(true);
    // A socket below it may have 107 characters, and Python's names for them have 33.
    if (process.platform === 'linux') expect(folder.length).toBeLessThan(70);
  }
  await host.dispose();
  expect(both.filter((folder) => existsSync(folder))).toEqual([]);
});

test.runIf(process.platform !== 'win32')('links to what has gone are swept, others stay', async () => {
  const own = ownTemporaryFolder();
  if ('problem' in own) throw new Error(own.problem);
  const root = path.dirname(own.folder);
  const link = (name: string, to: string): string => {
    symlinkSync(to, path.join(root, name));
    return path.join(root, name);
  };
  const there = path.join(own.folder, 'there');
  mkdirSync(there);
  const links = [link('t00000001', there), link('t00000002', `${there}2`), link('user', `${there}2`)];
  await sweepLeftFolders();
  const left = links.map((each) => lstatSync(each, { throwIfNoEntry: false }) !== undefined);
  for (const each of links) rmSync(each, { force: true });
  expect(left).toEqual([true, false, true]);
});
