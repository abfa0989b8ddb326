/** What is missing on this machine alone, and is there on AWS. */
import { expect, test } from 'vitest';
import { isMissingHereOnly, type FailureFacts } from '../../core/handlers';

const install = { name: 'pg', command: 'npm install pg' } as unknown as NonNullable<FailureFacts['install']>;
const layer = (kind: string, more = {}): FailureFacts['layer'] => ({ kind, ...more }) as FailureFacts['layer'];

test.each<[what: string, facts: FailureFacts, isHereOnly: boolean]>([
  ['nothing', {}, false],
  ['what can be installed', { install }, true],
  ['what Lambda had for an older runtime', { install: { ...install, upTo: 'nodejs16.x' } }, false],
  [
    'what Lambda no longer has, whatever a layer brings',
    { install: { ...install, upTo: 'x' }, layer: layer('known') },
    false,
  ],
  ['what a layer is known to bring', { layer: layer('known') }, true],
  ['what one of several layers may bring', { layer: layer('perhaps') }, true],
  ['what a layer names and nobody installed', { layer: layer('unbuilt') }, true],
  ['a path that one layer may have', { layer: layer('noPath', { names: ['a'] }) }, true],
  ['a path that no layer has', { layer: layer('noPath', { names: [] }) }, false],
  ['a module for another Python', { layer: layer('otherPython') }, false],
])('%s', (_what, facts, isHereOnly) => expect(isMissingHereOnly(facts)).toBe(isHereOnly));
