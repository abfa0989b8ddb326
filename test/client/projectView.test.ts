/** The list of what the workspace's folders hold, and the values that are asked for there and before a run. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { debugInProject, giveValue, goToValue, runInProject } from '../../client/commands/inProject';
import { newStateMachine } from '../../client/commands/newStateMachine';
import { registerNeededValues } from '../../client/neededValues';
import { registerProjectView } from '../../client/project/projectView';
import type { ProjectEntry } from '../../client/project/projectEntry';
import { SecretValues } from '../../client/secretValues';
import { TREES } from '../../messages/ids';
import type { Inventory, InventoryFunction, InventoryMachine, InventoryValue } from '../../project/inventory/inventory';
import { temporaryFolder } from '../harness/temporaryFolder';
import { clientContext, FakeSession, secretStorage } from './editor/context';
import { editor, settled } from './editor/editor';
import { Uri } from './editor/vscode';

const MACHINE = {
  id: 'a#Order',
  names: ['Order'],
  file: 'order.asl.json',
  span: null,
  calls: ['a#Charge'],
  problems: [],
};
const INLINE = {
  id: 'a#In',
  names: ['In'],
  file: 'a.yaml',
  span: { line: 7, endLine: 9 },
  calls: [],
  problems: ['Half written.'],
};
const CHARGE = { id: 'a#Charge', names: ['charge', 'Charge'], runs: true, runtime: 'nodejs20.x', file: 'src/charge.js', line: 3, from: {}, usedBy: ['Order'], problems: [] }; // prettier-ignore
const JAVA = { ...CHARGE, id: 'a#Java', names: ['Java'], runs: false, file: null, line: null, from: { declared: ['a.yaml', 5] }, usedBy: [] }; // prettier-ignore
const STAGE = { key: 'param:Stage', why: 'It has no default.', usedIn: ['functions/charge env.STAGE'], place: ['a.yaml', 2], suggest: ['dev', 'prod'], secret: false }; // prettier-ignore
const PASSWORD = { key: 'secret:db#password', why: 'Only AWS knows it.', usedIn: [], place: null, suggest: [], secret: true }; // prettier-ignore

let root: string;

beforeEach(() => {
  editor.reset();
  root = temporaryFolder({});
});

function inventory(more: Partial<Inventory> = {}): Inventory {
  return {
    root,
    stacks: [],
    problems: [],
    machines: [MACHINE, INLINE] as unknown as InventoryMachine[],
    functions: [CHARGE, JAVA] as unknown as InventoryFunction[],
    unresolved: [STAGE, PASSWORD] as unknown as InventoryValue[],
    notRun: [{ id: 'a#Java', why: 'Java is not run here.' }],
    ...more,
  };
}

const settings = (): { readonly values?: object } =>
  JSON.parse(readFileSync(path.join(root, '.vscode', 'stepwise.json'), 'utf8')) as { readonly values?: object };

describe('the list', () => {
  let asked = 0;
  let held: Inventory | undefined;
  let context: ReturnType<typeof clientContext>;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    asked = 0;
    held = inventory();
    editor.folders = [{ name: 'shop', index: 0, uri: Uri.file('/shop') as never }];
    context = clientContext({ 'stepwise/inventory': () => (asked++, held) });
    registerProjectView(context);
  });
  afterEach(() => {
    context.extension.subscriptions.forEach((each) => void each.dispose());
    vi.useRealTimers();
  });

  const view = (): vscode.TreeDataProvider<ProjectEntry> =>
    editor.trees.get(TREES.project)!.treeDataProvider as vscode.TreeDataProvider<ProjectEntry>;
  const children = async (of?: ProjectEntry): Promise<ProjectEntry[]> => (await view().getChildren(of)) ?? [];
  const item = (entry: ProjectEntry): vscode.TreeItem => view().getTreeItem(entry) as vscode.TreeItem;
  const line = (entry: ProjectEntry): string => {
    const { label, description, contextValue, command } = item(entry);
    const [to, options] = (command?.arguments ?? []) as [vscode.Uri?, { selection: { start: { line: number } } }?];
    const place = options ? `${path.relative(root, to!.fsPath)}:${options.selection.start.line + 1}` : command?.command;
    return [label, description, contextValue, place].join(' | ');
  };

  it('has machines, functions and values, each with the way to its line', async () => {
    const sections = await children();
    expect(sections.map(line)).toEqual([
      'Machines | 2 | section | ',
      'Functions | 2 | section | ',
      'Values to Give | 2 | section | ',
    ]);
    const entries = (await Promise.all(sections.map(children))).flat();
    expect(entries.map(line)).toEqual([
      'Order | order.asl.json | machine runnable | order.asl.json:1',
      'In | a.yaml | machine runnable | a.yaml:7',
      'charge | src/charge.js | function runnable | src/charge.js:3',
      'Java | no file · not run here | function | a.yaml:5',
      'param:Stage | functions/charge env.STAGE | value placed | stepwise.giveValue',
      'secret:db#password |  | value | stepwise.giveValue',
    ]);
    expect(asked).toBe(1);
    await context.secrets.keep(root, 'secret:db#password', 'hunter2');
    await vi.advanceTimersByTimeAsync(1000);
    const values = await children((await children())[2]);
    expect(line(values[1]!)).toBe('secret:db#password | kept by the editor | value | stepwise.giveValue');
  });

  it.each([
    ['cdk', 'none', true],
    ['cdk', 'stale', true],
    ['cdk', 'fresh', false],
    ['sam', 'none', false],
  ])('offers to synthesize what is in a stack of %s that is %s: %s', async (kind, state, does) => {
    held = inventory({
      stacks: [
        { id: 'a', kind, state },
        { id: 'b', kind: 'cdk', state: 'none' },
      ] as never,
    });
    const sections = (await children()).slice(0, 2);
    const entries = (await Promise.all(sections.map(children))).flat();
    for (const entry of entries) expect(item(entry).contextValue?.includes('synthesizable')).toBe(does);
  });

  it('is empty where nothing is found, so that its welcome shows', async () => {
    held = inventory({ machines: [], functions: [], unresolved: [] });
    expect(await children()).toEqual([]);
  });

  it('is read again once after files have changed, and not for those of dependencies', async () => {
    await children();
    await editor.fire('fileChanged', Uri.file('/shop/node_modules/a/index.js'));
    await vi.advanceTimersByTimeAsync(1000);
    await children();
    expect(asked).toBe(1);
    await editor.fire('fileChanged', Uri.file('/shop/template.yaml'));
    await editor.fire('fileChanged', Uri.file('/shop/src/a.js'));
    await vi.advanceTimersByTimeAsync(1000);
    await children();
    expect(asked).toBe(2);
  });
});

describe('an entry', () => {
  const executed: unknown[][] = [];
  beforeEach(() => {
    executed.length = 0;
    vi.spyOn(editor, 'executes').mockImplementation((command, args) => {
      executed.push([command, (args[0] as vscode.Uri).fsPath, args[1]]);
      return Promise.resolve(undefined);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  const run = (command: typeof runInProject, entry: unknown): unknown => command.run(clientContext(), entry);

  it('runs and is debugged by its name', async () => {
    await run(runInProject, { kind: 'machine', root, machine: MACHINE });
    await run(debugInProject, { kind: 'function', root, function: CHARGE });
    await run(debugInProject, { kind: 'function', root, function: JAVA });
    expect(executed).toEqual([
      ['stepwise.runWorkflow', path.join(root, 'order.asl.json'), 'Order'],
      ['stepwise.debugHandler', path.join(root, 'src', 'charge.js'), 'charge'],
    ]);
  });

  it('of a value leads to its line', async () => {
    await run(goToValue, { kind: 'value', root, value: STAGE });
    await run(goToValue, { kind: 'value', root, value: PASSWORD });
    expect(executed).toMatchObject([['vscode.open', path.join(root, 'a.yaml'), { selection: { start: { line: 1 } } }]]);
  });
});

describe('a value', () => {
  const give = (value: object): unknown => giveValue.run(clientContext(), { kind: 'value', root, value });

  it('is one of the allowed ones, and kept', async () => {
    editor.answers = [/^prod/];
    await give(STAGE);
    expect(settings().values).toEqual({ 'param:Stage': 'prod' });
  });

  it('is another', async () => {
    editor.answers = [/^Another/, '["a","b"]'];
    await give(STAGE);
    expect(settings().values).toEqual({ 'param:Stage': ['a', 'b'] });
  });

  it('that is a secret is kept by the editor, and by no file', async () => {
    const context = clientContext();
    const answer = async (text: string): Promise<void> => {
      editor.answers = [text];
      await giveValue.run(context, { kind: 'value', root, value: PASSWORD });
    };
    await answer('hunter2');
    expect(editor.said.join('\n')).toMatch(/a secret: the editor keeps it/);
    expect(editor.said.join('\n')).not.toMatch(/hunter2/);
    expect(existsSync(path.join(root, '.vscode'))).toBe(false);
    const { secrets } = context;
    expect(await secrets.around(path.join(root, 'deep', 'flow.asl.json'))).toEqual({ 'secret:db#password': 'hunter2' });
    expect(await secrets.around(path.dirname(root), `${root}-other`)).toEqual({});
    await secrets.keep(path.join(root, 'deep'), 'secret:db#password', 'nearer');
    expect(await secrets.around(path.join(root, 'deep', 'x'))).toEqual({ 'secret:db#password': 'nearer' });
    await answer('');
    expect(await secrets.around(root)).toEqual({});
  });

  it('that the editor cannot keep is said', async () => {
    const secrets = new SecretValues({ ...secretStorage(), store: () => Promise.reject(new Error('no keyring')) });
    expect(await secrets.keep(root, 'secret:db', 'x')).toBe(false);
    expect(editor.said).toEqual([expect.stringMatching(/^error: .*secret:db: no keyring/)]);
  });

  it('that nobody gives is not kept', async () => {
    await give(PASSWORD);
    expect(existsSync(path.join(root, '.vscode'))).toBe(false);
  });
});

describe('a run that depends on values', () => {
  const VALUES = [
    { key: 'param:Stage', suggestions: ['dev'], isSecret: false, use: 'Big?: it has no default' },
    { key: 'param:Size', suggestions: [], isSecret: false, use: 'Small?: it has no default' },
    { key: 'secret:db#password', suggestions: [], isSecret: true, use: 'Load: nothing gives it' },
  ] as const;

  let context: ReturnType<typeof clientContext>;

  async function need(answers: (RegExp | string | { lens: RegExp } | undefined)[], configuration = {}): Promise<void> {
    context = clientContext();
    registerNeededValues(context);
    editor.answers = answers;
    const session = new FakeSession('1', { program: 'p', ...configuration });
    await session.tells('stepwise.valuesNeeded', { folder: root, values: VALUES });
    await settled();
  }

  it('names them, and does not begin by itself', async () => {
    await need([undefined]);
    expect(editor.said).toEqual([
      expect.stringMatching(/^warning: .*3 values.*param:Stage, param:Size, secret:db#password\./),
    ]);
    expect(editor.started).toEqual([]);
  });

  it.each([true, undefined])('runs with placeholders where the person says so, noDebug %s', async (noDebug) => {
    await need([/Placeholders/], { noDebug });
    expect(editor.started).toMatchObject([
      { configuration: { program: 'p', fill: true }, options: { noDebug: noDebug === true } },
    ]);
  });

  const write = (value: object, secret?: string): Promise<void> => need([/^Fill/, JSON.stringify(value), secret]);

  it('keeps what is filled in and begins again; what was left empty stays open', async () => {
    await write({ 'param:Stage': 'dev', 'param:Size': '' }, 'hunter2');
    expect(settings().values).toEqual({ 'param:Stage': 'dev' });
    expect(await context.secrets.around(root)).toEqual({ 'secret:db#password': 'hunter2' });
    expect(editor.started).toMatchObject([{ configuration: { program: 'p' } }]);
    expect(editor.started[0]!.configuration).not.toHaveProperty('fill');
    expect(editor.said[1]).toBe('document: Values [{ "param:Stage": "dev", "param:Size": "" }]');
  });

  it('says above each value who needs it', async () => {
    await need([/^Fill/, { lens: /Save to/ }, undefined]);
    expect(editor.said).toContain(
      'lenses: Save to .vscode/stepwise.json and Run / Big?: it has no default / Small?: it has no default',
    );
  });

  it('does not begin without the secret that it asks for', async () => {
    await write({ 'param:Stage': 'dev' }, undefined);
    expect(await context.secrets.around(root)).toEqual({});
    expect(editor.started).toEqual([]);
  });
});

it('a new state machine is a file that can be run', async () => {
  const file = path.join(root, 'first.asl.json');
  editor.folders = [{ name: 'shop', index: 0, uri: Uri.file(root) as never }];
  editor.answers = [file];
  await newStateMachine.run(clientContext());
  expect(editor.said[0]).toBe(
    `save: Where should the state machine be saved? — ${path.join(root, 'state-machine.asl.json')} — *.asl.json`,
  );
  expect(JSON.parse(new TextDecoder().decode(editor.files.get(file)))).toMatchObject({ StartAt: 'Hello' });
  expect(editor.said.at(-1)).toBe('shows: first.asl.json');
});
