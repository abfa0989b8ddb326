/**
 * No way of reaching for one of AWS's names gets past the guard, and nothing else is kept from passing. A fake resolver lies
 * beneath and notes what is asked; names under `.test` exist nowhere. A proxy on loopback notes what it is told.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { guardVariables } from '../../lambda/awsGuard';
import { labelsOfAwsName } from '../../lambda/awsNames';
import { findBootstraps } from '../../lambda/bootstrapFolder';
import { findExecutable } from '../../processes/findExecutable';
import { FIXTURES } from './harness';

const GUARD = path.join(FIXTURES, 'guard');
const run = promisify(execFile);

const AWS = ['SQS.us-east-1.amazonaws.test.', 'xyz.lambda-url.us-east-1.on.aws', 'queue.amazonaws.com.test'];
const OTHERS = ['example.test', 'amazonaws.example.test'];

interface Language {
  readonly command: string;
  readonly args: readonly string[];
  /** What a process needs for the fake resolver, beneath the guard. */
  readonly fake: (guard: { readonly [name: string]: string }) => { readonly [name: string]: string };
}

const NODE: Language = {
  command: process.execPath,
  args: ['--no-warnings', path.join(GUARD, 'ways.mjs')],
  fake: ({ NODE_OPTIONS }) => {
    const fake = `--require ${JSON.stringify(path.join(GUARD, 'fakeResolver.cjs'))}`;
    return { FAKE: fake, NODE_OPTIONS: `${fake} ${NODE_OPTIONS}` };
  },
};
const PYTHON: Language = {
  command: findExecutable('python3') ?? 'python',
  args: [path.join(GUARD, 'ways.py')],
  fake: ({ PYTHONPATH }) => {
    const fake = path.join(GUARD, 'resolver');
    return { FAKE: fake, PYTHONPATH: [fake, PYTHONPATH].join(path.delimiter) };
  },
};

async function reach({ command, args, fake }: Language, names: readonly string[]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'stepwise-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const asked = path.join(folder, 'asked');
  const guard = guardVariables({ target: { kind: 'mock' }, bootstrapDir: findBootstraps(), variables: {} });
  const { PATH, SystemRoot } = process.env;
  const { stdout } = await run(command, [...args, ...names], {
    env: { PATH, SystemRoot, PYTHONDONTWRITEBYTECODE: '1', ...guard, ...fake(guard), ASKED: asked },
  });
  const { results, told } = JSON.parse(stdout) as { results: { [way: string]: string }; told: string[] };
  return { results, told, asked: (await readFile(asked, 'utf8')).split('\n') };
}

test.each([
  ['Node.js', NODE],
  ['Python', PYTHON],
])(
  '%s',
  async (_, language) => {
    const { results, told, asked } = await reach(language, [...AWS, ...OTHERS]);
    const ways = Object.entries(results);
    expect(ways.length).toBeGreaterThan(100);
    const isAws = (text: string): boolean => AWS.some((name) => text.toLowerCase().includes(bare(name)));
    const [refused, passed] = [true, false].map((aws) => ways.filter(([way]) => isAws(way) === aws));
    expect(refused!.filter(([, result]) => !/no AWS target is chosen.* \(.+\)$/.test(result))).toEqual([]);
    expect(passed!.filter(([, result]) => result.includes('no AWS target') || result === '')).toEqual([]);
    expect([...asked, ...told].filter(isAws)).toEqual([]);
    for (const name of OTHERS) {
      expect(asked.filter((each) => each === name).length, name).toBeGreaterThan(10);
      expect(told.filter((line) => line.includes(name)).length, name).toBeGreaterThan(1);
    }
  },
  60_000,
);

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** The table of names as each of its three readers reads it. */
const NAMES: readonly (readonly [host: string, isAws: boolean])[] = [
  ...[
    ...[
      'sqs.us-east-1.amazonaws.com',
      'SQS.US-EAST-1.AMAZONAWS.COM',
      'sqs.us-east-1.amazonaws.com.',
      's3.amazonaws.com',
    ],
    ...[
      'bucket.with.dots.s3.eu-west-1.amazonaws.com',
      'abc.execute-api.cn-north-1.amazonaws.com.cn',
      'sts.x.amazonaws.eu',
    ],
    ...['sqs.us-east-1.api.aws', 'x.lambda-url.us-east-1.on.aws', 'sqs.us-iso-east-1.c2s.ic.gov', 'a.sc2s.sgov.gov'],
    ...['a.cloud.adc-e.uk', 'a.csp.hci.ic.gov', 'a.auth.us-east-1.amazoncognito.com', 'a.us-east-1.awsapprunner.com'],
    ...['a.api.amazonwebservices.com.cn', 'a.amazonaws.xyz'],
  ].map((host) => [host, true] as const),
  ...[
    ...['example.com', 'amazonaws.com', 'notamazonaws.com', 'amazonaws.com.example.org', 'docs.aws.amazon.com'],
    ...['console.aws.amazon.com', 'docs.amazonaws.cn', 'on.aws.example.org', 'localhost', '127.0.0.1', '::1', ''],
    ...['sqs.us-east-1.localhost.localstack.cloud', '169.254.1.1', '10.0.0.1', 'amazonaws.corp.example.com'],
  ].map((host) => [host, false] as const),
];
const METADATA: readonly (readonly [host: string, isAws: boolean])[] = [
  ...['169.254.169.254', '169.254.170.2', 'fd00:ec2::254', '[fd00:ec2::254]', 'FD00:EC2:0::254'].map(
    (host) => [host, true] as const,
  ),
  ...[
    '2852039166',
    '0xa9fea9fe',
    '0xa9.0xfe.169.254',
    '0251.254.169.254',
    '::ffff:169.254.169.254',
    'instance-data',
  ].map((host) => [host, true] as const),
];

test('a name is AWS’s in TypeScript', () =>
  expect(NAMES.map(([host]) => [host, labelsOfAwsName(host) !== undefined])).toEqual(NAMES));

test('a name is AWS’s in Node.js', async () => {
  const hosts = [...NAMES, ...METADATA];
  const file = path.join(findBootstraps(), 'awsNames.cjs');
  const script = 'const { isAwsHost } = require(process.argv[1]); const hosts = JSON.parse(process.argv[2]);';
  const print = 'console.log(JSON.stringify(hosts.map(([host]) => [host, isAwsHost(host)])))';
  const { stdout } = await run(process.execPath, ['-e', script + print, file, JSON.stringify(hosts)]);
  expect(JSON.parse(stdout)).toEqual(hosts);
});

test('a name is AWS’s in Python', async () => {
  const hosts = [...NAMES, ...METADATA];
  const script = `import json, sys; sys.path.insert(0, sys.argv[1]); import aws_guard
print(json.dumps([[host, bool(aws_guard.is_aws_host(host))] for host, _ in json.loads(sys.argv[2])]))`;
  const { stdout } = await run(PYTHON.command, ['-B', '-c', script, findBootstraps(), JSON.stringify(hosts)]);
  expect(JSON.parse(stdout)).toEqual(hosts);
});
