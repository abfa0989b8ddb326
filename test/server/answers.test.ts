/**
 * All that the server answers about one project, in `answers.txt`: what an editor is sent, member by member. `UPDATE=1` rewrites
 * it; read the difference as code.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Position } from 'vscode-languageserver/node';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Conversation } from './conversation';

const ORDER = `{
  "Comment": "An order",
  "StartAt": "Pack",
  "States": {
    "Pack": { "Type": "Pass", "Next": "Shp" },
    "Ship": {"Type": "Task", "Resource": "\${PackFunction}", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Ship" }],
      "Next": "Done" },
    "Done": { "Type": "Succeed", "Output": 1 },
    "Done": { "Type": "Odd" },
    "Lost": { "Type": "Fail" }
  }
}
`;
const TEMPLATE = `Resources:
  PackFunction:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src, Handler: app.pack, Runtime: nodejs20.x }
  Order:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: order.asl.json
      DefinitionSubstitutions: { PackFunction: !GetAtt PackFunction.Arn }
  Inline:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: First
        States:
          First: { Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', Next: Lost }
          Last:
            Type: Succeed
  Text:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineName: by-name
      DefinitionString: '{"StartAt":"Only","States":{"Only":{"Type":"Succeed"}}}'
`;
const MOCKS = JSON.stringify({
  StateMachines: {
    Order: { TestCases: { Happy: { Ship: 'Shipped' }, Nowhere: { Shop: 'Shipped' } } },
    Inline: { TestCases: { Good: { First: 'Shipped' } } },
    Text: { TestCases: { Second: { Only: 'Shipped', First: 'Shipped' } } },
    'by-name': { TestCases: { Named: { Only: 'Shipped' } } },
    Unknown: { TestCases: { Any: {} } },
  },
  MockedResponses: { Shipped: { 0: { Return: 1 } } },
});
const APP = 'exports.pack = async () => 1;\nexports.other = async () => 2;\n';
const YAML = 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: \n  B:\n    Type: Succeed\n';

const FILES = {
  'order.asl.json': ORDER,
  'template.yaml': TEMPLATE,
  'MockConfigFile.json': MOCKS,
  'src/app.js': APP,
  'src/lone.js': 'exports.alone = async () => 1;\n',
  'src/pack-event.json': '{}',
  'flow.asl.yaml': YAML,
  'other.json': '{ "States": 1 }',
  '.git/HEAD': '',
};
type Name = keyof typeof FILES;

/** Files as the editor has them open, with the language it calls them. */
const OPEN: readonly [Name, string][] = [
  ['order.asl.json', 'asl'],
  ['template.yaml', 'yaml'],
  ['flow.asl.yaml', 'yaml'],
  ['other.json', 'json'],
];

/** Where a mark stands in a file; `+N` behind it. */
function placeOf(file: Name, mark: string, behind = 0): Position {
  const at = FILES[file].indexOf(mark) + behind;
  const before = FILES[file].slice(0, at).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

/** A request about a file: the method, and its parameters beside the document. */
type Question = readonly [method: string, file: Name, params?: object];

const at = (file: Name, mark: string, behind = 1): { position: Position } => ({
  position: placeOf(file, mark, behind),
});
const ABOUT_PLACES: readonly [Name, string][] = [
  ['order.asl.json', 'Shp'],
  ['order.asl.json', 'Ship'],
  ['order.asl.json', 'Comment'],
  ['template.yaml', 'Last:'],
  ['template.yaml', 'PackFunction:'],
  ['other.json', 'States'],
];
const indented = { tabSize: 2, insertSpaces: true };

const QUESTIONS: readonly Question[] = [
  ...ABOUT_PLACES.flatMap(([file, mark]): Question[] => [
    ['hover', file, at(file, mark)],
    ['definition', file, at(file, mark)],
    ['references', file, { ...at(file, mark), context: { includeDeclaration: true } }],
    ['references', file, { ...at(file, mark), context: { includeDeclaration: false } }],
    ['prepareRename', file, at(file, mark)],
    ['rename', file, { ...at(file, mark), newName: 'Sent' }],
  ]),
  ...OPEN.flatMap(([file]): Question[] => [
    ['documentSymbol', file],
    ['foldingRange', file],
    ['codeLens', file],
    ['formatting', file, { options: indented }],
    [
      'rangeFormatting',
      file,
      { options: indented, range: { start: placeOf(file, 'States'), end: placeOf(file, 'States', 90) } },
    ],
  ]),
  ['completion', 'order.asl.json', at('order.asl.json', '"Next": "Shp', 9)],
  ['completion', 'order.asl.json', at('order.asl.json', '${Pack', 0)],
  ['completion', 'order.asl.json', at('order.asl.json', '"Type": "Pass"', -1)],
  ['completion', 'order.asl.json', { ...at('order.asl.json', '"Next": "Shp', 9), context: { triggerCharacter: ' ' } }],
  ['completion', 'flow.asl.yaml', { ...at('flow.asl.yaml', 'Next: ', 6), context: { triggerCharacter: ' ' } }],
  ['completion', 'template.yaml', at('template.yaml', 'Next: Lost', 7)],
];

const CUSTOM: readonly [method: string, file: Name | undefined, params?: object][] = [
  ['stateAt', 'order.asl.json', placeOf('order.asl.json', 'Shp')],
  ['stateAt', 'template.yaml', placeOf('template.yaml', 'Succeed')],
  ['stateAt', 'src/app.js', { line: 0, character: 0 }],
  ['machines', 'order.asl.json'],
  ['machines', 'template.yaml'],
  ['declaredMachines', 'template.yaml'],
  ['declaredMachines', 'order.asl.json'],
  ['machines', 'src/app.js'],
  ['project', 'src/app.js'],
  ['possibleEvents', 'src/app.js'],
  ['handlers', 'src/app.js'],
  ['handlers', 'src/lone.js'],
  ['handlers', 'order.asl.json'],
  ['testCases', 'order.asl.json'],
  ['testCases', 'template.yaml'],
  ['testCases', 'template.yaml', { machine: 'Inline' }],
  ['testCases', 'template.yaml', { machine: 'Unknown' }],
  ['testCases', 'template.yaml', { machine: 'Text' }],
  ['testCases', 'template.yaml', { machine: 'by-name' }],
  ['testCases', 'src/app.js'],
  ['testCases', 'src/app.js', { machine: 'Order' }],
  ['mockConfig', 'MockConfigFile.json', { text: MOCKS }],
  ['mockConfig', 'MockConfigFile.json', { text: MOCKS.slice(0, 90) }],
  ...['graph', 'machines', 'project', 'handlers', 'testCases', 'mockConfig', 'stateAt'].map(
    (method) => [method, undefined, { text: MOCKS, line: 0, character: 0 }] as [string, undefined, object],
  ),
];

/** A line for each member of a list, so that a difference is one of lines. Of long lists and words as much as tells them apart. */
function told(answer: unknown): string[] {
  const line = (each: unknown): string => `    ${JSON.stringify(each, shortened)}`;
  if (!Array.isArray(answer) || answer.length === 0) return [line(answer)];
  return [...answer.slice(0, 6).map(line), ...(answer.length > 6 ? ['    …'] : [])];
}

/** What is said in full is tried where it is written. */
function shortened(member: string, value: unknown): unknown {
  const isWords = ['message', 'value', 'detail'].includes(member) && typeof value === 'string';
  return isWords && value.length > 24 ? `${value.slice(0, 24)}…` : value;
}

async function answered(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: Error) => `refused: ${error.message}`);
}

test('what the server answers', async () => {
  const folder = temporaryFolder(FILES);
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  const editor = await Conversation.start({}, [folder]);
  const lines = ['initialize', ...told(editor.initialized)];
  for (const [file, language] of OPEN) {
    await editor.open(uriOf(file), FILES[file], language);
    const diagnostics = await editor.diagnostics(uriOf(file));
    const about = { textDocument: { uri: uriOf(file) }, range: { start: placeOf(file, ''), end: placeOf(file, '') } };
    lines.push(`diagnostics of ${file}`, ...told(diagnostics));
    const context = { diagnostics: [...diagnostics, ...diagnostics.map((each) => ({ ...each, source: 'another' }))] };
    lines.push('and their fixes', ...told(await editor.request('textDocument/codeAction', { ...about, context })));
  }
  for (const [method, file, params = {}] of QUESTIONS) {
    const request = { textDocument: { uri: uriOf(file) }, ...params };
    const answer = await answered(editor.request(`textDocument/${method}`, request));
    lines.push(`${method} of ${file} ${JSON.stringify(params)}`, ...told(answer));
    const [first] = method === 'completion' ? (answer as object[]) : [];
    if (first) {
      lines.push('and all of the first', ...told(await editor.request('completionItem/resolve', first)));
      for (const other of [{ label: 'x', data: 0 }, { label: 'x' }, { ...first, data: 999 }])
        expect(await editor.request('completionItem/resolve', other)).toEqual(other);
    }
  }
  for (const [method, file, params = {}] of CUSTOM) {
    const uri = file === undefined ? 'untitled:New' : uriOf(file);
    lines.push(`${method} of ${file ?? 'a text without a file'} ${JSON.stringify(params).slice(0, 80)}`);
    lines.push(...told(await editor.request(`stepwise/${method}`, { uri, ...params })));
    expect(await editor.request(`stepwise/${method}`, { uri: 1 })).toEqual(
      await editor.request(`stepwise/${method}`, {}),
    );
  }
  for (const [file, name] of [
    ['order.asl.json', undefined],
    ['order.asl.json', 'Inline'],
    ['template.yaml', undefined],
    ['template.yaml', 'Inline'],
    ['template.yaml', 'Text'],
    ['template.yaml', 'Nothing'],
    ['src/app.js', undefined],
    ['none.asl.json', undefined],
  ] as const) {
    type Graph = { name: string; view: { nodes: { id: string }[] } } | null;
    const graph = await editor.request<Graph>('stepwise/graph', { uri: uriOf(file), name });
    lines.push(`graph of ${[file, name].filter(Boolean).join(' ')}`);
    lines.push(`    ${graph ? `${graph.name}: ${graph.view.nodes.map(({ id }) => id).join(' ')}` : 'none'}`);
  }
  expect(editor.log).toEqual([]);
  const text = [...lines, '']
    .join('\n')
    .replaceAll(pathToFileURL(folder).href, 'file://FOLDER')
    .replaceAll(folder, 'FOLDER');
  const expected = path.join(__dirname, 'answers.txt');
  if (process.env['UPDATE']) writeFileSync(expected, text);
  expect(existsSync(expected), `${expected} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(text).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
});
