/** What is left of a handler's stack when our own frames are gone. */
import { expect, it } from 'vitest';
import { withoutBootstrap } from '../../client/ownFrames';

const user = (name: string) => ({ name, source: { path: `C:\\shop\\${name}.js` } });
const own = { name: 'invoke', source: { path: 'c:\\Ext\\Stepwise\\dist\\lambda\\node.cjs' } };
const node = { name: 'Module.load', source: { path: '<node_internals>/internal/modules/cjs/loader' } };
const label = { name: 'await', presentationHint: 'label' };

it.each([
  ['a handler that was called', [user('handler'), own, own, label, own], [user('handler')]],
  ['a module that is loaded', [user('module'), node, node, own, node, label], [user('module')]],
  [
    'an asynchronous call of the user’s',
    [user('inner'), label, user('handler'), own],
    [user('inner'), label, user('handler')],
  ],
  [
    'what a guard of ours calls',
    [user('callback'), own, user('handler'), own],
    [user('callback'), own, user('handler')],
  ],
  ['a piece that begins below', [own, label, node], []],
  ['a stack without us', [user('timer'), node], [user('timer'), node]],
])('of %s', (_, stackFrames, left) => {
  const body = { stackFrames, totalFrames: 50 };
  withoutBootstrap({ type: 'response', command: 'stackTrace', body }, 'C:/ext/stepwise/dist');
  expect(body.stackFrames).toEqual(left);
  expect('totalFrames' in body).toBe(left.length === stackFrames.length);
});

it('leaves other messages alone', () => {
  const body = { stackFrames: [own] };
  withoutBootstrap({ type: 'response', command: 'scopes', body }, 'c:/ext/stepwise/dist');
  withoutBootstrap({ type: 'event', command: 'stackTrace', body }, 'c:/ext/stepwise/dist');
  expect(body.stackFrames).toEqual([own]);
});
