/**
 * Runs tests for `copies.mjs`, as often as it is asked: vitest starts once, and reads again only what has changed. Each test file has
 * a process of its own. `MUTANT_HITS`: the folder where they tell what they come to.
 */
import path from 'node:path';
import { createVitest } from 'vitest/node';

/**
 * @typedef {{ readonly tests: readonly string[], readonly changed: readonly string[], readonly untilFailure: boolean }} Request
 * @typedef {{ readonly statuses: [test: string, status: string][], readonly failed?: string, readonly isLate: boolean }} Answer
 */

const options = { config: path.join('scripts', 'mutants', 'vitest.config.mjs'), root: '.', watch: false, bail: 1 };
const vitest = await createVitest('test', {
  ...options,
  reporters: [{ onTestModuleStart: isAlive, onTestCaseResult: isAlive, onUserConsoleLog: isAlive }],
});

process.on('message', (/** @type {Request} */ request) => {
  answer(request).then((found) => process.send?.(found));
});
process.once('disconnect', () => process.exit());

function isAlive() {
  process.send?.('alive');
}

/** @returns {Promise<Answer>} */
async function answer({ tests, changed, untilFailure }) {
  for (const file of changed) vitest.invalidateFile(path.resolve(file));
  /** @type {Answer['statuses']} */
  const statuses = [];
  for (const test of tests) {
    const { passed, isLate } = await outcomeOf(test);
    statuses.push([test, passed ? 'passed' : 'failed']);
    if (!passed && untilFailure) return { statuses, failed: test, isLate };
  }
  return { statuses, isLate: false };
}

async function outcomeOf(/** @type {string} */ test) {
  // What failed in an earlier run would end this one at once, and be told again.
  vitest.state.idMap.clear();
  vitest.state.filesMap.clear();
  const specifications = await vitest.globTestSpecifications([test]);
  const own = specifications.filter(({ moduleId }) => moduleId === path.resolve(test).replaceAll(path.sep, '/'));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(own);
  const messages = testModules.flatMap(({ children }) =>
    [...children.allTests('failed')].flatMap((each) => each.result().errors?.map(({ message }) => message) ?? []),
  );
  return {
    passed: testModules.length > 0 && testModules.every((each) => each.ok()) && unhandledErrors.length === 0,
    isLate: messages.some((message) => /timed out in \d+ ?ms/i.test(message)),
  };
}
