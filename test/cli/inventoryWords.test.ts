/** A project's inventory in words: as a whole, and name by name. Of whole projects: `transcripts/project.txt`. */
import { describe, expect, test } from 'vitest';
import { explain } from '../../cli/inventory/explain';
import { inventoryText, table } from '../../cli/inventory/inventoryText';

const FUNCTION = {
  id: 'app#Pay',
  names: ['Pay', 'PayAlias'],
  active: true,
  runs: true,
  runtime: 'nodejs20.x',
  file: 'src/pay.js',
  line: 3,
  export: 'pay',
  handler: 'src/pay.pay',
  env: {},
  layers: [],
  events: [],
  usedBy: [],
  problems: [],
  timeout: 3,
  memory: 128,
  from: { declared: ['a.yaml', 4] },
};
const MACHINE = {
  id: 'app#Order',
  names: ['Order'],
  active: true,
  type: 'STANDARD',
  file: 'order.asl.json',
  span: null,
  substitutions: {},
  calls: [],
  events: [],
  problems: [],
  from: { declared: ['a.yaml', 9] },
};
const VALUE = {
  key: 'param:Stage',
  why: 'It has no default.',
  usedIn: ['env'],
  place: ['a.yaml', 2],
  suggest: [],
  filler: 'F',
};
const STACK = { id: 'app', kind: 'sam', state: 'fresh', why: null, files: ['a.yaml'] };

const inventory = (more: object = {}) =>
  ({
    root: '/shop',
    stacks: [STACK],
    functions: [],
    machines: [],
    unresolved: [],
    problems: [],
    notRun: [],
    ...more,
  }) as never;
const lines = (more: object): string[] => inventoryText(inventory(more), 'Here.').trimEnd().split('\n').slice(2);
/** Without the line at the end that counts. */
const body = (more: object): string[] => lines(more).slice(0, -2);

describe('the whole', () => {
  test('begins with the folder, and counts at the end', () => {
    expect(inventoryText(inventory(), 'Here.')).toBe('/shop: Here.\n\n0 functions, 0 machines, 0 values to give\n');
    const one = { functions: [FUNCTION], machines: [MACHINE], unresolved: [VALUE] };
    expect(lines(one).at(-1)).toBe('1 function, 1 machine, 1 value to give');
    const notRun = [
      { id: 'app#Pay', why: 'no' },
      { id: 'app#Order', why: 'no' },
    ];
    expect(lines({ ...one, notRun }).at(-1)).toBe('1 function (1 not run here), 1 machine, 1 value to give');
  });

  test.each<[string, object, string]>([
    ['a stack', {}, 'app (sam)'],
    ['a stale one', { state: 'stale' }, 'app (sam, stale)'],
    ['one with a reason', { why: 'By its file.' }, 'app (sam): By its file.'],
  ])('%s', (_, more, title) => expect(body({ stacks: [{ ...STACK, ...more }], functions: [FUNCTION] })[0]).toBe(title));

  test('a stack without anything is not there, nor what is of another', () => {
    const other = { ...STACK, id: 'app2' };
    expect(body({ stacks: [other, STACK], functions: [FUNCTION] }).filter((line) => line.includes('('))).toEqual([
      'app (sam)',
    ]);
  });

  test.each<[object, string]>([
    [{}, 'Pay       nodejs20.x  src/pay.js:3#pay'],
    [{ runtime: null }, 'Pay       -        src/pay.js:3#pay'],
    [{ line: null, export: null }, 'Pay       nodejs20.x  src/pay.js'],
    [{ file: null }, 'Pay       nodejs20.x  src/pay.pay'],
    [{ file: null, handler: null }, 'Pay       nodejs20.x  -'],
    [{ active: false }, 'Pay       nodejs20.x  src/pay.js:3#pay  not in the stack'],
    [{ active: false, id: 'app#Not' }, 'Pay       nodejs20.x  src/pay.js:3#pay  not in the stack, not run here'],
    [{ names: [] }, 'Pay       nodejs20.x  src/pay.js:3#pay'],
  ])('a function %j', (more, row) =>
    expect(body({ functions: [{ ...FUNCTION, ...more }], notRun: [{ id: 'app#Not', why: 'no' }] })[2]?.trim()).toBe(
      row,
    ),
  );

  test.each<[object, string]>([
    [{}, 'Order          STANDARD  order.asl.json'],
    [{ span: { line: 7 } }, 'Order          STANDARD  order.asl.json:7'],
    [{ calls: ['app#Pay', 'Ship'] }, 'Order          STANDARD  order.asl.json  calls Pay, Ship'],
    [
      { active: false, id: 'app#Not', calls: ['a#b'] },
      'Order          STANDARD  order.asl.json  not in the stack; not run here; calls b',
    ],
  ])('a machine %j', (more, row) =>
    expect(body({ machines: [{ ...MACHINE, ...more }], notRun: [{ id: 'app#Not', why: 'no' }] })[2]?.trim()).toBe(row),
  );

  test('a problem is told once, with its place where it is of nothing', () => {
    expect(
      body({
        functions: [{ ...FUNCTION, problems: ['Broken.', 'Broken.'] }],
        problems: [
          { message: 'Broken.', place: ['a.yaml', 1] },
          { message: 'Lost.', place: ['b.yaml', 2] },
          { message: 'Gone.' },
        ],
      }).slice(4),
    ).toEqual(['Problems', '  app#Pay: Broken.', '  b.yaml:2: Lost.', '  Gone.']);
  });

  test.each<[object, string]>([
    [{}, 'param:Stage  a.yaml:2  env  It has no default.'],
    [{ place: null, usedIn: [] }, 'param:Stage    no run needs it  It has no default.'],
    [{ usedIn: ['a', 'b'] }, 'param:Stage  a.yaml:2  a, b  It has no default.'],
    [{ usedIn: ['a', 'b', 'c'] }, 'param:Stage  a.yaml:2  a, b and 1 more  It has no default.'],
    [{ suggest: ['dev', 'prod'] }, 'param:Stage  a.yaml:2  env  It has no default. Perhaps dev, prod.'],
  ])('a value %j', (more, row) => expect(body({ unresolved: [{ ...VALUE, ...more }] })[1]?.trim()).toBe(row));

  test('columns are as wide as their widest text', () => {
    expect(table([])).toEqual([]);
    expect(
      table([
        ['a', 'b', ''],
        ['long', 'x', 'y'],
        ['', ''],
      ]),
    ).toEqual(['  a     b', '  long  x  y', '']);
  });
});

describe('a name', () => {
  const ALL = { functions: [FUNCTION], machines: [MACHINE], unresolved: [VALUE] };
  function told(name: string, more: object = ALL, where: object = {}): string[] {
    const project = { root: '/shop', functions: [], machines: [], ...where };
    const explained = { project, inventory: inventory(more), why: 'Here.', cwd: '/shop', ...where };
    const { text, isFound } = explain(name, explained as never);
    const shown = text
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/ {2,}/g, '  ').trim());
    return [String(isFound), ...shown.slice(0, shown.indexOf('How it was looked for:'))];
  }
  const withFunction = (more: object): object => ({ ...ALL, functions: [{ ...FUNCTION, ...more }] });

  test('of a function shows each fact, with its place', () =>
    expect(told('Pay')).toEqual([
      'true',
      'app#Pay is a function.',
      'names  Pay, PayAlias',
      'declared  a.yaml:4',
      'runtime  nodejs20.x',
      'handler  src/pay.pay',
      'file  src/pay.js:3',
      'export  pay',
      'timeout  3 s',
      'memory  128 MB',
    ]));

  test.each<[object, string]>([
    [{ runtime: null }, 'runtime  not given'],
    [{ handler: null }, 'handler  not given'],
    [{ file: null }, 'file  not found'],
    [{ line: null }, 'file  src/pay.js'],
    [{ from: { codeUri: ['b.yaml', 5, 'CodeUri'] } }, 'file  src/pay.js:3  b.yaml:5 (CodeUri)'],
    [{ env: { A: '1' }, from: { 'environment.A': ['b.yaml', 6] } }, 'environment  A=1  b.yaml:6'],
    [{ env: { A: '1' }, from: { 'env.A': ['b.yaml', 7] } }, 'environment  A=1  b.yaml:7'],
    [{ layers: [{ arn: 'arn:l', dir: null }] }, 'layer  arn:l'],
    [{ layers: [{ arn: 'arn:l', dir: 'layers/l' }] }, 'layer  arn:l (layers/l)'],
    [{ events: [{ type: 'S3', place: ['b.yaml', 8] }] }, 'event  S3  b.yaml:8'],
    [{ events: [{ type: 'S3', place: null }] }, 'event  S3'],
    [{ usedBy: ['Order', 'Ship'] }, 'called by  Order, Ship'],
    [{ problems: ['Broken.'] }, 'problem  Broken.'],
    [{ from: { other: ['b.yaml', 9] } }, 'other  b.yaml:9'],
  ])('of a function with %j', (more, line) => expect(told('Pay', withFunction(more))).toContain(line));

  test('of a machine and of a value', () => {
    const machine = {
      span: { line: 2 },
      substitutions: { A: { value: 'x', is: 'text' }, B: { value: 'y', is: 'arn' } },
      calls: ['app#Pay'],
    };
    const found = {
      ...ALL,
      machines: [{ ...MACHINE, ...machine }],
      notRun: [{ id: 'app#Order', why: 'It is broken.' }],
    };
    expect(told('Order', found).slice(1)).toEqual([
      'app#Order is a state machine.',
      'names  Order',
      'declared  a.yaml:9',
      'type  STANDARD',
      'definition  order.asl.json:2',
      'substitution  A = x',
      'substitution  B = y (arn)',
      'calls  app#Pay',
      'not run here  It is broken.',
    ]);
    expect(told('Stage', { ...ALL, unresolved: [{ ...VALUE, suggest: ['dev'] }] }).slice(1)).toEqual([
      'param:Stage is a value that nobody has given.',
      'why  It has no default.  a.yaml:2',
      'used in  env',
      'perhaps  dev',
      'until then  F',
    ]);
  });

  test.each<[string, string[]]>([
    ['app#Pay', ['app#Pay']],
    ['PayAlias', ['app#Pay']],
    ['src/pay.js', ['app#Pay']],
    ['src/pay.js#pay', ['app#Pay']],
    ['src/pay.js#other', []],
    ['order.asl.json', ['app#Order']],
    ['order.asl.json#x', []],
    ['a.yaml', ['app#Pay', 'app#Order']],
    ['param:Stage', ['param:Stage']],
    ['none', []],
  ])('%s is of %j', (name, ids) => {
    const shown = told(name).filter((line) => / is a (function|state machine|value)/.test(line));
    expect(shown.map((line) => line.split(' ')[0])).toEqual(ids);
  });

  test('that means nothing, or several things', () => {
    expect(told('none')).toEqual(['false', '"none" was not found.']);
    expect(told('a.yaml')[1]).toBe('"a.yaml" means several things. Say which one with STACK#NAME.');
    const file = { file: '/shop/a.yaml' };
    expect(told('a.yaml', ALL, file)[1]).toBe('a.yaml is of several functions and state machines.');
    expect(told('x.js', ALL, { file: '/shop/x.js' })).toEqual([
      'false',
      'x.js is a file of the project, but not of a function or state machine that was found.',
    ]);
    expect(told('a.yaml', {}, file)).toEqual([
      'false',
      'a.yaml describes the stack app, which declares no function and no state machine.',
    ]);
  });

  test('is likened to others', () => {
    const similar = (name: string, more: object = ALL): string | undefined =>
      explain(name, {
        project: { root: '/shop', functions: [], machines: [] },
        inventory: inventory(more),
        why: 'Here.',
        cwd: '/shop',
      } as never)
        .text.split('\n')
        .find((line) => line.startsWith('Similar'));
    expect(similar('MyOrder')).toBe('Similar names: Order');
    expect(similar('or')).toBeUndefined();
    expect(similar('Ordre')).toBe('Similar names: Order');
    expect(similar('Order', { machines: [MACHINE, { ...MACHINE, names: ['OrderTwo', 'arn:Order'] }] })).toBe(
      'Similar names: OrderTwo',
    );
  });

  test('was looked for in these ways', () => {
    const steps = (name: string, more: object, where: object = {}): string[] => {
      const project = { root: '/shop', functions: [], machines: [], ...where };
      const { text } = explain(name, { project, inventory: inventory(more), why: 'Here.', cwd: '/shop' } as never);
      return text
        .split('How it was looked for:\n')[1]!
        .trimEnd()
        .split('\n')
        .map((line) => line.trim());
    };
    expect(steps('none', { stacks: [] })).toEqual([
      'No deployment file was found: functions were looked for in source files, state machines in definitions.',
      'It was compared with the names that "stepwise project --format json" shows.',
      'The project is /shop. Here.',
    ]);
    const stacks = [STACK, { ...STACK, id: 'b', kind: 'cdk', why: 'By its app.' }];
    expect(steps('arn:aws:lambda:eu-west-1:1:function:None', { stacks }, { searched: ['/shop', '/shop/src'] })).toEqual(
      [
        'It was read as the name "None".',
        'The stacks are app (sam), b (cdk).',
        'What was read: ., src.',
        'b: By its app.',
        'It was compared with the names that "stepwise project --format json" shows.',
        'The project is /shop. Here.',
      ],
    );
  });
});
