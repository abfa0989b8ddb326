/** What is said of a folder where a file was meant. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { folderProblem, machineFilesIn } from '../../cli/folderProblem';
import { temporaryFolder } from '../harness/temporaryFolder';

const MACHINE = '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }';

test.each<[string, readonly string[], string]>([
  ['no machine', [], 'shop is a folder without a state machine.'],
  ['one', ['a'], `shop is a folder. Name the file to run: ${path.join('shop', 'a.asl.json')}.`],
  [
    'two',
    ['a', 'b'],
    `shop is a folder. Name the file to run, such as ${['a', 'b'].map((name) => path.join('shop', `${name}.asl.json`)).join(', ')}.`,
  ],
  [
    'more than are told',
    ['a', 'b', 'c', 'd', 'e', 'f'],
    `shop is a folder. Name the file to run, such as ${['a', 'b', 'c', 'd', 'e'].map((name) => path.join('shop', `${name}.asl.json`)).join(', ')}.`,
  ],
])('a folder with %s', (_, names, words) => {
  const files = Object.fromEntries(names.map((name) => [`shop/${name}.asl.json`, MACHINE]));
  const cwd = temporaryFolder({ 'shop/.git/HEAD': '', 'file.txt': '', ...files });
  expect(folderProblem('shop', { cwd } as never)).toBe(words);
  expect(machineFilesIn('shop', { cwd } as never)).toEqual(names.map((name) => path.join('shop', `${name}.asl.json`)));
  expect([folderProblem('file.txt', { cwd } as never), folderProblem('none', { cwd } as never)]).toEqual([
    undefined,
    undefined,
  ]);
});
