/** A task that nothing here answers: what the person may do, and what the run hears. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerAskForAnswer } from '../../client/askForAnswer';
import type { AdapterEvents } from '../../messages/debugClient';
import { clientContext, FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';
import { createTextDocument } from './editor/textDocument';
import { TabInputText, TextDocumentSaveReason } from './editor/vscode';

const QUESTION: AdapterEvents['stepwise.ask'] = {
  requestId: 4,
  machine: 'Order',
  state: 'Lock',
  resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem',
  input: '{"id":7}',
  suggestion: '{\n  "Attributes": {}\n}',
};

let session: FakeSession;
let context: ReturnType<typeof clientContext>;

beforeEach(() => {
  editor.reset();
  context = clientContext();
  registerAskForAnswer(context);
  session = new FakeSession();
});
afterEach(() => context.extension.subscriptions.forEach((each) => void each.dispose()));

/** The question shows, and the person goes to answer it. */
async function ask(more = {}): Promise<void> {
  await session.tells('stepwise.ask', { ...QUESTION, ...more });
  void context.questions.ask();
  await settled();
}
const answers = (): unknown[] => session.requests.map(([name, body]) => (expect(name).toBe('stepwise.answer'), body));

interface Answered {
  readonly person: typeof editor.answers;
  readonly run: object;
}

const WAYS: Record<string, Answered> = {
  'the suggestion': { person: [/suggestion/], run: { answer: { return: '{"Attributes":{}}' }, save: true } },
  'with the rest filled in': { person: [/rest/], run: { answer: { rest: true } } },
  'an endpoint, once it is one': {
    person: [/endpoint/, 'localhost', ' http://localhost:8000 '],
    run: { answer: { endpoint: 'http://localhost:8000' }, save: true },
  },
  'an error with a cause': {
    person: [/^Fail/, '{"error":"Busy","cause":"later"}'],
    run: { answer: { error: 'Busy', cause: 'later' } },
  },
  'an error without a cause': {
    person: [/^Fail/, '{"error":""}', '{"error":"Busy","cause":""}'],
    run: { answer: { error: 'Busy' } },
  },
  'not at all': { person: [/^Do not answer/], run: {} },
  'another way after going back': {
    person: [/^Fail/, undefined, /endpoint/, undefined, /^Write/, undefined, /suggestion/],
    run: { answer: { return: '{"Attributes":{}}' }, save: true },
  },
};

describe('the person answers', () => {
  it.each(Object.entries(WAYS))('%s', async (_, { person, run }) => {
    editor.answers = person;
    await ask();
    await settled();
    expect(answers()).toEqual([{ requestId: 4, ...run }]);
  });

  it('nothing: the question stands, and opens nothing by itself', async () => {
    await session.tells('stepwise.ask', QUESTION);
    expect(editor.said).toEqual([]);
    expect(context.questions.all()).toMatchObject([{ state: 'Lock' }]);
    void context.questions.ask();
    await settled();
    expect([answers(), context.questions.all().length]).toEqual([[], 1]);
  });

  it('an HTTP Task without an endpoint to choose', async () => {
    await ask({ resource: 'arn:aws:states:::http:invoke' });
    expect(editor.said[0]).not.toMatch(/endpoint/i);
  });

  it('with an empty object where the suggestion is none', async () => {
    editor.answers = [/suggestion/];
    await ask({ suggestion: 'not JSON' });
    expect(answers()).toMatchObject([{ answer: { return: '{}' } }]);
  });
});

describe('the document that is written', () => {
  /** Opens it and gives it this text. */
  async function write(text: string): Promise<{ uri: { toString(): string } }> {
    editor.answers = [/^Write/];
    await ask();
    const [document] = editor.documents;
    const written = createTextDocument('/x.json', text, 'json');
    Object.defineProperty(written, 'uri', { value: document!.uri });
    editor.documents = [written];
    return written;
  }

  const save = async (document: object, reason: number): Promise<void> => {
    await editor.fire('willSaveText', { document, reason });
    await editor.fire('savedText', document);
    await settled();
  };

  it.each([
    [false, /or save/],
    [true, /mock/],
  ])('answers by the line above it, kept: %s', async (keep, title) => {
    const document = await write('{"ok":1}');
    const { provideCodeLenses } = editor.registered.get('lenses stepwise-answer') as {
      provideCodeLenses(of: object): { command: { title: string; command: string; arguments: unknown[] } }[];
    };
    const lens = provideCodeLenses(document).find(({ command }) => title.test(command.title))!;
    await editor.commands.get(lens.command.command)!(...lens.command.arguments);
    await settled();
    expect(answers()).toEqual([{ requestId: 4, answer: { return: '{"ok":1}' }, save: keep }]);
  });

  it('answers when it is saved by hand, and not when the editor saves by itself', async () => {
    const document = await write('[1]');
    await save(document, TextDocumentSaveReason.AfterDelay);
    expect(answers()).toEqual([]);
    await save(document, TextDocumentSaveReason.Manual);
    expect(answers()).toMatchObject([{ answer: { return: '[1]' }, save: false }]);
  });

  it('stays open with a mistake, which is told', async () => {
    await save(await write('{"ok":'), TextDocumentSaveReason.Manual);
    expect(answers()).toEqual([]);
    expect(editor.said.at(-1)).toMatch(/^error: .*JSON/);
  });

  it('answers nothing when it is closed: the question stands', async () => {
    const document = await write('{}');
    editor.answers = [/^Fail/, '{"error":"Busy"}'];
    await editor.fire('tabs', { closed: [{ input: new TabInputText(document.uri as never) }] });
    await settled();
    expect(answers()).toMatchObject([{ answer: { error: 'Busy' } }]);
  });

  it.each([
    ['the task has ended', () => session.tells('stepwise.askOver', { requestId: 4 })],
    ['the run has ended', () => session.ends()],
  ])('goes away where %s', async (_, end) => {
    await write('{}');
    await end();
    await settled();
    expect([answers(), context.questions.all()]).toEqual([[], []]);
  });

  it('stays where another task has ended', async () => {
    await write('{}');
    await session.tells('stepwise.askOver', { requestId: 5 });
    await new FakeSession('another').ends();
    expect(answers()).toEqual([]);
  });
});
