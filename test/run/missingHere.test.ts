/** A package that is missing on this machine alone ends the run: no Catch and no Retry may take that for a failure on AWS. */
import { expect, test } from 'vitest';
import type { TaskCall } from '../../core/interpreter/host';
import type { FailureFacts } from '../../core/handlers';
import type { InvokeOutcome } from '../../lambda/lambda';
import { refusal } from '../../run/runners/callFunction';
import type { CallableFunction } from '../../run/runners/calledFunction';
import type { RunServices } from '../../run/run';

const install = { name: 'lodash', command: 'npm install' };

test.each<[string, FailureFacts, boolean]>([
  ['what Lambda supplies', { install: { ...install, isSupplied: true } }, true],
  ['what the project names', { install }, true],
  ['what Lambda does not supply any more', { install: { ...install, upTo: 'nodejs16.x' } }, false],
  [
    'a layer that is not built',
    { layer: { kind: 'unbuilt', name: 'L', manifest: '/l/package.json', command: 'x' } },
    true,
  ],
  ['a layer known by its ARN', { layer: { kind: 'known', name: 'L', module: 'm', command: 'x' } }, true],
  ['a layer of others', { layer: { kind: 'perhaps', names: ['L'], module: 'm' } }, true],
  ['a path of a layer of others', { layer: { kind: 'noPath', path: '/opt/a', names: ['L'] } }, true],
  ['a path of no layer', { layer: { kind: 'noPath', path: '/opt/a', names: [] } }, false],
  ['a layer for another Python', { layer: { kind: 'otherPython', name: 'L', has: '3.9', wanted: '3.12' } }, false],
  ['a module that nothing names', {}, false],
])('%s', (_what, facts, ends) => {
  const outcome: InvokeOutcome = {
    type: 'error',
    reason: 'start',
    errorType: 'Runtime.ImportModuleError',
    errorMessage: 'Cannot find module',
    stackTrace: [],
    durationMs: 1,
    payload: '{"errorType":"Runtime.ImportModuleError"}',
    facts,
  };
  const refused = refusal(outcome, {} as TaskCall, {} as RunServices, {} as CallableFunction);
  expect(refused).toEqual(
    ends
      ? { type: 'failure', error: 'Runtime.ImportModuleError', terminal: true, cause: outcome.payload, facts }
      : undefined,
  );
});
