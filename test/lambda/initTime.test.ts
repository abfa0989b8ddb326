/** Code that does not load in ten seconds is begun again, in the time of the invocation. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { FakeTime } from './fakeTime';
import { createHost, invoke } from './harness';

test.each([
  [{}, { type: 'success', payload: '"loaded"' }, /^REPORT/],
  [{ NEVER: '1' }, { reason: 'timeout' }, /^REPORT .*Duration: 3000\.00 ms.*Status: timeout/],
])('with %j', async (more, told, report) => {
  const time = new FakeTime();
  const lines: string[] = [];
  const heard: string[] = [];
  const environment = { MARK: path.join(temporaryFolder({}), 'mark'), ...more };
  const { host, logs } = createHost({ time, wholeLog: (_, line) => void lines.push(line) });
  const said = (text: string) =>
    expect.poll(() => logs.some((each) => each.text.endsWith(text)), { interval: 1, timeout: 10_000 });
  const log = (event: string): void => void heard.push(event);
  const outcome = invoke(host, 'slowInit.js', {}, { timeoutSeconds: 3, environment }, { log });
  await said('started').toBe(true);
  time.pass(10_000);
  await said('started again').toBe(true);
  if ('NEVER' in more) time.pass(3000);
  expect(await outcome).toMatchObject(told);
  await host.dispose();
  const platform = lines.filter((line) => /^[A-Z_]+ /.test(line)).map((line) => line.replace(/[0-9a-f-]{36}/, 'ID'));
  expect(platform[0]).toBe('INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout\t');
  expect(platform.filter((line) => line.startsWith('START'))).toEqual(['START RequestId: ID Version: $LATEST']);
  expect(platform.at(-1)).toMatch(report);
  // Whoever invokes hears as much.
  expect(heard).toEqual(lines);
});
