/** What stands above functions, and what a hover over a definition evaluates. */
import { beforeEach, describe, expect, it } from 'vitest';
import { SERVED_LANGUAGES } from '../../core/handlers';
import { registerDeclaredCodeLens } from '../../client/declaredCodeLens';
import { registerHandlerCodeLens } from '../../client/handlerCodeLens';
import { registerHoverValues } from '../../client/hoverValues';
import { clientContext } from './editor/context';
import { editor } from './editor/editor';
import { createTextDocument } from './editor/textDocument';

beforeEach(() => editor.reset());

describe('above a function', () => {
  interface Lenses {
    onDidChangeCodeLenses(listener: () => void): void;
    provideCodeLenses(
      document: object,
    ): Promise<
      { range: { start: { line: number } }; command: { title: string; command: string; arguments: unknown[] } }[]
    >;
  }
  const app = createTextDocument('/shop/app.js', '', 'javascript');
  function lenses(): Lenses {
    const handlers = [
      { name: 'Pack', line: 3, isAnnounced: true },
      { name: 'helper', line: 9, isAnnounced: false },
    ];
    registerHandlerCodeLens(clientContext({ 'stepwise/handlers': () => handlers }));
    return editor.registered.get('lenses') as Lenses;
  }

  it('stand Run and Debug where something calls it', async () => {
    const shown = await lenses().provideCodeLenses(app);
    expect(
      shown.map(({ range, command }) => [range.start.line, command.title, command.command, command.arguments]),
    ).toEqual([
      [3, '$(play) Run handler', 'stepwise.runHandler', ['file:///shop/app.js', 'Pack']],
      [3, '$(debug-alt) Debug handler', 'stepwise.debugHandler', ['file:///shop/app.js', 'Pack']],
    ]);
  });

  it('stands Run alone where its language stops at no breakpoint', async () => {
    const shown = await lenses().provideCodeLenses(createTextDocument('/shop/app.rb', '', 'ruby'));
    expect(shown.map(({ command }) => command.command)).toEqual(['stepwise.runHandler']);
  });

  it('stand only in files on disk of languages that handlers are written in', () => {
    lenses();
    const selector = editor.selectors.get('lenses') as { language: string; scheme: string }[];
    expect(selector).toEqual(SERVED_LANGUAGES.map((language) => ({ language, scheme: 'file' })));
  });

  it('stands nothing where the setting says so', async () => {
    editor.settings.set('stepwise.codeLens.enabled', false);
    expect(await lenses().provideCodeLenses(app)).toEqual([]);
  });

  it.each<[string, () => unknown, number]>([
    ['a template is saved', () => editor.fire('savedText', createTextDocument('/shop/template.yaml', '', 'yaml')), 1],
    ['JSON is saved', () => editor.fire('savedText', createTextDocument('/shop/a.json', '', 'json')), 1],
    ['a source is saved', () => editor.fire('savedText', createTextDocument('/shop/a.json.js', '', 'javascript')), 0],
    ['the setting changes', () => editor.settings.set('stepwise.codeLens.enabled', true), 1],
    ['another setting changes', () => editor.settings.set('stepwise.mask', []), 0],
  ])('is looked up anew when %s', async (_, happen, times) => {
    let changes = 0;
    lenses().onDidChangeCodeLenses(() => changes++);
    await happen();
    expect(changes).toBe(times);
  });
});

describe('above what declares a machine that stands elsewhere', () => {
  const FLOW = ['file:///shop/flow.asl.json', 'Flow'];
  const ALL = [
    ['Run', 'stepwise.runWorkflow', FLOW],
    ['Debug', 'stepwise.debugWorkflow', FLOW],
    ['Start as…', 'stepwise.startAs', FLOW],
    ['Graph', 'stepwise.showGraph', FLOW],
  ];
  const SYNTHESIZE = ['Synthesize the CDK app to run Flow', 'stepwise.synthesizeApp', ['file:///shop/stack.ts']];
  it.each([
    ['Run, Debug and Graph', { file: '/shop/flow.asl.json' }, ALL.filter(([title]) => title !== 'Start as…')],
    ['Start as… too where something starts it', { file: '/shop/flow.asl.json', isStarted: true }, ALL],
    ['what runs the app where only that tells it', {}, [SYNTHESIZE]],
  ])('stand %s', async (_, machine, expected) => {
    let asked = 0;
    const answer = (): object[] => (asked++, [{ name: 'Flow', line: 4, isStarted: false, ...machine }]);
    registerDeclaredCodeLens(clientContext({ 'stepwise/declaredMachines': answer }));
    const { provideCodeLenses } = editor.registered.get('lenses') as {
      provideCodeLenses(
        document: object,
      ): Promise<
        { range: { start: { line: number } }; command: { title: string; command: string; arguments: unknown[] } }[]
      >;
    };
    const shown = await provideCodeLenses(createTextDocument('/shop/stack.ts', 'new sfn.StateMachine()', 'typescript'));
    expect(
      shown.map(({ command }) => [command.title.replace(/^\$\([\w-]+\) /, ''), command.command, command.arguments]),
    ).toEqual(expected);
    expect(new Set(shown.map(({ range }) => range.start.line))).toEqual(new Set([4]));
    expect(await provideCodeLenses(createTextDocument('/shop/a.ts', 'export {};', 'typescript'))).toEqual([]);
    expect(asked).toBe(1);
  });
});

describe('a hover', () => {
  it.each([
    ['"a": "$.order.id"', 9, { text: '$.order', from: 6, to: 13 }],
    ['"a": "$.order.id"', 15, { text: '$.order.id', from: 6, to: 16 }],
    ['"a": 1', 5, undefined],
  ])('over %s at %d', (line, character, found) => {
    registerHoverValues(clientContext());
    const { provideEvaluatableExpression } = editor.registered.get('hovers') as {
      provideEvaluatableExpression(
        document: object,
        position: object,
      ):
        | {
            range: { start: { line: number; character: number }; end: { line: number; character: number } };
            expression: string;
          }
        | undefined;
    };
    const document = createTextDocument('/shop/a.asl.json', `{\n${line}\n}`, 'asl');
    const shown = provideEvaluatableExpression(document, { line: 1, character });
    const { start, end } = shown?.range ?? {};
    expect(shown && { text: shown.expression, from: start!.character, to: end!.character }).toEqual(found);
    if (shown) expect([start!.line, end!.line]).toEqual([1, 1]);
  });
});
