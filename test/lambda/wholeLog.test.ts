/** A function's log as Lambda writes it, and beside it what a person reads. */
import { expect, test } from 'vitest';
import type { FunctionSpec } from '../../lambda/lambda';
import { createHost, invoke } from './harness';

/** With what differs each time as what it is. */
async function logOf(handler: string, more: Partial<FunctionSpec> = {}): Promise<{ whole: string[]; shown: string[] }> {
  const whole: string[] = [];
  const { host, logs } = createHost({ wholeLog: (_, event) => void whole.push(masked(event)) });
  await invoke(host, handler, { customer: 'Ann' }, more);
  await host.dispose();
  return { whole, shown: logs.map(({ stream, text }) => `${stream} ${text}`) };
}

function masked(event: string): string {
  return event
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/Max Memory Used: \d+ MB/, 'Max Memory Used: N MB')
    .replace(/\d+(\.\d\d)? ms/g, 'N ms')
    .replace(/[^ "]*\/fixtures\//g, '');
}

const REPORT = 'REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: 256 MB\t';
const FIRST = `${REPORT}Max Memory Used: N MB\tInit Duration: N ms\t`;
/** Where the system tells it. */
const first = process.platform === 'linux' ? FIRST : expect.stringContaining(REPORT);

test('of Node.js as text', async () => {
  const { whole, shown } = await logOf('logs/app.js#talks');
  expect(whole.filter((line) => !line.startsWith('raw too'))).toEqual([
    'TIME\tundefined\tINFO\tloading',
    'START RequestId: ID Version: $LATEST',
    'TIME\tID\tTRACE\ttraced',
    'TIME\tID\tDEBUG\tdetail',
    'TIME\tID\tINFO\torder 7 of Ann',
    'TIME\tID\tINFO\t{ order: 7 }',
    'TIME\tID\tWARN\tcareful:\nit is late',
    'TIME\tID\tERROR\tRangeError: out of range\n    at here {\n  order: 7\n}',
    'TIME\tID\tERROR\tfailed RangeError: of two\n    at there',
    'raw',
    'TIME\tID\tINFO\t',
    'TIME\tID\tINFO\t<ref *1> { circle: [Circular *1] }',
    'END RequestId: ID',
    first,
  ]);
  expect(shown.filter((line) => line !== 'stderr raw too')).toEqual([
    'stdout loading',
    'stdout traced',
    'stdout detail',
    'stdout order 7 of Ann',
    'stdout { order: 7 }',
    'stderr careful:',
    'stderr it is late',
    'stderr RangeError: out of range',
    'stderr     at here {',
    'stderr   order: 7',
    'stderr }',
    'stderr failed RangeError: of two',
    'stderr     at there',
    'stdout raw',
    'stdout ',
    'stdout <ref *1> { circle: [Circular *1] }',
  ]);
});

test('of Node.js as JSON, above a level', async () => {
  const logging = { format: 'JSON', applicationLevel: 'INFO', systemLevel: 'WARN' } as const;
  const { whole, shown } = await logOf('logs/app.js#talks', { logging });
  const head = (level: string) => `{"timestamp":"TIME","level":"${level}","requestId":"ID","message":`;
  expect(whole.filter((line) => !line.startsWith('raw'))).toEqual([
    '{"timestamp":"TIME","level":"INFO","message":"loading"}',
    `${head('INFO')}"order 7 of Ann"}`,
    `${head('INFO')}{"order":7}}`,
    `${head('WARN')}"careful:\\nit is late"}`,
    `${head('ERROR')}{"errorType":"RangeError","errorMessage":"out of range","stackTrace":["RangeError: out of range","    at here"],"order":7}}`,
    `${head('ERROR')}"failed RangeError: of two\\n    at there","errorType":"RangeError","errorMessage":"of two","stackTrace":["RangeError: of two","    at there"]}`,
    '{"timestamp":"TIME","level":"INFO","requestId":"ID"}',
    `${head('INFO')}"<ref *1> { circle: [Circular *1] }"}`,
  ]);
  expect(shown).toContain('stderr RangeError: out of range');
  expect(shown).not.toContain('stdout detail');
});

test('of Python as text', async () => {
  const { whole, shown } = await logOf('logs/app.py#talks');
  expect(whole.filter((line) => !/^ +(File|raise|~)/.test(line))).toEqual([
    'START RequestId: ID Version: $LATEST',
    '[INFO]\tTIME\tID\torder 7 of Ann',
    '[WARNING]\tTIME\tID\tcareful',
    '[ERROR]\tTIME\tID\tfailed',
    'Traceback (most recent call last):',
    'ValueError: out of range',
    'printed',
    'END RequestId: ID',
    first,
  ]);
  expect(shown).toContain('stdout [INFO] order 7 of Ann');
  expect(shown).toContain('stderr [WARNING] careful');
});

test('of Python as JSON, above a level', async () => {
  const logging = { format: 'JSON', applicationLevel: 'WARN', systemLevel: 'WARN' } as const;
  const { whole, shown } = await logOf('logs/app.py#talks', { logging, environment: { LEVEL: 'WARNING' } });
  const head = (level: string, message: string) =>
    `{"timestamp": "TIME", "level": "${level}", "message": "${message}", "logger": "orders", `;
  expect(whole.map((line) => line.replace(/\["  File.*?\]/, 'FRAMES').replace(/"location": ".*?"/, 'PLACE'))).toEqual([
    `${head('WARNING', 'careful')}"requestId": "ID", "order": 7}`,
    `${head('ERROR', 'failed')}"stackTrace": FRAMES, "errorType": "ValueError", "errorMessage": "out of range", "requestId": "ID", PLACE}`,
    'printed',
  ]);
  expect(shown).toContain('stdout printed');
});

test.each<[handler: string, more: Partial<FunctionSpec>, lines: readonly unknown[]]>([
  [
    'logs/app.js#throws',
    {},
    [
      'TIME\tundefined\tINFO\tloading',
      'START RequestId: ID Version: $LATEST',
      'TIME\tID\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"no such order","stack":["TypeError: no such order","    at order"]}',
      'END RequestId: ID',
      first,
    ],
  ],
  [
    'logs/app.js#exits',
    {},
    [
      'TIME\tundefined\tINFO\tloading',
      'START RequestId: ID Version: $LATEST',
      'RequestId: ID Error: Runtime exited with error: exit status 3\nRuntime.ExitError',
      'END RequestId: ID',
      expect.stringMatching(/Init Duration: N ms\tStatus: error\tError Type: Runtime\.ExitError\t$/),
    ],
  ],
  [
    'logs/app.js#waits',
    { timeoutSeconds: 0.2 },
    [
      'TIME\tundefined\tINFO\tloading',
      'START RequestId: ID Version: $LATEST',
      'TIME ID Task timed out after 0.20 seconds\n',
      'END RequestId: ID',
      expect.stringMatching(/Init Duration: N ms\tStatus: timeout\t$/),
    ],
  ],
  [
    'logs/broken.js#handler',
    {},
    [
      'TIME\tundefined\tERROR\tUncaught Exception \t{"errorType":"Error","errorMessage":"no configuration","stack":["Error: no configuration","    at load"]}',
      'INIT_REPORT Init Duration: N ms\tPhase: init\tStatus: error\tError Type: Error\t',
      'START RequestId: ID Version: $LATEST',
      'END RequestId: ID',
      expect.stringMatching(/Status: error\tError Type: Error\t$/),
    ],
  ],
])('%s tells of its failure', async (handler, more, lines) => {
  expect((await logOf(handler, more)).whole).toEqual(lines);
});

test('an error of Python is told with its traceback, and as JSON with its frames', async () => {
  const text = await logOf('logs/app.py#throws');
  expect(text.whole[1]).toMatch(
    /^\[ERROR\] KeyError: 'no such order'\nTraceback \(most recent call last\):\n {2}File ".*", line \d+, in throws\n/,
  );
  expect(text.shown).toEqual([]);
  const json = await logOf('logs/app.py#throws', { logging: { format: 'JSON', systemLevel: 'WARN' } });
  expect(JSON.parse(json.whole[0]!)).toMatchObject({ errorType: 'KeyError', requestId: 'ID' });
});

test('whoever invokes may hear it alone, of that invocation alone', async () => {
  const { host } = createHost();
  const heard: string[] = [];
  await invoke(host, 'logs/app.js#talks', {}, {}, { log: (event) => void heard.push(masked(event)) });
  const { length } = heard;
  await invoke(host, 'logs/app.js#talks', {});
  await host.dispose();
  expect(heard).toHaveLength(length);
  expect(heard).toEqual(expect.arrayContaining(['START RequestId: ID Version: $LATEST', 'raw', 'END RequestId: ID']));
  expect(heard.at(-1)).toContain('REPORT RequestId: ID');
});
