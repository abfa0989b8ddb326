/** What a run hears of the texts of definitions while a person types, and when its stack is shown anew. */
import { beforeEach, describe, expect, it } from 'vitest';
import { registerEditedFiles } from '../../client/editedFiles';
import { clientContext, FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';

const ORDER = '/shop/order.asl.json';

/** Answers when it is let to. */
class SlowSession extends FakeSession {
  private readonly open: (() => void)[] = [];

  override async customRequest(name: string, args: unknown): Promise<void> {
    void super.customRequest(name, args);
    if (name === 'stepwise.edited') await new Promise<void>((resolve) => this.open.push(resolve));
  }

  async takesIn(): Promise<void> {
    this.open.shift()?.();
    await settled();
  }
}

let session: SlowSession;

/** A file of the editor, whose text the test changes. */
const file = (name: string, text: string, isDirty: boolean) => ({
  uri: { fsPath: name, path: name, scheme: 'file', toString: () => `file://${name}` },
  getText: () => text,
  isDirty,
});
const typed = (text: string, name = ORDER): Promise<void> =>
  editor.fire('changedText', { document: file(name, text, true) });
const undone = (name = ORDER): Promise<void> => editor.fire('changedText', { document: file(name, 'old', false) });
const saved = (name = ORDER): Promise<void> => editor.fire('savedText', file(name, 'new', false));
const closed = (name = ORDER): Promise<void> => editor.fire('closedText', file(name, 'left', true));

/** What the run has heard since the last question: the texts of files, and `refresh`. */
const heard = (): unknown[] =>
  session.requests.splice(0).map(([name, args]) => {
    if (name === 'stepwise.refresh') return 'refresh';
    expect(name).toBe('stepwise.edited');
    const { file: of, text } = args as { file: string; text?: string };
    return of === ORDER ? (text ?? 'as on disk') : `${of}: ${text ?? 'as on disk'}`;
  });

beforeEach(async () => {
  editor.reset();
  registerEditedFiles(clientContext());
  session = new SlowSession();
  await editor.fire('startedSession', session);
});

describe('a run', () => {
  it('hears of what is typed, one text after the other, and the last of those in between', async () => {
    for (const text of ['a', 'ab', 'abc']) await typed(text);
    expect(heard()).toEqual(['a']);
    await session.takesIn();
    expect(heard()).toEqual(['abc']);
    await session.takesIn();
    expect(heard()).toEqual([]);
  });

  it('hears of two files side by side', async () => {
    await typed('a');
    await typed('b', '/shop/template.yaml');
    expect(heard()).toEqual(['a', '/shop/template.yaml: b']);
  });

  it('hears that what was typed is gone again, and no more', async () => {
    await undone();
    expect(heard()).toEqual([]);
    await typed('a');
    await session.takesIn();
    await undone();
    await session.takesIn();
    await undone();
    expect(heard()).toEqual(['a', 'as on disk']);
  });

  it('hears of every saved file, and shows its stack anew when it has taken it in', async () => {
    await saved();
    expect(heard()).toEqual(['as on disk']);
    await session.takesIn();
    expect(heard()).toEqual(['refresh']);
    await typed('a');
    await session.takesIn();
    expect(heard()).toEqual(['a']);
  });

  it('hears of a file that is closed without saving, if it had been told of its text', async () => {
    await closed();
    expect(heard()).toEqual([]);
    await typed('a');
    await session.takesIn();
    await closed();
    expect(heard()).toEqual(['a', 'as on disk']);
  });

  it('hears at its start what is unsaved already', async () => {
    editor.documents = [file(ORDER, 'a', true), file('/shop/b.yml', 'b', false)] as never;
    session = new SlowSession('second');
    await editor.fire('startedSession', session);
    expect(heard()).toEqual(['a']);
  });

  it.each([['/shop/app.ts'], ['/shop/notes.md'], ['/shop/jsons']])('hears nothing of %s', async (name) => {
    await typed('a', name);
    expect(heard()).toEqual([]);
  });

  it('hears nothing of what is not on disk', async () => {
    const unsaved = file(ORDER, 'a', true);
    await editor.fire('changedText', { document: { ...unsaved, uri: { ...unsaved.uri, scheme: 'untitled' } } });
    expect(heard()).toEqual([]);
  });

  it('goes on hearing after a text that it did not take', async () => {
    session.customRequest = (name, args) => {
      session.requests.push([name, args]);
      return Promise.reject(new Error('It has ended.'));
    };
    await typed('a');
    await typed('b');
    await saved();
    expect(heard()).toEqual(['a', 'b', 'as on disk', 'refresh']);
  });

  it('hears nothing any more when it has ended', async () => {
    await session.ends();
    await typed('a');
    await editor.fire('stackItem', { session });
    expect(heard()).toEqual([]);
  });
});

it("a person's turn to a stack shows it anew, if it is a run's", async () => {
  await editor.fire('stackItem', undefined);
  await editor.fire('stackItem', { session: { ...session, id: 'another' } });
  expect(heard()).toEqual([]);
  await editor.fire('stackItem', { session });
  expect(heard()).toEqual(['refresh']);
});

it('another debugger hears nothing', async () => {
  session = Object.assign(new SlowSession('other'), { type: 'pwa-node' });
  await editor.fire('startedSession', session);
  await typed('a');
  expect(heard()).toEqual([]);
});
