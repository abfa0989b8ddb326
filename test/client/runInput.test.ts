/** How a run is given what it runs: the definition, the input and the test case that the person chooses. */
import { beforeEach, describe, expect, it } from 'vitest';
import { chooseDefinition } from '../../client/chooseDefinition';
import { pickInput } from '../../client/inputPicker';
import { TestCaseChoice } from '../../client/testCaseChoice';
import { clientContext, memento } from './editor/context';
import { editor } from './editor/editor';
import { TabInputCustom, TabInputText, TabInputTextDiff, Uri } from './editor/vscode';

beforeEach(() => editor.reset());

/** The labels that were offered in a list, by its number. */
const offered = (index = 0): string[] =>
  editor.said[index]!.split(' | ')[1]!
    .split(' / ')
    .map((item) => item.split(' · ')[0]!);

describe('the input', () => {
  const EVENTS = [
    { label: 'order', file: '/shop/events/order.json' },
    { label: 'large', file: '/shop/events/large.json' },
  ];
  const memory = memento();
  let context: ReturnType<typeof clientContext>;
  beforeEach(() => void (context = clientContext()));
  const pick = (answers: typeof editor.answers, key = 'a', more: object = {}): Promise<unknown> => {
    editor.said = [];
    editor.answers = answers;
    const { extension, documents } = context;
    const needs = { extension: { ...extension, workspaceState: memory }, documents };
    return pickInput(needs as never, { key, events: EVENTS, title: 'Run Order', ...more });
  };

  it('is a sample, and the last one comes first the next time', async () => {
    expect(await pick(['large.json'])).toEqual({ inputFile: '/shop/events/large.json' });
    await pick([]);
    expect(offered().slice(0, 2)).toEqual(['large.json', 'order.json']);
  });

  it('is remembered for each machine apart', async () => {
    await pick([], 'b');
    expect(offered().slice(0, 2)).toEqual(['order.json', 'large.json']);
  });

  it('is written as a document, once it is JSON, and offered again', async () => {
    expect(await pick([/^Write/, '{"a":', '{"a":1}'])).toEqual({ inputText: '{"a":1}' });
    expect(editor.said.filter((line) => line.startsWith('error: This is not valid JSON')).length).toBe(1);
    expect(await pick(['{"a":1}'])).toEqual({ inputText: '{"a":1}' });
    await pick([/^Write/, undefined]);
    expect(editor.said[1]).toBe('document: Run Order [{ "a": 1 }]');
  });

  it('is what a run had there, which is kept with the run alone', async () => {
    const had = { text: '{"had":1}', when: 'in the run of 12:00' };
    expect(await pick(['{"had":1}'], 'h', { had })).toEqual({ inputText: '{"had":1}' });
    expect(editor.said[0]).toContain('{"had":1} · in the run of 12:00');
    expect(memory.get('input:h')).toBeUndefined();
  });

  it('is what the machine reads, and writing begins with it', async () => {
    const sample = '{"orderId":"inferred-orderId"}';
    expect(await pick([sample], 's', { sample })).toEqual({ inputText: sample });
    expect(editor.said[0]).toContain(`${sample} · what the machine reads`);
    await pick([/^Write/, undefined], 't', { sample });
    expect(editor.said[1]).toContain('document: Run Order [{ "orderId": "inferred-orderId" }]');
  });

  it('is asked for again where writing or choosing a file was left', async () => {
    expect(await pick([/^Write/, undefined, /^Choose a file/, undefined, '{}'])).toEqual({ inputText: '{}' });
  });

  it('is a file from elsewhere, and that is offered again', async () => {
    expect(await pick([/^Choose a file/, '/elsewhere/x.json'])).toEqual({ inputFile: '/elsewhere/x.json' });
    await pick([]);
    expect(offered()[0]).toBe('x.json');
  });

  it('is none where the person turns away, which changes nothing', async () => {
    expect(await pick([], 'c')).toBeUndefined();
    expect(memory.get('input:c')).toBeUndefined();
  });

  it('is shortened in the list when it is long', async () => {
    await pick([/^Write/, JSON.stringify('x'.repeat(200))], 'd');
    await pick([], 'd');
    expect(offered()[0]).toBe(`"${'x'.repeat(59)}…`);
  });

  it('is asked for after what is chosen beside it', async () => {
    const cases = new TestCaseChoice(memento(), 'a', [{ name: 'Declined', file: '/shop/mock.json' }]);
    const answers = [/^Test case/, 'Declined', '{}'];
    expect(await pick(answers, 'e', { events: [], beside: cases })).toEqual({ inputText: '{}' });
    expect(cases.chosen).toEqual({ mockFile: '/shop/mock.json', mockCase: 'Declined' });
  });
});

describe('the test case', () => {
  const CASES = [
    { name: 'Happy', file: '/shop/mock.json' },
    { name: 'Declined', file: '/shop/mock.json' },
  ];

  it('is none at first, then the last one, for as long as it exists', async () => {
    const memory = memento();
    const first = new TestCaseChoice(memory, 'a', CASES);
    expect(first.chosen).toEqual({});
    expect(first.label()).toContain('2');
    editor.answers = ['Declined'];
    await first.choose();
    expect(new TestCaseChoice(memory, 'a', CASES).chosen).toEqual({
      mockFile: '/shop/mock.json',
      mockCase: 'Declined',
    });
    expect(new TestCaseChoice(memory, 'a', CASES).label()).toContain('Declined');
    expect(new TestCaseChoice(memory, 'b', CASES).chosen).toEqual({});
    expect(new TestCaseChoice(memory, 'a', CASES.slice(0, 1)).chosen).toEqual({});
  });

  it('stays where the person turns away, and goes where they say none', async () => {
    const choice = new TestCaseChoice(memento(), 'a', CASES);
    editor.answers = ['Happy', undefined];
    await choice.choose();
    await choice.choose();
    expect(choice.chosen).toMatchObject({ mockCase: 'Happy' });
    editor.answers = [/^None/];
    await choice.choose();
    expect(choice.chosen).toEqual({});
  });
});

describe('the definition', () => {
  const asl = Uri.file('/shop/a.asl.json');
  const template = Uri.file('/shop/template.yaml');
  const inTab = (input: unknown): void => void (editor.tabs = { tabs: [], activeTab: { input } as never });
  const choose = async (machines: readonly string[], inFile = 0): Promise<string | undefined> => {
    const context = clientContext({
      'stepwise/machines': () => Array.from({ length: inFile }),
      'stepwise/project': () => ({ machines: machines.map((file) => ({ file })) }),
    });
    return (await chooseDefinition(context))?.path;
  };

  it.each([
    ['a text', new TabInputText(asl as never)],
    ['a picture of it', new TabInputCustom(asl as never, 'workflowStudio')],
    ['a comparison', new TabInputTextDiff(template as never, asl as never)],
  ])('is that of the active tab: %s', async (_, input) => {
    inTab(input);
    expect(await choose(['/shop/other.asl.json'])).toBe('/shop/a.asl.json');
  });

  it('is the active template where it holds a machine', async () => {
    inTab(new TabInputText(template as never));
    expect(await choose(['/shop/x.asl.json'], 1)).toBe('/shop/template.yaml');
    expect(await choose(['/shop/x.asl.json'], 0)).toBe('/shop/x.asl.json');
  });

  it('is chosen from several files, each once', async () => {
    editor.folders = [{ name: 'shop', index: 0, uri: Uri.file('/shop') as never }];
    editor.answers = ['b.asl.json'];
    expect(await choose(['/shop/a.asl.json', '/shop/b.asl.json', '/shop/a.asl.json'])).toBe('/shop/b.asl.json');
    expect(offered()).toEqual(['a.asl.json', 'b.asl.json']);
  });

  it('is missed in a sentence', async () => {
    expect(await choose([])).toBeUndefined();
    expect(editor.said).toEqual([expect.stringMatching(/^error: /)]);
  });
});
