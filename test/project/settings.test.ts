import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { parseSettings, readProject, saveMock, withMock } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';
import { draftIn } from '../../processes/sweep';

const schema = JSON.parse(readFileSync(path.join(__dirname, '../../schemas/stepwise.schema.json'), 'utf8')) as object;
const validate = new Ajv().compile(schema);

describe('stepwise.json', () => {
  test.each<[string, object | string, string[]]>([
    [
      'mocks of every form',
      { mocks: { M: { A: { return: 1 }, B: { error: 'E', cause: 'c' }, C: [{ return: 1 }, { error: 'E' }] } } },
      [],
    ],
    [
      'mocks by service and action',
      { calls: { 'dynamodb:GetItem': { return: {} }, 'sqs:x': [{ input: { a: 1 }, error: 'E', cause: 'c' }] } },
      [],
    ],
    [
      'mocks by attempts',
      {
        mocks: { M: { Poll: { '2': { return: 'SUCCEEDED' }, '0-1': { return: 'RUNNING' } } } },
        calls: { 'glue:GetJobRun': { '0': { return: {} }, '1-3': { error: 'E' } } },
      },
      [],
    ],
    [
      'an attempt without an answer',
      { mocks: { M: { Poll: { '0': { return: 1 }, '1': {} } } } },
      ['1: "mocks" → "M" → "Poll" → "1" must have either "return" or "error".'],
    ],
    [
      'a mock by no action',
      { calls: { dynamodb: { return: {} } } },
      ['1: "calls" has the name "dynamodb", which must be "SERVICE:ACTION", such as "dynamodb:GetItem".'],
    ],
    [
      'a mock by action without an answer',
      { calls: { 'dynamodb:GetItem': { input: {} } } },
      ['1: "calls" → "dynamodb:GetItem" must have either "return" or "error".'],
    ],
    ['a mock that returns null', { mocks: { M: { A: { return: null } } } }, []],
    [
      'an override',
      { functions: { F: { file: 'a.js', handler: 'run', runtime: 'nodejs20.x', timeout: 5, env: { A: 'b' } } } },
      [],
    ],
    ['its schema', { $schema: 'x' }, []],
    ['its version', { version: 1 }, []],
    ['a version that is none', { version: '1' }, ['1: "version" must be a whole number from 1.']],
    [
      'a newer version, of which nothing is read',
      { mocks: [], version: 2 },
      [
        '1: stepwise.json is left out: it has version 2, and this Stepwise reads version 1. Update Stepwise to read it.',
      ],
    ],
    [
      'endpoints and connections',
      {
        endpoints: { dynamodb: 'http://localhost:8000' },
        connections: { c: { headers: { a: 'b' }, query: {}, body: {}, basic: { username: 'u', password: 'p' } } },
      },
      [],
    ],
    ['how mocks are checked', { mockValidation: 'PRESENT' }, []],
    [
      'another word for how',
      { mockValidation: 'present' },
      ['1: "mockValidation" must be one of STRICT, PRESENT, NONE.'],
    ],
    ['masks', { mask: ['password', '$.card.number'] }, []],
    ['masks that are no list', { mask: 'password' }, ['1: "mask" must be a list.']],
    ['a mask that is no text', { mask: ['a', 1] }, ['1: "mask" → "1" must be a string.']],
    [
      'endpoints that are no URLs',
      { endpoints: { sqs: 'not a url', sns: '', s3: 'ftp://x' } },
      ['sqs', 'sns', 's3'].map((name) => `1: "endpoints" → "${name}" must be a URL such as http://localhost:4566.`),
    ],
    [
      'an override that names nothing',
      { functions: { F: { file: '', handler: ' ', runtime: '' } } },
      [
        '1: "functions" → "F" → "file" must be the path of a file.',
        '1: "functions" → "F" → "handler" must be a handler, such as "app.handler".',
        '1: "functions" → "F" → "runtime" must be a runtime, such as "nodejs22.x".',
      ],
    ],
    ...[-5, 0, 86_401].map((timeout): [string, object, string[]] => [
      `a timeout of ${timeout}`,
      { functions: { F: { timeout } } },
      ['1: "functions" → "F" → "timeout" must be a number of seconds above 0, at most 86,400.'],
    ]),
    [
      'a variable without a name',
      { functions: { F: { env: { '': 'x' } } } },
      ['1: "functions" → "F" → "env" has the name "", which must be that of a variable, such as TABLE_NAME.'],
    ],
    [
      'an endpoint that is no text',
      { endpoints: { sqs: 1 } },
      ['1: "endpoints" → "sqs" must be a URL such as http://localhost:4566.'],
    ],
    [
      'a region that is none',
      { stacks: { app: { region: 'Ireland' } } },
      ['1: "stacks" → "app" → "region" must be a region, such as us-east-1.'],
    ],
    [
      'an unknown field',
      { mock: {} },
      [
        '1: The file has no field "mock". It can have version, mocks, calls, functions, endpoints, connections, values, stacks, mockValidation, mask.',
      ],
    ],
    [
      'a mock without an answer',
      { mocks: { M: { A: {} } } },
      ['1: "mocks" → "M" → "A" must have either "return" or "error".'],
    ],
    [
      'a mock with two',
      { mocks: { M: { A: { return: 1, error: 'E' } } } },
      ['1: "mocks" → "M" → "A" must have either "return" or "error".'],
    ],
    ['an empty list', { mocks: { M: { A: [] } } }, ['1: "mocks" → "M" → "A" must contain at least one answer.']],
    [
      'a wrong type',
      { functions: { F: { timeout: '5' } } },
      ['1: "functions" → "F" → "timeout" must be a number of seconds above 0, at most 86,400.'],
    ],
    ['a list for an object', { mocks: [] }, ['1: "mocks" must be an object.']],
  ])('%s', (_what, value, messages) => {
    const { problems } = parseSettings('stepwise.json', JSON.stringify(value));
    expect(problems.map(({ message, place }) => `${(place?.line ?? 0) + 1}: ${message}`)).toEqual(messages);
    // The editor's schema and the reader are of one mind.
    expect(validate(value)).toBe(messages.length === 0);
  });

  test('comments and trailing commas are welcome, other mistakes have their line', () => {
    const text = '{\n  // answers\n  "mocks": { "M": { "A": { "return": 1 }, } },\n  "functions": { oops }\n}';
    const { settings, problems } = parseSettings('stepwise.json', text);
    expect(settings.mocks).toEqual({ M: { A: { return: 1 } } });
    expect(problems[0]).toMatchObject({ place: { line: 3 } });
  });

  test('what is wrong is left out, the rest counts', () => {
    const { settings } = parseSettings('f', JSON.stringify({ mocks: { M: { A: { retrun: 1 }, B: { return: 2 } } } }));
    expect(settings.mocks).toEqual({ M: { B: { return: 2 } } });
  });

  test('a mask that cannot be used is told, the others count', () => {
    const { settings, problems } = parseSettings('f', '{\n"mask": [\n"$",\n"password"]}');
    expect(settings.mask).toEqual(['password']);
    expect(problems).toMatchObject([
      { message: expect.stringContaining('must lead to a member') as unknown, place: { line: 2 } },
    ]);
  });

  test('__proto__ is a name like any other', () => {
    const { settings } = parseSettings('f', '{"mocks": {"__proto__": {"A": {"return": 1}}}}');
    expect(Object.keys(settings.mocks)).toEqual(['__proto__']);
    expect(({} as { A?: unknown }).A).toBeUndefined();
  });
});

describe('saving a mock', () => {
  test.each([
    [
      'into nothing',
      '',
      '{\n  "version": 1,\n  "mocks": {\n    "M": {\n      "A": {\n        "return": 1\n      }\n    }\n  }\n}\n',
    ],
    [
      'keeps comments, order and indentation',
      '{\n    // mine\n    "functions": {},\n    "mocks": {\n        "M": {\n            "B": { "return": 2 }\n        }\n    }\n}\n',
      expect.stringMatching(
        /^\{\n {4}\/\/ mine\n {4}"functions": \{\},\n {4}"mocks": \{\n[^]*"B": [^]*\n {12}"A": \{\n/,
      ),
    ],
    ['replaces', '{"mocks":{"M":{"A":{"return":0}}}}', expect.not.stringContaining('"return":0')],
  ])('%s', (_what, before, after) => {
    expect(withMock(before, 'M', 'A', { return: 1 })).toEqual(after);
  });

  test('makes the file, and the project reads it back', () => {
    const folder = temporaryFolder({});
    saveMock(folder, 'M', 'A', { error: 'E' });
    saveMock(folder, 'M', 'B', { return: [1] });
    expect(readProject(folder).settings?.mocks).toEqual({ M: { A: { error: 'E' }, B: { return: [1] } } });
  });
});

test('overrides change what the template says, and add what it does not', () => {
  const folder = temporaryFolder({
    'template.yaml': `Resources:
  Image: { Type: AWS::Serverless::Function, Properties: { PackageType: Image, Environment: { Variables: { A: a, B: b } } } }`,
    'image/app.ts': '',
    'lib/more.py': '',
    '.vscode/stepwise.json': JSON.stringify({
      functions: {
        Image: { file: 'image/app.ts', env: { B: 'c' } },
        'elsewhere-function': { file: 'lib/more.py', handler: 'more.run', runtime: 'python3.12' },
        Gone: { file: 'gone.js' },
      },
    }),
  });
  const { functions, problems } = readProject(folder);
  expect(functions).toMatchObject([
    { name: 'Image', file: path.join(folder, 'image/app.ts'), exportName: 'handler', environment: { A: 'a', B: 'c' } },
    { name: 'elsewhere-function', file: path.join(folder, 'lib/more.py'), exportName: 'run', runtime: 'python3.12' },
    { name: 'Gone', file: undefined },
  ]);
  expect(problems.map(({ message }) => message)).toContain(
    'The function Gone names the file gone.js, but there is no such file.',
  );
});

test('a settings file of a newer version gives nothing, masks least of all, and is not written into', () => {
  const text = '{"version": 2, "mask": ["password"], "mocks": {"M": {"S": {"return": 1}}}}';
  const folder = temporaryFolder({ '.vscode/stepwise.json': text });
  const { settings } = readProject(folder);
  expect(settings).toMatchObject({ mocks: {}, maskFault: expect.stringContaining('version 2') as string });
  expect(settings?.mask).toBeUndefined();
  expect(() => saveMock(folder, 'M', 'S', { return: 2 })).toThrow(/is left as it is: it has version 2/);
  expect(readFileSync(path.join(folder, '.vscode', 'stepwise.json'), 'utf8')).toBe(text);
});

test.each(['{bad', '[1]', '{"mocks": 5}', '{"mocks": {"M": []}}'])(
  'a settings file like %s is left as it is',
  (text) => {
    const folder = temporaryFolder({ '.vscode/stepwise.json': text });
    expect(() => saveMock(folder, 'M', 'S', { return: 1 })).toThrow('must be a JSON object');
    expect(readFileSync(path.join(folder, '.vscode', 'stepwise.json'), 'utf8')).toBe(text);
  },
);

describe.skipIf(process.platform === 'win32')('a file that is replaced', () => {
  test('keeps its mode, and the link that leads to it', () => {
    const folder = temporaryFolder({ 'kept.json': '{}', '.vscode/x': '' });
    chmodSync(path.join(folder, 'kept.json'), 0o640);
    symlinkSync('../kept.json', path.join(folder, '.vscode/stepwise.json'));
    saveMock(folder, 'm', 'A', { return: 1 });
    expect(lstatSync(path.join(folder, '.vscode/stepwise.json')).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(path.join(folder, 'kept.json'), 'utf8'))).toHaveProperty('mocks');
    expect(statSync(path.join(folder, 'kept.json')).mode & 0o777).toBe(0o640);
  });

  test('stays as it was where the disk takes no more', () => {
    const folder = temporaryFolder({ '.vscode/stepwise.json': '{"mocks":{}}' });
    // What the draft would be called is taken.
    mkdirSync(draftIn(path.join(folder, '.vscode')));
    expect(() => saveMock(folder, 'm', 'A', { return: 1 })).toThrow();
    expect(readFileSync(path.join(folder, '.vscode/stepwise.json'), 'utf8')).toBe('{"mocks":{}}');
  });

  test('is never written through a link that lies where its draft would', () => {
    const folder = temporaryFolder({ '.vscode/stepwise.json': '{}', 'elsewhere.txt': 'mine' });
    symlinkSync('../elsewhere.txt', draftIn(path.join(folder, '.vscode')));
    saveMock(folder, 'm', 'A', { return: 1 });
    expect(readFileSync(path.join(folder, 'elsewhere.txt'), 'utf8')).toBe('mine');
  });
});
