/** Runs a suite with Mocha inside the extension host and reports to the runner outside. */
import Mocha from 'mocha';
import { tell } from './control';

export interface SuiteWindow {
  readonly index: number;
  readonly file?: string;
}

interface TestReport {
  title: string;
  milliseconds: number;
  error?: string;
}

/** Which window of the suite this is, and the file it has opened with; known when the tests are loaded. */
export let suiteWindow: SuiteWindow = { index: 0 };

/** @param load requires the tests */
export async function runSuite(load: () => void): Promise<void> {
  const grep = process.env.STEPWISE_E2E_GREP;
  // One more try, always told of: the editor is another's program, and a slow machine finds its races.
  const mocha = new Mocha({ ui: 'bdd', timeout: 45_000, retries: 1, ...(grep ? { grep } : {}) });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  mocha.rootHooks({
    // The picture of the moment says more than a stack.
    async afterEach(this: Mocha.Context) {
      const test = this.currentTest;
      if (test?.state === 'failed') await tell('screenshot', { name: test.fullTitle().replace(/[^\w]+/g, '-') });
    },
  });
  const tests: TestReport[] = [];
  try {
    suiteWindow = await tell<SuiteWindow>('window');
    load();
    await new Promise<void>((resolve) => {
      const runner = mocha.run(() => resolve());
      const ended = (report: TestReport): void => {
        tests.push(report);
        void tell('progress', { report }).catch(() => undefined);
      };
      runner.on('pass', (test) => ended({ title: test.fullTitle(), milliseconds: test.duration ?? 0 }));
      runner.on('retry', (test: Mocha.Test, error: Error) => {
        void tell('progress', {
          report: { title: `${test.fullTitle()}: tried again after ${error.message}`, retried: true },
        });
      });
      runner.on('fail', (test, error: Error) => {
        ended({ title: test.fullTitle(), milliseconds: test.duration ?? 0, error: error.stack ?? String(error) });
      });
    });
  } catch (error) {
    tests.push({ title: 'the suite loads', milliseconds: 0, error: (error as Error).stack ?? String(error) });
  }
  const failed = tests.filter((test) => test.error !== undefined).length;
  await tell('result', { result: { tests, passed: tests.length - failed, failed } });
}
