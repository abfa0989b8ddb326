/** What a person is told to run or to call instead: in a terminal as it can be pasted, in an editor as it is done. */
import { describe, expect, test } from 'vitest';
import type { ProjectFunction, ProjectMachine } from '../../project';
import { distinctNames, fileToRun, howToCall, howToRun, insteadOf } from '../../run/whatToDo';
import { EDITOR_WORDING, terminalWording } from '../../run/wording';

const terminal = terminalWording('/shop/app');

const machine = (name: string, more: object = {}): ProjectMachine =>
  ({ name, file: `/shop/app/${name}.asl.json`, source: { file: '/shop/app/a.yaml' }, ...more }) as never;
const inText = (name: string, more: object = {}): ProjectMachine => machine(name, { text: {}, ...more });
const handler = (name: string, exportName?: string, more: object = {}): ProjectFunction =>
  ({ name, file: '/shop/app/app.js', exportName, source: { file: '/shop/app/a.yaml' }, ...more }) as never;

describe('words', () => {
  test.each([
    ['/shop/app/a.json', 'a.json'],
    ['/shop/app/b/a.json', 'b/a.json'],
    ['/shop/other/a.json', '../other/a.json'],
    ['/else/a.json', '../../else/a.json'],
    ['/shop/app', '/shop/app'],
  ])('%s is shown as %s', (file, shown) => expect(terminal.shown(file)).toBe(shown));

  test('a place that is far away is shown whole', () =>
    expect(terminalWording('/a/b/c').shown('/x/y.json')).toBe('/x/y.json'));

  test.each<[string, string | undefined, string]>([
    ['/shop/app/a.json', undefined, 'stepwise run a.json'],
    ['/shop/app/a.json', 'Order', 'stepwise run a.json --machine Order'],
    ['/shop/app/my file.json', "It's", String.raw`stepwise run 'my file.json' --machine 'It'\''s'`],
    ['/shop/app/#a.json', '', "stepwise run '#a.json' --machine ''"],
    ['/shop/app/a#b@%+=:,-.json', '$x', "stepwise run a#b@%+=:,-.json --machine '$x'"],
    ['/shop/app/a=~.json', 'Order', "stepwise run 'a=~.json' --machine Order"],
  ])('%s with the machine %s is run by %s', (file, name, command) =>
    expect(terminal.running(file, name)).toBe(command),
  );

  test.each<[string | undefined, string]>([
    [undefined, 'stepwise invoke app.js'],
    ['ship', 'stepwise invoke app.js#ship'],
    ['a b', "stepwise invoke 'app.js#a b'"],
  ])('the export %s is called by %s', (exported, command) =>
    expect(terminal.calling('/shop/app/app.js', exported)).toBe(command),
  );

  test('an editor says what to do', () => {
    const { shown, running, calling } = EDITOR_WORDING;
    expect([shown('/a'), running('/a'), running('/a', 'M'), calling('/a'), calling('/a', 'f')]).toEqual([
      '/a',
      'Run Workflow in /a',
      'Run Workflow of M in /a',
      'F5 in /a',
      'F5 in f in /a',
    ]);
  });
});

describe('a machine', () => {
  test.each<[string, ProjectMachine, string]>([
    ['in its own file', machine('Order', { template: '/shop/app/t.yaml' }), '/shop/app/Order.asl.json'],
    ['in a template', inText('Order', { template: '/shop/app/t.yaml' }), '/shop/app/t.yaml'],
    ['without one', inText('Order'), '/shop/app/a.yaml'],
    [
      'that a program makes',
      inText('Order', { template: '/t.json', source: { file: '/shop/app/stack.ts' } }),
      '/shop/app/stack.ts',
    ],
  ])('%s is run by its file', (_, of, file) => expect(fileToRun(of)).toBe(file));

  test('alone in its file needs no name, several do', () => {
    const [one, two, other] = [inText('One'), inText('Two'), machine('Other')];
    const how = (of: ProjectMachine): string => howToRun(of, { functions: [], machines: [one, two, other] }, terminal);
    expect([one, two, other].map(how)).toEqual([
      'stepwise run a.yaml --machine One',
      'stepwise run a.yaml --machine Two',
      'stepwise run Other.asl.json',
    ]);
  });

  test('of one name in several stacks is called by its path', () =>
    expect(
      distinctNames([
        machine('Order', { aliases: ['order', 'Dev/Order'] }),
        machine('Order', { aliases: ['order'] }),
        machine('Ship', { aliases: ['Dev/Ship'] }),
      ]),
    ).toEqual(['Dev/Order', 'Order', 'Ship']));
});

describe('a function', () => {
  test.each<[string, ProjectFunction[], string]>([
    ['alone in its file', [handler('f'), handler('g')], 'stepwise invoke app.js'],
    ['with an export', [handler('f', 'ship')], 'stepwise invoke app.js#ship'],
    ['beside one with an export', [handler('f'), handler('g', 'ship')], 'stepwise invoke app.js'],
    ['beside one of another file', [handler('f'), handler('g', 'ship', { file: '/x.js' })], 'stepwise invoke app.js'],
  ])('%s', (_, all, command) => expect(howToCall(all[0]!, all, terminal)).toBe(command));
});

describe('instead of a file without a machine', () => {
  const instead = (functions: ProjectFunction[], machines: ProjectMachine[], file = '/shop/app/a.yaml'): string =>
    insteadOf(file, { functions, machines }, terminal);

  test.each<[string, ProjectFunction[], ProjectMachine[], string]>([
    [
      'its function is called',
      [handler('f', 'ship')],
      [machine('Order')],
      ' To call its function f: stepwise invoke app.js#ship',
    ],
    ['no function without a file', [handler('f', 'ship', { file: undefined })], [], ''],
    ['none that is not run here', [handler('f', 'ship', { notRun: 'no' })], [], ''],
    ['none of another file', [handler('f', 'ship', { source: { file: '/b.yaml' } })], [], ''],
    [
      'a machine is run',
      [],
      [machine('Order')],
      ' To run Order, a state machine of this project: stepwise run Order.asl.json',
    ],
    [
      'the first that can be run',
      [],
      [machine('A', { notRun: 'no' }), machine('B', { fault: 'no' }), machine('C')],
      ' To run C, a state machine of this project: stepwise run C.asl.json',
    ],
    ['nothing', [], [machine('A', { notRun: 'no' })], ''],
  ])('%s', (_, functions, machines, words) => expect(instead(functions, machines)).toBe(words));
});
