/** What Lambda says around what a function prints. */
import { expect, test } from 'vitest';
import type { LoggingConfig } from '../../core/handlers';
import { PlatformLog, type InvocationReport } from '../../lambda/platformLog';

function said(logging: LoggingConfig | undefined, act: (log: PlatformLog) => void): unknown[] {
  const lines: string[] = [];
  act(new PlatformLog((line) => lines.push(line), logging));
  if (logging?.format !== 'JSON') return lines;
  return lines.map((line) => {
    const { time, ...rest } = JSON.parse(line) as { time: string };
    expect(time).toMatch(/^\d{4}-.*Z$/);
    return rest;
  });
}

const REPORT: InvocationReport = {
  requestId: 'r',
  durationMs: 1.234,
  memorySizeMb: 128,
  maxMemoryUsedMb: 64,
  status: 'success',
};

test.each<[what: string, report: Partial<InvocationReport>, line: string]>([
  ['a warm one', {}, 'Duration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t'],
  [
    'the first, whose init phase is billed',
    { initDurationMs: 100.9 },
    'Duration: 1.23 ms\tBilled Duration: 103 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 100.90 ms\t',
  ],
  [
    'one whose memory could not be measured',
    { maxMemoryUsedMb: undefined },
    'Duration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\t',
  ],
  [
    'one that failed',
    { status: 'error', errorType: 'Runtime.ExitError' },
    'Duration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tStatus: error\tError Type: Runtime.ExitError\t',
  ],
])('reports %s', (_, more, line) => {
  expect(said(undefined, (log) => log.reported({ ...REPORT, ...more }))).toEqual([
    'END RequestId: r',
    `REPORT RequestId: r\t${line}`,
  ]);
});

test('the init phase is said alone where it failed', () => {
  expect(said(undefined, (log) => log.initialized({ durationMs: 5, status: 'success' }))).toEqual([]);
  expect(
    said(undefined, (log) =>
      log.initialized({ durationMs: 5, status: 'error', errorType: 'Runtime.ImportModuleError' }),
    ),
  ).toEqual([
    'INIT_REPORT Init Duration: 5.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError\t',
  ]);
});

const all = (log: PlatformLog): void => {
  log.initialized({ durationMs: 5, status: 'success' });
  log.started('r');
  log.reported({ ...REPORT, initDurationMs: 5 });
};

const initReport = {
  type: 'platform.initReport',
  record: { initializationType: 'on-demand', phase: 'init', status: 'success', metrics: { durationMs: 5 } },
};
const start = { type: 'platform.start', record: { requestId: 'r', version: '$LATEST' } };
const done = {
  type: 'platform.runtimeDone',
  record: { requestId: 'r', status: 'success', metrics: { durationMs: 1.234 } },
};
const report = {
  type: 'platform.report',
  record: {
    requestId: 'r',
    metrics: { durationMs: 1.234, billedDurationMs: 7, memorySizeMB: 128, maxMemoryUsedMB: 64, initDurationMs: 5 },
    status: 'success',
  },
};

test.each<[level: LoggingConfig['systemLevel'], records: unknown[]]>([
  [undefined, [start, report]],
  ['INFO', [start, report]],
  ['DEBUG', [initReport, start, done, report]],
  ['WARN', []],
])('as records of JSON, of level %s', (systemLevel, records) => {
  expect(said({ format: 'JSON', systemLevel }, all)).toEqual(records);
});

test('what failed is a warning', () => {
  const failed = said({ format: 'JSON', systemLevel: 'WARN' }, (log) => {
    log.initialized({ durationMs: 5, status: 'timeout' });
    log.reported({ ...REPORT, status: 'error', errorType: 'Runtime.ExitError' });
  });
  expect(failed).toMatchObject([
    { type: 'platform.initReport', record: { status: 'timeout' } },
    { type: 'platform.runtimeDone', record: { status: 'error', errorType: 'Runtime.ExitError' } },
    { type: 'platform.report', record: { status: 'error', errorType: 'Runtime.ExitError' } },
  ]);
});
