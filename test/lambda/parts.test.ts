/** The parts of a function's process: what it posts, what is made of that, what its log says, whose files it is. */
import type { IncomingMessage } from 'node:http';
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withLocalAddresses } from '../../lambda/awsAddresses';
import { couldNotStart, exited, reported, timedOut, type Failure } from '../../lambda/failure';
import { readFacts } from '../../lambda/failureFacts';
import { InvocationLog } from '../../lambda/invocationLog';
import { packageOfLayer } from '../../lambda/layers/knownLayers';
import { extensionsIn, notStarted } from '../../lambda/layers/extensions';
import { madeFor } from '../../lambda/nativeModule';
import { readAnswer } from '../../lambda/runtimeAnswer';
import { sourceFiles, sourceStamp } from '../../lambda/sourceStamp';
import { startError } from '../../lambda/startError';
import { temporaryFolder } from '../harness/temporaryFolder';

test.each([
  ['ENOENT', 'there is no such program, or the code folder is missing'],
  ['EACCES', 'it may not be run, or the code folder may not be entered'],
  ['EMFILE', 'too many files are open (see ulimit -n)'],
  ['ENFILE', 'too many files are open on this machine'],
  ['EAGAIN', 'this user may start no more processes (see ulimit -u)'],
  ['E2BIG', "the function's environment variables are larger than this system allows"],
  ['EOTHER', 'said by the system'],
  [undefined, 'said by the system'],
])('what the system says as %s is said in words', (code, why) =>
  expect(startError('/bin/x', Object.assign(new Error('said by the system'), { code }))).toMatchObject({
    errorType: 'Runtime.InvalidEntrypoint',
    errorMessage: `/bin/x could not be started: ${why}.`,
    reason: 'start',
  }),
);

describe('facts beside an error', () => {
  const header = (facts: unknown): string => encodeURIComponent(JSON.stringify(facts));
  const names = Array.from({ length: 60 }, (_, index) => `é${index}`);

  test.each<[what: string, given: unknown, read: unknown]>([
    ['nothing', {}, {}],
    ['no object', null, {}],
    ['a list', [1], {}],
    ['exports', { exports: ['a', 1, 'b'] }, { exports: ['a', 'b'] }],
    ['no export', { exports: [] }, { exports: [] }],
    ['exports that are none', { exports: 'a' }, {}],
    ['too many exports', { exports: names }, { exports: names.slice(0, 50) }],
    [
      'what is behind it',
      { behind: { message: 'm', code: 'c', peer: 'p', other: 'o' } },
      { behind: { message: 'm', code: 'c', peer: 'p' } },
    ],
    ['what is behind it, of other types', { behind: { message: 'm', code: 1 } }, { behind: { message: 'm' } }],
    ['what is behind it without a message', { behind: { code: 'c' } }, {}],
    [
      'what to install',
      { install: { name: 'n', command: 'c', folder: 'f', upTo: 'u', interpreter: 'i', isSupplied: true } },
      { install: { name: 'n', command: 'cd f && c', upTo: 'u', interpreter: 'i', isSupplied: true } },
    ],
    [
      'what to install, supplied in other words',
      { install: { name: 'n', command: 'c', isSupplied: 1 } },
      { install: { name: 'n', command: 'c' } },
    ],
    ['what to install without a command', { install: { name: 'n' } }, {}],
    ['what to install without a name', { install: { command: 'c' } }, {}],
    [
      'what was seen',
      { seen: { missing: { name: 'n', installer: 'i', folder: 'f' }, native: { file: 'x.so', python: '3.12' } } },
      { seen: { missing: { name: 'n', installer: 'i', folder: 'f' }, native: { file: 'x.so', python: '3.12' } } },
    ],
    ['half of what was seen', { seen: { missing: { name: 'n' }, native: { python: '3.12' } } }, {}],
    ['a module that was seen', { seen: { native: { file: 'x.so' } } }, { seen: { native: { file: 'x.so' } } }],
    ['nothing that was seen', { seen: { missing: { installer: 'i' } } }, {}],
  ])('%s', (_what, given, read) => expect(readFacts(header(given))).toEqual(read));

  test.each([undefined, '', '{', '%', ['{}']])('%j says nothing', (text) => expect(readFacts(text)).toBeUndefined());
});

describe('what a runtime posts', () => {
  interface Posted {
    readonly headers?: { readonly [name: string]: string };
    readonly trailers?: { readonly [name: string]: string };
    readonly body?: string | Buffer;
    readonly breaks?: boolean;
  }
  const STREAMED = { 'lambda-runtime-function-response-mode': 'streaming' };
  const TYPE = 'lambda-runtime-function-error-type';

  async function answerOf(kind: string, { headers = {}, trailers = {}, body = '', breaks }: Posted): Promise<unknown> {
    const request = Object.assign(new EventEmitter(), { headers, trailers });
    const answer = readAnswer(request as unknown as IncomingMessage, kind);
    if (body.length > 0) request.emit('data', Buffer.from(body));
    request.emit(breaks ? 'error' : 'end', new Error('gone'));
    return answer;
  }
  const facts = { 'stepwise-facts': encodeURIComponent('{"exports":["a"]}') };
  const response = (payload: string): object => ({ type: 'response', payload });

  test.each<[what: string, kind: string, posted: Posted, answer: object | undefined]>([
    [
      'an answer of our own client',
      'response',
      { body: '{"a"', headers: { 'stepwise-session': 's' } },
      response('{"a"'),
    ],
    ['an answer', 'response', { body: '{"a":1}' }, response('{"a":1}')],
    ['a text of another client', 'response', { body: 'hello' }, response('"hello"')],
    ['nothing', 'response', {}, response('null')],
    ['an answer that breaks', 'response', { body: '1', breaks: true }, undefined],
    ['an answer of 6 MB', 'response', { body: Buffer.alloc(6_291_556, '1') }, response('1'.repeat(6_291_556))],
    ['a larger one', 'response', { body: Buffer.alloc(6_291_557, '1') }, { type: 'tooLarge', most: 6_291_556 }],
    ['a stream', 'response', { headers: STREAMED, body: '[1]' }, response('[1]')],
    ['a stream of text', 'response', { headers: STREAMED, body: 'hello' }, response('"hello"')],
    [
      'a stream that fails in its middle',
      'response',
      {
        headers: STREAMED,
        trailers: { [TYPE]: 'Broken', 'lambda-runtime-function-error-body': btoa('{"errorMessage":"m"}'), ...facts },
        body: 'hel',
      },
      { type: 'error', payload: '{"errorMessage":"m"}', facts: { exports: ['a'] }, errorType: 'Broken' },
    ],
    [
      'a stream that fails without words',
      'response',
      { headers: STREAMED, trailers: { [TYPE]: 'Broken' } },
      { type: 'error', payload: '{}', facts: undefined, errorType: 'Broken' },
    ],
    ['trailers of what is no stream', 'response', { trailers: { [TYPE]: 'Broken' }, body: '1' }, response('1')],
    [
      'an error',
      'error',
      { headers: { [TYPE]: 'E', ...facts }, body: '{"errorType":"E"}' },
      { type: 'error', payload: '{"errorType":"E"}', facts: { exports: ['a'] }, errorType: 'E' },
    ],
    [
      'an error without a type',
      'error',
      { headers: { [TYPE]: '', ...STREAMED }, body: 'x' },
      { type: 'error', payload: 'x', facts: undefined, errorType: undefined },
    ],
    [
      'an error that is too large',
      'error',
      { body: Buffer.alloc(6_291_557, '1') },
      { type: 'error', payload: '{}', facts: undefined, errorType: undefined },
    ],
  ])('%s', async (_what, kind, posted, answer) => expect(await answerOf(kind, posted)).toEqual(answer));
});

describe('an address of AWS leads here', () => {
  const endpoint = (service: string, isSocket: boolean): string =>
    `http://here/${isSocket ? 'socket-' : ''}${service}/`;
  test.each([
    ['https://sqs.eu-west-1.amazonaws.com/1/q', 'http://here/sqs/1/q'],
    ['https://queue.amazonaws.com/1/q', 'http://here/sqs/1/q'],
    ['https://eu-west-1.queue.amazonaws.com/1/q', 'http://here/sqs/1/q'],
    ['https://orders.s3.amazonaws.com/k', 'http://here/s3/orders/k'],
    ['https://my.orders.s3.eu-west-1.amazonaws.com', 'http://here/s3/my.orders'],
    ['http://orders.s3-website-eu-west-1.amazonaws.com', 'http://here/s3/orders'],
    ['http://orders.s3-website.eu-west-1.amazonaws.com', 'http://here/s3/orders'],
    ['https://s3-eu-west-1.amazonaws.com/b', 'http://here/s3/b'],
    ['https://orders.s3-accelerate.amazonaws.com', 'http://here/s3/orders'],
    ['https://s3.dualstack.eu-west-1.amazonaws.com/b', 'http://here/s3/b'],
    ['https://sync-states.us-east-1.amazonaws.com', 'http://here/states'],
    ['https://abc.execute-api.us-east-1.amazonaws.com/prod', 'http://here/execute-api/_aws/execute-api/abc/prod'],
    ['wss://abc.execute-api.us-east-1.amazonaws.com/prod', 'ws://here/socket-execute-api/_aws/execute-api/abc/prod'],
    ['https://dynamodb-fips.us-east-1.amazonaws.com', 'http://here/dynamodb'],
    ['https://dynamodb.us-gov-west-1.amazonaws.com:443/x', 'http://here/dynamodb/x'],
    ['a=https://sqs.eu-west-1.amazonaws.com;b', 'a=http://here/sqs;b'],
    ['https://sqs.eu-west-1.amazonaws.com:8443/', 'https://sqs.eu-west-1.amazonaws.com:8443/'],
    ['https://example.com/sqs', 'https://example.com/sqs'],
    ['orders.s3.amazonaws.com', 'orders.s3.amazonaws.com'],
    ['xhttps://sqs.eu-west-1.amazonaws.com', 'xhttps://sqs.eu-west-1.amazonaws.com'],
  ])('%s', (written, local) => expect(withLocalAddresses(written, endpoint)).toBe(local));
});

test.each([
  [
    'arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python312-x86_64:7',
    'pydantic',
    'pydantic',
  ],
  ['/aws/service/powertools/python/latest', 'aws_lambda_powertools', 'aws-lambda-powertools[all]'],
  ['AWSLambdaPowertoolsPythonV3', 'aws_xray_sdk', 'aws-xray-sdk'],
  ['AWSLambdaPowertoolsPythonV3', 'jmespath', 'jmespath'],
  ['AWSLambdaPowertoolsPythonV3', 'fastjsonschema', 'fastjsonschema'],
  ['AWSLambdaPowertoolsPythonV3', 'pandas', undefined],
  ['AWSLambdaPowertoolsPythonV3', 'constructor', undefined],
  ['AWSLambdaPowertoolsTypeScriptV2', '@aws-lambda-powertools/logger', '@aws-lambda-powertools/logger'],
  ['powertools/typescript', '@other/logger', undefined],
  ['AWSSDKPandas-Python312', 'awswrangler', 'awswrangler'],
  ['AWSDataWrangler-Python38', 'pandas', 'pandas'],
  ['aws-sdk-pandas', 'numpy', 'numpy'],
  ['aws-sdk-pandas', 'pyarrow', 'pyarrow'],
  ['SentryNodeServerlessSDK', '@sentry/node', '@sentry/node'],
  ['SentryPythonServerlessSDK', 'sentry_sdk', 'sentry-sdk'],
  ['Datadog-Node20-x', 'datadog-lambda-js', 'datadog-lambda-js'],
  ['Datadog-Node20-x', 'dd-trace', 'dd-trace'],
  ['Datadog-Python312', 'datadog_lambda', 'datadog-lambda'],
  ['Datadog-Python312', 'ddtrace', 'ddtrace'],
  ['chrome-aws-lambda', 'chrome-aws-lambda', 'chrome-aws-lambda'],
  ['chrome-aws-lambda', '@sparticuz/chromium', '@sparticuz/chromium'],
  ['Klayers-p312-Pillow', 'PIL', 'Pillow'],
  ['Klayers-p312-PyYAML', 'yaml', 'PyYAML'],
  ['Klayers-p312-requests', 'requests', 'requests'],
  ['Klayers-p312-python-dateutil', 'PYTHON_dateutil', 'python-dateutil'],
  ['Klayers-p312-requests', 'numpy', undefined],
  ['my-own-layer', 'requests', undefined],
])('of the layer %s %s is %s', (layer, module, name) => expect(packageOfLayer(layer, module)).toBe(name));

describe('a compiled module', () => {
  const bytes = (length: number, parts: { readonly [at: number]: string }): Buffer => {
    const made = Buffer.alloc(length);
    for (const [at, hex] of Object.entries(parts)) made.write(hex, Number(at), 'hex');
    return made;
  };
  const windows = (at: number, machine: string, length = 200): Buffer =>
    bytes(length, { 0: '4d5a', 60: at.toString(16).padStart(2, '0'), [at + 4]: machine });
  test.each<[what: string, content: Buffer, made: object | undefined]>([
    ['of Linux', bytes(20, { 0: '7f454c46', 18: '3e00' }), { platform: 'linux', arch: 'x64' }],
    ['of Linux on ARM', bytes(20, { 0: '7f454c46', 18: 'b700' }), { platform: 'linux', arch: 'arm64' }],
    ['of Linux on another', bytes(20, { 0: '7f454c46', 18: '0800' }), { platform: 'linux' }],
    ['that is cut off', bytes(19, { 0: '7f454c46', 18: '3e' }), undefined],
    ['of a Mac', bytes(20, { 0: 'cffaedfe', 4: '07000001' }), { platform: 'darwin', arch: 'x64' }],
    ['of a Mac on ARM', bytes(20, { 0: 'cffaedfe', 4: '0c000001' }), { platform: 'darwin', arch: 'arm64' }],
    ['of any Mac', bytes(20, { 0: 'cafebabe' }), { platform: 'darwin' }],
    ['of Windows', windows(128, '6486'), { platform: 'win32', arch: 'x64' }],
    ['of Windows on ARM', windows(64, '64aa'), { platform: 'win32', arch: 'arm64' }],
    ['of Windows on another', windows(128, '4c01'), { platform: 'win32' }],
    ['of Windows up to its last byte', windows(194, '6486'), { platform: 'win32', arch: 'x64' }],
    ['of Windows that is cut off', windows(195, '6486'), undefined],
    ['of Windows that is too short', bytes(63, { 0: '4d5a' }), undefined],
    ['of nobody', bytes(200, {}), undefined],
  ])('%s', (_what, content, made) => {
    const file = path.join(temporaryFolder({}), 'module.node');
    writeFileSync(file, content);
    expect(madeFor(file)).toEqual(made);
  });

  test('that is not there', () => expect(madeFor('/none/at/all')).toBeUndefined());
});

describe('the files of a function', () => {
  test('are those of its folder and of its layers, nearest first, and no packages', async () => {
    const root = temporaryFolder(
      Object.fromEntries(
        [
          ...['app.py', 'b.py', 'c.txt', 'deep/d.py', '.hidden/e.py', 'node_modules/f.py', 'venv/g.py'],
          ...['__pycache__/h.py', 'site-packages/i.py', 'dist-info/j.py', 'cdk.out/k.py', '../layer/l.py'],
        ].map((file) => [`code/${file}`, '']),
      ),
    );
    const spec = { file: path.join(root, 'code/app.py'), codeDir: path.join(root, 'code') } as never;
    const found = sourceFiles(spec, ['.py'], [{ layer: 'L', at: '', dir: path.join(root, 'layer') }]);
    expect(found.map((file) => path.relative(root, file).replaceAll(path.sep, '/'))).toEqual([
      'code/app.py',
      'code/b.py',
      'layer/l.py',
      'code/deep/d.py',
    ]);
    const before = sourceStamp([...found, '/none']);
    expect(before).toMatch(/^[\d.]+(,[\d.]+){3},0$/);
    expect(sourceStamp([...found, '/none'])).toBe(before);
    utimesSync(found[1]!, 1, 1);
    expect(sourceStamp([...found, '/none'])).not.toBe(before);
  });

  test('of which there are too many are the first', async () => {
    const files = Object.fromEntries(Array.from({ length: 510 }, (_, index) => [`${index}.js`, '']));
    const root = temporaryFolder(files);
    const spec = { file: path.join(root, '0.js'), codeDir: root } as never;
    expect(sourceFiles(spec, ['.js'])).toHaveLength(500);
  });

  test('extensions of its layers are named once', () => {
    const root = temporaryFolder({
      'a/extensions/x': '',
      'a/extensions/.y': '',
      'b/extensions/x': '',
      'b/extensions/z': '',
    });
    const mounts = ['a', 'b'].map((name) => ({ layer: name, at: '', dir: path.join(root, name) }));
    expect(extensionsIn(mounts).sort()).toEqual(['x', 'z']);
    expect([notStarted(['x']), notStarted(['x', 'z'])]).toEqual([
      'A layer brings the extension x. Extensions are not started here.',
      'A layer brings the extensions x, z. Extensions are not started here.',
    ]);
  });
});

describe('the log of a process', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 2, 3, 4, 5), toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  const thrown = reported('{"errorType":"E","errorMessage":"m","trace":["a  ","b"]}', 'handler');
  type Told = (log: InvocationLog) => void;
  const ended =
    (failure?: Failure, more: object = {}): Told =>
    (log) =>
      log.ended({ requestId: 'r', durationMs: 12.5, failure, isOutOfMemory: false, peakBytes: () => 0, ...more });
  const lines = (
    language: 'node' | 'python' | undefined,
    format: 'Text' | 'JSON',
    ...told: readonly Told[]
  ): string[] => {
    const written: string[] = [];
    const logging = { format, applicationLevel: undefined, systemLevel: undefined } as never;
    const log = new InvocationLog({
      language,
      logging,
      memorySizeMb: 128,
      isHeard: () => true,
      write: (line) => written.push(line),
    });
    for (const each of told) each(log);
    return written;
  };

  test.each<[what: string, language: 'node' | 'python' | undefined, told: readonly Told[]]>([
    ['an invocation', 'node', [(log) => log.loaded(50), (log) => log.started('r'), ended()]],
    ['the second invocation', 'node', [(log) => log.loaded(50), (log) => log.loaded(60), ended(), ended()]],
    ['memory', 'node', [ended(undefined, { peakBytes: () => 50 * 1024 * 1024 + 1 })]],
    [
      'too much memory',
      'node',
      [ended(exited('r', null, 'SIGKILL'), { peakBytes: () => 200 * 1024 * 1024, isOutOfMemory: true })],
    ],
    ['an error of JavaScript', 'node', [ended(thrown)]],
    ['an error of Python', 'python', [ended(thrown)]],
    [
      'an error of Python without a trace',
      'python',
      [ended(reported('{"errorType":"E","errorMessage":"m"}', 'handler'))],
    ],
    ['an error of another language', undefined, [ended(thrown)]],
    ['too long', 'node', [ended(timedOut('r', 3))]],
    ['an end', 'node', [ended(exited('r', 1, null))]],
    ['code that does not load', 'node', [(log) => log.loadFailed(20, thrown), (log) => log.loadFailed(30, thrown)]],
    ['code of Python that does not load', 'python', [(log) => log.loadFailed(20, thrown)]],
    ['what does not start', 'node', [ended(couldNotStart('Runtime.X', 'm'))]],
    ['code that takes too long to load', 'node', [(log) => log.initTimedOut(10_000), (log) => log.loaded(1), ended()]],
    ['what is printed', 'node', [(log) => log.printed('hello')]],
  ])('tells of %s', (_what, language, told) => {
    expect(lines(language, 'Text', ...told)).toMatchSnapshot('text');
    expect(lines(language, 'JSON', ...told)).toMatchSnapshot('JSON');
  });
});
