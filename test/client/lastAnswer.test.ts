/** What a handler answered, as a browser or a program would get it. */
import { beforeEach, expect, it } from 'vitest';
import { showAnswer } from '../../client/commands/showAnswer';
import { bodyOf } from '../../client/handlerBody';
import { clientContext, FakeSession } from './editor/context';
import type * as vscode from 'vscode';
import { editor } from './editor/editor';
import { Uri } from './editor/vscode';

beforeEach(() => editor.reset());

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

it.each<[unknown, string, string]>([
  [{ statusCode: 200, headers: HTML, body: '<b>1</b>' }, 'page', '<b>1</b>'],
  [{ statusCode: 200, multiValueHeaders: { 'content-type': ['text/html'] }, body: '<i>' }, 'page', '<i>'],
  [{ statusCode: 200, headers: HTML, body: 'w6Q=', isBase64Encoded: true }, 'page', 'ä'],
  [{ statusCode: 200, body: '{"a":1}' }, 'json', '{\n  "a": 1\n}'],
  [{ statusCode: 404, headers: null, body: 'gone' }, 'text', 'gone'],
  [{ statusCode: 204 }, 'json', '{\n  "statusCode": 204\n}'],
  [[1], 'json', '[\n  1\n]'],
  ['word', 'text', '"word"'],
])('%j is shown as %s', (answer, kind, text) => {
  expect(bodyOf(JSON.stringify(answer))).toEqual({ kind, text });
});

it('is shown on demand', async () => {
  const context = clientContext();
  const answered = (answer: unknown): Promise<void> =>
    new FakeSession().tells('stepwise.answered', { functionName: 'Pay/1', answer: JSON.stringify(answer) });
  await showAnswer.run(context);
  expect(editor.said).toEqual([]);
  await answered({ statusCode: 200, body: '{"a":1}' });
  expect(editor.context.get('stepwise.hasAnswered')).toBe(true);
  await showAnswer.run(context);
  expect(editor.said).toEqual(['shows: /Answer of Pay 1.json']);
  expect(editor.documents.at(-1)!.getText()).toBe('{\n  "a": 1\n}');
  await answered({ statusCode: 200, headers: HTML, body: '<a href="x" onclick="y">&amp;</a>' });
  await showAnswer.run(context);
  const [panel] = editor.panels;
  expect(panel!.title).toBe('Answer of Pay/1');
  expect(panel!.webview.html).toContain(
    '<iframe sandbox="" srcdoc="<a href=&quot;x&quot; onclick=&quot;y&quot;>&amp;amp;</a>">',
  );
  expect(panel!.webview.html).toContain("default-src 'none'");
  // A tab that comes back in another window.
  const texts = editor.registered.get('texts stepwise-body') as vscode.TextDocumentContentProvider;
  expect(texts.provideTextDocumentContent(Uri.parse('stepwise-body:/Old.json') as never, {} as never)).toBe('');
});
