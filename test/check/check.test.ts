import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../cli/check';
import type { Finding } from '../../cli/check';
import { openIo } from '../../cli/io';

const wrong = '{"StartAt": "A",\n "States": {"A": {"Type": "Pass", "Next": "Bee"}, "Be": {"Type": "Succeed"}}}';
const right = 'StartAt: A\nStates:\n  A: { Type: Succeed }\n';

const files: Record<string, string | Uint8Array> = {
  'wrong.asl.json': wrong,
  'right.asl.yaml': right,
  'warned.asl.yaml': 'StartAt: A\nStates:\n  A: { Type: Pass, Result: $.a, End: true }\n',
  'other name.asl': right,
  'latin1.asl.json': new Uint8Array([0x7b, 0xe9, 0x7d]),
  'empty.asl.json': '',
  'template.yaml': [
    'Resources:',
    '  Machine:',
    '    Type: AWS::Serverless::StateMachine',
    '    Properties:',
    '      Definition: { StartAt: Nowhere, States: { A: { Type: Succeed } } }',
  ].join('\n'),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stepwise-check-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: string[], input = ''): Promise<{ code: number; out: string; error: string }> {
  let out = '';
  let error = '';
  const io = openIo({
    cwd: folder,
    env: {},
    writeOut: (text) => void (out += text),
    writeError: (text) => void (error += text),
    readInput: () => Promise.resolve(new TextEncoder().encode(input)),
    outIsTerminal: false,
    errorIsTerminal: false,
    colours: false,
    columns: 80,
    onInterrupt: () => () => undefined,
  });
  const code = await check(args, io);
  return { code, out, error };
}

describe('the exit code', () => {
  it.each([
    [['right.asl.yaml'], 0],
    [['warned.asl.yaml'], 0],
    [['other name.asl'], 0],
    [['wrong.asl.json'], 1],
    [['right.asl.yaml', 'wrong.asl.json'], 1],
    [['template.yaml'], 1],
    [['empty.asl.json'], 1],
    [['latin1.asl.json'], 2],
    [['missing.asl.json', 'wrong.asl.json'], 2],
    [[], 2],
    [['--format', 'xml', 'right.asl.yaml'], 2],
    [['--fromat', 'json', 'right.asl.yaml'], 2],
    [['--language', 'asl', 'right.asl.yaml'], 1],
    [['--help'], 0],
  ])('of %j is %i', async (args, code) => {
    const result = await run(args);
    expect(result.code).toBe(code);
    // A sentence says what could not be used.
    if (code === 2) expect(result.error).toMatch(/^stepwise check: .+[.?]\n/);
  });
});

describe('the formats', () => {
  it('JSON gives zero-based ranges', async () => {
    const { out } = await run(['--format', 'json', 'wrong.asl.json']);
    expect(JSON.parse(out)).toEqual([
      {
        file: 'wrong.asl.json',
        range: { start: { line: 1, character: 42 }, end: { line: 1, character: 47 } },
        severity: 'error',
        code: 'unknown-state',
        message: 'There is no state "Bee". Did you mean "Be"?',
        aws: 'MISSING_TRANSITION_TARGET',
      },
    ] satisfies Finding[]);
  });

  it('JSON without findings is an empty array', async () => {
    expect(JSON.parse((await run(['--format=json', 'right.asl.yaml'])).out)).toEqual([]);
  });

  it('text counts from one, and the summary goes to standard error', async () => {
    const { out, error } = await run(['wrong.asl.json', 'right.asl.yaml']);
    expect(out).toBe(
      'wrong.asl.json:2:43: error unknown-state (MISSING_TRANSITION_TARGET): There is no state "Bee". Did you mean "Be"?\n',
    );
    expect(error).toBe('2 files checked: 1 error.\n');
  });

  it('AWS’s answer is that of ValidateStateMachineDefinition', async () => {
    const wrong = await run(['--format', 'aws', 'wrong.asl.json']);
    expect(JSON.parse(wrong.out)).toMatchObject({
      result: 'FAIL',
      diagnostics: [{ severity: 'ERROR', code: 'MISSING_TRANSITION_TARGET', message: "Missing 'Next' target: Bee" }],
      truncated: false,
    });
    expect(wrong.code).toBe(1);
    const right = await run(['--format', 'aws', 'right.asl.yaml']);
    expect(JSON.parse(right.out)).toEqual({ result: 'OK', diagnostics: [], truncated: false });
    expect(right.code).toBe(0);
    const both = await run(['--format', 'aws', 'right.asl.yaml', 'wrong.asl.json']);
    expect(JSON.parse(both.out)).toMatchObject([
      { file: 'right.asl.yaml', result: 'OK' },
      { file: 'wrong.asl.json', result: 'FAIL' },
    ]);
  });

  it('SARIF names rule, level and region', async () => {
    const { out } = await run(['--format', 'sarif', 'wrong.asl.json', 'warned.asl.yaml']);
    const log = JSON.parse(out) as {
      version: string;
      runs: { results: { ruleId: string; level: string; locations: unknown[] }[] }[];
    };
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0]?.results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'unknown-state error',
      'pass-result-is-static warning',
    ]);
    expect(log.runs[0]?.results[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'wrong.asl.json' },
          region: { startLine: 2, startColumn: 43, endLine: 2, endColumn: 48 },
        },
      },
    ]);
  });
});

describe('a file', () => {
  it('named twice is checked once', async () => {
    const { out, error } = await run(['-', 'right.asl.yaml', '-'], wrong);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(error).toBe('2 files checked: 1 error.\n');
  });

  it('that cannot be used leaves nothing to sum up', async () => {
    expect((await run(['missing.asl.json'])).error).toBe(
      'stepwise check: missing.asl.json cannot be read: there is no such file.\n',
    );
  });

  it.each([
    ['wrong.asl.json', 'wrong.asl.json'],
    ['./wrong.asl.json', './wrong.asl.json'],
    [undefined, undefined],
  ])('%s is a URI in SARIF', async (named, expected) => {
    // An absolute path is what an editor or a build names.
    const file = named ?? path.join(folder, 'wrong.asl.json');
    const { out } = await run(['--format', 'sarif', file]);
    expect(out).toContain(`"uri": "${expected ?? pathToFileURL(file).href}"`);
  });
});

describe('standard input', () => {
  it.each([
    [wrong, [], 1],
    [right, [], 0],
    [right, ['--language', 'asl-yaml'], 0],
    ['', [], 1],
  ])('%j', async (input, args, code) => {
    const { code: found, out } = await run([...args, '--format', 'json', '-'], input);
    expect(found).toBe(code);
    for (const { file } of JSON.parse(out) as Finding[]) expect(file).toBe('-');
  });
});

describe('--type', () => {
  const job =
    '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::batch:submitJob.sync","End":true}}}';
  it.each([
    ['STANDARD', 0],
    ['EXPRESS', 1],
  ])('%s', async (type, code) => {
    expect((await run(['--type', type, '-'], job)).code).toBe(code);
  });
});
