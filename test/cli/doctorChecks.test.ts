/** What the doctor finds, check by check, of a project that is told to it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS, type Finding } from '../../cli/doctor/checks';
import { ConsentFile } from '../../run';
import { temporaryFolder } from '../harness/temporaryFolder';

interface Given {
  readonly settings?: object;
  /** What states call, one machine. */
  readonly calls?: readonly string[];
  readonly notRun?: readonly object[];
  readonly functions?: readonly object[];
  readonly files?: { readonly [file: string]: string };
  /** The origin that is allowed, or `broken`: the file is. */
  readonly consents?: string;
}

async function findings(
  check: string,
  { settings, calls = [], notRun = [], functions = [], files = {}, consents }: Given,
): Promise<string[]> {
  const root = temporaryFolder(files);
  const consentFile = path.join(root, 'home', 'consents.json');
  if (consents) {
    mkdirSync(path.dirname(consentFile), { mode: 0o700 });
    if (consents === 'broken') writeFileSync(consentFile, '{', { mode: 0o600 });
    else new ConsentFile(consentFile).add(root, [{ kind: 'endpoint', origin: consents }]);
  }
  const inFolder = functions.map((each) => ({
    codeDir: root,
    ...each,
    file: path.join(root, (each as { file: string }).file),
  }));
  const run = CHECKS.find(({ name }) => name === check)!;
  const found = await run({
    project: { root, settings, functions: inFolder, machines: [] } as never,
    inventory: { machines: [{ calls }], notRun } as never,
    consentFile: consents && consentFile,
  });
  const line = ({ state, what, neededBy, how }: Finding): string =>
    [state, what, neededBy, how].filter(Boolean).join(' | ');
  return found.map((each) => line(each).replaceAll(root, 'ROOT'));
}

describe('services', () => {
  it.each<[string, Given, string[]]>([
    ['nothing is called', {}, []],
    [
      'what answers here is called',
      { calls: ['lambda:invoke', 'states:startExecution', 'activity:a', 'http:invoke', 'aws-sdk:sfn:startExecution'] },
      [],
    ],
    ['what is no service is called', { calls: ['order', 'aws-sdk:Sqs', ':x'] }, []],
    [
      'a service is called twice',
      { calls: ['sqs:sendMessage', 'aws-sdk:sqs:purgeQueue'] },
      [
        'optional | @aws-sdk/client-sqs | states that call sqs, unless a mock answers | Run in ROOT: npm install --save-dev @aws-sdk/client-sqs (the editor offers it during a run).',
      ],
    ],
    [
      'its client is there',
      { calls: ['sqs:sendMessage'], files: { 'node_modules/@aws-sdk/client-sqs/package.json': '{}' } },
      ['ok | @aws-sdk/client-sqs | states that call sqs, unless a mock answers'],
    ],
    [
      'it has an endpoint',
      { calls: ['sqs:sendMessage'], settings: { endpoints: { sqs: 'http://localhost:1' } } },
      [
        'missing | @aws-sdk/client-sqs | states that call sqs, unless a mock answers | Run in ROOT: npm install --save-dev @aws-sdk/client-sqs (the editor offers it during a run).',
      ],
    ],
  ])('%s', async (_, given, found) => expect(await findings('services', given)).toEqual(found));
});

describe('requests', () => {
  const endpoints = (url: string): object => ({ endpoints: { sqs: url } });
  const ASKS = 'The editor asks during a run. In a terminal: stepwise consents allow --host HOST';

  it.each<[string, Given, string[]]>([
    ['nothing is sent', { consents: 'broken' }, []],
    [
      'an endpoint is on this machine',
      { settings: endpoints('http://localhost:1') },
      ['ok | Permission to send to http://localhost:1 | endpoints of .vscode/stepwise.json'],
    ],
    [
      'by its number',
      { settings: endpoints('https://127.0.0.1:1/x') },
      ['ok | Permission to send to https://127.0.0.1:1 | endpoints of .vscode/stepwise.json'],
    ],
    [
      'by its long number',
      { settings: endpoints('http://[::1]:1') },
      ['ok | Permission to send to http://[::1]:1 | endpoints of .vscode/stepwise.json'],
    ],
    [
      'an endpoint is elsewhere',
      { settings: endpoints('https://a.test/http://localhost') },
      [
        'missing | Permission to send to https://a.test | endpoints of .vscode/stepwise.json | Run: stepwise consents allow --host https://a.test',
      ],
    ],
    [
      'it is allowed',
      { settings: endpoints('https://a.test'), consents: 'https://a.test' },
      ['ok | Permission to send to https://a.test | endpoints of .vscode/stepwise.json'],
    ],
    [
      'another is allowed',
      { settings: endpoints('https://a.test'), consents: 'https://b.test' },
      [
        'missing | Permission to send to https://a.test | endpoints of .vscode/stepwise.json | Run: stepwise consents allow --host https://a.test',
      ],
    ],
    [
      'an HTTP Task sends',
      { calls: ['http:invoke'] },
      [`optional | Permission for the hosts of HTTP Tasks | HTTP Tasks | ${ASKS}`],
    ],
    [
      'a host is allowed',
      { calls: ['http:invoke'], consents: 'https://b.test' },
      [`ok | Permission for the hosts of HTTP Tasks | HTTP Tasks | ${ASKS}`],
    ],
    [
      'the file cannot be read',
      { calls: ['http:invoke'], consents: 'broken' },
      [
        expect.stringMatching(
          /^missing \| .*ROOT\/home\/consents\.json.* \| calls that leave this machine \| Correct or remove ROOT\/home\/consents\.json\.$/,
        ) as never,
      ],
    ],
  ])('%s', async (_, given, found) => expect(await findings('requests', given)).toEqual(found));
});

describe('functions', () => {
  it('that nothing here can run', async () =>
    expect(await findings('runtimes', { notRun: [{ id: 'a#Pay', why: 'Java is not run here.' }] })).toEqual([
      'optional | An answer in place of a#Pay | Java is not run here. | Give the states that call it a mock in .vscode/stepwise.json.',
    ]));

  const node = (...runtimes: (string | undefined)[]): object[] =>
    runtimes.map((runtime, index) => ({ name: `f${index}`, file: 'a.js', runtime }));

  it.each<[string, object[], RegExp[]]>([
    ['none', [], []],
    ['of Python', [{ name: 'p', file: 'a.py' }], []],
    ['of no known version', node(undefined), [/^ok \| Node\.js \d[\d.]+ \| f0$/]],
    ['of an old one', node('nodejs10.x', 'nodejs12.x'), [/^ok \| Node\.js \d[\d.]+ \| f0, f1$/]],
    [
      'of a newer one',
      node('nodejs12.x', 'nodejs999.x', undefined),
      [/^optional \| Node\.js 999; this machine has \d[\d.]+ \| f1 \| Install it from/],
    ],
    ['more than are named', node(undefined, undefined, undefined, undefined), [/ \| f0, f1, f2 and 1 more$/]],
    ['as many as are named', node(undefined, undefined, undefined), [/ \| f0, f1, f2$/]],
  ])('%s', async (_, functions, found) => {
    const lines = await findings('node', { functions });
    expect(lines).toEqual(found.map((each) => expect.stringMatching(each) as never));
  });

  it('load their clients from the project', async () => {
    const functions = [
      { name: 'one', file: 'one.js' },
      { name: 'two', file: 'sub/two.js' },
    ];
    const files = {
      'one.js': 'require("@aws-sdk/client-s3"); require("aws-sdk/clients/s3"); require("@aws-sdk/client-s3/x")',
      'sub/two.js': "import '@aws-sdk/client-s3'; import '@smithy/types'; import './aws-sdk'",
      'sub/node_modules/@aws-sdk/client-s3/package.json': '{}',
    };
    expect(await findings('nodeClients', { functions, files })).toEqual([
      'missing | @aws-sdk/client-s3 | one | Run in ROOT: npm install --save-dev @aws-sdk/client-s3',
      'missing | aws-sdk | one | Run in ROOT: npm install --save-dev aws-sdk',
      'missing | @smithy/types | two | Run in ROOT: npm install --save-dev @smithy/types',
    ]);
  });
});
