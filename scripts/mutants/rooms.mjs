/**
 * The rooms mutants are drawn from, and where the tests of each lie. A file belongs to the longest path that begins its
 * name, so that a new folder is in the draw before anybody names it here.
 *
 * @typedef {{ readonly path: string, readonly tests: readonly string[] }} Room
 */

/** @type {readonly Room[]} */
export const ROOMS = [
  {
    path: 'core/',
    tests: [
      'test/words',
      'test/query',
      'test/features',
      'test/rules',
      'test/graph',
      'test/interpreter',
      'test/project',
    ],
  },
  { path: 'core/catalog/', tests: ['test/catalog', 'test/rules', 'test/features'] },
  { path: 'core/catalog/services/', tests: ['test/catalog', 'test/services', 'test/rules', 'test/features'] },
  { path: 'core/escape/', tests: ['test/words', 'test/hostile'] },
  { path: 'core/features/', tests: ['test/features'] },
  { path: 'core/graph/', tests: ['test/graph', 'test/webview'] },
  { path: 'core/explain/', tests: ['test/explain', 'test/run'] },
  { path: 'core/facts/', tests: ['test/rules', 'test/features', 'test/graph'] },
  { path: 'core/hosts/', tests: ['test/hosts', 'test/project'] },
  { path: 'core/values/', tests: ['test/values', 'test/project'] },
  { path: 'core/handlers/', tests: ['test/handlers', 'test/project'] },
  { path: 'core/hcl/', tests: ['test/hcl', 'test/project'] },
  { path: 'core/history/', tests: ['test/history', 'test/interpreter', 'test/run', 'test/graph'] },
  { path: 'core/infer/', tests: ['test/infer'] },
  { path: 'core/interpreter/', tests: ['test/interpreter'] },
  { path: 'core/l10n/', tests: ['test/l10n', 'test/words'] },
  { path: 'core/mask/', tests: ['test/mask'] },
  { path: 'core/model/', tests: ['test/model', 'test/rules'] },
  { path: 'core/query/', tests: ['test/query'] },
  { path: 'core/rules/', tests: ['test/rules', 'test/check'] },
  { path: 'core/serverless/', tests: ['test/serverless', 'test/project'] },
  { path: 'core/syntax/', tests: ['test/syntax', 'test/rules'] },
  { path: 'core/template/', tests: ['test/template', 'test/project'] },
  { path: 'core/triggers/', tests: ['test/events', 'test/project'] },
  { path: 'events/', tests: ['test/events'] },
  { path: 'cli/events/', tests: ['test/cli', 'test/events'] },
  { path: 'processes/', tests: ['test/processes'] },
  { path: 'services/', tests: ['test/services'] },
  { path: 'services/standins/', tests: ['test/services', 'test/run'] },
  { path: 'lambda/', tests: ['test/lambda'] },
  { path: 'project/', tests: ['test/project', 'test/l10n'] },
  { path: 'run/', tests: ['test/run', 'test/stepFunctions'] },
  { path: 'run/history/', tests: ['test/run', 'test/mask', 'test/cli'] },
  { path: 'run/launch/', tests: ['test/run', 'test/cli', 'test/debugger'] },
  { path: 'run/stateTest/', tests: ['test/run', 'test/cli'] },
  { path: 'run/stepFunctions/', tests: ['test/stepFunctions', 'test/run'] },
  { path: 'server/', tests: ['test/server', 'test/hostile'] },
  { path: 'debugger/', tests: ['test/debugger', 'test/hostile'] },
  { path: 'client/', tests: ['test/client', 'test/hostile'] },
  { path: 'webview/', tests: ['test/webview', 'test/hostile'] },
  { path: 'cli/', tests: ['test/cli', 'test/check', 'test/hostile'] },
];

/** @returns {Room | undefined} none for what does not ship: tests, scripts, and `messages`, which holds types */
export function roomOf(/** @type {string} */ file) {
  const rooms = ROOMS.filter((room) => file.startsWith(room.path));
  return rooms.sort((one, other) => other.path.length - one.path.length)[0];
}
