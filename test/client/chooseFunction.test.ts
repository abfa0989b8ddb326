/** Which function of a file is run: by the cursor, or by the person's choice. */
import { beforeEach, expect, it } from 'vitest';
import { chooseFunction } from '../../client/chooseFunction';
import { clientContext } from './editor/context';
import { editor } from './editor/editor';
import { Uri } from './editor/vscode';

beforeEach(() => editor.reset());

const TEXT = 'exports.one = async (event) => 1;\nexports.two = async (event) => 2;\n\n';
const found = (name: string, line: number, from = line, more: object = {}): object => ({
  ...{ name, exportName: name, line, from, to: line, takesEvent: true, isAnnounced: true },
  ...more,
});
const BOTH = [found('one', 0), found('two', 1)];

const choose = (functions: readonly object[] | undefined, file = '/w/app.js'): Promise<string | undefined | null> =>
  chooseFunction(clientContext({ 'stepwise/handlers': () => functions }), Uri.file(file) as never);

it.each<
  [
    what: string,
    cursor: number,
    functions: readonly object[] | undefined,
    chosen: string | undefined | null,
    asked: boolean,
  ]
>([
  ['no answer of the server', 5, undefined, undefined, false],
  ['no function', 5, [], undefined, false],
  ['the only one', 0, [found('one', 0)], 'one', false],
  ['where nobody has put the cursor yet', 0, BOTH, null, true],
  ['the one in the first line', 5, BOTH, 'one', false],
  ['the one below it', TEXT.indexOf('two'), BOTH, 'two', false],
  ['outside of both', TEXT.length, BOTH, null, true],
])('%s', async (_what, cursor, functions, chosen, asked) => {
  await editor.open('/w/app.js', TEXT, 'javascript', cursor);
  expect(await choose(functions)).toBe(chosen);
  expect(editor.said.length > 0).toBe(asked);
});

it('of another file than the one shown is asked for, each with its export and line', async () => {
  await editor.open('/w/other.js', TEXT, 'javascript', 5);
  editor.answers = ['orders'];
  expect(await choose([found('one', 0), found('orders', 1, 1, { exportName: 'handler' })])).toBe('orders');
  expect(editor.said).toEqual(['pick: Which function? | one · line 1 / orders · handler · line 2']);
});
