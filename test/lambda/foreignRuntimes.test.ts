/** Functions that other clients of the Runtime API run than ours: executables, and AWS's own clients where they are here. */
import { chmodSync, existsSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FunctionSpec, InvokeOutcome } from '../../lambda/lambda';
import { findExecutable } from '../../processes/findExecutable';
import { temporaryFolder } from '../harness/temporaryFolder';
import { answer, createHost, spec } from './harness';
import { withoutEndpoints } from '../../processes/awsClients/java';

afterEach(() => void vi.unstubAllEnvs());

/** Answers each event with what it knows of itself: a shell that asks by a child, as AWS's tutorial has it. */
const BOOTSTRAP = `#!/bin/sh
set -euo pipefail
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while true; do
  EVENT=$(curl -sS -D "$LAMBDA_TASK_ROOT/headers" "$API/next")
  ID=$(grep -Fi lambda-runtime-aws-request-id "$LAMBDA_TASK_ROOT/headers" | tr -d '[:space:]' | cut -d: -f2)
  curl -sS "$API/$ID/response" -d "{\\"got\\":$EVENT,\\"handler\\":\\"$_HANDLER\\",\\"in\\":\\"$(basename "$(pwd)")\\"}" > /dev/null
done
`;

async function invoked(
  files: { readonly [file: string]: string | Uint8Array },
  more: Partial<FunctionSpec> & {
    readonly executable?: readonly string[];
    readonly old?: readonly string[];
    readonly debug?: boolean;
  } = {},
): Promise<{ outcome: InvokeOutcome; said: string[] }> {
  const {
    executable = Object.keys(files).filter((file) => file.endsWith('bootstrap')),
    old = [],
    debug,
    ...facts
  } = more;
  const root = temporaryFolder({ 'code/data.json': '{}', ...files });
  for (const file of executable) chmodSync(path.join(root, file), 0o755);
  for (const file of old) utimesSync(path.join(root, file), 1, 1);
  const { host, logs } = createHost(debug ? { debug: { attach: () => Promise.resolve() } } : {});
  onTestFinished(() => host.dispose());
  const codeDir = path.join(root, facts.codeDir ?? 'code');
  const given = {
    runtime: 'provided.al2023',
    handler: 'app.handler',
    ...facts,
    codeDir,
    file: codeDir,
    projectDir: root,
  };
  const outcome = await host.invoke(spec('', given), '{"n":1.0}');
  const said = logs.filter(({ stream }) => stream === 'info').map(({ text }) => text.replaceAll(root, ''));
  return { outcome, said };
}

const message = ({ outcome }: { outcome: InvokeOutcome }): string =>
  outcome.type === 'error' ? outcome.errorMessage.replace(/\/\S*stepwise-test-\w+/g, '') : '';

describe.skipIf(findExecutable('curl') === undefined)('a bootstrap that calls with curl', () => {
  const got = { got: { n: 1 }, handler: 'app.handler' };

  test('runs as it is, in its folder', async () =>
    expect(answer((await invoked({ 'code/bootstrap': BOOTSTRAP })).outcome)).toEqual({ ...got, in: 'code' }));

  test('keeps the options of its first line', async () => {
    const script = BOOTSTRAP.replace('#!/bin/sh', '#!/bin/sh -f').replace('$(basename "$(pwd)")', '$-');
    expect(answer((await invoked({ 'code/bootstrap': script })).outcome)).toMatchObject({
      in: expect.stringContaining('f'),
    });
  });

  test.each([
    ['of sam build', '.aws-sam/build/Charge/bootstrap', ['Charge'], 'Charge'],
    [
      'of sam build, beside a template below the root',
      'code/.aws-sam/build/Charge/bootstrap',
      ['x', 'Charge'],
      'Charge',
    ],
    ['of cargo lambda, the only one', 'code/target/lambda/charge-fn/bootstrap', ['Charge'], 'charge-fn'],
    ['of cargo lambda, in a workspace', 'target/lambda/Charge/bootstrap', ['Charge'], 'Charge'],
  ])('is found where a build leaves it: %s', async (_, file, names, folder) => {
    const other = { 'target/lambda/Other/bootstrap': '#!/bin/sh\nexit 1\n' };
    const { outcome } = await invoked({ ...(file.startsWith('target') && other), [file]: BOOTSTRAP }, { names });
    expect(answer(outcome)).toEqual({ ...got, in: folder });
  });

  test('of several the newest runs', async () => {
    const root = temporaryFolder({ 'code/bootstrap': '#!/bin/sh\nexit 1\n', '.aws-sam/build/F/bootstrap': BOOTSTRAP });
    for (const file of ['code/bootstrap', '.aws-sam/build/F/bootstrap']) chmodSync(path.join(root, file), 0o755);
    utimesSync(path.join(root, 'code/bootstrap'), 1, 1);
    const { host } = createHost();
    onTestFinished(() => host.dispose());
    const codeDir = path.join(root, 'code');
    const given = { runtime: 'provided.al2', handler: 'h', names: ['F'], codeDir, file: codeDir, projectDir: root };
    expect(answer(await host.invoke(spec('', given), '1'))).toMatchObject({ got: 1 });
  });

  test('is not debugged, which is said', async () => {
    const { outcome, said } = await invoked({ 'code/bootstrap': BOOTSTRAP }, { debug: true });
    expect(outcome.type).toBe('success');
    expect(said).toEqual([
      'Breakpoints stop in JavaScript, TypeScript and Python handlers. Others run without a debugger.',
    ]);
  });

  test('older than its source runs, which is said', async () => {
    const root = { 'code/go.mod': 'module x', 'code/main.go': 'package main', 'code/bootstrap': BOOTSTRAP };
    const words =
      'code/bootstrap is older than code/main.go. To run the newer code, run "go build -o bootstrap ." in /code.';
    expect((await invoked(root, { old: ['code/bootstrap'] })).said).toEqual([words]);
    expect((await invoked(root, { old: ['code/main.go'] })).said).toEqual([]);
  });

  test("of go1.x has the handler's name", async () => {
    const more = { runtime: 'go1.x', handler: 'main', executable: ['code/main'] };
    expect(answer((await invoked({ 'code/main': BOOTSTRAP }, more)).outcome)).toMatchObject({ handler: 'main' });
  });
});

describe.skipIf(process.platform === 'win32')('what is missing is said', () => {
  const elf = (machine: number): Buffer => {
    const head = Buffer.alloc(64);
    head.write('\x7fELF\x02\x01\x01', 'latin1');
    head.writeUInt16LE(machine, 18);
    return head;
  };
  const { arch } = process;
  const script = (first: string): { [file: string]: string } => ({ 'code/bootstrap': `${first}\nexit 1\n` });

  test.each<[string, { readonly [file: string]: string }, object]>([
    ['nothing', {}, {}],
    ['sources of Go', { 'code/go.mod': 'module x', 'code/main.go': 'package main' }, {}],
    ['sources of Rust', { 'code/Cargo.toml': '[package]\nname = "x"' }, {}],
    ['a makefile of SAM', { 'code/Makefile': 'build-Charge:\n\tgo build', 'code/go.mod': 'module x' }, {}],
    ['the run bit', script('#!/bin/sh'), { executable: [] }],
    ['an interpreter', script('#!/no/such/shell'), {}],
    ['an interpreter by env', script('#!/usr/bin/env no-such-shell'), {}],
    ['line endings', script('#!/bin/sh\r'), {}],
    ['a first line', script('exit 0'), {}],
    ['a program of another system', { 'code/bootstrap': 'MZ\u0000\u0000' }, {}],
    ['a whole program', { 'code/bootstrap': '\x7fELF' }, {}],
    ['Ruby', { 'code/app.rb': '' }, { runtime: 'ruby3.3' }],
    ['compiled Java', { 'code/pom.xml': '' }, { runtime: 'java21', handler: 'x.Y::z' }],
    ['compiled Java of Gradle', { 'build.gradle.kts': '' }, { runtime: 'java21', handler: 'x.Y::z' }],
    ['a jar that is elsewhere', {}, { runtime: 'java21', handler: 'x.Y::z' }],
    ["AWS's client for Java", { 'code/target/classes/x/Y.class': '' }, { runtime: 'java21', handler: 'x.Y::z' }],
    ['an executable of .NET', { 'code/x.csproj': '' }, { runtime: 'dotnet8', handler: 'A::B.C::D' }],
    ['a published .NET', { 'code/x.csproj': '' }, { runtime: 'dotnet8', handler: 'Orders' }],
  ])('%s', async (_, files, more) => {
    vi.stubEnv('HOME', '/nowhere');
    vi.stubEnv('PATH', path.dirname(process.execPath));
    vi.stubEnv('JAVA_HOME', undefined);
    if ('runtime' in more && String(more.runtime).startsWith('java')) vi.stubEnv('PATH', javaFolder());
    const made = await invoked(files, more);
    expect(made.outcome).toMatchObject({
      errorType: 'Runtime.InvalidEntrypoint',
      notHere: expect.any(String) as string,
    });
    const text = message(made).replace(/this machine is \w+ on [\w-]+/, 'this machine is HERE');
    expect(text).toMatchSnapshot();
  });

  test.skipIf(process.platform !== 'linux' || existsSync('/proc/sys/fs/binfmt_misc/qemu-aarch64'))(
    'another processor',
    async () => {
      const file = { 'code/bootstrap': elf(arch === 'arm64' ? 62 : 183) };
      expect(message(await invoked(file))).toContain(arch === 'arm64' ? 'Linux on x86-64' : 'Linux on ARM64');
    },
  );
});

const CLIENT = 'code/target/dependency/aws-lambda-java-runtime-interface-client-2.6.0.jar';

test.skipIf(process.platform === 'win32')('an AWS SDK for Java that reads no endpoint is named', async () => {
  vi.stubEnv('PATH', javaFolder());
  vi.stubEnv('JAVA_HOME', undefined);
  const files = { 'code/target/classes/x/Y.class': '', [CLIENT]: '', 'code/target/dependency/sdk-core-2.25.3.jar': '' };
  const { said } = await invoked(files, { runtime: 'java21', handler: 'x.Y::z' });
  expect(said).toEqual([expect.stringMatching(/^sdk-core-2\.25\.3\.jar does not read AWS_ENDPOINT_URL: /)]);
});

test.each<[jars: string, blind: string | undefined]>([
  ['sdk-core-2.28.0.jar', 'sdk-core-2.28.0.jar'],
  ['sdk-core-2.28.1.jar', undefined],
  ['sdk-core-2.30.0.jar', undefined],
  ['app.jar aws-java-sdk-core-1.12.797.jar', 'aws-java-sdk-core-1.12.797.jar'],
  ['aws-lambda-java-core-1.2.3.jar my-sdk-core-1.0.jar sdk-core.jar', undefined],
])('of %s', (jars, blind) =>
  expect(withoutEndpoints(jars.split(' ').map((jar) => path.join('/code/lib', jar)))).toBe(blind),
);

/** A folder with a program called java. */
function javaFolder(): string {
  const folder = temporaryFolder({ java: '#!/bin/sh\nexit 1\n' });
  chmodSync(path.join(folder, 'java'), 0o755);
  return folder;
}

/** What AWS's clients are started with: the program's stand-in prints its arguments as the answer of an init error. */
describe.skipIf(findExecutable('curl') === undefined)("AWS's own client is started", () => {
  const TELL = `#!/bin/sh
for ARG in "$@"; do TOLD="\${TOLD-}[$(echo "$ARG" | sed "s#$PWD#.#g")]"; done
API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
ID=$(curl -sS -i "$API/next" | grep -Fi lambda-runtime-aws-request-id | tr -d '[:space:]' | cut -d: -f2)
curl -sS "$API/$ID/response" -d "\\"$TOLD\\"" > /dev/null
`;
  const started = async (name: string, files: { readonly [file: string]: string }, more: Partial<FunctionSpec>) => {
    const folder = temporaryFolder({ [name]: TELL });
    chmodSync(path.join(folder, name), 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    vi.stubEnv('JAVA_HOME', undefined);
    return answer((await invoked(files, more)).outcome);
  };

  test('for Ruby, from the bundle of the project', async () => {
    const file = 'code/vendor/bundle/ruby/3.3.0/gems/aws_lambda_ric-3.0.0/bin/aws_lambda_ric';
    expect(await started('ruby', { [file]: '' }, { runtime: 'ruby3.3', handler: 'app.Orders::H.run' })).toBe(
      `[./${file.replace('code/', '')}][app.Orders::H.run]`,
    );
  });

  test('for Java, with what the build left', async () => {
    const files = {
      'code/target/classes/x/Y.class': '',
      'code/target/dependency/aws-lambda-java-runtime-interface-client-2.6.0.jar': '',
      'code/target/dependency/aws-lambda-java-core-1.2.3.jar': '',
      'code/target/dependency/aws-lambda-java-serialization-1.1.5.jar': '',
    };
    const told = await started('java', files, { runtime: 'java21', handler: 'x.Y::z' });
    expect(told).toBe(
      '[-cp][./target/classes:' +
        './target/dependency/aws-lambda-java-core-1.2.3.jar:' +
        './target/dependency/aws-lambda-java-runtime-interface-client-2.6.0.jar:' +
        './target/dependency/aws-lambda-java-serialization-1.1.5.jar]' +
        '[com.amazonaws.services.lambda.runtime.api.client.AWSLambda][x.Y::z]',
    );
  });

  test('for .NET, its published library', async () => {
    const files = { 'code/bin/Release/net8.0/publish/Orders.dll': '' };
    expect(await started('dotnet', files, { runtime: 'dotnet8', handler: 'Orders' })).toBe('[./Orders.dll]');
  });
});
