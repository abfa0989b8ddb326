import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  filesOnDisk,
  findFunction,
  findMachine,
  findProjectFolder,
  findProjectFor,
  functionsInFile,
  readProject,
} from '../../project';
import type { Project } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

/** A project as one readable object: paths relative, with `/`, functions and machines by name. */
function summary(project: Project): object {
  const relative = (file: string | undefined): string | undefined =>
    file && path.relative(project.root, file).split(path.sep).join('/');
  return {
    functions: Object.fromEntries(
      project.functions.map(({ name, file, exportName }) => [name, file ? `${relative(file)}#${exportName}` : '?']),
    ),
    machines: Object.fromEntries(project.machines.map(({ name, file }) => [name, relative(file)])),
    events: project.events.map(({ label }) => label),
    problems: project.problems.map(({ message, place }) =>
      `${place ? `${relative(place.file)}:${place.line + 1}: ` : ''}${message}`.replaceAll(project.root, '.'),
    ),
  };
}

function check(files: { [file: string]: string }, expected: object): Project {
  const project = readProject(temporaryFolder(files));
  expect(summary(project)).toMatchObject(expected);
  return project;
}

/** A SAM template of functions: name → the properties that matter. */
function template(functions: { [name: string]: string }, more = ''): string {
  const resources = Object.entries(functions).map(
    ([name, properties]) => `  ${name}: { Type: AWS::Serverless::Function, Properties: { ${properties} } }`,
  );
  return `Resources:\n${resources.join('\n')}\n${more}`;
}

describe('handler files', () => {
  const js = 'exports.handler = () => 1;';
  test.each<[string, string, { [file: string]: string }, string]>([
    ['JavaScript', 'CodeUri: src, Handler: app.handler', { 'src/app.js': js }, 'src/app.js#handler'],
    ['an ES module', 'CodeUri: src/, Handler: app.run', { 'src/app.mjs': '' }, 'src/app.mjs#run'],
    ['folders in the handler', 'Handler: src/app.handler', { 'src/app.cjs': js }, 'src/app.cjs#handler'],
    ['a nested export', 'Handler: app.api.get', { 'app.js': '' }, 'app.js#api.get'],
    ['TypeScript', 'CodeUri: src, Handler: app.handler', { 'src/app.ts': '' }, 'src/app.ts#handler'],
    ['TypeScript beside its output', 'Handler: app.handler', { 'app.ts': '', 'app.js': js }, 'app.ts#handler'],
    [
      'TypeScript behind a build folder',
      'CodeUri: dist/, Handler: order/app.handler',
      { 'src/order/app.ts': '', 'dist/order/app.js': js },
      'src/order/app.ts#handler',
    ],
    [
      'TypeScript of one member of a monorepo',
      'Handler: dist/apps/api/lambda.handler',
      { 'apps/api/src/lambda.ts': '', 'apps/web/src/lambda.ts': '' },
      'apps/api/src/lambda.ts#handler',
    ],
    ['JavaScript in a build folder', 'CodeUri: dist/, Handler: a.handler', { 'dist/a.js': js }, 'dist/a.js#handler'],
    [
      'Python',
      'CodeUri: src, Handler: app.lambda_handler, Runtime: python3.12',
      { 'src/app.py': '', 'src/app.js': js },
      'src/app.py#lambda_handler',
    ],
    [
      'a Python package, dotted',
      'Handler: shop.orders.handler, Runtime: python3.12',
      { 'shop/orders.py': '' },
      'shop/orders.py#handler',
    ],
    ['Python without a runtime', 'Handler: app.handler', { 'app.py': '' }, 'app.py#handler'],
  ])('%s', (_what, properties, files, expected) => {
    check({ 'template.yaml': template({ Fn: properties }), ...files }, { functions: { Fn: expected }, problems: [] });
  });

  test('an esbuild entry point names the source', () => {
    const yaml = `Resources:
  Fn:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [handlers/app.ts] } }
    Properties: { CodeUri: src, Handler: app.handler }`;
    check({ 'template.yaml': yaml, 'src/handlers/app.ts': '' }, { functions: { Fn: 'src/handlers/app.ts#handler' } });
  });

  test('a missing file is a problem at its function, with what was looked for', () => {
    check(
      {
        'template.yaml': template({ Fn: 'CodeUri: src, Handler: app.handler, Runtime: python3.12' }),
        'src/other.py': '',
      },
      {
        functions: { Fn: '?' },
        problems: [
          `template.yaml:2: The handler "app.handler" has no file: none of app.py, __init__.py is in ./src. It is the handler of Fn.`.replace(
            '/',
            path.sep,
          ),
        ],
      },
    );
  });
});

describe('machines and events', () => {
  const machine = `  Machine: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flows/order.asl.json } }`;

  test('of a template, and definitions that no template names only where there are no functions', () => {
    check(
      {
        'template.yaml': `Resources:\n${machine}`,
        'flows/order.asl.json': '{}',
        'flows/other.asl.yaml': '',
        'events/first.json': '{}',
        'events/checkout/second.json': '{}',
        'events/notes.txt': '',
        'tests/unit/events/fourth.json': '{}',
        'tests/unit/results/fifth.json': '{}',
        'flows/events/third.json': '{}',
      },
      {
        machines: { Machine: 'flows/order.asl.json', other: 'flows/other.asl.yaml' },
        events: ['first', 'checkout/second', 'third', 'fourth'],
      },
    );
  });

  test('a definition that is missing is a problem', () => {
    check(
      { 'template.yaml': `Resources:\n${machine}` },
      {
        machines: {},
        problems: [
          'template.yaml:2: The state machine Machine names the definition flows/order.asl.json, but there is no such file.',
        ],
      },
    );
  });

  test('a folder without a template: definitions and handlers by their files', () => {
    check(
      {
        'order.asl.json': '{}',
        'functions/charge-card/index.ts': 'export const handler = async () => 1;',
        'functions/reserve.py': 'def lambda_handler(event, context):\n    return event\n',
        'functions/reserve.test.ts': 'export const handler = () => 1;',
        'functions/library.js': 'exports.add = () => 1;',
        'node_modules/x/index.js': 'exports.handler = () => 1;',
      },
      {
        functions: {
          'charge-card': 'functions/charge-card/index.ts#handler',
          reserve: 'functions/reserve.py#lambda_handler',
        },
        machines: { order: 'order.asl.json' },
      },
    );
  });

  test('an unsaved template is read as it stands in the editor', () => {
    const folder = temporaryFolder({ 'template.yaml': template({ Old: 'Handler: a.handler' }), 'a.js': '' });
    const unsaved = (file: string): string | undefined =>
      path.basename(file) === 'template.yaml' ? template({ New: 'Handler: a.handler' }) : undefined;
    expect(readProject(folder, { unsaved }).functions.map(({ name }) => name)).toEqual(['New']);
  });
});

test('source files of a plain folder are read once functions are asked for', () => {
  const folder = temporaryFolder({ 'm.asl.json': '{}', 'charge/index.js': 'exports.handler = () => 1;' });
  const asked: string[] = [];
  const unsaved = (file: string): undefined => void asked.push(path.relative(folder, file).replaceAll(path.sep, '/'));
  const project = readProject(folder, { unsaved });
  expect(asked).not.toContain('charge/index.js');
  expect(project.functions.map(({ name }) => name)).toEqual(['charge']);
  expect(asked.filter((file) => file === 'charge/index.js')).toHaveLength(1);
});

describe('the project around a file', () => {
  const files = {
    '.git/HEAD': '',
    'template.yaml': template({ Fn: 'Handler: a.handler' }),
    'flows/deep/order.asl.json': '{}',
    'other/template.json': JSON.stringify({ Resources: { A: { Type: 'AWS::Lambda::Function' } } }),
    'other/src/app.js': '',
  };
  test.each([
    ['flows/deep/order.asl.json', ''],
    ['other/src/app.js', 'other'],
    ['template.yaml', ''],
  ])('%s belongs to "%s"', (file, folder) => {
    const root = temporaryFolder(files);
    expect(path.relative(root, findProjectFolder(path.join(root, file)))).toBe(folder);
  });

  test('nothing above the repository or the workspace is looked at', () => {
    const root = temporaryFolder({ ...files, 'inner/.git': '', 'inner/a.asl.json': '{}', 'bound/b.asl.json': '{}' });
    expect(findProjectFolder(path.join(root, 'inner/a.asl.json'))).toBe(path.join(root, 'inner'));
    const bounds = [path.join(root, 'bound')];
    expect(findProjectFolder(path.join(root, 'bound/b.asl.json'), { bounds })).toBe(path.join(root, 'bound'));
  });

  test('a definition is among its machines wherever it lies', () => {
    const root = temporaryFolder(files);
    const project = findProjectFor(path.join(root, 'flows/deep/order.asl.json'));
    expect(project.machines.map(({ name }) => name)).toEqual(['order']);
  });
});

describe('looking up', () => {
  const project = (): Project =>
    check(
      {
        'template.yaml': template(
          {
            ChargeCardFunction: 'FunctionName: charge-card, Handler: a.handler',
            ShipFunction: 'Handler: a.handler',
          },
          '  Nested: { Type: AWS::Serverless::StateMachine, Properties: { Name: nested-one, DefinitionUri: n.asl.json } }\n',
        ),
        'a.js': '',
        'n.asl.json': '{}',
      },
      {},
    );

  test.each([
    ['charge-card', 'charge-card'],
    ['ChargeCardFunction', 'charge-card'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:charge-card', 'charge-card'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:charge-card:$LATEST', 'charge-card'],
    ['123456789012:function:charge-card', 'charge-card'],
    ['charge-card:live', 'charge-card'],
    ['${ChargeCardFunction.Arn}', 'charge-card'],
    ['${ChargeCardFunctionArn}', 'charge-card'],
    ['arn:aws:lambda:us-east-1:123456789012:function:${ShipFunctionName}', 'ShipFunction'],
    ['!GetAtt ShipFunction.Arn', 'ShipFunction'],
    ['ship', 'ShipFunction'],
  ])('%s is %s', (asked, name) => {
    expect(findFunction(project(), asked)).toMatchObject({ function: { name } });
  });

  test.each([
    ['arn:aws:lambda:us-east-1:123456789012:function:add-tax:$LATEST', 'taxes'],
    ['round-up', 'rounding_func'],
    ['rounding', 'rounding_func'],
    // Its folder has two.
    ['prices', undefined],
    ['src', undefined],
  ])('where nothing says what %s is, it is the function of a folder of that name', (asked, name) => {
    const handler = 'def lambda_handler(event, context):\n    return event\n';
    const folders = readProject(
      temporaryFolder({
        'code/add-tax/src/taxes.py': handler,
        'code/round-up/src/rounding_func.py': handler,
        'code/prices/net.py': handler,
        'code/prices/gross.py': handler,
      }),
    );
    const found = findFunction(folders, asked);
    expect('function' in found && found.function.name).toBe(name ?? false);
    if ('function' in found) expect(found.guessedFrom).toBeDefined();
  });

  test('a name that is not there: which, where, and what was meant', () => {
    expect(findFunction(project(), 'arn:aws:lambda:us-east-1:123456789012:function:charge-crad')).toMatchObject({
      name: 'charge-crad',
      nearest: { name: 'charge-card' },
      problem:
        'There is no function "charge-crad" (from arn:aws:lambda:us-east-1:123456789012:function:charge-crad). ' +
        'Looked in template.yaml, and found charge-card, ShipFunction. Did you mean "charge-card"?',
    });
  });

  test.each([
    ['arn:aws:states:us-east-1:123456789012:stateMachine:nested-one', 'nested-one'],
    ['Nested', 'nested-one'],
    ['${NestedArn}', 'nested-one'],
    ['arn:aws:states:us-east-1:123456789012:stateMachine:other', undefined],
  ])('machine %s is %s', (asked, name) => {
    expect(findMachine(project(), asked)?.name).toBe(name);
  });
});

test('the sample is read whole', () => {
  const project = findProjectFor(path.join(__dirname, '../../samples/order-fulfilment/order-fulfilment.asl.json'));
  expect(summary(project)).toEqual({
    functions: {
      ValidateOrderFunction: 'src/validate-order.js#handler',
      ReserveItemFunction: 'src/reserve_item.py#handler',
      ChargeCardFunction: 'src/charge-card.ts#handler',
      NotifyCustomerFunction: 'src/notify-customer.mjs#handler',
    },
    machines: { OrderFulfilment: 'order-fulfilment.asl.json' },
    events: [
      'declined-card',
      'large-order',
      'order',
      'charge-card/charge',
      'notify-customer/letter',
      'reserve-item/reserve',
    ],
    problems: [],
  });
});

describe('handlers of a folder without a template', () => {
  const machine = (...names: string[]): string =>
    JSON.stringify({
      StartAt: 'A',
      States: Object.fromEntries(
        names.map((name) => [name, { Type: 'Task', Resource: `arn:aws:lambda:::function:${name}` }]),
      ),
    });
  const js = (...names: string[]): string => names.map((name) => `exports.${name} = async () => 1;\n`).join('');

  test.each<[what: string, files: { [file: string]: string }, functions: { [name: string]: string }]>([
    [
      'usual names',
      { 'a.js': js('handler', 'price'), 'b.py': 'async def lambda_handler(event, context): pass' },
      { a: 'a.js#handler', b: 'b.py#lambda_handler' },
    ],
    ['no others, where there is no machine', { 'a.js': js('clickHandler', 'hello') }, {}],
    [
      'names like the usual, beside a machine',
      { 'a.js': js('createOrderHandler', 'price'), 'm.asl.json': machine() },
      { a: 'a.js#createOrderHandler' },
    ],
    [
      'several of them by their own names',
      {
        'a.py': 'def put_handler(e, c): pass\ndef get_handler(e, c): pass\ndef error_handler(e): pass',
        'm.asl.json': machine(),
      },
      { put_handler: 'a.py#put_handler', get_handler: 'a.py#get_handler' },
    ],
    [
      'what a Task calls by its name',
      { 'a.ts': 'export const hello = async () => 1, price = () => 2;', 'm.asl.json': machine('hello') },
      { a: 'a.ts#hello' },
    ],
    [
      'in other spellings',
      {
        'a.js': js('logEvent', 'findAssets'),
        'm.asl.yaml': 'FunctionName: log-event\nResource: "${FindAssetsFunctionArn}"',
      },
      { logEvent: 'a.js#logEvent', findAssets: 'a.js#findAssets' },
    ],
    [
      'what a Task calls by its file, if it has one function',
      { 'log-event.js': js('run'), 'two.js': js('x', 'y'), 'm.asl.json': machine('LogEventFunction', 'two') },
      { 'log-event': 'log-event.js#run' },
    ],
    [
      'none of tests',
      {
        'a.test.ts': 'export const handler = () => 1;',
        'tests/b.js': js('handler'),
        'test_c.py': 'def handler(e, c): pass',
      },
      {},
    ],
    ['none in a comment', { 'a.js': '// exports.handler = f;' }, {}],
    [
      'one function of two names once',
      { 'a.js': 'exports.main = exports.handler = async () => 1;' },
      { a: 'a.js#handler' },
    ],
  ])('%s', (_what, files, functions) => {
    expect(summary(readProject(temporaryFolder(files)))).toHaveProperty('functions', functions);
  });
});

describe('functions of one file', () => {
  const found = (files: { [file: string]: string }, file: string): string[] => {
    const project = readProject(temporaryFolder(files));
    return functionsInFile(project, path.join(project.root, file), filesOnDisk()).map(
      ({ function: { name, exportName, timeout }, line, isAnnounced }) =>
        `${line}: ${name}#${exportName} ${timeout}s${isAnnounced ? ' !' : ''}`,
    );
  };

  test.each<[what: string, properties: string, text: string, expected: string[]]>([
    [
      'with the settings of the template',
      'Handler: a.hello, Timeout: 9',
      'exports.hello = f;\nexports.other = f;',
      ['0: Fn#hello 9s !', '1: other#other 30s'],
    ],
    [
      'a usual name that no template has',
      'Handler: b.x',
      'exports.price = f;\nexports.handler = f;',
      ['0: price#price 30s', '1: handler#handler 30s !'],
    ],
    [
      'what the text does not show',
      'Handler: a.hello',
      'Object.assign(exports, { hello() {} });',
      ['0: Fn#hello 3s !'],
    ],
    [
      'one function of two names',
      'Handler: a.main',
      'exports.handler = exports.main = async () => 1;',
      ['0: Fn#main 3s !'],
    ],
  ])('%s', (_what, properties, text, expected) => {
    expect(found({ 'template.yaml': template({ Fn: properties }), 'a.js': text }, 'a.js')).toEqual(expected);
  });
});

describe('sample events of a handler that no template knows', () => {
  const FILES = {
    'src/handlers/trace.js': 'exports.trace = () => 1;',
    'src/handlers/events/near.json': '{}',
    'events/far.json': '{}',
    'src/events.json': '{}',
  };
  const eventsOf = (files: { [file: string]: string }): string[] =>
    findProjectFor(path.join(temporaryFolder(files), 'src/handlers/trace.js')).events.map(({ label }) => label);

  test('lie beside it, and above it within its repository', () => {
    expect(eventsOf({ ...FILES, '.git/HEAD': '' })).toEqual(['near', 'far']);
  });

  test('may lie beside it, and among tests and fixtures: their content tells', () => {
    const project = findProjectFor(
      path.join(
        temporaryFolder({
          'src/handlers/trace.js': FILES['src/handlers/trace.js'],
          ...Object.fromEntries(
            [
              ...['src/handlers/event.json', 'src/handlers/sqs-event.json', 'src/handlers/package.json'],
              ...['src/handlers/__tests__/one.json', 'src/handlers/__tests__/fixtures/deep/two.json'],
              ...['test/fixtures/three.json', 'tests/unit/four.json', 'tests/events/five.json', 'fixtures/six.json'],
              'fixtures/events/seven.json',
              ...['fixtures/node_modules/no.json', 'fixtures/no.txt', 'docs/event.json', '.git/HEAD'],
            ].map((file) => [file, '{}']),
          ),
        }),
        'src/handlers/trace.js',
      ),
    );
    expect(project.events.map(({ label }) => label)).toEqual(['seven', 'five']);
    expect(project.possibleEvents!().map(({ label }) => label)).toEqual([
      'event',
      'sqs-event',
      'one',
      'deep/two',
      'six',
      'three',
      'unit/four',
    ]);
  });

  test('lie beside it alone where nothing bounds the project', () => {
    expect(eventsOf(FILES)).toEqual(['near']);
  });
});

test.each([
  ['from .money import RATE', '.', 'shop/orders/app.lambda_handler'],
  ['if True:\n    from shop.orders import money', '.', 'shop/orders/app.lambda_handler'],
  // A package by its mark alone: what stands beside is imported by its bare name.
  ['import money', 'shop/orders', 'app.lambda_handler'],
  ['from shopping import cart', 'shop/orders', 'app.lambda_handler'],
])(
  'an undeclared Python handler runs from the folder that its imports are written for: %s',
  (line, folder, handler) => {
    const code = `${line}\n\ndef lambda_handler(event, context):\n    pass\n`;
    const root = temporaryFolder({ 'shop/orders/app.py': code, 'shop/orders/__init__.py': '', 'shop/__init__.py': '' });
    const file = path.join(root, 'shop', 'orders', 'app.py');
    const [found] = functionsInFile(readProject(temporaryFolder({})), file, filesOnDisk());
    expect(found!.function).toMatchObject({ codeDir: path.join(root, folder), handler });
  },
);

test.each([
  ['Handler: app.handler, Runtime: python3.12, CodeUri: build/app.zip', 'is in build/app.zip: name its source'],
  // Whether an executable is in it nobody has looked.
  ['Runtime: provided.al2023, CodeUri: build/app.zip', 'is in build/app.zip: name its source'],
  ['Handler: a.B, Runtime: java21, CodeUri: target/app.jar', 'is in target/app.jar: name its source'],
  ['Runtime: provided.al2023, CodeUri: s3://builds/app', 'is at s3://builds/app: name its file'],
])('code apart from the template: %s', (properties, said) => {
  const project = readProject(temporaryFolder({ 'template.yaml': template({ Pack: properties }) }));
  const where = `The code of Pack ${said} under "functions" in .vscode/stepwise.json.`;
  expect(project.functions[0]).toMatchObject({ problem: where });
  expect(project.functions[0]).not.toHaveProperty('notRun');
});

test.each([
  // The nearest build above the archive has the sources.
  [
    'Handler: shop.Pack::run, Runtime: java21, CodeUri: pack/target/pack.jar',
    ['pack/pom.xml', 'pack/src/main/java/shop/Pack.java', 'send/src/main/java/shop/Pack.java'],
    'pack/src/main/java/shop/Pack.java',
  ],
  ['Handler: shop.Pack, Runtime: java21, CodeUri: out/all.jar', ['src/shop/Pack.java'], 'src/shop/Pack.java'],
  // Two may be meant.
  ['Handler: shop.Pack, Runtime: java21, CodeUri: out/all.jar', ['a/shop/Pack.java', 'b/shop/Pack.java'], undefined],
  ['Handler: app.handler, Runtime: python3.12, CodeUri: out/app.zip', ['app.rb', 'App.java'], undefined],
])('the source of what is packed: %s, %j', (properties, files, expected) => {
  const written = Object.fromEntries(files.map((file) => [file, '']));
  const root = temporaryFolder({ 'template.yaml': template({ Pack: properties }), ...written });
  const [found] = readProject(root).functions;
  expect(found!.file).toBe(expected && path.join(root, expected));
  expect(found!.problem === undefined).toBe(expected !== undefined);
});
