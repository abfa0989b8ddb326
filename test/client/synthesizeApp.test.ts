/** Synthesize CDK App: which folder is meant, and what the person hears of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { synthesizeApp } from '../../client/commands/synthesizeApp';
import type { AppsSynthesized } from '../../messages/debugClient';
import { clientContext } from './editor/context';
import { editor, settled } from './editor/editor';
import { TabInputText, Uri } from './editor/vscode';

let answersAnew: number;

/** @param result the adapter's; a text: the request fails with it */
async function run(result: AppsSynthesized | string, about?: unknown): Promise<void> {
  editor.sessionOf = (configuration) => ({
    id: 'app',
    configuration,
    customRequest: (name: string, args: object) => {
      editor.said.push(`asks: ${name} ${JSON.stringify(args)}`);
      return typeof result === 'string' ? Promise.reject(new Error(result)) : Promise.resolve(result);
    },
  });
  const context = clientContext();
  Object.assign(context.server, { answersAnew: () => answersAnew++ });
  await synthesizeApp.run(context, about);
  await settled();
}

const made = (...apps: string[]): AppsSynthesized => ({ apps });
const DONE = ['asks: stepwise.synthesize {}', 'stops: app'];

beforeEach(() => {
  editor.reset();
  answersAnew = 0;
  editor.folders = ['shop', 'depot'].map((name, index) => ({ name, index, uri: Uri.file(`/${name}`) as never }));
});

describe('the app', () => {
  const inTab = (uri: object): void =>
    void (editor.tabs = { tabs: [], activeTab: { input: new TabInputText(uri as never) } as never });

  it.each<[string, unknown, object | undefined, string]>([
    ['of an entry of the project', { kind: 'group', id: 'a', root: '/depot/app' }, undefined, '/depot/app'],
    ['of a folder in the explorer', Uri.file('/depot/app'), undefined, '/depot/app'],
    ['of the file that is open', undefined, Uri.file('/depot/bin/app.ts'), '/depot/bin/app.ts'],
    ['of the first folder, for a file of none', undefined, Uri.file('/else/app.ts'), '/shop'],
    ['of the first folder, for a text that is no file', undefined, Uri.parse('untitled:/depot/a.ts'), '/shop'],
    ['of the first folder', undefined, undefined, '/shop'],
  ])('is that %s', async (_, about, active, program) => {
    if (active) inTab(active);
    await run(made('/shop'), about);
    expect(editor.started).toMatchObject([
      { configuration: { target: 'app', program, name: 'Synthesizing the CDK app' }, options: { noDebug: true } },
    ]);
  });

  it('is none where no folder is open', async () => {
    editor.folders = undefined;
    await run(made('/shop'));
    expect([editor.started, editor.said]).toEqual([[], ['error: Open the folder of the CDK app first.']]);
  });

  it('is not run where nobody trusts it', async () => {
    editor.isTrusted = false;
    await run(made('/shop'));
    expect([editor.started, editor.said]).toEqual([[], [expect.stringMatching(/^warning: .*trust/)]]);
  });

  it('is not run where no session begins', async () => {
    editor.sessionsBegin = false;
    await run(made('/shop'));
    expect([editor.said, answersAnew]).toEqual([[], 0]);
  });
});

describe('the person hears', () => {
  it.each<[string, AppsSynthesized | string, string[], number]>([
    ['of one app', made('/shop/app'), ['information: What the CDK app in app makes is now known.'], 1],
    ['of several', made('/shop/a', '/shop/b'), ['information: What the 2 CDK apps make is now known.'], 1],
    ['what went wrong', { apps: [], problem: 'No app.' }, ['error: No app. | Show Output'], 0],
    ['what went wrong with one of them', { apps: ['/a'], problem: 'Not b.' }, ['error: Not b. | Show Output'], 1],
    ['nothing where they declined', { apps: [], isDeclined: true, problem: 'Declined.' }, [], 0],
    ['nothing where they stopped it', 'It has ended.', [], 0],
  ])('%s', async (_, result, said, anew) => {
    await run(result);
    expect(editor.said).toEqual([...DONE, ...said]);
    expect(answersAnew).toBe(anew);
    expect(editor.executed).toEqual([]);
  });

  it('more in the output, if they want to', async () => {
    editor.answers = ['Show Output'];
    await run({ apps: [], problem: 'No app.' });
    expect(editor.executed).toEqual([['workbench.debug.action.toggleRepl']]);
  });
});
