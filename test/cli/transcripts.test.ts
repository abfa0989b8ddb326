/**
 * Command lines and all that they print, in `transcripts/NAME.txt`. `UPDATE=1` rewrites them; read the difference as code.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check, type CliCase } from './check';

/** Words as a shell would split them, and what is particular to the case. */
type Line = readonly [line: string, more?: CliCase];

const state = (type: string, more = ''): string =>
  `{ "StartAt": "A", "States": { "A": { "Type": "${type}"${more}, "End": true } } }`;
const FILES = {
  'good.asl.json': state('Pass'),
  'bad dir/bad%.asl.json':
    '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "Gone" },\n    "A": { "Type": "Pass", "End": true }\n  }\n}\n',
  'flow.asl.yaml': 'StartAt: A\nStates:\n  A: { Type: Pass, Next: B }\n',
  plain: '# YAML\nStartAt: A\nStates: { A: { Type: Succeed } }\n',
  text: `  ${state('Pass')}`,
  'waits.asl.json': state('Wait', ', "Seconds": 86400'),
  'template.yaml':
    'Resources:\n  Pack:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: ., Handler: app.pack, Runtime: nodejs20.x }\n',
  'fails.asl.json': '{ "StartAt": "A", "States": { "A": { "Type": "Fail", "Error": "E", "Cause": "one\\ntwo" } } }',
  'calls.asl.json':
    '{ "StartAt": "Both", "States": { "Both": { "Type": "Parallel", "End": true, "Branches": [ { "StartAt": "L", "States": { "L": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "q" }, "Retry": [ { "ErrorEquals": [ "States.ALL" ], "MaxAttempts": 1 } ], "End": true } } } ] } } }',
  'app.js':
    'exports.pack = async (event) => { console.log("packs"); return { packed: event }; };\nexports.fails = async () => { throw new TypeError("no"); };\n',
  'one.js': 'exports.handler = async () => 1;\n',
  'event.json': '{"id":7}',
  '.git/HEAD': '',
};

const TALKS: { readonly [name: string]: readonly Line[] } = {
  check: [
    ['check'],
    ['check good.asl.json'],
    ['check good.asl.json bad%20dir/bad%.asl.json flow.asl.yaml good.asl.json'],
    ['check --format json good.asl.json flow.asl.yaml'],
    ['check --format sarif bad%20dir/bad%.asl.json flow.asl.yaml'],
    ['check --format json none.json'],
    ['check none.json good.asl.json'],
    ['check plain text'],
    ['check --language asl plain'],
    ['check --language asl-yaml text'],
    ['check -', { input: '[' }],
    ['check --format sarif -', { input: 'StartAt: A' }],
    ['check -', { input: '' }],
    ['check --format xml good.asl.json'],
    ['check --formt json good.asl.json'],
  ],
  run: [
    ['run'],
    ['run good.asl.json more'],
    ['run good.asl.json --input event.json --clock skip'],
    ['run good.asl.json --input event.json --resume h.json'],
    ['run good.asl.json --input none.json'],
    ['run none.asl.json'],
    ['run fails.asl.json --clock skip'],
    ['run waits.asl.json --clock skip'],
    ['run calls.asl.json --clock skip'],
    ['run good.asl.json --history none/h.json'],
    ['run fails.asl.json --clock quick'],
    ['run good.asl.json --input'],
    ['run --help=1 good.asl.json'],
  ],
  invoke: [
    ['invoke'],
    ['invoke Pack more'],
    ['invoke Pack --event event.json'],
    ['invoke app.js#pack --event -', { input: '{"id":8}' }],
    ['invoke app.js#fails'],
    ['invoke app.js'],
    ['invoke one.js'],
    ['invoke none.js'],
    ['invoke dir/none'],
    ['invoke Pakc'],
    ['invoke Pack --event plain'],
    ['invoke Pack --event none.json'],
    ['invoke Pack --project none'],
    ['invoke app.js#none'],
  ],
};

test.each(Object.entries(TALKS))('%s', async (name, talk) => {
  const told: string[] = [];
  for (const [line, more = {}] of talk) {
    const { folder, code, out, error } = await run(line, more);
    const shown = (text: string): string =>
      text
        .replaceAll(folder, 'FOLDER')
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
        // How long a state took, where that was anything.
        .replaceAll(/ {2}\d+(\.\d+)? m?s$/gm, '')
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID')
        .replaceAll(/\d+(\.\d+)? m?s\b/g, 'N s')
        .replace(/^ +(at |node:).*\n/gm, '');
    told.push(`$ stepwise ${line}`);
    for (const [mark, text] of [
      ['  ', out],
      ['! ', error],
    ] as const) {
      if (text !== '')
        told.push(
          ...shown(text)
            .replace(/\n$/, '')
            .split('\n')
            .map((each) => `${mark}${each}`.trimEnd()),
        );
    }
    told.push(`  exit code ${code}`);
  }
  const text = [...told, ''].join('\n');
  const expected = path.join(__dirname, 'transcripts', `${name}.txt`);
  if (process.env['UPDATE']) {
    mkdirSync(path.dirname(expected), { recursive: true });
    writeFileSync(expected, text);
  }
  expect(existsSync(expected), `${expected} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(text).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
});

function run(line: string, more: CliCase): ReturnType<typeof check> {
  const args = line.split(' ').map((word) => word.replaceAll('%20', ' '));
  return check(args, { files: FILES, ...more }, {});
}
