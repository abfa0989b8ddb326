/** Which expressions of the lines around a stop have their value shown behind them. */
import { beforeEach, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { registerHoverValues } from '../../client/hoverValues';
import { registerInlineValues } from '../../client/inlineValues';
import { clientContext } from './editor/context';
import { editor } from './editor/editor';
import { createTextDocument } from './editor/textDocument';
import { Range } from './editor/vscode';

const LINES = ['"A": {', '  "x.$": "$.total", "y.$": "$",', '  "z.$": "$$",', '  "w.$": "$v.a"', '}, "b.$": "$.b"'];

beforeEach(() => {
  editor.reset();
  registerInlineValues(clientContext());
  editor.activeSession = { type: 'stepwise' };
});

/** `LINE:CHARACTER text` of each. */
function values(viewPort: [number, number], stopped: [number, number]): unknown {
  const provider = editor.registered.get('inlineValues') as vscode.InlineValuesProvider;
  const document = createTextDocument('/shop/order.asl.json', LINES.join('\n'), 'asl');
  const lines = ([start, end]: [number, number]): vscode.Range => new Range(start, 0, end, 99) as never;
  const context = { frameId: 1, stoppedLocation: lines(stopped) };
  const found = provider.provideInlineValues(document, lines(viewPort), context, {} as never);
  return (found as vscode.InlineValueEvaluatableExpression[]).map(({ range, expression }) => {
    expect([range.end.line, range.end.character - range.start.character]).toEqual([
      range.start.line,
      expression?.length,
    ]);
    return `${range.start.line}:${range.start.character} ${expression}`;
  });
}

it.each<[string, [number, number], [number, number], string[]]>([
  ['all of the state', [0, 4], [0, 3], ['1:10 $.total', '3:10 $v.a']],
  ['one line', [0, 4], [4, 4], ['4:11 $.b']],
  ['the first line', [0, 0], [0, 1], []],
  ['only what can be seen', [3, 4], [0, 4], ['3:10 $v.a', '4:11 $.b']],
  ['nothing of what cannot be seen', [3, 4], [0, 1], []],
])('%s', (_, viewPort, stopped, shown) => expect(values(viewPort, stopped)).toEqual(shown));

it.each([
  ['inlineValues', registerInlineValues],
  ['hovers', registerHoverValues],
])('%s are shown in every text that can hold a machine, also as the debugger keeps it', (what, register) => {
  register(clientContext());
  const filters = editor.selectors.get(what) as { language: string; scheme: string }[];
  const shown = filters.map(({ scheme, language }) => `${scheme} ${language}`);
  expect(shown.sort()).toEqual(
    ['debug', 'file'].flatMap((scheme) =>
      ['asl', 'asl-yaml', 'json', 'stepwise-asl', 'stepwise-asl-yaml', 'yaml'].map(
        (language) => `${scheme} ${language}`,
      ),
    ),
  );
});

it.each([[{ type: 'pwa-node' }], [undefined]])('nothing in another session: %j', (session) => {
  editor.activeSession = session;
  expect(values([0, 4], [0, 4])).toEqual([]);
});
