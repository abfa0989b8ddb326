/** What the graph's page may ask for: only what has the agreed shape is taken, and only files of the workspace open. */
import { beforeEach, expect, it } from 'vitest';
import { isWish, openFrame, reveal } from '../../client/panels/graphWishes';
import { editor } from './editor/editor';
import { Uri } from './editor/vscode';

beforeEach(() => {
  editor.reset();
  editor.folders = [{ name: 'shop', index: 0, uri: Uri.file('/shop') as never }];
});

it.each<[boolean, unknown]>([
  [true, { type: 'reveal', statePath: 'A' }],
  [false, { type: 'reveal', statePath: 1 }],
  [true, { type: 'copy', text: '' }],
  [false, { type: 'copy' }],
  [true, { type: 'answer', id: '1' }],
  [false, { type: 'answer', id: 1 }],
  [true, { type: 'openFrame', file: '/a', line: 1, column: 1 }],
  [false, { type: 'openFrame', file: 1, line: 1, column: 1 }],
  [false, { type: 'openFrame', file: '/a', line: 1.5, column: 1 }],
  [false, { type: 'openFrame', file: '/a', line: 1, column: '1' }],
  [true, { type: 'lookAt', map: 'M', index: 0 }],
  [false, { type: 'lookAt', map: 0, index: 0 }],
  [false, { type: 'lookAt', map: 'M', index: '0' }],
  [true, { type: 'showRun' }],
  [true, { type: 'showRun', runId: '1' }],
  [false, { type: 'showRun', runId: 1 }],
  [true, { type: 'rerun' }],
  [true, { type: 'redrive' }],
  [false, { type: '' }],
  [false, {}],
  [false, null],
  [false, 'rerun'],
])('%s: %j', (is, message) => expect(isWish(message)).toBe(is));

it.each([
  ['of the workspace opens', '/shop/src/app.js', ['shows: src/app.js']],
  ['of another folder does not', '/etc/passwd', []],
])('a frame in a file %s', async (_, file, said) => {
  await openFrame({ type: 'openFrame', file, line: 3, column: 1 });
  expect(editor.said).toEqual(said);
});

it('a state is shown in its file, where there is one', async () => {
  const view = { nodes: [{ id: 'A', range: { start: { line: 1, character: 2 }, end: { line: 3, character: 4 } } }] };
  await reveal(view as never, 'file:///shop/order.asl.json', 'A');
  await reveal(view as never, 'file:///shop/order.asl.json', 'B');
  await reveal(view as never, undefined, 'A');
  await reveal(undefined, 'file:///shop/order.asl.json', 'A');
  expect(editor.said).toEqual(['shows: order.asl.json']);
});
