/** A function that takes more memory than it may ends soon, with all it started, as on AWS. */
import { expect, test } from 'vitest';
import { answer, createHost, invoke } from './harness';

const isMeasured = process.platform !== 'win32';

test.runIf(isMeasured).each(['logs/app.js#fills', 'logs/app.js#fillsInChild', 'logs/app.py#fills'])(
  '%s ends',
  async (handler) => {
    const reports: string[] = [];
    const { host } = createHost({ wholeLog: (_, event) => void reports.push(event) });
    const outcome = await invoke(host, handler, {}, { memorySize: 128, timeoutSeconds: 60 });
    expect(outcome).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(
        /^RequestId: .* Error: Runtime exited with error: signal: killed$/,
      ) as unknown,
      reason: 'exit',
      facts: { memory: { sizeMb: 128, usedMb: expect.any(Number) as unknown } },
    });
    expect(reports.at(-1)).toContain('Memory Size: 128 MB\tMax Memory Used: 128 MB\tInit Duration: ');
    expect(reports.at(-1)).toContain('Status: error\tError Type: Runtime.OutOfMemory');
    await host.dispose();
  },
);

test.runIf(process.platform === 'linux')('what forks share counts once', async () => {
  const { host } = createHost();
  // Five processes of 60 MB and more.
  const options = { memorySize: 200, timeoutSeconds: 60 };
  expect(answer(await invoke(host, 'logs/app.py#forks', { seconds: 1.2 }, options))).toBe(60 << 20);
  await host.dispose();
});
