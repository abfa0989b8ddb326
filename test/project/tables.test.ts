/** What a project's parts answer, line by line, in `tables/`; and whole projects, member by member. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  checkMockConfig,
  filesOnDisk,
  findFunction,
  findMachine,
  functionNamed,
  functionsInFile,
  historyFileName,
  isDefinitionFile,
  isHistoriesFolder,
  languageOf,
  machineNameOf,
  makeHistoriesFolder,
  mockSnippet,
  onlyFunction,
  parseMockConfig,
  parseSettings,
  readProject,
  readTextFile,
  saveEndpoint,
  saveMock,
  withMock,
} from '../../project';
import type { MockableMachine } from '../../project';
import { bareName, functionNameOf } from '../../project/findFunction';
import { parseJsonTree, valueOfNode } from '../../project/jsonTree';
import { inWords } from '../../project/readRegularFile';
import { expectAnswers, expectGolden } from '../harness/golden';
import { temporaryFolder } from '../harness/temporaryFolder';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);
/** An input of one line stands for a text of several. */
const unescaped = (text: string): string =>
  text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\r', '\r');

test('names of files', async () => {
  await expectAnswers(table('fileNames'), (file) => {
    const kind = isDefinitionFile(file) ? 'a definition' : 'no definition';
    return `${kind}, ${languageOf(file)}, machine ${machineNameOf(file)}, history ${historyFileName(machineNameOf(file), '2025-01-31T12:00:00.123Z')}`;
  });
  expect(historyFileName('x'.repeat(100), '2025-01-31T12:00:00Z')).toBe(
    `${'x'.repeat(80)}-2025-01-31T12-00-00Z.history.json`,
  );
});

test("the folder of histories is the owner's, and git leaves it out", () => {
  const folder = temporaryFolder({});
  const histories = path.join(folder, '.stepwise', 'histories');
  makeHistoriesFolder(histories);
  const ignore = path.join(histories, '.gitignore');
  expect(readFileSync(ignore, 'utf8')).toBe('# Histories hold the data of runs.\n*\n');
  if (process.platform !== 'win32')
    expect([statSync(histories), statSync(ignore)].map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600]);
  writeFileSync(ignore, 'mine');
  makeHistoriesFolder(histories);
  expect(readFileSync(ignore, 'utf8')).toBe('mine');
  rmSync(ignore);
  symlinkSync(path.join(folder, 'nowhere/at/all'), ignore);
  // What is there is left alone, whatever it is.
  expect(() => makeHistoriesFolder(histories)).not.toThrow();
  expect(() => makeHistoriesFolder(path.join(ignore, 'x'))).toThrow();
  const named = [
    histories,
    `${histories}/`,
    path.join(histories, 'x'),
    path.join(folder, 'histories'),
    folder,
    path.join(folder, 'x.stepwise/histories'),
  ];
  expect(named.map(isHistoriesFolder)).toEqual([true, true, false, false, false, false]);
});

const TEMPLATE = `Resources:
  ChargeCardFunction: { Type: AWS::Serverless::Function, Properties: { Handler: a.charge, Runtime: nodejs20.x } }
  Ship: { Type: AWS::Serverless::Function, Properties: { FunctionName: ship-order, Handler: a.ship, Runtime: nodejs20.x } }
  SendMail: { Type: AWS::Serverless::Function, Properties: { Handler: a.mail, Runtime: nodejs20.x } }
  SendMailFn: { Type: AWS::Serverless::Function, Properties: { Handler: a.mail, Runtime: nodejs20.x } }
  OrderMachine: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: order.asl.json } }
  Second: { Type: AWS::Serverless::StateMachine, Properties: { Name: second-machine, DefinitionUri: second.asl.json } }
  Third: { Type: AWS::Serverless::StateMachine, Properties: { Name: third, DefinitionUri: third.asl.json } }
  ThirdFn: { Type: AWS::Serverless::StateMachine, Properties: { Name: third-name, DefinitionUri: 3.asl.json } }
`;

test('functions and machines by what a definition calls them', async () => {
  const folder = temporaryFolder({
    'template.yaml': TEMPLATE,
    'a.js': '',
    'order.asl.json': '',
    'second.asl.json': '',
    'third.asl.json': '',
    '3.asl.json': '',
  });
  const project = readProject(folder);
  await expectAnswers(table('called'), (asked) => {
    const found = findFunction(project, asked);
    const answer = 'function' in found ? `function ${found.function.name}` : found.problem;
    return `${functionNameOf(asked)} / ${bareName(asked)}; ${answer}; machine ${findMachine(project, asked)?.name ?? 'none'}`;
  });
  const bare = findFunction(readProject(temporaryFolder({})), 'x');
  expect('problem' in bare && bare.problem.replace(/in .*, and/, 'in FOLDER, and')).toBe(
    'There is no function "x". Looked in FOLDER, and found no functions. Declare it there, or name its file under "functions" in .vscode/stepwise.json.',
  );
});

test('JSON with comments', async () => {
  await expectAnswers(table('json'), (written) => {
    const { root, problems } = parseJsonTree(unescaped(written));
    const found = problems.map(({ offset, length, what }) => `at ${offset}+${length}: ${what}`);
    return [root ? JSON.stringify(valueOfNode(root)) : 'nothing', ...found].join('; ');
  });
});

test('settings', async () => {
  await expectAnswers(table('settings'), (written) => {
    const { settings, problems } = parseSettings('/p/.vscode/stepwise.json', unescaped(written));
    const { file, ...read } = settings;
    expect(file).toBe('/p/.vscode/stepwise.json');
    return [JSON.stringify(read), ...problems.map(({ message, place }) => `${place!.line + 1}: ${message}`)].join('; ');
  });
});

test('a mock in settings that are there already', async () => {
  await expectAnswers(table('savedMocks'), (written) => {
    const folder = temporaryFolder({ '.vscode/stepwise.json': unescaped(written) });
    try {
      const file = saveMock(folder, 'M', 'S', { return: 1 });
      const text = readFileSync(file, 'utf8');
      expect(text).toBe(withMock(unescaped(written), 'M', 'S', { return: 1 }));
      return JSON.stringify(text);
    } catch (error) {
      return (error as Error).message.replace(folder, 'FOLDER');
    }
  });
  const folder = temporaryFolder({});
  const file = saveEndpoint(folder, 'sqs', 'http://localhost:1');
  expect(file).toBe(path.join(folder, '.vscode', 'stepwise.json'));
  expect(readFileSync(file, 'utf8')).toBe(
    '{\n  "version": 1,\n  "endpoints": {\n    "sqs": "http://localhost:1"\n  }\n}\n',
  );
  expect(mockSnippet('M', 'S', { error: 'E' })).toBe(
    JSON.stringify({ version: 1, mocks: { M: { S: { error: 'E' } } } }, null, 2),
  );
});

test('mock configurations', async () => {
  const state = (name: string, resource?: string, type = 'Task'): MockableMachine['states'][number] => ({
    name,
    type,
    ...(resource && { resource }),
  });
  const machines: MockableMachine[] = [
    {
      names: ['Orders', 'orders'],
      states: [
        state('Charge', 'arn:aws:states:::lambda:invoke'),
        state('Store', 'arn:aws:states:::dynamodb:putItem'),
        state('Done', undefined, 'Succeed'),
      ],
    },
    { names: ['Other'], states: [] },
  ];
  await expectAnswers(table('mockConfigs'), (written) => {
    const { config, problems } = parseMockConfig('/p/MockConfigFile.json', written);
    expect(config.file).toBe('/p/MockConfigFile.json');
    const told = [...problems, ...checkMockConfig(config, machines)].map(
      ({ message, span, severity, isOfShape }) =>
        `${severity}${isOfShape ? ' of shape' : ''} at ${span.start}-${span.end}: ${message}`,
    );
    const cases = config.machines.flatMap(({ name, cases: all }) =>
      all.map((each) => `${name}/${each.name}: ${each.states.map((it) => `${it.name} by ${it.response}`).join(', ')}`),
    );
    const responses = config.responses.map(
      ({ name, attempts }) =>
        `${name}: ${attempts.map(({ from, to, answer }) => `${from}-${to} ${JSON.stringify(answer)}`).join(', ')}`,
    );
    return [...cases, ...responses, ...told].join('; ') || 'nothing';
  });
});

test('the functions of a file', async () => {
  await expectAnswers(table('functionsInFile'), (written) => {
    const [, name = '', source = ''] = /^(\S+): ?(.*)$/.exec(written)!;
    const folder = path.join(temporaryFolder({ [`work/${name}`]: unescaped(source) }), 'work');
    const found = functionsInFile(readProject(folder), path.join(folder, name), filesOnDisk());
    const only = onlyFunction(found, name, (exported) => `${name}#${exported}`);
    const shown = found.map(({ function: { name: known, exportName, handler }, line, isAnnounced, takesEvent }) =>
      [
        `${known} (${exportName}, ${handler}) in line ${line + 1}`,
        isAnnounced && 'announced',
        !takesEvent && 'without an event',
      ]
        .filter(Boolean)
        .join(' '),
    );
    expect(functionNamed(found, 'nobody')).toBeUndefined();
    for (const each of found) {
      expect(functionNamed(found, each.function.name)?.name).toBe(each.function.name);
      expect(functionNamed(found, each.function.exportName!)).toBeDefined();
    }
    return [...shown, 'function' in only ? `meant: ${only.function.name}` : only.problem].join('; ');
  });
});

test.each([
  [0, '0 bytes'],
  [1, '1 bytes'],
  [1024 * 1024 - 1, '1,048,575 bytes'],
  [1024 * 1024, '1 MB'],
  [1.25 * 1024 * 1024, '1.3 MB'],
  [1024 * 1024 * 1024 - 1, '1024 MB'],
  [1024 * 1024 * 1024, '1 GB'],
  [1.5 * 1024 * 1024 * 1024, '1.5 GB'],
])('%d bytes are %s', (bytes, words) => expect(inWords(bytes)).toBe(words));

describe.skipIf(process.platform === 'win32')('what is no text', () => {
  test.runIf(process.platform === 'linux')('leaves no file open, and nor does a text', () => {
    const folder = temporaryFolder({ 'a.json': '{}' });
    const open = (): number => readdirSync('/proc/self/fd').length;
    const before = open();
    for (const [name, most] of [
      ['a.json', 10],
      ['a.json', 1],
      ['none', 10],
      ['.', 10],
    ] as const)
      for (let times = 0; times < 10; times++) readTextFile(path.join(folder, name), most);
    expect(open()).toBeLessThan(before + 10);
  });

  test('is told by its kind', () => {
    const folder = temporaryFolder({
      'text.json': '\uFEFFab',
      'utf16le.json': Buffer.from([0xff, 0xfe, 0x41, 0]),
      'utf16be.json': Buffer.from([0xfe, 0xff, 0, 0x41]),
      'half16.json': Buffer.from([0xff, 0x41]),
      'half16be.json': Buffer.from([0xfe, 0x41]),
      'latin1.json': Buffer.from([0x61, 0xe9, 0x62]),
      'eleven.json': 'x'.repeat(11),
      'ten.json': 'x'.repeat(10),
      'none.json': '',
      'inner/x.json': '',
    });
    execFileSync('mkfifo', [path.join(folder, 'pipe.json')]);
    symlinkSync('circle.json', path.join(folder, 'circle.json'));
    const reasonOf = (name: string): string => {
      const { text, reason } = readTextFile(path.resolve(folder, name), 10);
      return reason ?? JSON.stringify(text);
    };
    const names = [
      'text',
      'utf16le',
      'utf16be',
      'half16',
      'half16be',
      'latin1',
      'eleven',
      'ten',
      'none',
      'pipe',
      'circle',
      'missing',
      'ten.json/x',
      '\0',
    ];
    expect(
      Object.fromEntries(
        [...names.map((name) => `${name}.json`), 'inner', '/dev/null', '/dev/zero'].map((name) => [
          name,
          reasonOf(name),
        ]),
      ),
    ).toEqual({
      'text.json': '"ab"',
      'utf16le.json': 'it is UTF-16 and must be UTF-8',
      'utf16be.json': 'it is UTF-16 and must be UTF-8',
      'half16.json': 'it is not UTF-8 text',
      'half16be.json': 'it is not UTF-8 text',
      'latin1.json': 'it is not UTF-8 text',
      'eleven.json': 'it is larger than 10 bytes (it has 11 bytes)',
      'ten.json': '"xxxxxxxxxx"',
      'none.json': '""',
      'pipe.json': 'it is a pipe and not a file',
      'circle.json': 'its links form a circle',
      'missing.json': 'there is no such file',
      'ten.json/x.json': 'there is no such file',
      '\0.json': 'there is no such file',
      inner: 'it is a folder',
      '/dev/null': 'it is a device and not a file',
      '/dev/zero': 'it is a device and not a file',
    });
  });
});

/** Folders as people have them: each file, and what stands in it. */
const PROJECTS: Record<string, Record<string, string>> = {
  'a template': {
    'template.yaml': `Parameters: { Table: { Type: String, Default: orders } }
Globals: { Function: { Runtime: nodejs20.x, Timeout: 10, Environment: { Variables: { STAGE: dev } } } }
Resources:
  Own: { Type: AWS::Serverless::Function, Properties: { CodeUri: src, Handler: app.own, MemorySize: 256, Environment: { Variables: { TABLE: !Ref Table } } } }
  Named: { Type: AWS::Lambda::Function, Properties: { FunctionName: by-name, Code: src, Handler: app.named, Runtime: python3.12, Timeout: 7 } }
  Image: { Type: AWS::Serverless::Function, Properties: { PackageType: Image } }
  Inline: { Type: AWS::Serverless::Function, Properties: { InlineCode: 'exports.handler = 1', Handler: index.handler } }
  Bare: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs20.x } }
  InlineBare: { Type: AWS::Serverless::Function, Properties: { InlineCode: 'exports.handler = 1' } }
  Order:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flows/order.asl.json, Type: EXPRESS, DefinitionSubstitutions: { A: !GetAtt Own.Arn, B: !Ref Missing, C: 1 } }
  Inlined:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { StartAt: A, States: { A: { Type: Succeed } } } }
  Text: { Type: AWS::StepFunctions::StateMachine, Properties: { StateMachineName: text-name, DefinitionString: '{"StartAt":"A"}' } }
  Nowhere: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flows/none.asl.json } }
  Folder: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flows } }
  None: { Type: AWS::Serverless::StateMachine, Properties: { } }
`,
    'src/app.js': 'exports.own = async () => 1;\n',
    'src/app.py': 'def named(event, context):\n    pass\n',
    'flows/order.asl.json': '{}',
    'flows/other.asl.yaml': '',
    'events/order.json': '{}',
    'events/deep/er/a.json': '{}',
    'events/deep/er/est/b.json': '{}',
    'events/note.txt': '',
    'events/LOUD.JSON': '{}',
    'flows/events/near.json': '{}',
    '.vscode/stepwise.json':
      '{ "functions": { "Own": { "timeout": 99 }, "by-name": { "env": { "X": "1" } }, "Image": { "file": "src/app.js", "handler": "app.own" }, "Bare": { "handler": "app.none" }, "Extra": { "file": "src/none.js" } }, "mocks": { "Order": { "A": { "return": 1 } } } }',
  },
  'two templates, one broken': {
    'template.yml': 'Resources:\n  One: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }\n  Two: [\n',
    'template.json': '{"Resources": {"Json": {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "a.c"}}}}',
    'more.template': '{"Resources": {"More": {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "a.d"}}}}',
    'more.template.json':
      '{"Resources": {"Most": {"Type": "AWS::Serverless::Function", "Properties": {"Handler": "a.e"}}}}',
    'other.yaml': 'Resources: {}\n',
    'plain.yaml': 'a: 1\n',
    'a.js': '',
  },
  'no template': {
    'b.asl.json': '{"States": {"A": {"Resource": "arn:aws:lambda:us-east-1:1:function:send-mail"}}}',
    'a.asl.yaml':
      'States: { A: { Type: Task, Resource: "${StoreFunction}" }, B: { Arguments: { FunctionName: "create_order" } } }',
    'src/send-mail.js': 'exports.run = async (event) => 1;\nfunction helper() {}\n',
    'src/store/index.js': 'exports.handler = async (event) => 1;\nexports.other = () => 2;\n',
    'src/orders.py':
      'def create_order(event, context):\n    pass\n\ndef lambda_handler(event, context):\n    pass\n\ndef helper(x):\n    pass\n',
    'src/related.js': 'exports.shipHandler = async (event) => 1;\nexports.noHandler = async () => 1;\n',
    'src/two.js': 'exports.one = async (event) => 1;\nexports.two = async (event) => 2;\n',
    'src/app.test.js': 'exports.handler = async (event) => 1;\n',
    'node_modules/x/index.js': 'exports.handler = async (event) => 1;\n',
    '.hidden/app.js': 'exports.handler = async (event) => 1;\n',
    'a/b/c/d/deep.js': 'exports.handler = async (event) => 1;\n',
    'a/b/c/d/e/deeper.js': 'exports.handler = async (event) => 1;\n',
    'MockConfigFile.json': '{}',
  },
  'handlers without a machine': {
    'app.js': 'exports.handler = async (event) => 1;\nexports.orderHandler = async (event) => 1;\n',
    'lib.js': 'exports.run = async (event) => 1;\n',
    'main.py': 'def main(event, context):\n    pass\n',
  },
  nothing: {},
};

test('whole projects', () => {
  const lines = Object.entries(PROJECTS).flatMap(([name, files]) => {
    const inside = Object.entries(files).map(([file, text]) => [`work/${file}`, text]);
    const root = path.join(temporaryFolder(Object.fromEntries([['work/.git/HEAD', ''], ...inside])), 'work');
    const { functions, machines, events, problems, searched, settings } = readProject(root);
    const told = (list: readonly unknown[] | undefined): string[] =>
      (list ?? []).map((each) => `    ${JSON.stringify(each).replaceAll(root, 'ROOT')}`);
    return [
      name,
      '  functions',
      ...told(functions),
      '  machines',
      ...told(machines),
      '  events',
      ...told(events),
      '  problems',
      ...told(problems),
      '  searched',
      ...told(searched),
      '  settings',
      ...told(settings ? [settings] : []),
    ];
  });
  expectGolden(table('projects'), lines);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('what may not be read is told', () => {
  const folder = temporaryFolder({ 'a.json': '{}' });
  chmodSync(path.join(folder, 'a.json'), 0);
  expect(readTextFile(path.join(folder, 'a.json')).reason).toBe('access is denied');
});
