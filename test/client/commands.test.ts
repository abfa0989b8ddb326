/** Each command: what it asks, what it starts, and what it says where it cannot. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerCommands } from '../../client/commands';
import { LastLaunch } from '../../client/lastLaunch';
import { temporaryFolder } from '../harness/temporaryFolder';
import { clientContext } from './editor/context';
import { editor, settled } from './editor/editor';
import { TabInputText, Uri } from './editor/vscode';

const ORDER = '/shop/order.asl.json';
const HANDLER = '/shop/src/app.js';

beforeEach(() => {
  editor.reset();
  editor.folders = [{ name: 'shop', index: 0, uri: Uri.file('/shop') as never }];
});
afterEach(() => void vi.unstubAllEnvs());

type Answers = Parameters<typeof clientContext>[0];

/** Runs a command as the palette, a menu or a line above code does. */
async function run(
  name: string,
  args: readonly unknown[] = [],
  answers: Answers = {},
  more: object = {},
): Promise<void> {
  registerCommands({ ...clientContext(answers), ...more });
  await editor.commands.get(`stepwise.${name}`)!(...args);
  await settled();
}

const inTab = (file: string): void =>
  void (editor.tabs = { tabs: [], activeTab: { input: new TabInputText(Uri.file(file) as never) } as never });

describe.each([
  ['runWorkflow', true],
  ['debugWorkflow', false],
])('%s', (command, noDebug) => {
  const started = (configuration: object): object => ({
    folder: 'shop',
    configuration: {
      type: 'stepwise',
      request: 'launch',
      name: 'order.asl.json',
      target: 'machine',
      program: ORDER,
      ...configuration,
    },
    options: { noDebug },
  });

  it.each<[string, unknown[], object]>([
    ['the file it is called with', [Uri.file(ORDER)], {}],
    ['a file as text', [`file://${ORDER}`, 'Order'], { machine: 'Order' }],
    ['the active file', [], {}],
    ['a machine that is no name', [Uri.file(ORDER), { some: 'menu' }], {}],
    [
      'a test case',
      [Uri.file(ORDER), 'Order', { mockFile: '/m.json', mockCase: 'A' }],
      { machine: 'Order', mockFile: '/m.json', mockCase: 'A' },
    ],
    ['half a test case', [Uri.file(ORDER), undefined, { mockFile: '/m.json' }], {}],
    ['the other half', [Uri.file(ORDER), undefined, { mockCase: 'A' }], {}],
  ])('starts %s', async (_, args, configuration) => {
    inTab(ORDER);
    await run(command, args);
    expect(editor.started).toEqual([started(configuration)]);
    expect(editor.said).toEqual([]);
  });

  it('starts nothing in a folder that nobody trusts, and asks for nothing before', async () => {
    editor.isTrusted = false;
    await run(command, [Uri.file(ORDER)]);
    await run(command);
    expect(editor.started).toEqual([]);
    expect(editor.said).toEqual(Array(2).fill(expect.stringMatching(/^warning: .*trust/)));
  });

  it('starts nothing that is not on disk, or where there is no machine', async () => {
    await run(command, [Uri.file(ORDER).with({ scheme: 'untitled' })]);
    await run(command);
    expect(editor.started).toEqual([]);
    expect(editor.said).toEqual([
      expect.stringMatching(/^warning: .*Save it/),
      expect.stringMatching(/^error: No state machine/),
    ]);
  });
});

describe('startAs', () => {
  const triggers = [
    { name: 'Nightly', type: 'Schedule', properties: { Schedule: 'rate(1 day)' } },
    { name: 'Placed', type: 'EventBridgeRule', properties: { Pattern: { source: ['shop'] } } },
  ];
  const project = (machine: object) => ({
    'stepwise/project': () => ({
      root: '/shop',
      functions: [],
      machines: [{ name: 'Order', file: ORDER, ...machine }],
    }),
  });

  it('starts the machine as the trigger that was chosen would, and debugs it where that is wished for', async () => {
    editor.answers = ['Placed'];
    await run('startAs', [Uri.file(ORDER), 'Order'], project({ triggers }));
    expect(editor.said).toEqual([expect.stringContaining('Nightly · a schedule / Placed · a rule of EventBridge')]);
    expect(editor.started).toMatchObject([
      {
        configuration: { program: ORDER, machine: 'Order', as: 'Placed', target: 'machine' },
        options: { noDebug: true },
      },
    ]);
  });

  it('knows a machine that has a name of its own by its logical id, which its lens has', async () => {
    editor.answers = ['Nightly'];
    await run('startAs', [Uri.file(ORDER), 'Order'], project({ triggers, name: 'order-flow', aliases: ['Order'] }));
    expect(editor.started).toMatchObject([{ configuration: { machine: 'Order', as: 'Nightly' } }]);
  });

  it('starts nothing where nothing was chosen, and says where nothing starts the machine', async () => {
    editor.answers = [undefined];
    await run('startAs', [Uri.file(ORDER)], project({ triggers }));
    await run('startAs', [Uri.file(ORDER), 'Order'], project({}));
    expect(editor.started).toEqual([]);
    expect(editor.said.at(-1)).toMatch(/Nothing in this project starts Order/);
  });
});

describe('runCallers', () => {
  const callers = (...names: string[]) => ({
    'stepwise/callers': () => names.map((name) => ({ name, file: `/shop/${name}.asl.json` })),
  });
  const ran = (): unknown =>
    editor.started.map(({ configuration }) => [configuration['program'], configuration['machine']]);

  it('runs the machine that calls the function of the file', async () => {
    await run('runCallers', [Uri.file('/shop/pack.js')], callers('Order'));
    expect(ran()).toEqual([['/shop/Order.asl.json', 'Order']]);
  });

  it('asks which of several', async () => {
    editor.answers = ['Ship'];
    await run('runCallers', [Uri.file('/shop/pack.js')], callers('Order', 'Ship'));
    expect(ran()).toEqual([['/shop/Ship.asl.json', 'Ship']]);
  });

  it.each([
    ['of the file in front, where it is not called with one', () => inTab('/shop/pack.js'), 1, undefined],
    ['of none, where there is no file', () => undefined, 0, 'error: Open the file of a Lambda handler first.'],
  ])('runs the machine %s', async (_, open, count, says) => {
    open();
    await run('runCallers', [], callers('Order'));
    expect(ran()).toHaveLength(count);
    expect(editor.said).toEqual(says === undefined ? [] : [says]);
  });

  it('says that none calls it', async () => {
    await run('runCallers', [Uri.file('/shop/pack.js')], callers());
    expect(ran()).toEqual([]);
    expect(editor.said).toEqual([expect.stringMatching(/No state machine .* pack\.js/)]);
  });
});

describe.each([
  ['runHandler', true],
  ['debugHandler', false],
])('%s', (command, noDebug) => {
  const HANDLERS = [
    { name: 'Pack', exportName: 'pack', line: 3, from: 3, to: 6, takesEvent: true, isAnnounced: true },
    { name: 'ship', exportName: 'ship', line: 9, from: 9, to: 12, takesEvent: true, isAnnounced: true },
  ];
  const answers = { 'stepwise/handlers': () => HANDLERS };
  const started = (name: string, of: string | undefined): object => ({
    folder: 'shop',
    configuration: { type: 'stepwise', request: 'launch', name, target: 'function', program: HANDLER, function: of },
    options: { noDebug },
  });

  it('starts the function of a line above code', async () => {
    await run(command, [`file://${HANDLER}`, 'ship'], answers);
    expect(editor.started).toEqual([started('ship', 'ship')]);
  });

  it('asks which of several, by what tells them apart', async () => {
    inTab(HANDLER);
    editor.answers = ['ship'];
    await run(command, [], answers);
    expect(editor.said).toEqual(['pick: Which function? | Pack · pack · line 4 / ship · line 10']);
    expect(editor.started).toEqual([started('ship', 'ship')]);
  });

  it('starts none where the person chose none', async () => {
    inTab(HANDLER);
    await run(command, [], answers);
    expect(editor.started).toEqual([]);
  });

  it.each([
    ['the one at the cursor', 4, 'Pack'],
    ['the other', 10, 'ship'],
  ])('starts %s', async (_, line, name) => {
    const { document } = await editor.open(HANDLER, '\n'.repeat(20), 'javascript', line);
    inTab(HANDLER);
    expect(document.positionAt(line).line).toBe(line);
    await run(command, [], answers);
    expect(editor.started).toEqual([started(name, name)]);
  });

  it('asks where the cursor stands at the very beginning, or in another file', async () => {
    await editor.open(HANDLER, '\n'.repeat(20), 'javascript', 0);
    await run(command, [Uri.file(HANDLER)], answers);
    await editor.open('/shop/other.js', '\n'.repeat(20), 'javascript', 4);
    await run(command, [Uri.file(HANDLER)], answers);
    expect(editor.said).toHaveLength(2);
  });

  it('lets the adapter say that there is none', async () => {
    await run(command, [Uri.file(HANDLER)]);
    expect(editor.started).toEqual([started('src/app.js', undefined)]);
  });

  it('says what to open, and starts nothing without trust', async () => {
    await run(command, [], answers);
    editor.isTrusted = false;
    await run(command, [Uri.file(HANDLER), 'ship'], answers);
    expect(editor.said).toEqual([
      'error: Open the file of a Lambda handler first.',
      expect.stringMatching(/^warning: .*trust/),
    ]);
    expect(editor.started).toEqual([]);
  });
});

describe('resumeFromHistory', () => {
  const HISTORY = '/shop/h.json';

  it.each<[string, unknown[], (string | undefined)[]]>([
    ['that it is called with', [Uri.file(HISTORY)], []],
    ['that is chosen', [], [HISTORY]],
  ])('goes on with the history %s', async (_, args, answers) => {
    inTab(ORDER);
    editor.answers = answers;
    await run('resumeFromHistory', args);
    const configuration = {
      type: 'stepwise',
      request: 'launch',
      name: 'order.asl.json',
      target: 'machine',
      program: ORDER,
      resume: HISTORY,
    };
    expect(editor.started).toEqual([{ folder: 'shop', configuration, options: { noDebug: true } }]);
    expect(editor.said).toEqual(args.length > 0 ? [] : ['open: Which history? — /shop — *.json *.jsonl']);
  });

  it('starts nothing without a history, a definition or trust', async () => {
    inTab(ORDER);
    await run('resumeFromHistory');
    editor.tabs = { tabs: [] };
    await run('resumeFromHistory', [Uri.file(HISTORY)]);
    editor.isTrusted = false;
    await run('resumeFromHistory', [Uri.file(HISTORY)]);
    expect(editor.started).toEqual([]);
    expect(editor.said.map((line) => line.slice(0, 20))).toEqual([
      'open: Which history?',
      'error: No state mach',
      'warning: Stepwise ru',
    ]);
  });
});

describe('openSample', () => {
  const NAMES = ['order-fulfilment', 'jsonata-travel-expenses', 'refund-approval', 'product-import'];
  const COPY = [
    'vscode.openFolder',
    expect.objectContaining({ path: '/to/refund-approval' }),
    { forceNewWindow: false },
  ];
  const shipped = (): void => void editor.files.set('/stepwise/samples/refund-approval', new Uint8Array());

  it('asks which, and where to copy it', async () => {
    shipped();
    editor.answers = ['refund-approval', '/to'];
    await run('openSample');
    expect(editor.said[0]!.split(' / ').map((item) => item.split(' · ')[0]!.split(' | ').at(-1))).toEqual(NAMES);
    expect(editor.said[1]).toBe('open: Where should the sample be copied?');
    expect(editor.files.has('/to/refund-approval')).toBe(true);
    expect(editor.executed).toEqual([COPY]);
  });

  it('copies nothing where the person turns away', async () => {
    shipped();
    await run('openSample');
    await run('openSample', ['refund-approval']);
    expect(editor.said).toHaveLength(2);
    expect(editor.executed).toEqual([]);
  });

  it('says where it could not be copied, and why in the log', async () => {
    editor.answers = ['/to'];
    await run('openSample', ['refund-approval']);
    expect(editor.said.slice(-2)).toEqual([
      expect.stringMatching(/^log error: .*ENOENT/),
      expect.stringMatching(/^error: .*\/to\/refund-approval\. Check/),
    ]);
    expect(editor.executed).toEqual([]);
  });

  it.each([
    '/shop/travel-expenses.asl.json',
    '/shop/jsonata-travel-expenses/travel-expenses.asl.json',
    '/shop/samples/jsonata-travel-expenses/travel-expenses.asl.json',
  ])('shows one that a folder holds: %s', async (file) => {
    editor.files.set(file, new Uint8Array());
    await run('openSample', ['jsonata-travel-expenses']);
    expect(editor.said).toEqual([`shows: ${path.relative('/shop', file)}`]);
  });
});

describe('showGraph', () => {
  it.each<[string, unknown[], [string, string | undefined] | undefined]>([
    ['of a line above code', [`file://${ORDER}`, 'Order'], [ORDER, 'Order']],
    ['of a menu', [Uri.file('/shop/other.asl.json'), []], ['/shop/other.asl.json', undefined]],
    ['of the active file', [], [ORDER, undefined]],
  ])('%s', async (_, args, shown) => {
    inTab(ORDER);
    const found: unknown[] = [];
    const graph = { show: (uri: { path: string }, name: unknown) => void found.push([uri.path, name]) };
    await run('showGraph', args, {}, { panels: { graph } });
    expect(found).toEqual([shown]);
  });

  it('says that there is none', async () => {
    await run('showGraph');
    expect(editor.said).toEqual([expect.stringMatching(/^error: No state machine/)]);
  });
});

describe('saveHistory', () => {
  const EVENT = JSON.stringify({
    events: [{ id: 1, type: 'ExecutionStarted', executionStartedEventDetails: { input: '{"pin":12,"name":"Ann"}' } }],
  });

  it('says that nothing has run', async () => {
    await run('saveHistory');
    expect(editor.said).toEqual(['information: There is no history to save. Run a workflow first.']);
  });

  const kept = (mask: readonly string[] = []): { folder: string; runs: object } => {
    const folder = temporaryFolder({ 'kept.json': EVENT, 'order.asl.json': '{}' });
    const at = (name: string): string => path.join(folder, name);
    return {
      folder,
      runs: {
        latest: () => ({
          program: at('order.asl.json'),
          name: 'order',
          startedAt: 0,
          history: at('kept.json'),
          launch: { configuration: { mask } },
        }),
      },
    };
  };

  it.each<[string, string[], RegExp, string | undefined]>([
    ['whole', [], /contains the data of the run\. To leave values out/, undefined],
    ['without what is masked', ['pin'], /except what is masked: pin/, '12'],
  ])('writes it %s where the person wants it', async (_, mask, says, hidden) => {
    const { folder, runs } = kept(mask);
    editor.answers = [path.join(folder, 'mine.json'), /Masks/];
    await run('saveHistory', [], {}, { runs });
    const proposed = new RegExp(`^save: ${folder}/\\.stepwise/histories/order-.*\\.json — \\*\\.json$`);
    expect(editor.said).toEqual([
      expect.stringMatching(proposed),
      `shows: ${folder}/mine.json`,
      expect.stringMatching(says),
    ]);
    const { readFileSync, statSync } = await import('node:fs');
    const text = readFileSync(path.join(folder, 'mine.json'), 'utf8');
    expect(text).toContain('Ann');
    if (hidden !== undefined) expect(text).not.toContain(hidden);
    if (process.platform !== 'win32') expect(statSync(path.join(folder, 'mine.json')).mode & 0o777).toBe(0o600);
    expect(editor.executed).toEqual([['workbench.action.openSettings', 'stepwise.mask']]);
  });

  it.each<[string, object, string[], RegExp]>([
    ['a mask cannot be read', {}, ['$'], /^error: The mask "\$"/],
    ['the project says so', { settings: { maskFault: 'No mask.', mask: [] } }, [], /^error: No mask\./],
  ])('writes nothing where %s', async (_, project, mask, says) => {
    const { folder, runs } = kept(mask);
    editor.answers = [path.join(folder, 'mine.json')];
    await run('saveHistory', [], { 'stepwise/project': () => ({ root: folder, ...project }) }, { runs });
    expect(editor.said.at(-1)).toMatch(says);
    expect(existsSync(path.join(folder, 'mine.json'))).toBe(false);
  });

  it('proposes the folder of the machine where none for histories can be made', async () => {
    const { folder, runs } = kept();
    writeFileSync(path.join(folder, '.stepwise'), 'a file');
    await run('saveHistory', [], {}, { runs });
    expect(editor.said).toEqual([expect.stringMatching(new RegExp(`^save: ${folder}/order-.*\\.json — `))]);
  });

  it('writes nothing where the person turns away, and says what went wrong', async () => {
    const { folder, runs } = kept();
    await run('saveHistory', [], {}, { runs });
    expect(editor.said).toHaveLength(1);
    writeFileSync(path.join(folder, 'kept.json'), 'no history');
    editor.answers = [path.join(folder, 'mine.json')];
    await run('saveHistory', [], {}, { runs });
    expect(editor.said.at(-1)).toMatch(/^error: The history could not be saved to .*mine\.json: the stored history/);
  });
});

describe('reviewConsents', () => {
  const GRANTS = [
    { id: 'a', folder: '/elsewhere', permission: { kind: 'http', origin: 'https://api.test', writes: false } },
    { id: 'b', folder: '/shop', permission: { kind: 'secret', name: 'KEY', origin: 'https://api.test' } },
  ];

  /** @returns what is still allowed afterwards */
  async function review(grants: readonly object[] | string, answers: typeof editor.answers = []): Promise<unknown> {
    const { ConsentFile } = await import('../../run/consent/consentFile');
    const home = temporaryFolder({});
    vi.stubEnv('HOME', home);
    vi.stubEnv('USERPROFILE', home);
    const place = path.join(home, '.stepwise', 'consents.json');
    const file = new ConsentFile(place);
    if (typeof grants === 'string') {
      const { mkdirSync } = await import('node:fs');
      mkdirSync(path.dirname(place), { mode: 0o700 });
      writeFileSync(place, grants, { mode: 0o600 });
    } else for (const { permission, folder } of grants as typeof GRANTS) file.add(folder, [permission as never]);
    editor.answers = answers;
    await run('reviewConsents');
    const left = file.list();
    return 'problem' in left ? left.problem : left.map(({ folder }) => folder);
  }

  it('says that nothing is allowed', async () => {
    expect(await review([])).toEqual([]);
    expect(editor.said).toEqual([expect.stringMatching(/^information: You have not allowed anything permanently/)]);
  });

  it('shows the open folder first, and withdraws what is chosen', async () => {
    await review(GRANTS);
    const [, items = ''] = editor.said[0]!.split(' | ');
    const labels = items.split(' / ').map((item) => item.split(' · '));
    expect(labels.map(([, detail]) => detail)).toEqual(['for /shop', 'for /elsewhere']);
    editor.said = [];
    expect(await review(GRANTS, [[labels[0]![0]!]])).toEqual(['/elsewhere']);
    expect(editor.said.at(-1)).toBe('information: Withdrawn. Stepwise will ask again next time.');
  });

  it.each([[[[]]], [[undefined]]])('withdraws nothing where none is chosen: %j', async (answers) => {
    expect(await review(GRANTS, answers as never)).toEqual(['/elsewhere', '/shop']);
    expect(editor.said).toHaveLength(1);
  });

  it('says what is wrong with the file', async () => {
    const problem = await review('not JSON');
    expect(editor.said).toEqual([`error: ${String(problem)}`]);
  });
});

it.each<[string, object, string]>([
  ['answerTask', { questions: { ask: () => editor.said.push('answers') } }, 'answers'],
  ['chooseTarget', { targets: { choose: () => editor.said.push('chooses') } }, 'chooses'],
  ['showLog', { log: { show: () => editor.said.push('shows the log') } }, 'shows the log'],
])('%s', async (command, more, said) => {
  await run(command, [], {}, more);
  expect(editor.said).toEqual([said]);
});

it('chooses anew who serves definitions', async () => {
  await run('chooseLanguageProvider');
  expect(editor.said).toEqual([expect.stringMatching(/AWS Toolkit/)]);
});

describe('debugAgain', () => {
  it('debugs what was run last, with all that was chosen, and asks nothing', async () => {
    const lastLaunch = new LastLaunch();
    const configuration = { type: 'stepwise', request: 'launch', name: 'Order', program: ORDER, inputText: '{"a":1}' };
    lastLaunch.keep(undefined, { ...configuration, secrets: { key: 'word' } });
    expect(editor.context.get('stepwise.hasLaunched')).toBe(true);
    await run('debugAgain', [], {}, { lastLaunch });
    expect(editor.started.map(({ configuration: started }) => ({ ...started, noDebug: undefined }))).toEqual([
      { ...configuration, noDebug: undefined },
    ]);
    expect(editor.said).toEqual([]);
  });

  it('debugs the handler in front where nothing was run yet', async () => {
    inTab(HANDLER);
    await run('debugAgain', [], { 'stepwise/handlers': () => [{ name: 'charge', exportName: 'charge', line: 0 }] });
    expect(editor.started).toMatchObject([{ configuration: { target: 'function', program: HANDLER } }]);
  });
});
