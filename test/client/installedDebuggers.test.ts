/** Which debuggers other extensions bring. */
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { bundledDebugpy, isDebuggedByOthers, isDebuggerInstalled } from '../../client/installedDebuggers';
import { DEBUG_TYPES } from '../../messages/ids';
import { editor } from './editor/editor';

const extension = (id: string, contributes?: object): never =>
  ({ id, extensionPath: `/extensions/${id}`, packageJSON: { contributes } }) as never;

beforeEach(() => editor.reset());

it('a debugger is there where one of the extensions has it', () => {
  expect(isDebuggerInstalled('debugpy')).toBe(false);
  editor.extensions = [
    extension('a.none'),
    extension('b.theme', { themes: [] }),
    extension('c.debuggers', { debuggers: [{ type: 'node' }, { type: 'debugpy' }] }),
  ];
  expect(isDebuggerInstalled('debugpy')).toBe(true);
  expect(isDebuggerInstalled('pwa-node')).toBe(false);
});

it('a language is debugged by others where a debugger that is not ours names it', () => {
  editor.extensions = [
    extension('a.ours', { debuggers: [{ type: DEBUG_TYPES.handler, languages: ['go', 'java'] }] }),
    extension('b.untold', { debuggers: [{ type: 'java' }] }),
  ];
  expect(['go', 'java'].map(isDebuggedByOthers)).toEqual([false, false]);
  editor.extensions.push(extension('c.java', { debuggers: [{ type: 'jdb', languages: ['java'] }] }));
  expect(['go', 'java'].map(isDebuggedByOthers)).toEqual([false, true]);
});

it('debugpy is that of the Python Debugger extension', () => {
  editor.extensions = [extension('a.none')];
  expect(bundledDebugpy()).toBeUndefined();
  editor.extensions.push(extension('ms-python.debugpy'));
  expect(bundledDebugpy()).toBe(path.join('/extensions/ms-python.debugpy', 'bundled', 'libs'));
});
