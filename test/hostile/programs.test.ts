/** The command as it ships, in a process of its own, over a project whose every text is hostile. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenDefinition } from './definitions';
import { expectNoCommands, expectReadable } from './laws';
import { HOSTILE } from './texts';
import { builtBundles } from '../harness/builtBundles';

let dist: string;
let folder: string;

const TEXTS = HOSTILE.map(([, text]) => text).filter((text) => text.trim() !== '');
/** Names end differently, where two texts begin alike. */
const NAMES = TEXTS.map((text, index) => `${text.slice(0, 70)}${index}`);
const [FUNCTION] = ['arn:aws:lambda:us-east-1:123456789012:function:work'];

/** A state a text: most call the handler, which fails with that text and is caught; every third is retried before. */
function allTexts(): object {
  const states = NAMES.map((name, index) => {
    const Next = NAMES[index + 1] ?? 'end';
    const task = {
      Type: 'Task',
      Comment: name,
      Resource: FUNCTION,
      Parameters: { text: TEXTS[index] },
      Catch: [{ ErrorEquals: ['States.ALL'], Next }],
      Next,
    };
    const waits = { Type: 'Wait', Seconds: 6, Next };
    return index % 7 === 3
      ? waits
      : index % 7 === 5
        ? { ...task, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }
        : task;
  });
  const end = { Type: 'Fail', Error: TEXTS.join('\n'), Cause: TEXTS.join('\n') };
  return {
    Comment: TEXTS.join('\n'),
    StartAt: NAMES[0],
    States: Object.fromEntries([...NAMES.map((name, index) => [name, states[index]!] as const), ['end', end]]),
  };
}

const HANDLER = `
exports.handler = async ({ text, all }) => {
  process.stdout.write(text + '\\n');
  process.stderr.write(text);
  console.log({ text });
  if (all) return { all };
  throw Object.assign(new Error(text), { name: text });
};`;

beforeAll(async () => {
  dist = await builtBundles('hostile', { cli: 'cli/main.ts' });
  folder = path.join(dist, 'project');
  mkdirSync(folder);
  const files = {
    'work.js': HANDLER,
    'all.asl.json': JSON.stringify(allTexts()),
    'broken.asl.json': JSON.stringify(brokenDefinition(TEXTS.filter((text) => !text.includes('${')).join('\n'))),
    'pass.asl.json': JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }),
    'service.asl.json': JSON.stringify({
      StartAt: TEXTS.join('\n').slice(0, 75),
      States: {
        [TEXTS.join('\n').slice(0, 75)]: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: TEXTS.join('\n'), MessageBody: 'x' },
          End: true,
        },
      },
    }),
    'texts.json': JSON.stringify({ texts: TEXTS, [TEXTS.join('\n')]: 1 }, null, 1),
    'event.json': JSON.stringify({ text: TEXTS.join('\n'), all: TEXTS }),
    'fails.json': JSON.stringify({ text: TEXTS.join('\n') }),
    '::error::x.asl.json': JSON.stringify(brokenDefinition('##[error]x')),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
});
afterAll(() => rmSync(dist, { recursive: true, force: true, maxRetries: 3 }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function start(args: readonly string[], colours: boolean): Promise<Ended> {
  const env = {
    ...process.env,
    NO_COLOR: undefined,
    FORCE_COLOR: undefined,
    ...(colours ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  };
  const child = spawn(process.execPath, [path.join(dist, 'cli.js'), ...args], { cwd: folder, env });
  child.stdin.end(readFileSync(path.join(folder, 'texts.json')));
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error })));
}

/** A few texts that no command knows what to do with. */
const WRONG = TEXTS.filter((text) => !text.includes('\u0000')).join('\n');

test.each<[string, readonly string[], number]>([
  ['check', ['check', 'all.asl.json', 'broken.asl.json', '::error::x.asl.json'], 1],
  ['check, as JSON', ['check', 'broken.asl.json', '--format', 'json'], 1],
  ['check, as SARIF', ['check', 'broken.asl.json', '--format', 'sarif'], 1],
  ['check of a file that is not there', ['check', WRONG], 2],
  ['run', ['run', 'all.asl.json', '--clock', 'skip', '--history', '../history.json'], 1],
  ['run, its history on standard output', ['run', 'all.asl.json', '--clock', 'skip', '--history', '-'], 1],
  ['run of what passes its input on', ['run', 'pass.asl.json', '--input', '-'], 0],
  ['run of what AWS would refuse', ['run', 'broken.asl.json'], 2],
  ['run of a service without a mock', ['run', 'service.asl.json'], 1],
  ['redrive', ['redrive', 'all.asl.json', '../history.json'], 1],
  ['invoke, which succeeds', ['invoke', 'work.js', '--event', 'event.json'], 0],
  ['invoke, which fails', ['invoke', 'work.js', '--event', 'fails.json'], 1],
  ['invoke of nothing', ['invoke', WRONG], 2],
  ['test-state', ['test-state', 'all.asl.json', NAMES[0]!], 1],
  ['test-state of a mock', ['test-state', 'all.asl.json', NAMES[0]!, '--mock-error', WRONG], 1],
  ['test-state of nothing', ['test-state', 'all.asl.json', WRONG], 2],
  ['an option that is none', ['run', `--${WRONG}`], 2],
  ['a command that is none', [WRONG], 2],
])('%s', async (_, args, code) => {
  for (const colours of [false, true]) {
    const ended = await start(args, colours);
    expect({ code: ended.code, error: ended.error }).toMatchObject({ code });
    expectReadable(ended.error, { colours });
    expectNoCommands(ended.error);
    expectNoCommands(ended.out);
    // Exact data may hold what JSON leaves as it is; it is JSON and nothing else.
    if (/^[[{]/.test(ended.out)) JSON.parse(ended.out);
    else expectReadable(ended.out);
  }
});
