/** What a person hears whose handler runs without a debugger, and what the one button does. */
import { beforeEach, describe, expect, it } from 'vitest';
import { registerMissingDebugger } from '../../client/missingDebugger';
import { clientContext, FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';
import { SourceBreakpoint, Uri } from './editor/vscode';

const MISSING = { language: 'python', functionName: 'Reserve', command: 'py -m pip install debugpy' } as const;
const DEBUGPY = { packageJSON: { contributes: { debuggers: [{ type: 'debugpy' }] } } };
const breakpointIn = (file: string, enabled = true): never =>
  [new SourceBreakpoint({ uri: Uri.file(file) } as never, enabled)] as never;

beforeEach(() => {
  editor.reset();
  registerMissingDebugger(clientContext());
});

const shown = (): string[] => editor.said.filter((line) => !line.startsWith('log '));

describe('a handler without a debugger', () => {
  it.each<[string, Record<string, unknown>, never, number]>([
    ['alone', { target: 'function' }, [] as never, 1],
    ['of a workflow, with a breakpoint in its language', {}, breakpointIn('/shop/a.py'), 1],
    ['of a workflow, with none', {}, [] as never, 0],
    ['of a workflow, with one that is switched off', {}, breakpointIn('/shop/a.py', false), 0],
    ['of a workflow, with one in another language', {}, breakpointIn('/shop/a.js'), 0],
  ])('%s is spoken of where somebody wants to stop', async (_, configuration, breakpoints, times) => {
    editor.breakpoints = breakpoints;
    const session = new FakeSession('run', configuration);
    for (let count = 0; count < 2; count++) await session.tells('stepwise.debuggerMissing', MISSING);
    expect(shown()).toHaveLength(times);
    expect(editor.started).toEqual([]);
  });

  it('is debugged again with the same event once the extension is there', async () => {
    editor.answers = ['Install and Debug Again'];
    const configuration = { target: 'function', program: '/shop/a.py', inputText: '{}', secrets: { a: 'b' } };
    const told = new FakeSession('run', configuration).tells('stepwise.debuggerMissing', MISSING);
    await settled();
    expect(editor.executed).toEqual([['workbench.extensions.installExtension', 'ms-python.debugpy']]);
    editor.extensions = [DEBUGPY] as never;
    await editor.fire('extensions', undefined);
    await told;
    expect(shown().at(-1)).toBe('stops: run');
    const { secrets: _, ...kept } = configuration;
    expect(editor.started).toMatchObject([{ configuration: kept }]);
    expect(editor.started[0]!.configuration).not.toHaveProperty('secrets');
  });

  it('is told how else, where the extension cannot be installed', async () => {
    editor.answers = ['Install and Debug Again'];
    editor.commands.set('workbench.extensions.installExtension', () =>
      Promise.reject(new Error('there is no gallery')),
    );
    await new FakeSession('run', { target: 'function' }).tells('stepwise.debuggerMissing', MISSING);
    expect(shown().at(-1)).toMatch(/there is no gallery.*py -m pip install debugpy/);
    expect(editor.started).toEqual([]);
  });
});
