/** The documents that show what a test of a state answered. */
import { beforeEach, expect, it } from 'vitest';
import { TestAnswers } from '../../client/testAnswers';
import { editor } from './editor/editor';

beforeEach(() => editor.reset());

const shown = (): string[] => editor.documents.map((each) => `${each.uri.path}: ${each.getText()}`);

it('stand in a document for each state, the newest in place of the last', async () => {
  const answers = new TestAnswers();
  const changed: string[] = [];
  const provider = editor.registered.get('texts stepwise-test-state') as {
    onDidChange(listener: (uri: { path: string }) => void): unknown;
    provideTextDocumentContent(uri: { path: string }): string;
  };
  provider.onDidChange(({ path }) => changed.push(path));
  await answers.show('A', '1');
  await answers.show('a/b\\c:*d?"<e>|#%f', '2');
  await answers.show('A', '3');
  const [first, second] = ['/Test of A.json', '/Test of a b c  d   e    f.json'];
  expect(shown()).toEqual([`${first}: 1`, `${second}: 2`]);
  expect(changed).toEqual([first, second, first]);
  expect(provider.provideTextDocumentContent({ path: first })).toBe('3');
  expect(provider.provideTextDocumentContent({ path: '/other' })).toBe('');
  answers.dispose();
  expect(editor.registered.size).toBe(0);
});
